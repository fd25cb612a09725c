#include "training/scoring/tick_view.h"

#include "engine/base/fixed_math.h"

#include <glm/geometric.hpp>

namespace stipple::scoring {

namespace {

// the glide is smoothed over about 50 ms: hand tremor (8-12 Hz) fades, the stroke stays
constexpr float kGlideBlend = 1.0f / 12.0f;
// a hand slower than this has no direction
constexpr float kMoving_mps = 0.005f;
// moving on for this many ticks makes a direction
constexpr std::uint32_t kSteadyTicks = 12;
// the heading follows slow curves, over about 0.25 s
constexpr float kHeadingBlend = 1.0f / 60.0f;
// a lift beyond the reach of the contact search is as good as any
constexpr float kFarLift_m = 1.0f;
// zones with no more than this between them adjoin: two fine blocks, less than a needle circle
constexpr float kAdjoining_m = 0.002f;

void landed(const TickView& view, ContactFollow& follow) {
    follow.onSkin = true;
    follow.zoneBegan = view.report.contact.zone;
    follow.stray_m = 0.0f;
    follow.outside = false;
    follow.glide_mps = view.report.contact.glide_mps;
    follow.gel = view.report.gel;
    follow.steady = 0;
}

/// Lets a stay go on into an adjoining zone of the lesson when that zone permits the settings in
/// use: from then on it is as if the pen had come down there.
void runOn(const TickView& view, ContactFollow& follow) {
    const std::uint8_t zone = view.report.contact.zone;
    const std::uint8_t began = follow.zoneBegan;
    if (view.target == kNoTarget) {
        follow.stray_m += glm::length(follow.glide_mps) * kTick_s;
    } else if (zone == began) {
        follow.stray_m = 0.0f;
    } else if (began < view.model.zones.size() && view.model.zones[began].treatable &&
               follow.stray_m <= kAdjoining_m && wrongSettings(view, view.target) == 0) {
        follow.zoneBegan = zone;
        follow.stray_m = 0.0f;
    }
}

void lifted(const TickView& view, ContactFollow& follow) {
    const float gap_m = view.report.contact.nearSkin ? view.report.contact.gap_m : kFarLift_m;
    follow.onSkin = false;
    // where the pen went while it was not seen, and whether it was lifted, is not known
    follow.headingKnown = follow.headingKnown && follow.lostTicks == 0;
    follow.steady = 0;
    follow.glide_mps = glm::vec3{0.0f};
    follow.lift_m = gap_m > follow.lift_m ? gap_m : follow.lift_m;
}

void countTurn(const TickView& view, const ContactFollow& follow, Turns& turns) {
    const auto wanted_m = static_cast<float>(rubricOf(view).lift_m);
    const float doubt_m = view.rules.doubts.position_m;
    ++turns.all;
    turns.lifted.strict += follow.motorOff || follow.lift_m - doubt_m >= wanted_m ? 1U : 0U;
    turns.lifted.plain += follow.motorOff || follow.lift_m >= wanted_m ? 1U : 0U;
    turns.lifted.lenient += follow.motorOff || follow.lift_m + doubt_m >= wanted_m ? 1U : 0U;
}

void followHeading(const TickView& view, ContactFollow& follow, Turns& turns, float speed_mps) {
    follow.steady = speed_mps >= kMoving_mps ? follow.steady + 1 : 0;
    if (follow.steady < kSteadyTicks) {
        return;
    }
    const glm::vec3 direction = follow.glide_mps / speed_mps;
    if (!follow.headingKnown) {
        follow.headingKnown = true;
        follow.heading = direction;
    } else if (glm::dot(direction, follow.heading) < view.rules.cosTurn) {
        countTurn(view, follow, turns);
        follow.heading = direction;
    } else {
        follow.heading =
            glm::normalize(follow.heading + (direction - follow.heading) * kHeadingBlend);
    }
    follow.lift_m = 0.0f;
    follow.motorOff = false;
}

} // namespace

std::uint8_t strokeAxis_deg(const glm::vec3& glide_mps, const glm::vec3& normal) {
    // a frame in the skin's plane: along x where the skin allows, else along z
    const glm::vec3 lead =
        normal.x * normal.x < 0.8f ? glm::vec3{1.0f, 0.0f, 0.0f} : glm::vec3{0.0f, 0.0f, 1.0f};
    const glm::vec3 along = glm::normalize(lead - normal * glm::dot(lead, normal));
    const glm::vec3 across = glm::cross(along, normal);
    const double angle = fixedAtan2(static_cast<double>(glm::dot(glide_mps, across)),
                                    static_cast<double>(glm::dot(glide_mps, along)));
    const double degrees = angle * (180.0 / kPi) + 360.0;
    return static_cast<std::uint8_t>(static_cast<std::uint32_t>(degrees + 0.5) % 180U);
}

void followContact(const TickView& view, ScoreState& score) {
    ContactFollow& follow = score.follow;
    if (!view.report.contact.touching && !view.piercing) {
        lifted(view, follow);
        return;
    }
    if (!follow.onSkin) {
        landed(view, follow);
    } else {
        follow.glide_mps += (view.report.contact.glide_mps - follow.glide_mps) * kGlideBlend;
        follow.gel += (view.report.gel - follow.gel) * kGlideBlend;
        runOn(view, follow);
    }
    if (!needlesWork(view)) {
        follow.motorOff = true;
        return;
    }
    followHeading(view, follow, score.turns, glm::length(follow.glide_mps));
}

} // namespace stipple::scoring
