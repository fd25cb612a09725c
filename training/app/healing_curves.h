#pragma once

#include "engine/sim/healed_marks.h"
#include "engine/sim/healed_skin.h"
#include "training/app/exercise_loader.h"
#include "training/ui/healing_view.h"

#include <span>
#include <string>
#include <vector>

namespace stipple::app {

// What a person is told of healing in one zone: curves, risks and sentences.

inline constexpr float kDay_s = 24.0f * 3600.0f;

[[nodiscard]] sim::AfterCare careOf(const training_ui::HealingChoices& choices);
[[nodiscard]] sim::TreatmentCourse courseOf(const training_ui::HealingChoices& choices);

/// What a patient has come for, each once, of the kinds that somebody has measured.
[[nodiscard]] std::vector<std::pair<std::string, sim::Complaint>>
complaintsOf(const Exercise& exercise);

/// A zone and what was done to it.
struct HealingCase {
    const sim::HealingParameters& healing;
    const sim::NeedlingParameters& needling;
    sim::HealingClient client;
    sim::ZoneDose zone;        ///< as recorded
    sim::ZoneBlood blood;      ///< when the attempt ended
    float depthDoubt_m = 0.0f; ///< half width of the 95 % interval of its depths
    std::span<const std::pair<std::string, sim::Complaint>> complaints;
};

/// The dose with what was chosen instead: likely, and at both ends of what is known of its depth.
struct DoubtedDose {
    sim::PlaceDose low, likely, high;
};
[[nodiscard]] DoubtedDose doubtedDose(const HealingCase& at,
                                      const training_ui::HealingChoices& choices);

[[nodiscard]] std::vector<training_ui::HealingCurve>
healingCurves(const HealingCase& at, const training_ui::HealingChoices& choices,
              std::span<const float> days);

[[nodiscard]] std::vector<training_ui::HealingRisk>
healingRisks(const HealingCase& at, const training_ui::HealingChoices& choices);

/// What was done there, in words.
[[nodiscard]] std::string healingDose(const HealingCase& at,
                                      const training_ui::HealingChoices& choices);

/// "Day 3: inflammation".
[[nodiscard]] std::string healingPhase(sim::HealingPhase phase, float day);

} // namespace stipple::app
