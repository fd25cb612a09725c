#pragma once

#include "assets/import/skin_surface.h"
#include "engine/scene/people_asset.h"

namespace stipple::importer {

/// Finds the triangle under each texel's middle, and for the texels of the gutter around a chart
/// the cell across the seam: the one nearest in space to where the chart would go on.
/// A texel on an edge belongs to one triangle only; where triangles overlap, to the first.
[[nodiscard]] scene::AtlasCells atlasCells(const SkinTriangles& skin, const LimitGrid& grid,
                                           const Packing& packing);

/// Texels whose middle lies in more than one triangle: 0 when the charts do not overlap.
[[nodiscard]] std::size_t overlappingTexels(const SkinTriangles& skin, const Packing& packing);

} // namespace stipple::importer
