#include "engine/sim/skin_cells.h"

#include "engine/base/assert.h"

#include <glm/common.hpp>
#include <glm/geometric.hpp>

#include <algorithm>

namespace stipple::sim {

namespace {

// Texel of an atlas coordinate; everything outside, and a NaN, is moved to the border.
std::uint32_t texel(float coordinate, std::uint32_t count) {
    if (!(coordinate > 0.0f)) {
        return 0;
    }
    const float scaled = coordinate * static_cast<float>(count);
    return scaled < static_cast<float>(count - 1) ? static_cast<std::uint32_t>(scaled) : count - 1;
}

struct BoxRange {
    std::uint32_t low, high; ///< both included
};

std::uint32_t boxIndex(float position_m, float origin_m, float pitch_m, std::uint32_t count) {
    const float boxes = (position_m - origin_m) / pitch_m;
    if (!(boxes > 0.0f)) {
        return 0;
    }
    return boxes < static_cast<float>(count - 1) ? static_cast<std::uint32_t>(boxes) : count - 1;
}

BoxRange boxRange(float centre_m, float radius_m, float origin_m, float pitch_m,
                  std::uint32_t count) {
    return {boxIndex(centre_m - radius_m, origin_m, pitch_m, count),
            boxIndex(centre_m + radius_m, origin_m, pitch_m, count)};
}

std::uint32_t boxOf(const CellGrid& grid, const glm::vec3& position_m) {
    const std::uint32_t x = boxIndex(position_m.x, grid.origin_m.x, grid.pitch_m, grid.countX);
    const std::uint32_t y = boxIndex(position_m.y, grid.origin_m.y, grid.pitch_m, grid.countY);
    const std::uint32_t z = boxIndex(position_m.z, grid.origin_m.z, grid.pitch_m, grid.countZ);
    return (z * grid.countY + y) * grid.countX + x;
}

std::uint32_t boxesAlong(float extent_m, float pitch_m) {
    return static_cast<std::uint32_t>(extent_m / pitch_m) + 1U;
}

/// A tile and another one that depends on it.
struct TilePair {
    std::uint32_t tile, other;
    friend bool operator==(const TilePair&, const TilePair&) = default;
};

/// Offsets and entries by tile; each pair once, in rising order.
void sortInto(std::vector<TilePair>& pairs, std::size_t tiles, std::vector<std::uint32_t>& first,
              std::vector<std::uint32_t>& entries) {
    std::sort(pairs.begin(), pairs.end(), [](const TilePair& a, const TilePair& b) {
        return a.tile != b.tile ? a.tile < b.tile : a.other < b.other;
    });
    pairs.erase(std::unique(pairs.begin(), pairs.end()), pairs.end());
    first.assign(tiles + 1, 0);
    for (const TilePair& pair : pairs) {
        ++first[pair.tile + 1];
        entries.push_back(pair.other);
    }
    for (std::size_t k = 1; k < first.size(); ++k) {
        first[k] += first[k - 1];
    }
}

/// Adds a pair unless it was the last one or is of one tile.
void addPair(std::vector<TilePair>& pairs, const TilePair& pair) {
    if (pair.tile != pair.other && (pairs.empty() || !(pairs.back() == pair))) {
        pairs.push_back(pair);
    }
}

/// Texels around one, cut off at the atlas: both ends included.
struct Around {
    std::uint32_t left, top, right, bottom;
};

Around around(const SkinCells& cells, std::uint32_t texel) {
    const std::uint32_t column = texel % cells.width, row = texel / cells.width;
    return {column > 0 ? column - 1 : 0, row > 0 ? row - 1 : 0,
            std::min(column + 1, cells.width - 1), std::min(row + 1, cells.height - 1)};
}

} // namespace

std::vector<std::uint8_t> plainTiles(const SkinCells& cells) {
    std::vector<std::uint8_t> plain(std::size_t{tilesAcross(cells)} * tilesDown(cells), 1);
    for (std::uint32_t at = 0; at < cellCount(cells); ++at) {
        if (cells.zone[at] != kOffSkin) {
            continue;
        }
        const Around box = around(cells, at);
        for (std::uint32_t y = box.top; y <= box.bottom; ++y) {
            for (std::uint32_t x = box.left; x <= box.right; ++x) {
                plain[tileOf(cells, y * cells.width + x)] = 0;
            }
        }
    }
    return plain;
}

std::uint32_t tileOf(const SkinCells& cells, std::uint32_t texel) {
    const std::uint32_t column = texel % cells.width, row = texel / cells.width;
    return row / kTileTexels * tilesAcross(cells) + column / kTileTexels;
}

SeamTiles linkSeamTiles(const SkinCells& cells) {
    SeamTiles seams;
    std::vector<TilePair> shown, fed;
    for (std::uint32_t at = 0; at < cells.source.size(); ++at) {
        const std::uint32_t cell = cells.source[at];
        if (cell == kNone || cell == at) {
            continue;
        }
        const std::uint32_t from = tileOf(cells, cell);
        addPair(shown, {from, tileOf(cells, at)});
        // the cells around the gutter texel count it as a neighbour
        const Around box = around(cells, at);
        for (std::uint32_t y = box.top; y <= box.bottom; ++y) {
            for (std::uint32_t x = box.left; x <= box.right; ++x) {
                addPair(fed, {from, tileOf(cells, y * cells.width + x)});
            }
        }
    }
    const std::size_t tiles = std::size_t{tilesAcross(cells)} * tilesDown(cells);
    if (!cells.source.empty()) {
        sortInto(shown, tiles, seams.shownFirst, seams.shown);
        sortInto(fed, tiles, seams.fedFirst, seams.fed);
    }
    return seams;
}

std::uint32_t cellAt(const SkinCells& cells, glm::vec2 uv) {
    const std::uint32_t at = texel(uv.y, cells.height) * cells.width + texel(uv.x, cells.width);
    const std::uint32_t shown = shownCell(cells, at);
    return shown == kNone ? at : shown;
}

std::uint32_t cellAt(const SkinCells& cells, const SkinMesh& mesh, const SkinPoint& point) {
    const auto& corner = mesh.triangles[point.triangle];
    const float first = 1.0f - point.barycentric.x - point.barycentric.y;
    const glm::vec2 uv = mesh.uv[corner[0]] * first + mesh.uv[corner[1]] * point.barycentric.x +
                         mesh.uv[corner[2]] * point.barycentric.y;
    return cellAt(cells, uv);
}

CellGrid buildCellGrid(const SkinCells& cells, float pitch_m) {
    STIPPLE_ASSERT(pitch_m > 0.0f, "a cell grid needs a positive pitch");
    CellGrid grid;
    grid.pitch_m = pitch_m;
    bool any = false;
    glm::vec3 low{0.0f}, high{0.0f};
    for (std::size_t k = 0; k < cellCount(cells); ++k) {
        if (cells.zone[k] != kOffSkin) {
            low = any ? glm::min(low, cells.position_m[k]) : cells.position_m[k];
            high = any ? glm::max(high, cells.position_m[k]) : cells.position_m[k];
            any = true;
        }
    }
    grid.origin_m = low;
    grid.countX = boxesAlong(high.x - low.x, pitch_m);
    grid.countY = boxesAlong(high.y - low.y, pitch_m);
    grid.countZ = boxesAlong(high.z - low.z, pitch_m);
    // Counting sort: cells of a box keep their order.
    grid.first.assign(std::size_t{grid.countX} * grid.countY * grid.countZ + 1, 0);
    std::vector<std::uint32_t> box(cellCount(cells), kNone);
    for (std::size_t k = 0; k < cellCount(cells); ++k) {
        if (cells.zone[k] != kOffSkin) {
            box[k] = boxOf(grid, cells.position_m[k]);
            ++grid.first[box[k] + 1];
        }
    }
    for (std::size_t k = 1; k < grid.first.size(); ++k) {
        grid.first[k] += grid.first[k - 1];
    }
    std::vector<std::uint32_t> next(grid.first.begin(), grid.first.end() - 1);
    grid.cells.resize(grid.first.back());
    for (std::size_t k = 0; k < cellCount(cells); ++k) {
        if (box[k] != kNone) {
            grid.cells[next[box[k]]++] = static_cast<std::uint32_t>(k);
        }
    }
    return grid;
}

void cellsWithin(const SkinCells& cells, const CellGrid& grid, const glm::vec3& centre_m,
                 float radius_m, std::vector<std::uint32_t>& out) {
    const BoxRange x = boxRange(centre_m.x, radius_m, grid.origin_m.x, grid.pitch_m, grid.countX);
    const BoxRange y = boxRange(centre_m.y, radius_m, grid.origin_m.y, grid.pitch_m, grid.countY);
    const BoxRange z = boxRange(centre_m.z, radius_m, grid.origin_m.z, grid.pitch_m, grid.countZ);
    const float square = radius_m * radius_m;
    for (std::uint32_t k = z.low; k <= z.high; ++k) {
        for (std::uint32_t j = y.low; j <= y.high; ++j) {
            for (std::uint32_t i = x.low; i <= x.high; ++i) {
                const std::size_t box = (std::size_t{k} * grid.countY + j) * grid.countX + i;
                for (std::uint32_t at = grid.first[box]; at < grid.first[box + 1]; ++at) {
                    const glm::vec3 away = cells.position_m[grid.cells[at]] - centre_m;
                    if (glm::dot(away, away) <= square) {
                        out.push_back(grid.cells[at]);
                    }
                }
            }
        }
    }
}

} // namespace stipple::sim
