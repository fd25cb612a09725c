#pragma once

#include "engine/sim/healing_harm.h"
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

/// Blood points that are open in each zone, per area of its treated skin, and the share of them
/// that lie so close that they stream (`healing_early.h`), counted over discs of `reach_m`.
struct ZoneBlood {
    float points_perM2 = 0.0f, streamingShare = 0.0f;
};
[[nodiscard]] std::vector<ZoneBlood> zoneBlood(const SimModel& model,
                                               const HealingParameters& healing,
                                               const SkinState& skin, float reach_m);

/// The doses of a treatment, and as redness spreads from them (`spreadDoses`); per cell.
struct HealingDoses {
    std::span<const PlaceDose> doses, spread;
};

/// The skin `time_s` after a treatment, fit to be drawn: redness run into one and gone down,
/// channels closing, blood and gel washed off, crusts on scratches and what is likely to stay of
/// them. At time 0 as it was left. The log stays empty.
[[nodiscard]] SkinState healedSkin(const SimModel& model, const HealingParameters& healing,
                                   const SkinState& treated, const HealingDoses& doses,
                                   const HealingClient& client, const AfterCare& care,
                                   float time_s);

} // namespace stipple::sim
