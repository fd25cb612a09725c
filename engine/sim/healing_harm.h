#pragma once

#include "engine/sim/healing.h"

namespace stipple::sim {

/// A risk without a published rate: only its order can be told.
enum class RiskLevel : unsigned char { Baseline, Raised, High };

/// Chance that the place ends with a dark mark, over the whole course.
[[nodiscard]] Band darkMarkChance(const HealingParameters& healing, const PlaceDose& dose,
                                  const HealingClient& client, const AfterCare& care,
                                  const TreatmentCourse& course);
/// How dark such a mark is at a time, over its darkest.
[[nodiscard]] float markLeft(const HealingParameters& healing, float time_s);

/// Chance that a scratched place keeps a line; 0 without a scratch of `visible_m`.
[[nodiscard]] Band lastingLineChance(const HealingParameters& healing, const PlaceDose& dose,
                                     float visible_m);

/// From faults of hygiene and aftercare, skin that was not whole, and treatments that come before
/// the crusts of the last are gone.
[[nodiscard]] RiskLevel infectionRisk(const HealingParameters& healing, const HealingClient& client,
                                      const AfterCare& care, const TreatmentCourse& course);
/// From what was needled in with `density` end points of punctures.
[[nodiscard]] RiskLevel granulomaRisk(const AfterCare& care, float density);
/// Of an outbreak, in those who had cold sores before.
[[nodiscard]] RiskLevel coldSoreRisk(const HealingClient& client, const AfterCare& care);
/// Of raised scars: nobody counted them, and those who are prone were left out of the trials.
[[nodiscard]] RiskLevel raisedScarRisk(const HealingClient& client);

} // namespace stipple::sim
