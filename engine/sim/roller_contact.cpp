#include "engine/sim/roller_contact.h"

#include "engine/base/fixed_math.h"
#include "engine/sim/plate_model.h"
#include "engine/sim/plate_stiffening.h"

#include <glm/geometric.hpp>

#include <algorithm>

namespace stipple::sim {

namespace {

/// A drum whose axis is steeper than this stands on its end.
constexpr float kSteepest = 0.9f;
/// The barrel is cut along its axis into so many strips.
constexpr int kStrips = 16;
/// Skin cannot be so hollow that the drum fits into it.
constexpr double kFlattest = 0.2;
constexpr int kHalvings = 40;

/// Press of the barrel into the undeformed skin at a place along its axis; negative above it.
double pressAt_m(const SimModel& model, const RollerPress& press, double along_m) {
    const auto fall_m = static_cast<double>(
        skinFall_m(model.needling, press.curvature_perM, static_cast<float>(along_m)));
    return -(static_cast<double>(press.gap_m) + along_m * static_cast<double>(press.sinTilt) +
             fall_m);
}

double stripPlace_m(const PenDevice& roller, int strip) {
    return static_cast<double>(roller.drumWidth_m) * ((strip + 0.5) / kStrips - 0.5);
}

double deepestPress_m(const SimModel& model, const PenDevice& roller, const RollerPress& press) {
    double most_m = pressAt_m(model, press, 0.0);
    for (int strip = 0; strip < kStrips; ++strip) {
        most_m = std::max(most_m, pressAt_m(model, press, stripPlace_m(roller, strip)));
    }
    return most_m;
}

/// What of the force does not depend on how the barrel lies.
struct Foundation {
    double stripForce = 0.0; ///< newtons per strip over the press to the power of 3/2
    double locking_m = 0.0;
};

Foundation foundationOf(const SimModel& model, const PenDevice& roller, std::uint32_t cell,
                        const RollerPress& press) {
    constexpr double kSmallPress_m = 1e-4;
    const PlateReading plate = readPlate(model.plates, plateSite(model, roller, cell, press.pull),
                                         {.press_m = kSmallPress_m});
    const auto face_m = static_cast<double>(roller.plateRadius_m);
    const double modulus = plate.stiffness_NperM / (kPi * face_m * face_m);
    const auto radius_m = static_cast<double>(roller.drumRadius_m);
    const double flatter =
        std::max(kFlattest, 1.0 + static_cast<double>(press.curvature_perM) * radius_m);
    return {.stripForce = 4.0 / 3.0 * modulus * static_cast<double>(roller.drumWidth_m) / kStrips *
                          fixedSqrt(2.0 * radius_m / flatter),
            .locking_m = lockingPress_m(tissueAt(model, cell))};
}

double forceOn_N(const SimModel& model, const PenDevice& roller, const Foundation& foundation,
                 const RollerPress& press) {
    double sum = 0.0;
    for (int strip = 0; strip < kStrips; ++strip) {
        const double press_m =
            stiffenedPress_m(foundation.locking_m,
                             std::max(0.0, pressAt_m(model, press, stripPlace_m(roller, strip))));
        sum += press_m * fixedSqrt(press_m);
    }
    return foundation.stripForce * sum;
}

} // namespace

std::optional<RollerStand> standOf(const PenDevice& roller, const PenPose& pose,
                                   const glm::vec3& normal) {
    RollerStand stand;
    stand.axis = pose.orientation * glm::vec3(1.0f, 0.0f, 0.0f);
    stand.sinTilt = glm::dot(stand.axis, normal);
    if (stand.sinTilt > kSteepest || stand.sinTilt < -kSteepest) {
        return std::nullopt;
    }
    stand.aside = glm::normalize(stand.axis - normal * stand.sinTilt);
    stand.forward = glm::cross(normal, stand.aside);
    const glm::vec3 up = glm::normalize(normal - stand.axis * stand.sinTilt);
    stand.bottom_m = pose.tip_m + (pose.shaft - up) * roller.drumRadius_m;
    return stand;
}

glm::quat orientationAlong(const glm::vec3& shaft, const glm::vec3& heading) {
    const glm::quat upright = orientationAlong(shaft);
    const glm::vec3 x = upright * glm::vec3(1.0f, 0.0f, 0.0f);
    const glm::vec3 y = upright * glm::vec3(0.0f, 1.0f, 0.0f);
    const auto ahead = static_cast<double>(glm::dot(heading, y));
    const auto aside = static_cast<double>(glm::dot(heading, x));
    const double length = fixedSqrt(ahead * ahead + aside * aside);
    if (length < 1e-6) {
        return upright; // straight up: no direction
    }
    // about +Z by the angle from y to the heading; its half by the formula of the half angle
    const double cosine = ahead / length;
    const double half = fixedSqrt(std::max(0.0, 0.5 * (1.0 + cosine)));
    const double sine = fixedSqrt(std::max(0.0, 0.5 * (1.0 - cosine)));
    return upright * glm::quat(static_cast<float>(half), 0.0f, 0.0f,
                               static_cast<float>(aside > 0.0 ? -sine : sine));
}

float rollerForce_N(const SimModel& model, const PenDevice& roller, std::uint32_t cell,
                    const RollerPress& press) {
    return static_cast<float>(
        forceOn_N(model, roller, foundationOf(model, roller, cell, press), press));
}

float rollerGapForForce_m(const SimModel& model, const PenDevice& roller, std::uint32_t cell,
                          RollerPress press, float force_N) {
    const Foundation foundation = foundationOf(model, roller, cell, press);
    // the gap at which the barrel just touches, and one at which any skin has locked
    press.gap_m = 0.0f;
    const double touch_m = deepestPress_m(model, roller, press);
    double high_m = touch_m;
    double low_m = touch_m - static_cast<double>(kNearSkin_m);
    for (int i = 0; i < kHalvings; ++i) {
        const double middle_m = 0.5 * (low_m + high_m);
        press.gap_m = static_cast<float>(middle_m);
        const bool tooHard =
            forceOn_N(model, roller, foundation, press) > static_cast<double>(force_N);
        (tooHard ? low_m : high_m) = middle_m;
    }
    return static_cast<float>(0.5 * (low_m + high_m));
}

PenContact rollerContact(const SimModel& model, const PenDevice& roller, const PenPose& pose,
                         std::uint32_t start, const SkinPull& pull) {
    PenContact contact = contactOf(model, roller, pose, start, pull);
    contact.plate = {};
    contact.touching = false;
    contact.force_N = contact.indentation_m = contact.contactRadius_m = 0.0f;
    if (!contact.nearSkin) {
        return contact;
    }
    const std::optional<RollerStand> stand = standOf(roller, pose, contact.normal);
    if (!stand) {
        return contact;
    }
    contact.gap_m = glm::dot(stand->bottom_m - contact.point_m, contact.normal);
    const double sine = static_cast<double>(stand->sinTilt);
    contact.tilt_rad = static_cast<float>(fixedAsin(sine < 0.0 ? -sine : sine));
    const RollerPress press{.gap_m = contact.gap_m,
                            .sinTilt = stand->sinTilt,
                            .curvature_perM = contact.curvature_perM,
                            .pull = pull};
    contact.indentation_m = static_cast<float>(std::max(0.0, deepestPress_m(model, roller, press)));
    contact.touching = contact.indentation_m > 0.0f;
    if (contact.touching) {
        contact.force_N = rollerForce_N(model, roller, contact.cell, press);
        contact.contactRadius_m = 0.5f * roller.drumWidth_m;
    }
    return contact;
}

} // namespace stipple::sim
