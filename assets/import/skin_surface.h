#pragma once

#include "assets/import/atlas_charts.h"
#include "assets/import/atlas_packing.h"
#include "assets/import/chart_spacing.h"
#include "engine/scene/people_asset.h"

#include <cstdint>
#include <vector>

namespace stipple::importer {

/// How well the triangles follow the limit surface of the neutral body.
struct Closeness {
    double longest_m = 0.0; ///< of the edges of quads before they are cut into triangles
    double error_m = 0.0;   ///< between those quads and the surface
};
struct SkinDetail {
    Closeness fine{.longest_m = 0.009, .error_m = 0.0002};
    Closeness coarse{.longest_m = 0.025, .error_m = 0.0005};
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

/// Levels (0: the cage quad itself .. kLevels) as coarse as the detail allows;
/// neighbours differ by one at most.
[[nodiscard]] std::vector<std::uint32_t> levelsFor(const std::vector<CageQuad>& quads,
                                                   const LimitGrid& grid, const SkinDetail& detail);

/// Triangles of the limit surface. Where a quad meets a finer one, its pieces there are fans from
/// their middle over the finer points, so that no crack opens.
[[nodiscard]] SkinTriangles skinTriangles(const std::vector<CageQuad>& quads, const LimitGrid& grid,
                                          const std::vector<Chart>& charts, const Packing& packing,
                                          const std::vector<std::uint32_t>& levels);

/// The same triangles before the charts have their places: their charts and points alone.
[[nodiscard]] std::vector<ChartTriangle> chartTriangles(const std::vector<CageQuad>& quads,
                                                        const LimitGrid& grid,
                                                        const std::vector<Chart>& charts,
                                                        const std::vector<std::uint32_t>& levels);

/// The part of the surface where `inside` is positive. Edges across the border are cut there, which
/// gives `grid` further points, so that the rim is a smooth line and not one of whole quads.
[[nodiscard]] SkinTriangles clipped(const SkinTriangles& skin, LimitGrid& grid,
                                    const std::vector<Chart>& charts, const Packing& packing,
                                    double (*inside)(const glm::dvec3& place_m));

/// The surface as the asset holds it: only the points that its triangles use.
[[nodiscard]] scene::BodySurface bodySurface(const SkinTriangles& skin, const LimitGrid& grid,
                                             const Packing& packing);

/// A surface without atlas, all quads at one level.
[[nodiscard]] scene::BodySurface plainSurface(const std::vector<CageQuad>& quads,
                                              const LimitGrid& grid, std::uint32_t level);

} // namespace stipple::importer
