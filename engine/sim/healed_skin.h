#pragma once

#include "engine/sim/healing.h"
#include "engine/sim/sim_state.h"

#include <span>
#include <vector>

namespace stipple::sim {

/// What a treatment left in every cell, as the mean over the cell and its eight neighbours.
/// As many as cells; nothing where there is no skin.
[[nodiscard]] std::vector<PlaceDose> placeDoses(const SimModel& model, const SkinState& treated);

/// The dose if needles had gone `depthFactor` times as deep, `punctureFactor` times as often.
/// Redness follows as the model of dose does; whether other layers would have been reached is not
/// asked.
[[nodiscard]] PlaceDose doseIf(const NeedlingParameters& needling, const PlaceDose& dose,
                               float depthFactor, float punctureFactor);

/// The same over a zone: means over its treated cells, weighted by area, and the longest scratch.
/// Untreated: all 0.
struct ZoneDose {
    PlaceDose mean;
    float treatedShare = 0.0f;   ///< of the zone's area that has punctures
    float scratchedShare = 0.0f; ///< of the zone's area with a scratch of `scratchVisible_m`
};
[[nodiscard]] std::vector<ZoneDose> zoneDoses(const SimModel& model,
                                              std::span<const PlaceDose> doses);

/// The skin `time_s` after a treatment, fit to be drawn: redness gone down, channels closing,
/// blood and gel washed off, crusts on scratches and what is likely to stay of them. At time 0 as
/// it was left. The log stays empty.
[[nodiscard]] SkinState healedSkin(const SimModel& model, const HealingParameters& healing,
                                   const SkinState& treated, std::span<const PlaceDose> doses,
                                   const HealingClient& client, const AfterCare& care,
                                   float time_s);

} // namespace stipple::sim
