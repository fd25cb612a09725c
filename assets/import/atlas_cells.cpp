#include "assets/import/atlas_cells.h"

#include "engine/sim/skin_mesh.h"

#include <glm/geometric.hpp>

#include <algorithm>
#include <cmath>

namespace stipple::importer {

namespace {

constexpr std::uint32_t kNone = sim::kNone;
constexpr double kFullWeight = 65535.0;

// a triangle in the atlas, in parts of a texel
struct Flat {
    std::array<AtlasPlace, 3> at;
    std::int64_t twiceArea = 0; ///< positive when counter-clockwise seen with y down mirrored
};

std::int64_t edge(const AtlasPlace& a, const AtlasPlace& b, const AtlasPlace& p) {
    return (b.x - a.x) * (p.y - a.y) - (b.y - a.y) * (p.x - a.x);
}

Flat flatOf(const SkinTriangles& skin, std::uint32_t triangle) {
    Flat flat;
    for (std::size_t k = 0; k < 3; ++k) {
        flat.at[k] = skin.vertices[skin.triangles[triangle][k]].atlas;
    }
    flat.twiceArea = edge(flat.at[0], flat.at[1], flat.at[2]);
    return flat;
}

// weights of the corners times twiceArea
std::array<std::int64_t, 3> weights(const Flat& flat, const AtlasPlace& p) {
    return {edge(flat.at[1], flat.at[2], p), edge(flat.at[2], flat.at[0], p),
            edge(flat.at[0], flat.at[1], p)};
}

// Whether the triangle holds a place; of the two triangles along an edge only one does.
bool holds(const Flat& flat, const AtlasPlace& p) {
    const std::int64_t sign = flat.twiceArea > 0 ? 1 : -1;
    const std::array<std::int64_t, 3> w = weights(flat, p);
    for (std::size_t k = 0; k < 3; ++k) {
        const std::int64_t side = w[k] * sign;
        if (side < 0) {
            return false;
        }
        if (side == 0) {
            const AtlasPlace& a = flat.at[(k + 1) % 3];
            const AtlasPlace& b = flat.at[(k + 2) % 3];
            const std::int64_t dx = (b.x - a.x) * sign;
            const std::int64_t dy = (b.y - a.y) * sign;
            if (!(dy > 0 || (dy == 0 && dx < 0))) {
                return false;
            }
        }
    }
    return true;
}

AtlasPlace texelMiddle(std::uint32_t x, std::uint32_t y) {
    return {.x = std::int64_t{x} * kTexelParts + kTexelParts / 2,
            .y = std::int64_t{y} * kTexelParts + kTexelParts / 2};
}

// calls found(texel, flat, triangle) for the texels of every triangle
template <class Found>
void overTexels(const SkinTriangles& skin, const Packing& packing, const Found& found) {
    for (std::uint32_t t = 0; t < skin.triangles.size(); ++t) {
        const Flat flat = flatOf(skin, t);
        if (flat.twiceArea == 0) {
            continue;
        }
        const auto [lowX, highX] = std::minmax({flat.at[0].x, flat.at[1].x, flat.at[2].x});
        const auto [lowY, highY] = std::minmax({flat.at[0].y, flat.at[1].y, flat.at[2].y});
        for (std::int64_t y = lowY / kTexelParts; y <= highY / kTexelParts; ++y) {
            for (std::int64_t x = lowX / kTexelParts; x <= highX / kTexelParts; ++x) {
                const auto column = static_cast<std::uint32_t>(x);
                const auto row = static_cast<std::uint32_t>(y);
                if (holds(flat, texelMiddle(column, row))) {
                    found(std::size_t{row} * packing.width + column, flat, t,
                          texelMiddle(column, row));
                }
            }
        }
    }
}

std::array<double, 3> barycentrics(const Flat& flat, const AtlasPlace& p) {
    const std::array<std::int64_t, 3> w = weights(flat, p);
    const double whole = static_cast<double>(flat.twiceArea);
    return {static_cast<double>(w[0]) / whole, static_cast<double>(w[1]) / whole,
            static_cast<double>(w[2]) / whole};
}

glm::dvec3 onTriangle(const SkinTriangles& skin, const LimitGrid& grid, std::uint32_t triangle,
                      const std::array<double, 3>& b) {
    glm::dvec3 sum(0.0);
    for (std::size_t k = 0; k < 3; ++k) {
        sum += b[k] * grid.neutral_m[skin.vertices[skin.triangles[triangle][k]].point];
    }
    return sum;
}

// boxes of space with the cells in them
class CellBoxes {
public:
    CellBoxes(const std::vector<glm::dvec3>& places, const std::vector<std::uint32_t>& cells,
              double pitch_m)
        : places_(places), pitch_m_(pitch_m) {
        low_ = high_ = places[cells.front()];
        for (const std::uint32_t cell : cells) {
            low_ = glm::min(low_, places[cell]);
            high_ = glm::max(high_, places[cell]);
        }
        for (int axis = 0; axis < 3; ++axis) {
            count_[axis] = boxAlong(high_, axis) + 1;
        }
        first_.assign(static_cast<std::size_t>(count_[0] * count_[1] * count_[2]) + 1, 0);
        for (const std::uint32_t cell : cells) {
            ++first_[boxOf(places[cell]) + 1];
        }
        for (std::size_t b = 1; b < first_.size(); ++b) {
            first_[b] += first_[b - 1];
        }
        std::vector<std::uint32_t> next(first_.begin(), first_.end() - 1);
        cells_.resize(cells.size());
        for (const std::uint32_t cell : cells) {
            cells_[next[boxOf(places[cell])]++] = cell;
        }
    }

    // the nearest cell of the 27 boxes around; of equally near ones the first
    [[nodiscard]] std::uint32_t nearest(const glm::dvec3& place) const {
        std::array<std::int64_t, 3> at{};
        for (int axis = 0; axis < 3; ++axis) {
            at[axis] = boxAlong(place, axis);
        }
        std::uint32_t best = kNone;
        double bestSquare = 1e18;
        for (std::int64_t z = at[2] - 1; z <= at[2] + 1; ++z) {
            for (std::int64_t y = at[1] - 1; y <= at[1] + 1; ++y) {
                for (std::int64_t x = at[0] - 1; x <= at[0] + 1; ++x) {
                    visit(x, y, z, place, best, bestSquare);
                }
            }
        }
        return best;
    }

private:
    void visit(std::int64_t x, std::int64_t y, std::int64_t z, const glm::dvec3& place,
               std::uint32_t& best, double& bestSquare) const {
        if (x < 0 || y < 0 || z < 0 || x >= count_[0] || y >= count_[1] || z >= count_[2]) {
            return;
        }
        const auto box = static_cast<std::size_t>((z * count_[1] + y) * count_[0] + x);
        for (std::uint32_t i = first_[box]; i < first_[box + 1]; ++i) {
            const glm::dvec3 way = places_[cells_[i]] - place;
            const double square = glm::dot(way, way);
            if (square < bestSquare || (square <= bestSquare && cells_[i] < best)) {
                bestSquare = square;
                best = cells_[i];
            }
        }
    }

    [[nodiscard]] std::int64_t boxAlong(const glm::dvec3& place, int axis) const {
        return static_cast<std::int64_t>(std::floor((place[axis] - low_[axis]) / pitch_m_));
    }
    [[nodiscard]] std::size_t boxOf(const glm::dvec3& place) const {
        return static_cast<std::size_t>(
            (boxAlong(place, 2) * count_[1] + boxAlong(place, 1)) * count_[0] + boxAlong(place, 0));
    }

    const std::vector<glm::dvec3>& places_;
    double pitch_m_;
    glm::dvec3 low_{0.0}, high_{0.0};
    std::array<std::int64_t, 3> count_{};
    std::vector<std::uint32_t> first_, cells_;
};

// the cell within the gutter's width whose triangle a gutter texel continues
std::uint32_t besideCell(const scene::AtlasCells& cells, std::uint32_t x, std::uint32_t y) {
    constexpr int reach = static_cast<int>(kGutterTexels);
    std::uint32_t best = kNone;
    int bestSquare = 1000;
    for (int dy = -reach; dy <= reach; ++dy) {
        for (int dx = -reach; dx <= reach; ++dx) {
            const std::int64_t column = std::int64_t{x} + dx;
            const std::int64_t row = std::int64_t{y} + dy;
            if (column < 0 || row < 0 || column >= cells.width || row >= cells.height) {
                continue;
            }
            const auto texel = static_cast<std::uint32_t>(row * cells.width + column);
            if (cells.triangle[texel] != kNone && dx * dx + dy * dy < bestSquare) {
                bestSquare = dx * dx + dy * dy;
                best = texel;
            }
        }
    }
    return best;
}

void fillGutter(scene::AtlasCells& cells, const std::vector<glm::dvec3>& places,
                const SkinTriangles& skin, const LimitGrid& grid) {
    std::vector<std::uint32_t> all;
    for (std::uint32_t i = 0; i < cells.triangle.size(); ++i) {
        if (cells.triangle[i] != kNone) {
            all.push_back(i);
        }
    }
    if (all.empty()) {
        return;
    }
    // a gutter's texel lies at most a few texels beyond the seam
    const CellBoxes boxes(places, all, 0.003);
    for (std::uint32_t y = 0; y < cells.height; ++y) {
        for (std::uint32_t x = 0; x < cells.width; ++x) {
            const std::uint32_t texel = y * cells.width + x;
            const std::uint32_t beside = besideCell(cells, x, y);
            if (cells.triangle[texel] != kNone || beside == kNone) {
                continue;
            }
            const std::uint32_t triangle = cells.triangle[beside];
            const glm::dvec3 beyond = onTriangle(
                skin, grid, triangle, barycentrics(flatOf(skin, triangle), texelMiddle(x, y)));
            const std::uint32_t across = boxes.nearest(beyond);
            cells.source[texel] = across != kNone ? across : beside;
        }
    }
}

} // namespace

scene::AtlasCells atlasCells(const SkinTriangles& skin, const LimitGrid& grid,
                             const Packing& packing) {
    scene::AtlasCells cells;
    cells.width = packing.width;
    cells.height = packing.height;
    const std::size_t count = std::size_t{packing.width} * packing.height;
    cells.triangle.assign(count, kNone);
    cells.barycentric.assign(count, {0, 0});
    cells.source.assign(count, kNone);
    std::vector<glm::dvec3> places(count, glm::dvec3(0.0));
    overTexels(
        skin, packing,
        [&](std::size_t texel, const Flat& flat, std::uint32_t triangle, const AtlasPlace& middle) {
            if (cells.triangle[texel] != kNone) {
                return;
            }
            const std::array<double, 3> b = barycentrics(flat, middle);
            const auto share = [](double w) {
                return static_cast<std::uint32_t>(std::floor(w * kFullWeight + 0.5));
            };
            const std::uint32_t one = share(b[1]);
            const std::uint32_t two = std::min(share(b[2]), 65535U - one);
            cells.triangle[texel] = triangle;
            cells.barycentric[texel] = {static_cast<std::uint16_t>(one),
                                        static_cast<std::uint16_t>(two)};
            cells.source[texel] = static_cast<std::uint32_t>(texel);
            places[texel] = onTriangle(skin, grid, triangle, b);
        });
    fillGutter(cells, places, skin, grid);
    return cells;
}

std::size_t overlappingTexels(const SkinTriangles& skin, const Packing& packing) {
    std::vector<std::uint8_t> seen(std::size_t{packing.width} * packing.height, 0);
    std::size_t overlapping = 0;
    overTexels(skin, packing,
               [&](std::size_t texel, const Flat&, std::uint32_t, const AtlasPlace&) {
                   overlapping += seen[texel];
                   seen[texel] = 1;
               });
    return overlapping;
}

} // namespace stipple::importer
