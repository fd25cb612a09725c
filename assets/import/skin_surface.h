#pragma once

#include "assets/import/atlas_charts.h"
#include "assets/import/atlas_packing.h"
#include "engine/scene/people_asset.h"

#include <cstdint>
#include <vector>

namespace stipple::importer {

/// Longest edges of the drawn triangles' quads on the neutral body.
struct SkinDetail {
    double fine_m = 0.0045;
    double coarse_m = 0.009;
};

/// A surface before its numbers are made small: the corners of its triangles are vertices.
struct SkinVertex {
    std::uint32_t point = 0; ///< of the grid
    std::uint32_t chart = 0;
    std::uint8_t sheetNumber = 0;
    glm::dvec2 sheet{0.0};
    AtlasPlace atlas;
};
struct SkinTriangles {
    std::vector<SkinVertex> vertices;
    std::vector<std::array<std::uint32_t, 3>> triangles;
};

/// Levels (0: the cage quad itself .. kLevels) so that no edge is longer than the detail asks;
/// neighbours differ by one at most.
[[nodiscard]] std::vector<std::uint32_t> levelsFor(const std::vector<CageQuad>& quads,
                                                   const LimitGrid& grid, const SkinDetail& detail);

/// Triangles of the limit surface. Where a quad meets a finer one, its pieces there are fans from
/// their middle over the finer points, so that no crack opens.
[[nodiscard]] SkinTriangles skinTriangles(const std::vector<CageQuad>& quads, const LimitGrid& grid,
                                          const std::vector<Chart>& charts, const Packing& packing,
                                          const std::vector<std::uint32_t>& levels);

/// The surface as the asset holds it: only the points that its triangles use.
[[nodiscard]] scene::BodySurface bodySurface(const SkinTriangles& skin, const LimitGrid& grid,
                                             const Packing& packing);

/// A surface without atlas, all quads at one level.
[[nodiscard]] scene::BodySurface plainSurface(const std::vector<CageQuad>& quads,
                                              const LimitGrid& grid, std::uint32_t level);

} // namespace stipple::importer
