#pragma once

#include "assets/import/atlas_charts.h"

#include <array>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace stipple::importer {

/// How much longer the skin is than it looks along the axis of its chart, per step along the
/// chart's columns and rows, on whichever body it is longest. At least 1.
struct Stretch {
    double right = 1.0, down = 1.0;
};

/// Of a triangle between three points of the grid. 1 for one that is seen edge-on: no texel's
/// middle lies in it.
[[nodiscard]] Stretch stretchOf(const Chart& chart, const LimitGrid& grid,
                                const std::array<std::uint32_t, 3>& points);

/// Directions of columns and rows about the axis over a quarter turn, from upright on.
[[nodiscard]] std::vector<std::pair<glm::dvec3, glm::dvec3>> turnsAbout(const glm::dvec3& axis);

/// Turns the chart's plane about `axis`, and sets the distances of its texels, so that it takes few
/// texels when neighbours lie at most `fine_m` apart on every body. Quads that would make the whole
/// chart denser than it is worth are taken out of it and returned, rising; at least one stays.
[[nodiscard]] std::vector<std::uint32_t> layDense(Chart& chart, const glm::dvec3& axis,
                                                  const LimitGrid& grid, double fine_m);

/// A triangle as it will be drawn, and the chart that it lies in.
struct ChartTriangle {
    std::uint32_t chart = 0;
    std::array<std::uint32_t, 3> points{}; ///< of the grid
};

/// Sets the texels of dense charts anew, as close as the triangles need on which the cells will
/// lie: a few per cent closer or wider than the smooth surface does.
void fitSpacing(std::vector<Chart>& charts, const LimitGrid& grid,
                std::span<const ChartTriangle> triangles, double fine_m);

} // namespace stipple::importer
