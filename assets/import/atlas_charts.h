#pragma once

#include "assets/import/body_cage.h"
#include "assets/import/limit_grid.h"

#include <glm/vec2.hpp>
#include <glm/vec3.hpp>

#include <cstdint>
#include <vector>

namespace stipple::importer {

/// Distances between neighbouring texels.
struct TexelSpacing {
    double fine_m = 0.0005; ///< at most, where skin is treated, on the neutral and all other bodies
    double coarse_m =
        0.0012; ///< at most, for Grain::Coarse, on the neutral body where it is smooth
};

/// A piece of skin that is nearly flat, and its plane.
struct Chart {
    std::vector<std::uint32_t> quads; ///< of the grid, rising
    glm::dvec3 right{0.0}, down{0.0}; ///< unit, in the plane; columns and rows of the atlas
    glm::dvec2 spacing_m{0.0};        ///< between columns and between rows of texels, in the plane
    bool dense = false;               ///< holds skin that is treated
};

/// Cuts the skin into charts whose normals stay within a cone, so that looking along its axis shows
/// each quad once and hardly shortened. Every quad is in one chart.
/// Precondition: at most 2^31 quads. Deterministic.
[[nodiscard]] std::vector<Chart> cutCharts(const std::vector<CageQuad>& quads,
                                           const LimitGrid& grid, const TexelSpacing& spacing);

/// Where a point of the surface lies in its chart's plane, in texels from the chart's origin.
[[nodiscard]] glm::dvec2 placeInChart(const Chart& chart, const glm::dvec3& place_m);

} // namespace stipple::importer
