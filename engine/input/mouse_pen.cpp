#include "engine/input/mouse_pen.h"

#include "engine/base/fixed_clock.h"
#include "engine/base/fixed_math.h"
#include "engine/sim/pen_pose.h"
#include "engine/sim/roller_contact.h"

#include <glm/geometric.hpp>

#include <utility>

namespace stipple::input {

namespace {

// A critically damped follower of rate w lags 2/w behind a steady hand and passes a 25 Hz staircase
// with w^2 / (w^2 + (50 pi)^2) of its ripple: 30/s gives 67 ms and 3.5 %.
constexpr float kFollow_perS = 30.0f;
// A step of 1 leaves (1 + wt) e^-wt: at 45/s and 0.15 s less than one part in a hundred.
constexpr float kLift_perS = 45.0f;
constexpr float kTilt_perS = 12.0f;
constexpr float kNormal_perS = 20.0f;
// a target that leaps so far out of the plane of the skin lies across a gap; within so much of it
// the pen is over
constexpr float kGap_m = 0.006f, kOver_m = 0.003f;
constexpr float kStuck_mps = 0.01f;
// skin farther than this under the pen is not what it glides on
constexpr float kGlideOn_m = 0.004f;
// a roller this high turns with the hand, over about so much way; shaking turns nothing
constexpr float kTurns_m = 0.002f, kTurnWay_m = 0.008f, kShake_m = 1e-5f;
// height of the way over a gap, as a share of what is left of it
constexpr float kRise = 0.5f;

/// One tick of a critically damped spring; semi-implicit, stable for w * kTick_s < 1.
template <class T> void springTick(T& value, T& rate, const T& goal, float w) {
    rate += ((goal - value) * (w * w) - rate * (2.0f * w)) * kTick_s;
    value += rate * kTick_s;
}

/// The shaft leant from the normal by a tilt given as a vector along the skin: x along the pad's
/// +x, z towards the viewer.
glm::vec3 shaftOf(const glm::vec3& normal, float tiltX_deg, float tiltZ_deg) {
    const glm::vec3 alongX = glm::vec3(1.0f, 0.0f, 0.0f) - normal * normal.x;
    const glm::vec3 x = glm::normalize(alongX);
    const glm::vec3 z = glm::cross(x, normal);
    const double degrees = fixedSqrt(static_cast<double>(tiltX_deg * tiltX_deg) +
                                     static_cast<double>(tiltZ_deg * tiltZ_deg));
    if (degrees < 1e-4) {
        return normal;
    }
    const double tilt_rad = degrees * kPi / 180.0;
    const auto sideways = static_cast<float>(fixedSin(tilt_rad) / degrees);
    const auto upright = static_cast<float>(fixedCos(tilt_rad));
    return glm::normalize(normal * upright + (x * tiltX_deg + z * tiltZ_deg) * sideways);
}

std::uint16_t buttonsOf(const PenControls& controls) {
    unsigned int bits = 0;
    bits |= controls.gel ? static_cast<unsigned int>(sim::kGelButton) : 0U;
    bits |= controls.wipe ? static_cast<unsigned int>(sim::kWipeButton) : 0U;
    bits |= controls.newCartridge ? static_cast<unsigned int>(sim::kNewCartridgeButton) : 0U;
    return static_cast<std::uint16_t>(bits);
}

} // namespace

MousePen::MousePen(float pixel_m, SkinFoot skin) : pixel_m_(pixel_m), skin_(std::move(skin)) {}

void MousePen::point(const PointerTarget& target, const PenControls& controls) {
    controls_ = controls;
    if (!target.onSkin) {
        target_.onSkin = false;
        return;
    }
    // measured from the last target, so that a quick hand on one surface never counts as a leap
    const float leap_m = glm::dot(target.position_m - target_.position_m, target_.normal);
    if (skin_ && placed_ && (leap_m > kGap_m || leap_m < -kGap_m)) {
        crossing_ = true;
    }
    target_ = target;
    if (!placed_) {
        position_m_ = target.position_m;
        normal_ = target.normal;
        placed_ = true;
    }
}

/// Moves on over a person's skin; the normal that the shaft is to turn to.
glm::vec3 MousePen::followSkin() {
    const glm::vec3 rest_m = target_.position_m - position_m_;
    crossing_ = crossing_ && glm::dot(rest_m, rest_m) > kOver_m * kOver_m;
    // over a gap the way goes up, out of the face, and comes down as it nears its end
    const float rise_m = crossing_ ? kRise * glm::length(rest_m) : 0.0f;
    springTick(position_m_, velocity_mps_, target_.position_m + glm::vec3{0.0f, rise_m, 0.0f},
               kFollow_perS);
    const std::optional<SurfacePoint> foot = skin_(position_m_);
    if (!foot) {
        return target_.normal;
    }
    const glm::vec3 off_m = position_m_ - foot->position_m;
    const bool inside = glm::dot(off_m, foot->normal) < 0.0f;
    if (inside || (!crossing_ && glm::dot(off_m, off_m) < kGlideOn_m * kGlideOn_m)) {
        // keep to the skin: what the straight way to the target cuts off is no pressing
        position_m_ = foot->position_m;
        velocity_mps_ -= foot->normal * glm::dot(velocity_mps_, foot->normal);
        // far from the target and yet at rest: no way over the skin leads nearer
        crossing_ = crossing_ || (glm::dot(rest_m, rest_m) > kGap_m * kGap_m &&
                                  glm::length(velocity_mps_) < kStuck_mps);
    }
    return crossing_ ? target_.normal : foot->normal;
}

void MousePen::follow() {
    const glm::vec3 wanted = skin_ ? followSkin() : target_.normal;
    if (!skin_) {
        springTick(position_m_, velocity_mps_, target_.position_m, kFollow_perS);
    }
    const glm::vec3 turned = normal_ + (wanted - normal_) * (kNormal_perS * kTick_s);
    // opposite normals have no middle: stay
    normal_ = glm::dot(turned, turned) > 1e-6f ? glm::normalize(turned) : normal_;

    const bool down = controls_.seated && target_.onSkin && !crossing_;
    const float pressed_m = controls_.pressHarder ? target_.press_m : target_.seat_m;
    springTick(lift_m_, liftRate_mps_, down ? -pressed_m : kMouseHover_m, kLift_perS);

    const double azimuth_rad = static_cast<double>(controls_.tiltAzimuth_deg) * kPi / 180.0;
    const float goalX_deg = controls_.tilt_deg * static_cast<float>(fixedCos(azimuth_rad));
    const float goalZ_deg = controls_.tilt_deg * static_cast<float>(fixedSin(azimuth_rad));
    tiltX_deg_ += (goalX_deg - tiltX_deg_) * (kTilt_perS * kTick_s);
    tiltZ_deg_ += (goalZ_deg - tiltZ_deg_) * (kTilt_perS * kTick_s);
}

void MousePen::turnRoller(const glm::vec3& moved_m) {
    const float way_m = glm::length(moved_m);
    if (lift_m_ < kTurns_m || way_m < kShake_m) {
        return;
    }
    // the drum rolls both ways: the nearer one is turned
    const float side = glm::dot(moved_m, heading_) < 0.0f ? -1.0f : 1.0f;
    const float share = way_m < kTurnWay_m ? way_m / kTurnWay_m : 1.0f;
    const glm::vec3 turned = heading_ + (moved_m * (side / way_m) - heading_) * share;
    heading_ = glm::normalize(turned);
}

sim::PenSample MousePen::sample(std::uint32_t /*tick*/) {
    sim::PenSample sample;
    sample.needle_um = controls_.needle_um;
    sample.strokeRate_dHz = controls_.motor ? controls_.strokeRate_dHz : std::uint16_t{0};
    sample.buttons = buttonsOf(controls_);
    sample.pen = controls_.pen;
    sample.stretch_pct = controls_.stretch ? kStretchHand_pct : std::uint8_t{0};
    sample.pull_deg = controls_.stretch ? controls_.pull_deg : std::uint8_t{0};
    if (!placed_) {
        // the pointer was never on the skin: there is no pose to tell
        sim::setPose(sample, position_m_, glm::quat(1.0f, 0.0f, 0.0f, 0.0f));
        sample.tracking = sim::Tracking::Lost;
        return sample;
    }
    const glm::vec3 before_m = position_m_;
    follow();
    const glm::vec3 shaft = shaftOf(normal_, tiltX_deg_, tiltZ_deg_);
    if (controls_.roller) {
        turnRoller(position_m_ - before_m);
    }
    sim::setPose(sample, position_m_ + normal_ * lift_m_,
                 controls_.roller ? sim::orientationAlong(shaft, heading_)
                                  : sim::orientationAlong(shaft));
    sample.tracking = sim::Tracking::Good;
    return sample;
}

sim::InputTraits MousePen::traits() const {
    // a value rounded to whole pixels is uniform over one pixel: standard deviation 1 / sqrt(12)
    return {.name = "mouse",
            .measuresForce = false,
            .measuresTilt = false,
            .positionSigma_m = pixel_m_ * 0.28867513f,
            .tiltSigma_rad = 0.0f,
            .forceSigma_N = 0.0f};
}

} // namespace stipple::input
