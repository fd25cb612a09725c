#pragma once

#include "assets/import/atlas_charts.h"

#include <cstdint>
#include <vector>

namespace stipple::importer {

/// What a chart takes of its plane, metres along its columns and rows.
struct ChartBox {
    double lowX = 1e9, lowY = 1e9, highX = -1e9, highY = -1e9;
};
[[nodiscard]] ChartBox chartBox(const Chart& chart, const LimitGrid& grid);

/// Quads of the chart that, seen along its axis, lie over others or right beside skin that is far
/// from them on the body; rising. Bent skin such as the ear's rim folds over although every normal
/// fits the cone.
/// grown  the chart's quads from its seed outwards; the first is never among the result
[[nodiscard]] std::vector<std::uint32_t> overlappingQuads(const Chart& chart, const LimitGrid& grid,
                                                          const std::vector<std::uint32_t>& grown);

} // namespace stipple::importer
