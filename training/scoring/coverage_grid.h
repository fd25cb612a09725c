#pragma once

#include "engine/sim/skin_cells.h"

#include <cstdint>
#include <vector>

namespace stipple::scoring {

/// Two coarser resolutions over the skin cells: fine blocks of about 1 mm, in which visits are
/// counted, and score blocks of about 5 mm (0.25 cm2), which the rubric judges. A block belongs to
/// the zone of most of its cells.
struct CoverageGrid {
    std::uint32_t fineTexels = 0; ///< skin cells along the side of a fine block
    std::uint32_t fineWidth = 0, fineHeight = 0;
    std::uint32_t scoreFines = 5; ///< fine blocks along the side of a score block
    std::uint32_t scoreWidth = 0, scoreHeight = 0;
    std::vector<std::uint8_t> fineZone, scoreZone; ///< kNoZone outside
    std::vector<glm::vec3> fineCentre_m;
    float fineArea_m2 = 0.0f, scoreArea_m2 = 0.0f;
    /// Fine blocks in the zone of their score block: what its median and density are taken over.
    std::vector<std::uint16_t> scoreOwnFines;
    /// The fine blocks as surface samples with a 3D index, so that those under a needle circle are
    /// found without regard to atlas seams.
    sim::SkinCells fineCells;
    sim::CellGrid fineIndex;
};

[[nodiscard]] CoverageGrid buildCoverageGrid(const sim::SkinCells& cells);

[[nodiscard]] std::uint32_t fineOf(const CoverageGrid& grid, const sim::SkinCells& cells,
                                   std::uint32_t cell);
[[nodiscard]] std::uint32_t scoreOf(const CoverageGrid& grid, std::uint32_t fine);

/// Calls `use(fine)` for each fine block of a score block that lies in the score block's zone.
template <class Use> void forOwnFines(const CoverageGrid& grid, std::uint32_t score, Use&& use) {
    const std::uint32_t x0 = (score % grid.scoreWidth) * grid.scoreFines;
    const std::uint32_t y0 = (score / grid.scoreWidth) * grid.scoreFines;
    for (std::uint32_t y = y0; y < y0 + grid.scoreFines && y < grid.fineHeight; ++y) {
        for (std::uint32_t x = x0; x < x0 + grid.scoreFines && x < grid.fineWidth; ++x) {
            const std::uint32_t fine = y * grid.fineWidth + x;
            if (grid.fineZone[fine] == grid.scoreZone[score]) {
                use(fine);
            }
        }
    }
}

} // namespace stipple::scoring
