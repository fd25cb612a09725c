#pragma once

#include "engine/sim/skin_cells.h"

#include <cstdint>
#include <vector>

namespace stipple::scoring {

/// Two coarser resolutions over the skin cells: fine blocks of about 1 mm, in which visits are
/// counted, and score blocks of about 5 mm (0.25 cm2), which the rubric judges. A block belongs to
/// the zone of most of its cells.
struct CoverageGrid {
    std::uint32_t fineTexels = 0;  ///< skin cells along the side of a fine block
    std::uint32_t fineWidth = 0, fineHeight = 0;
    std::uint32_t scoreFines = 5;  ///< fine blocks along the side of a score block
    std::uint32_t scoreWidth = 0, scoreHeight = 0;
    std::vector<std::uint8_t> fineZone, scoreZone; ///< kNoZone outside
    std::vector<glm::vec3> fineCentre_m;
    float fineArea_m2 = 0.0f, scoreArea_m2 = 0.0f;
};

[[nodiscard]] CoverageGrid buildCoverageGrid(const sim::SkinCells& cells);

[[nodiscard]] std::uint32_t fineOf(const CoverageGrid& grid, const sim::SkinCells& cells,
                                   std::uint32_t cell);
[[nodiscard]] std::uint32_t scoreOf(const CoverageGrid& grid, std::uint32_t fine);

} // namespace stipple::scoring
