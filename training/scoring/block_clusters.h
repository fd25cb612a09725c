#pragma once

#include "training/scoring/coverage_grid.h"

namespace stipple::scoring {

/// Pieces of skin on their way to blocks: what is small is joined to its neighbours.
struct BlockPieces {
    std::vector<std::uint8_t> zone;
    std::vector<float> weight;               ///< area over that of a full block
    std::vector<glm::vec3> centre_m, normal; ///< area-weighted means; the normal is not unit
    std::vector<std::uint32_t> column, row;  ///< of the atlas raster that it was cut from
};

/// A number for each skin cell of an atlas with charts: raster blocks of `texels` cells, split by
/// zone and where charts lie side by side, small pieces joined. kNone off the skin.
struct CellBlocks {
    BlockPieces blocks;
    std::vector<std::uint32_t> blockOfCell;
};
[[nodiscard]] CellBlocks clusterCells(const sim::SkinCells& cells, std::uint32_t texels);

/// The same one level up: which larger block, of `fines` by `fines`, each fine block belongs to.
struct FineBlocks {
    BlockPieces blocks;
    std::vector<std::uint32_t> blockOfFine;
};
[[nodiscard]] FineBlocks clusterFines(const BlockPieces& fine, std::uint32_t fines, float side_m);

} // namespace stipple::scoring
