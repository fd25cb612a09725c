#include "engine/sim/healed_skin.h"

#include "engine/base/assert.h"
#include "engine/base/fixed_math.h"
#include "engine/sim/healing_early.h"
#include "engine/sim/skin_response.h"

#include <algorithm>

namespace stipple::sim {

namespace {

/// Sums over the punctures of one cell.
struct CellSum {
    float depth_m = 0.0f; ///< of all
    float count = 0.0f;
    float reached = 0.0f; ///< that came to the dermis
};

std::vector<CellSum> cellSums(const SimModel& model, const SkinState& treated) {
    std::vector<CellSum> sums(cellCount(model.cells));
    for (const Puncture& puncture : treated.log) {
        CellSum& sum = sums[puncture.cell];
        sum.depth_m += puncture.depth_m;
        sum.count += 1.0f;
        if (puncture.layer >= static_cast<std::uint8_t>(Layer::PapillaryDermis)) {
            sum.reached += 1.0f;
        }
    }
    return sums;
}

/// Calls `act` with every cell among a texel and its eight neighbours.
template <class Act>
void forNeighbours(const SkinCells& cells, std::uint32_t texel, const Act& act) {
    const std::uint32_t column = texel % cells.width, row = texel / cells.width;
    const std::uint32_t left = column > 0 ? column - 1 : 0;
    const std::uint32_t top = row > 0 ? row - 1 : 0;
    const std::uint32_t right = std::min(column + 1, cells.width - 1);
    const std::uint32_t bottom = std::min(row + 1, cells.height - 1);
    for (std::uint32_t y = top; y <= bottom; ++y) {
        for (std::uint32_t x = left; x <= right; ++x) {
            const std::uint32_t cell = shownCell(cells, y * cells.width + x);
            if (cell != kNone) {
                act(cell);
            }
        }
    }
}

PlaceDose doseAround(const SimModel& model, const SkinState& treated,
                     const std::vector<CellSum>& sums, std::uint32_t cell) {
    CellSum all;
    float dose = 0.0f, area_m2 = 0.0f;
    forNeighbours(model.cells, cell, [&](std::uint32_t near) {
        all.depth_m += sums[near].depth_m;
        all.count += sums[near].count;
        all.reached += sums[near].reached;
        dose += treated.dose[near];
        area_m2 += areaOf_m2(model.cells, near);
    });
    PlaceDose place;
    place.scratch_m = treated.scratch_m[cell];
    if (area_m2 > 0.0f) {
        const float endpoint = area_m2 * model.needling.endpointDose_perM2;
        place.density = all.reached / endpoint;
        place.redness = dose / endpoint;
    }
    place.depth_m = all.count > 0.0f ? all.depth_m / all.count : 0.0f;
    return place;
}

} // namespace

std::vector<PlaceDose> placeDoses(const SimModel& model, const SkinState& treated) {
    const std::vector<CellSum> sums = cellSums(model, treated);
    std::vector<PlaceDose> doses(sums.size());
    for (std::uint32_t cell = 0; cell < doses.size(); ++cell) {
        if (model.cells.zone[cell] != kOffSkin) {
            doses[cell] = doseAround(model, treated, sums, cell);
        }
    }
    return doses;
}

PlaceDose doseIf(const NeedlingParameters& needling, const PlaceDose& dose, float depthFactor,
                 float punctureFactor) {
    PlaceDose other = dose;
    other.depth_m *= depthFactor;
    other.density *= punctureFactor;
    other.redness *= punctureFactor;
    if (dose.depth_m > 0.0f) {
        other.redness *= doseWeight(needling, other.depth_m) / doseWeight(needling, dose.depth_m);
    }
    return other;
}

std::vector<ZoneDose> zoneDoses(const SimModel& model, std::span<const PlaceDose> doses) {
    STIPPLE_ASSERT(doses.size() == cellCount(model.cells), "a dose for every cell");
    std::vector<ZoneDose> zones(model.zones.size());
    std::vector<double> whole_m2(zones.size()), treated_m2(zones.size()),
        scratched_m2(zones.size()), depth(zones.size()), density(zones.size()),
        redness(zones.size());
    for (std::uint32_t cell = 0; cell < doses.size(); ++cell) {
        const std::size_t zone = model.cells.zone[cell];
        if (zone >= zones.size()) {
            continue;
        }
        const auto area_m2 = static_cast<double>(areaOf_m2(model.cells, cell));
        const PlaceDose& dose = doses[cell];
        whole_m2[zone] += area_m2;
        if (dose.scratch_m >= model.needling.scratchVisible_m) {
            scratched_m2[zone] += area_m2;
        }
        PlaceDose& mean = zones[zone].mean;
        mean.scratch_m = std::max(mean.scratch_m, dose.scratch_m);
        if (dose.depth_m > 0.0f) {
            treated_m2[zone] += area_m2;
            depth[zone] += area_m2 * static_cast<double>(dose.depth_m);
            density[zone] += area_m2 * static_cast<double>(dose.density);
            redness[zone] += area_m2 * static_cast<double>(dose.redness);
        }
    }
    for (std::size_t k = 0; k < zones.size(); ++k) {
        if (treated_m2[k] > 0.0) {
            zones[k].mean.depth_m = static_cast<float>(depth[k] / treated_m2[k]);
            zones[k].mean.density = static_cast<float>(density[k] / treated_m2[k]);
            zones[k].mean.redness = static_cast<float>(redness[k] / treated_m2[k]);
            zones[k].treatedShare = static_cast<float>(treated_m2[k] / whole_m2[k]);
        }
        if (scratched_m2[k] > 0.0) {
            zones[k].scratchedShare = static_cast<float>(scratched_m2[k] / whole_m2[k]);
        }
    }
    return zones;
}

std::vector<ZoneBlood> zoneBlood(const SimModel& model, const HealingParameters& healing,
                                 const SkinState& skin, float reach_m) {
    const SkinCells& cells = model.cells;
    std::vector<ZoneBlood> zones(model.zones.size());
    std::vector<double> points(zones.size()), streaming(zones.size()), treated_m2(zones.size());
    std::vector<std::uint32_t> near;
    for (std::uint32_t cell = 0; cell < cellCount(cells); ++cell) {
        const std::size_t zone = cells.zone[cell];
        if (zone >= zones.size() || skin.punctures[cell] == 0) {
            continue;
        }
        treated_m2[zone] += static_cast<double>(areaOf_m2(cells, cell));
        if (!(skin.bleeding[cell] > 0.0f)) {
            continue;
        }
        points[zone] += static_cast<double>(skin.bleeding[cell]);
        near.clear();
        cellsWithin(cells, model.grid, cells.position_m[cell], reach_m, near);
        float open = 0.0f, around_m2 = 0.0f;
        for (const std::uint32_t other : near) {
            open += skin.bleeding[other];
            around_m2 += areaOf_m2(cells, other);
        }
        if (bleedEnd(healing, open / around_m2) == BleedEnd::Streaming) {
            streaming[zone] += static_cast<double>(skin.bleeding[cell]);
        }
    }
    for (std::size_t k = 0; k < zones.size(); ++k) {
        if (treated_m2[k] > 0.0) {
            zones[k].points_perM2 = static_cast<float>(points[k] / treated_m2[k]);
        }
        if (points[k] > 0.0) {
            zones[k].streamingShare = static_cast<float>(streaming[k] / points[k]);
        }
    }
    return zones;
}

SkinState healedSkin(const SimModel& model, const HealingParameters& healing,
                     const SkinState& treated, const HealingDoses& doses,
                     const HealingClient& client, const AfterCare& care, float time_s) {
    STIPPLE_ASSERT(doses.doses.size() == cellCount(model.cells) &&
                       doses.spread.size() == doses.doses.size(),
                   "a dose for every cell");
    SkinState skin = treated;
    skin.log.clear();
    if (!(time_s > 0.0f)) {
        return skin;
    }
    const float crusted = crust(healing, time_s);
    const auto spread = static_cast<float>(
        1.0 - fixedExp(-static_cast<double>(time_s / healing.rednessSpreadTime_s)));
    const auto red = [&](const PlaceDose& dose) {
        return dose.redness > 0.0f ? dose.redness * rednessLeft(healing, dose.depth_m, care, time_s)
                                   : 0.0f;
    };
    for (std::size_t cell = 0; cell < doses.doses.size(); ++cell) {
        const PlaceDose& dose = doses.doses[cell];
        skin.bloodPoints[cell] = 0.0f;
        skin.bleeding[cell] = 0.0f;
        skin.gel[cell] = 0.0f;
        skin.erythema[cell] = (1.0f - spread) * red(dose) + spread * red(doses.spread[cell]);
        if (skin.deepest_m[cell] > 0.0f) {
            skin.deepest_m[cell] *= barrierOpen(healing, dose.depth_m, client, care, time_s).likely;
        }
        if (skin.scratch_m[cell] > 0.0f) {
            const float lasting =
                lastingLineChance(healing, dose, model.needling.scratchVisible_m).likely;
            skin.scratch_m[cell] *= crusted + (1.0f - crusted) * lasting;
        }
    }
    for (std::uint32_t& revision : skin.tileRevision) {
        ++revision;
    }
    return skin;
}

} // namespace stipple::sim
