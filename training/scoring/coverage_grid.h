#pragma once

#include "engine/sim/skin_cells.h"

#include <cstdint>
#include <vector>

namespace stipple::scoring {

/// Two coarser resolutions over the skin cells: fine blocks of about 1 mm, in which visits are
/// counted, and score blocks of about 5 mm (0.25 cm2), which the rubric judges.
///
/// On a flat pad the blocks are a raster over the atlas, and a block belongs to the zone of most of
/// its cells. On a body the atlas has charts: blocks are made of real skin of one zone that lies
/// together, and what the border of a chart or zone leaves of a block, when it is less than a
/// quarter of a full one, is joined to the nearest block of the same zone, across the seam.
struct CoverageGrid {
    bool raster = true;           ///< false: `scoreWidth` x `scoreHeight` only counts the blocks
    std::uint32_t fineTexels = 0; ///< skin cells along the side of a full fine block
    std::uint32_t fineWidth = 0, fineHeight = 0;
    std::uint32_t scoreFines = 5; ///< fine blocks along the side of a full score block
    std::uint32_t scoreWidth = 0, scoreHeight = 0;
    std::vector<std::uint8_t> fineZone, scoreZone; ///< kNoZone outside
    std::vector<glm::vec3> fineCentre_m, scoreCentre_m;
    float fineArea_m2 = 0.0f, scoreArea_m2 = 0.0f; ///< of a full block
    std::vector<float> fineWeight;                 ///< area over that of a full fine block
    /// Fine blocks in the zone of their score block: what its median and density are taken over.
    std::vector<std::uint16_t> scoreOwnFines;
    std::vector<float> scoreOwnWeight;     ///< their weights together; 25 of a full block
    std::vector<std::uint32_t> fineOfCell; ///< kNone where there is no skin
    std::vector<std::uint32_t> scoreOfFine;
    std::vector<std::uint32_t> ownFirst, ownFines; ///< own fine blocks by score block
    /// The fine blocks as surface samples with a 3D index, so that those under a needle circle are
    /// found without regard to atlas seams.
    sim::SkinCells fineCells;
    sim::CellGrid fineIndex;
};

[[nodiscard]] CoverageGrid buildCoverageGrid(const sim::SkinCells& cells);

/// The fine block that holds a cell; kNone for a texel without skin.
[[nodiscard]] inline std::uint32_t fineOf(const CoverageGrid& grid, std::uint32_t cell) {
    return grid.fineOfCell[cell];
}
[[nodiscard]] inline std::uint32_t scoreOf(const CoverageGrid& grid, std::uint32_t fine) {
    return grid.scoreOfFine[fine];
}

/// Area of a score block's own skin over that of a full block.
[[nodiscard]] inline double scoreWeight(const CoverageGrid& grid, std::uint32_t score) {
    return static_cast<double>(grid.scoreOwnWeight[score]) / (grid.scoreFines * grid.scoreFines);
}

/// Calls `use(fine)` for each fine block of a score block that lies in the score block's zone.
template <class Use> void forOwnFines(const CoverageGrid& grid, std::uint32_t score, Use&& use) {
    for (std::uint32_t at = grid.ownFirst[score]; at < grid.ownFirst[score + 1]; ++at) {
        use(grid.ownFines[at]);
    }
}

} // namespace stipple::scoring
