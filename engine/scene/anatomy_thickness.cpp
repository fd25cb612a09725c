#include "engine/scene/anatomy_cells.h"
#include "engine/scene/shared_loop.h"

#include <glm/geometric.hpp>

namespace stipple::scene {

namespace {

struct Thickness {
    double skin_m = 0.0, fat_m = 0.0;
    bool operator==(const Thickness& other) const {
        return skin_m == other.skin_m && fat_m == other.fat_m;
    }
};

Thickness thicknessOf(const sim::SkinZone& tissue) {
    constexpr auto kHypodermis = static_cast<std::size_t>(sim::Layer::Hypodermis);
    return {static_cast<double>(sim::skinThickness_m(tissue.tissue)),
            static_cast<double>(tissue.tissue.layers[kHypodermis].thickness_m)};
}

/// What the tables say, by region number; kElsewhere holds the skin outside all regions.
std::vector<Thickness> tableThickness(const Anatomy& anatomy,
                                      const std::map<std::string, sim::SkinZone>& tissues) {
    std::vector<Thickness> table(std::size_t{kElsewhere} + 1,
                                 thicknessOf(tissues.at(anatomy.elsewhere)));
    for (std::size_t i = 0; i < anatomy.regions.size(); ++i) {
        table[i] = thicknessOf(tissues.at(anatomy.regions[i].tissue));
    }
    return table;
}

/// Cells of the skin, by number in a row without the empty texels.
struct CellList {
    std::vector<std::uint32_t> texel;
    std::vector<glm::vec3> at_m, normal;
};

/// Every other cell, as the white squares of a chessboard: enough for a mean over hundreds.
CellList listCells(const BodyPart& part, const std::vector<glm::vec3>& points_m,
                   const PaintedAnatomy& painted) {
    const BodySurface& skin = part.skin;
    CellList list;
    for (std::uint32_t texel = 0; texel < painted.region.size(); ++texel) {
        const bool white = (texel / part.cells.width + texel % part.cells.width) % 2 == 0;
        if (painted.region[texel] == kNoCell || !white) {
            continue;
        }
        const auto& corner = skin.triangles[part.cells.triangle[texel]];
        const glm::vec3 &a = points_m[skin.point[corner[0]]], &b = points_m[skin.point[corner[1]]],
                        &c = points_m[skin.point[corner[2]]];
        const CellWeights weights = cellWeights(part.cells, texel);
        list.texel.push_back(texel);
        list.at_m.push_back(a * static_cast<float>(weights.a) + b * static_cast<float>(weights.b) +
                            c * static_cast<float>(weights.c));
        list.normal.push_back(glm::cross(b - a, c - a));
    }
    return list;
}

/// Thickness at the points of the skin's mesh: the mean over the cells within `radius_m` that face
/// the same way, the near ones counting most. Where all of them belong to one tissue it is the
/// table's value, bit for bit.
std::vector<Thickness> pointThickness(const std::vector<Thickness>& table, const CellList& cells,
                                      const PaintedAnatomy& painted, const BodyPart& part,
                                      const std::vector<glm::vec3>& points_m, float radius_m) {
    const std::vector<glm::vec3> normals = surfaceNormals(part.skin, points_m);
    const PlaceGrid grid(cells.at_m, radius_m);
    std::vector<Thickness> out(points_m.size(), table[kElsewhere]);
    shareLoop(points_m.size(), [&](std::size_t first, std::size_t last) {
        for (std::size_t p = first; p < last; ++p) {
            double weightSum = 0.0;
            Thickness sum, one;
            bool alike = true;
            grid.near(points_m[p], [&](std::uint32_t cell, float square_m2) {
                if (!(glm::dot(normals[p], cells.normal[cell]) > 0.0f)) {
                    return;
                }
                const Thickness& own = table[painted.region[cells.texel[cell]]];
                one = weightSum > 0.0 ? one : own;
                alike = alike && own == one;
                const double weight = 1.000001 - static_cast<double>(square_m2) /
                                                     static_cast<double>(radius_m * radius_m);
                weightSum += weight;
                sum.skin_m += weight * own.skin_m;
                sum.fat_m += weight * own.fat_m;
            });
            if (weightSum > 0.0) {
                out[p] = alike ? one : Thickness{sum.skin_m / weightSum, sum.fat_m / weightSum};
            }
        }
    });
    return out;
}

double mix(const CellWeights& weights, double a, double b, double c) {
    return a == b && b == c ? a : weights.a * a + weights.b * b + weights.c * c;
}

float over(double thickness, double own) {
    return own > 0.0 ? static_cast<float>(thickness / own) : 1.0f;
}

} // namespace

void blendThickness(const Anatomy& anatomy, const BodyPart& part,
                    const std::map<std::string, sim::SkinZone>& tissues,
                    const std::vector<glm::vec3>& points_m, PaintedAnatomy& painted) {
    // half of the width comes from the mean, the other from the mesh between its points
    const float radius_m = static_cast<float>(anatomy.blend_mm * 0.5e-3);
    const std::vector<Thickness> table = tableThickness(anatomy, tissues);
    const CellList cells = listCells(part, points_m, painted);
    const std::vector<Thickness> atPoint =
        pointThickness(table, cells, painted, part, points_m, radius_m);

    painted.skinScale.assign(painted.region.size(), 1.0f);
    painted.fatScale.assign(painted.region.size(), 1.0f);
    shareLoop(painted.region.size(), [&](std::size_t first, std::size_t last) {
        for (std::size_t texel = first; texel < last; ++texel) {
            if (painted.region[texel] == kNoCell) {
                continue;
            }
            const auto& corner = part.skin.triangles[part.cells.triangle[texel]];
            const Thickness& a = atPoint[part.skin.point[corner[0]]];
            const Thickness& b = atPoint[part.skin.point[corner[1]]];
            const Thickness& c = atPoint[part.skin.point[corner[2]]];
            const CellWeights weights = cellWeights(part.cells, texel);
            const Thickness& own = table[painted.region[texel]];
            painted.skinScale[texel] = over(mix(weights, a.skin_m, b.skin_m, c.skin_m), own.skin_m);
            painted.fatScale[texel] = over(mix(weights, a.fat_m, b.fat_m, c.fat_m), own.fat_m);
        }
    });
}

} // namespace stipple::scene
