#pragma once

#include "assets/import/atlas_charts.h"

#include <cstdint>
#include <vector>

namespace stipple::importer {

/// Atlas places are whole numbers of this many parts of a texel, so that filling is exact.
inline constexpr std::int64_t kTexelParts = 256;
/// Empty texels that each chart keeps around itself.
inline constexpr std::uint32_t kGutterTexels = 2;

struct AtlasPlace {
    std::int64_t x = 0, y = 0; ///< in parts of a texel, from the atlas' upper left corner
};

/// Charts laid side by side.
struct Packing {
    std::uint32_t width = 0, height = 0; ///< texels, multiples of 16
    std::vector<AtlasPlace> corner;      ///< per chart: added to its own places
};

/// Where a point lies in its chart, in parts of a texel.
[[nodiscard]] AtlasPlace partsInChart(const Chart& chart, const glm::dvec3& place_m);

/// Lays the charts, largest first, each at the first free place from the top left, turned by the
/// quarter turn that reaches least far down. Turns the charts accordingly.
[[nodiscard]] Packing packCharts(std::vector<Chart>& charts, const LimitGrid& grid);

} // namespace stipple::importer
