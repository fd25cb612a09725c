#include "engine/sim/skin_response.h"

#include "engine/base/fixed_math.h"

#include <algorithm>

namespace stipple::sim {

namespace {

/// Differences below this are not followed any further: 1/1000 of the clinical end point, 1/1000
/// of a blood point.
constexpr float kSettled = 1e-3f;

std::uint32_t tileOf(const SkinCells& cells, std::uint32_t cell) {
    const std::uint32_t column = cell % cells.width, row = cell / cells.width;
    return row / kTileTexels * tilesAcross(cells) + column / kTileTexels;
}

void touch(SimState& state, std::uint32_t tile) {
    ++state.skin.tileRevision[tile];
}

/// Wakes the tiles of the cell and its eight neighbours, which its dose reddens.
void wake(const SkinCells& cells, SimState& state, std::uint32_t cell) {
    const std::uint32_t column = cell % cells.width, row = cell / cells.width;
    const std::uint32_t left = (column > 0 ? column - 1 : 0) / kTileTexels;
    const std::uint32_t right = std::min(column + 1, cells.width - 1) / kTileTexels;
    const std::uint32_t top = (row > 0 ? row - 1 : 0) / kTileTexels;
    const std::uint32_t bottom = std::min(row + 1, cells.height - 1) / kTileTexels;
    const std::uint32_t across = tilesAcross(cells);
    for (std::uint32_t y = top; y <= bottom; ++y) {
        for (std::uint32_t x = left; x <= right; ++x) {
            state.tileAwake[y * across + x] = 1;
        }
    }
}

/// Share of the way to its target that a value goes in one second.
float shareOfSecond(float rise_s) {
    return rise_s > 0.0f ? static_cast<float>(1.0 - fixedExp(-1.0 / static_cast<double>(rise_s)))
                         : 1.0f;
}

/// Mean dose of a cell and its neighbours on the atlas: redness does not stop at a cell.
float meanDose(const SkinCells& cells, const std::vector<float>& dose, std::uint32_t column,
               std::uint32_t row) {
    const std::uint32_t left = column > 0 ? column - 1 : 0;
    const std::uint32_t right = std::min(column + 1, cells.width - 1);
    const std::uint32_t top = row > 0 ? row - 1 : 0;
    const std::uint32_t bottom = std::min(row + 1, cells.height - 1);
    float sum = 0.0f;
    std::uint32_t count = 0;
    for (std::uint32_t y = top; y <= bottom; ++y) {
        for (std::uint32_t x = left; x <= right; ++x) {
            const std::size_t at = std::size_t{y} * cells.width + x;
            if (cells.zone[at] != kOffSkin) {
                sum += dose[at];
                ++count;
            }
        }
    }
    return count > 0 ? sum / static_cast<float>(count) : 0.0f;
}

/// Moves `value` towards `target`; true while it still changes.
bool approach(float& value, float target, float share) {
    const float left = target - value;
    if (left == 0.0f) {
        return false;
    }
    const bool close = left < kSettled && left > -kSettled;
    value = close ? target : value + left * share;
    return true;
}

void evolveTile(const SimModel& model, SimState& state, std::uint32_t tile) {
    const SkinCells& cells = model.cells;
    const float redShare = shareOfSecond(model.needling.erythemaRise_s);
    const float bloodShare = shareOfSecond(model.needling.bleedRise_s);
    const float scale = 1.0f / (cells.area_m2 * model.needling.endpointDose_perM2);
    const std::uint32_t left = tile % tilesAcross(cells) * kTileTexels;
    const std::uint32_t top = tile / tilesAcross(cells) * kTileTexels;
    const std::uint32_t right = std::min(left + kTileTexels, cells.width);
    const std::uint32_t bottom = std::min(top + kTileTexels, cells.height);
    bool changed = false;
    for (std::uint32_t row = top; row < bottom; ++row) {
        for (std::uint32_t column = left; column < right; ++column) {
            const std::size_t at = std::size_t{row} * cells.width + column;
            if (cells.zone[at] == kOffSkin) {
                continue;
            }
            const float red = meanDose(cells, state.skin.dose, column, row) * scale;
            changed |= approach(state.skin.erythema[at], red, redShare);
            changed |= approach(state.skin.bloodPoints[at], state.skin.bleeding[at], bloodShare);
        }
    }
    if (changed) {
        touch(state, tile);
    } else {
        state.tileAwake[tile] = 0;
    }
}

} // namespace

float bleedProbability(const NeedlingParameters& needling, float depth_m) {
    const auto& depths = needling.bleedDepth_m;
    const auto& chances = needling.bleedProbability;
    if (!(depth_m > depths.front())) {
        return chances.front();
    }
    for (std::size_t k = 1; k < depths.size(); ++k) {
        if (depth_m < depths[k]) {
            return chances[k - 1] + (chances[k] - chances[k - 1]) * (depth_m - depths[k - 1]) /
                                        (depths[k] - depths[k - 1]);
        }
    }
    return chances.back();
}

float doseWeight(const NeedlingParameters& needling, float depth_m) {
    return std::min(1.0f, depth_m / needling.erythemaDepth_m);
}

void markPuncture(const SimModel& model, SimState& state, const Puncture& puncture,
                  float scratch_m) {
    SkinState& skin = state.skin;
    const std::uint32_t cell = puncture.cell;
    skin.deepest_m[cell] = std::max(skin.deepest_m[cell], puncture.depth_m);
    skin.dose[cell] += doseWeight(model.needling, puncture.depth_m);
    if (skin.punctures[cell] < 0xffffU) {
        ++skin.punctures[cell];
    }
    skin.bleeding[cell] += static_cast<float>(puncture.bleeds);
    // gelSpentPerPuncture is per puncture/cm2, and this cell is all the skin that it changes.
    const float spent = model.needling.gelSpentPerPuncture / (model.cells.area_m2 * 1e4f);
    skin.gel[cell] = std::max(0.0f, skin.gel[cell] - spent);
    skin.scratch_m[cell] = std::max(skin.scratch_m[cell], scratch_m);
    wake(model.cells, state, cell);
    touch(state, tileOf(model.cells, cell));
}

void markScratch(const SimModel& model, SimState& state, std::uint32_t cell, float scratch_m) {
    if (scratch_m > state.skin.scratch_m[cell]) {
        state.skin.scratch_m[cell] = scratch_m;
        touch(state, tileOf(model.cells, cell));
    }
}

void spreadGel(const SimModel& model, SimState& state, const glm::vec3& centre_m) {
    std::vector<std::uint32_t> reached;
    cellsWithin(model.cells, model.grid, centre_m, model.needling.gelRadius_m, reached);
    for (const std::uint32_t cell : reached) {
        if (state.skin.gel[cell] < 1.0f) {
            state.skin.gel[cell] = 1.0f;
            touch(state, tileOf(model.cells, cell));
        }
    }
}

void wipeSkin(const SimModel& model, SimState& state, const glm::vec3& centre_m) {
    std::vector<std::uint32_t> reached;
    cellsWithin(model.cells, model.grid, centre_m, model.needling.wipeRadius_m, reached);
    SkinState& skin = state.skin;
    for (const std::uint32_t cell : reached) {
        if (skin.gel[cell] > 0.0f || skin.bleeding[cell] > 0.0f || skin.bloodPoints[cell] > 0.0f) {
            skin.gel[cell] = 0.0f;
            skin.bleeding[cell] = 0.0f;
            skin.bloodPoints[cell] = 0.0f;
            touch(state, tileOf(model.cells, cell));
        }
    }
}

void evolveSkin(const SimModel& model, SimState& state) {
    for (std::size_t tile = state.tick % kTickRate_Hz; tile < state.tileAwake.size();
         tile += kTickRate_Hz) {
        if (state.tileAwake[tile] != 0) {
            evolveTile(model, state, static_cast<std::uint32_t>(tile));
        }
    }
}

} // namespace stipple::sim
