#include "training/report/coverage_map.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <utility>

namespace stipple::report {

namespace {

// A vector of a score state may be shorter when nothing was ever observed.
template <class T> T entry(const std::vector<T>& values, std::size_t index) {
    return index < values.size() ? values[index] : T{};
}

MapBlock blockAt(const ReportInput& input, std::size_t index) {
    const scoring::CoverageGrid& grid = input.grid;
    const scoring::ScoreState& state = input.scoreState;
    const std::uint32_t punctures = entry(state.punctures, index);
    // a block at the rim of a zone holds fewer than its 25 fine blocks
    const float own = entry(grid.scoreOwnWeight, index);
    const float area_m2 = own > 0.0f ? own * grid.fineArea_m2 : grid.scoreArea_m2;
    MapBlock block{.column = static_cast<std::uint32_t>(index) % grid.scoreWidth,
                   .row = static_cast<std::uint32_t>(index) / grid.scoreWidth,
                   .zone = grid.scoreZone[index],
                   .passes = entry(state.passes, index),
                   .deepest_mm = 1e3f * entry(state.deepest_m, index),
                   .needled = punctures > 0};
    if (punctures > 0) {
        const auto count = static_cast<float>(punctures);
        block.depth_mm = 1e3f * entry(state.depthSum_m, index) / count;
        block.density_perCm2 = area_m2 > 0.0f ? count / (1e4f * area_m2) : 0.0f;
    }
    return block;
}

// Blocks of a body have no raster: each takes the square of a front view in which it lies, or the
// nearest free one where the body turns away from the eye, so that none covers another.
void placeFromFront(const ReportInput& input, const std::vector<std::size_t>& indexes,
                    CoverageMap& map) {
    std::set<std::pair<int, int>> taken;
    std::vector<std::pair<int, int>> places;
    std::pair<int, int> least{1 << 20, 1 << 20};
    const float side_m = 1e-3f * std::max(map.blockSide_mm, 0.1f);
    for (const std::size_t index : indexes) {
        const glm::vec3 centre_m = input.grid.scoreCentre_m[index];
        const int x = static_cast<int>(std::floor(centre_m.x / side_m));
        const int z = static_cast<int>(std::floor(centre_m.z / side_m));
        std::pair<int, int> best{x, z};
        int bestAway = 1 << 20;
        for (int reach = 0; bestAway == 1 << 20; ++reach) {
            for (int dz = -reach; dz <= reach; ++dz) {
                for (int dx = -reach; dx <= reach; ++dx) {
                    const int away = dx * dx + dz * dz;
                    if (away < bestAway && !taken.contains({x + dx, z + dz})) {
                        bestAway = away;
                        best = {x + dx, z + dz};
                    }
                }
            }
        }
        taken.insert(best);
        places.push_back(best);
        least = {std::min(least.first, best.first), std::min(least.second, best.second)};
    }
    map.rows = map.columns = 0;
    for (std::size_t i = 0; i < places.size(); ++i) {
        MapBlock& block = map.blocks[i];
        block.column = static_cast<std::uint32_t>(places[i].first - least.first);
        block.row = static_cast<std::uint32_t>(places[i].second - least.second);
        map.columns = std::max(map.columns, block.column + 1);
        map.rows = std::max(map.rows, block.row + 1);
    }
}

// A pad shows all its patches; of a body, only what the lesson asks for.
bool isShown(const ReportInput& input, std::uint8_t zone) {
    return input.grid.raster ? zone < input.model.zones.size() && input.model.zones[zone].treatable
                             : lesson::targetOf(input.assignment, zone) != nullptr;
}

} // namespace

CoverageMap coverageMap(const ReportInput& input) {
    CoverageMap map;
    map.blockSide_mm = 1e3f * std::sqrt(std::max(0.0f, input.grid.scoreArea_m2));
    map.rows = input.grid.scoreHeight;
    map.columns = input.grid.scoreWidth;
    std::vector<std::size_t> indexes;
    for (std::size_t index = 0; index < input.grid.scoreZone.size(); ++index) {
        const MapBlock block = blockAt(input, index);
        if (block.needled || isShown(input, block.zone)) {
            map.blocks.push_back(block);
            indexes.push_back(index);
        }
    }
    if (!input.grid.raster) {
        placeFromFront(input, indexes, map);
    }
    return map;
}

BlockFinding findingOf(const lesson::Assignment& assignment, MapMode mode, const MapBlock& block) {
    const lesson::ZoneTarget* target = lesson::targetOf(assignment, block.zone);
    if (target == nullptr) {
        return block.needled ? BlockFinding::Outside : BlockFinding::Unasked;
    }
    if (mode == MapMode::Passes) {
        return block.passes < static_cast<float>(target->passesMin)       ? BlockFinding::Thin
               : block.passes > static_cast<float>(target->passesMax + 1) ? BlockFinding::Over
                                                                          : BlockFinding::Fine;
    }
    if (mode == MapMode::Depth) {
        const auto least_mm =
            static_cast<float>(assignment.rubric.underShare) * 1e3f * target->target_m;
        return block.deepest_mm > 1e3f * target->max_m ? BlockFinding::Over
               : block.depth_mm < least_mm             ? BlockFinding::Thin
                                                       : BlockFinding::Fine;
    }
    return BlockFinding::Fine;
}

float valueOf(MapMode mode, const MapBlock& block) {
    switch (mode) {
    case MapMode::Passes:
        return block.passes;
    case MapMode::Density:
        return block.density_perCm2;
    case MapMode::Depth:
        break;
    }
    return block.depth_mm;
}

std::string_view modeTitle(MapMode mode) {
    switch (mode) {
    case MapMode::Passes:
        return "Passes";
    case MapMode::Density:
        return "Punctures per cm²";
    case MapMode::Depth:
        break;
    }
    return "Mean delivered depth in mm";
}

std::string_view findingName(BlockFinding finding) {
    switch (finding) {
    case BlockFinding::Fine:
        return "as asked";
    case BlockFinding::Thin:
        return "thin";
    case BlockFinding::Over:
        return "over";
    case BlockFinding::Unasked:
        return "not asked for";
    case BlockFinding::Outside:
        break;
    }
    return "needled outside the lesson's zones";
}

std::string zoneLabel(const ReportInput& input, std::uint8_t zone) {
    return zone < input.model.zones.size() ? input.model.zones[zone].label : "outside the zones";
}

} // namespace stipple::report
