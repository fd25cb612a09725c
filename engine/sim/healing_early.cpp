#include "engine/sim/healing_early.h"

#include "engine/base/fixed_math.h"

#include <algorithm>

namespace stipple::sim {

float swollen_m(const HealingParameters& healing, const PlaceDose& dose, float time_s) {
    const float height_m = healing.whealHeight_m * std::min(dose.redness, healing.overdoseFrom);
    const float come = 1.0f - decay(time_s, healing.whealRise_s);
    const float left = (1.0f - healing.oedemaShare) * decay(time_s, healing.whealFall_s) +
                       healing.oedemaShare * swellingLeft(healing, time_s);
    return height_m * come * left;
}

float rednessSeen(const HealingParameters& healing, float redness, int fitzpatrick) {
    const auto type = static_cast<std::size_t>(std::clamp(fitzpatrick, 1, 6) - 1);
    return redness * healing.rednessSeen[type];
}

BleedEnd bleedEnd(const HealingParameters& healing, float points_perM2) {
    if (!(points_perM2 > 0.0f)) {
        return BleedEnd::None;
    }
    if (points_perM2 < healing.pinpoint_perM2.low) {
        return BleedEnd::Few;
    }
    return points_perM2 > healing.streaming_perM2 ? BleedEnd::Streaming : BleedEnd::Pinpoint;
}

float bleedFactor(const HealingParameters& healing, const HealingClient& client,
                  const AfterCare& care) {
    const bool thin = client.thinBlood || !care.before.thinnersStopped;
    return (thin ? healing.thinnersFactor : 1.0f) *
           (care.before.vasoconstrictor ? healing.vasoconstrictorFactor : 1.0f);
}

} // namespace stipple::sim
