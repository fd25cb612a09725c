#pragma once

#include "engine/sim/skin_mesh.h"

#include <glm/vec3.hpp>

#include <cstdint>
#include <vector>

namespace stipple::sim {

inline constexpr std::uint8_t kNoZone = 0xffU;   ///< skin outside every zone: not treatable
inline constexpr std::uint8_t kOffSkin = 0xfeU;  ///< an atlas texel that is no skin at all
inline constexpr std::uint32_t kTileTexels = 16; ///< side of a tile; the unit of "what changed"

/// Surface samples of the skin, laid out row by row as the texels of the mesh's atlas, so that a
/// renderer reads any field of SkinState as a width x height texture.
struct SkinCells {
    std::uint32_t width = 0, height = 0; ///< texels
    float spacing_m = 0.0f;              ///< of neighbours; the middle one where they differ
    float area_m2 = 0.0f;                ///< of one cell; the middle one where they differ
    std::vector<std::uint8_t> zone;      ///< index into SimModel::zones, kNoZone or kOffSkin
    std::vector<glm::vec3> position_m;
    std::vector<glm::vec3> normal;
    // what a curved atlas of several charts needs besides; empty on a flat pad
    std::vector<float> areas_m2; ///< of each cell; empty: all have area_m2
    /// The cell that a texel shows: itself, or for a texel in the gutter of a chart (kOffSkin) the
    /// cell across the seam; kNone: nothing. Empty: every texel is itself.
    std::vector<std::uint32_t> source;
    /// Thickness of skin (epidermis and dermis) and hypodermis over that of the zone's tissue;
    /// empty: 1 everywhere.
    std::vector<float> skinScale, fatScale;
    /// Direction of the skin's lines of natural tension, as skin_pull.h tells directions; 0 where
    /// it is not known. Empty: nowhere known.
    std::vector<std::uint8_t> lines_deg;
};

[[nodiscard]] inline std::size_t cellCount(const SkinCells& cells) {
    return cells.zone.size();
}

/// Area of one cell; 0 of a texel without skin where cells have areas of their own.
[[nodiscard]] inline float areaOf_m2(const SkinCells& cells, std::uint32_t cell) {
    return cells.areas_m2.empty() ? cells.area_m2 : cells.areas_m2[cell];
}

/// Direction of the lines of tension at a cell; 0 where it is not known.
[[nodiscard]] inline std::uint8_t linesAt_deg(const SkinCells& cells, std::uint32_t cell) {
    return cells.lines_deg.empty() ? std::uint8_t{0} : cells.lines_deg[cell];
}

/// The cell that a texel shows: itself, the one across a seam, or kNone where there is no skin.
[[nodiscard]] inline std::uint32_t shownCell(const SkinCells& cells, std::uint32_t texel) {
    if (cells.zone[texel] != kOffSkin) {
        return texel;
    }
    return cells.source.empty() ? kNone : cells.source[texel];
}

/// The cell that holds an atlas coordinate (clamped to the atlas), across the seam where the
/// coordinate falls into a gutter. Where there is no skin, the texel itself: kOffSkin.
[[nodiscard]] std::uint32_t cellAt(const SkinCells& cells, glm::vec2 uv);

/// The cell at a place on the mesh.
[[nodiscard]] std::uint32_t cellAt(const SkinCells& cells, const SkinMesh& mesh,
                                   const SkinPoint& point);

/// The tile that holds a texel.
[[nodiscard]] std::uint32_t tileOf(const SkinCells& cells, std::uint32_t texel);

[[nodiscard]] inline std::uint32_t tilesAcross(const SkinCells& cells) {
    return (cells.width + kTileTexels - 1) / kTileTexels;
}
[[nodiscard]] inline std::uint32_t tilesDown(const SkinCells& cells) {
    return (cells.height + kTileTexels - 1) / kTileTexels;
}

/// Which tiles depend on which others across the seams of the atlas. Empty without gutters.
struct SeamTiles {
    std::vector<std::uint32_t> shownFirst; ///< per tile and one more: offsets into `shown`
    std::vector<std::uint32_t> shown;      ///< other tiles whose gutters show cells of the tile
    std::vector<std::uint32_t> fedFirst;   ///< per tile and one more: offsets into `fed`
    std::vector<std::uint32_t> fed; ///< other tiles with cells whose neighbours lie in the tile
};

[[nodiscard]] SeamTiles linkSeamTiles(const SkinCells& cells);

/// Area of the cell that a texel shows, in mean cells: cells that are all alike count exactly 1; 0
/// where there is no skin.
[[nodiscard]] inline float shownArea(const SkinCells& cells, std::uint32_t texel) {
    const std::uint32_t from = shownCell(cells, texel);
    if (from == kNone) {
        return 0.0f;
    }
    return cells.areas_m2.empty() ? 1.0f : cells.areas_m2[from] / cells.area_m2;
}

/// Per tile: 1 when it and its neighbours need no `source`.
[[nodiscard]] std::vector<std::uint8_t> plainTiles(const SkinCells& cells);

/// A 3D grid over the cells that finds all within a radius, so that atlas seams do not exist.
struct CellGrid {
    glm::vec3 origin_m{0.0f};
    float pitch_m = 0.0f;
    std::uint32_t countX = 0, countY = 0, countZ = 0;
    std::vector<std::uint32_t> first; ///< countX*countY*countZ + 1 offsets into `cells`
    std::vector<std::uint32_t> cells; ///< sorted by box, then by index
};

[[nodiscard]] CellGrid buildCellGrid(const SkinCells& cells, float pitch_m);

/// Appends the cells within `radius_m` of `centre_m`, in a fixed order.
void cellsWithin(const SkinCells& cells, const CellGrid& grid, const glm::vec3& centre_m,
                 float radius_m, std::vector<std::uint32_t>& out);

} // namespace stipple::sim
