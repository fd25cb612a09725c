#include "engine/scene/anatomy.h"
#include "engine/scene/anatomy_cells.h"
#include "engine/scene/shared_loop.h"
#include "engine/sim/skin_mesh.h"

#include <glm/geometric.hpp>

#include <cmath>

namespace stipple::scene {

namespace {

/// Skin for a texel of every triangle, m2: its area on the body over its area in the atlas.
std::vector<double> areaPerTexel_m2(const BodyPart& part, const std::vector<glm::vec3>& points_m) {
    const BodySurface& skin = part.skin;
    const double texels = static_cast<double>(part.cells.width) * part.cells.height;
    std::vector<double> out;
    for (const auto& corner : skin.triangles) {
        const glm::dvec3 a(points_m[skin.point[corner[0]]]), b(points_m[skin.point[corner[1]]]),
            c(points_m[skin.point[corner[2]]]);
        const glm::dvec2 ab = glm::dvec2(skin.atlas[corner[1]]) - glm::dvec2(skin.atlas[corner[0]]);
        const glm::dvec2 ac = glm::dvec2(skin.atlas[corner[2]]) - glm::dvec2(skin.atlas[corner[0]]);
        const double flat = std::fabs(ab.x * ac.y - ab.y * ac.x) * texels;
        out.push_back(flat > 0.0 ? glm::length(glm::cross(b - a, c - a)) / flat : 0.0);
    }
    return out;
}

glm::vec3 cellPlace_m(const BodyPart& part, const std::vector<glm::vec3>& points_m,
                      std::size_t texel) {
    const auto& corner = part.skin.triangles[part.cells.triangle[texel]];
    const CellWeights weights = cellWeights(part.cells, texel);
    return points_m[part.skin.point[corner[0]]] * static_cast<float>(weights.a) +
           points_m[part.skin.point[corner[1]]] * static_cast<float>(weights.b) +
           points_m[part.skin.point[corner[2]]] * static_cast<float>(weights.c);
}

/// The cell that a texel shows, through the gutter of a chart; kNone without one.
std::uint32_t shownCell(const AtlasCells& cells, std::size_t texel) {
    return cells.source.empty() ? static_cast<std::uint32_t>(texel) : cells.source[texel];
}

/// Half way between all neighbouring cells of which one lies in the region and one does not.
std::vector<glm::vec3> borderPlaces_m(const PaintedAnatomy& painted, const BodyPart& part,
                                      const std::vector<glm::vec3>& points_m, std::uint8_t region) {
    std::vector<glm::vec3> out;
    const std::uint32_t width = part.cells.width, height = part.cells.height;
    for (std::uint32_t y = 0; y < height; ++y) {
        for (std::uint32_t x = 0; x < width; ++x) {
            const std::size_t texel = std::size_t{y} * width + x;
            if (painted.region[texel] != region) {
                continue;
            }
            const std::size_t beside[] = {
                x > 0 ? texel - 1 : texel, x + 1 < width ? texel + 1 : texel,
                y > 0 ? texel - width : texel, y + 1 < height ? texel + width : texel};
            for (const std::size_t next : beside) {
                const std::uint32_t cell = shownCell(part.cells, next);
                if (cell != sim::kNone && painted.region[cell] != region &&
                    painted.region[cell] != kNoCell) {
                    out.push_back(
                        (cellPlace_m(part, points_m, texel) + cellPlace_m(part, points_m, cell)) *
                        0.5f);
                }
            }
        }
    }
    return out;
}

} // namespace

std::vector<double> regionAreas_cm2(const Anatomy& anatomy, const PaintedAnatomy& painted,
                                    const BodyPart& part, const std::vector<glm::vec3>& points_m) {
    const std::vector<double> perTexel_m2 = areaPerTexel_m2(part, points_m);
    std::vector<double> areas(anatomy.regions.size() + 1, 0.0);
    for (std::size_t texel = 0; texel < painted.region.size(); ++texel) {
        const std::uint8_t region = painted.region[texel];
        if (region != kNoCell) {
            areas[region == kElsewhere ? anatomy.regions.size() : region] +=
                perTexel_m2[part.cells.triangle[texel]] * 1e4;
        }
    }
    return areas;
}

std::vector<float> distanceToRegion_m(const PaintedAnatomy& painted, const BodyPart& part,
                                      const std::vector<glm::vec3>& points_m, std::uint8_t region,
                                      float reach_m) {
    const PlaceGrid border(borderPlaces_m(painted, part, points_m, region), reach_m);
    std::vector<float> out(painted.region.size(), reach_m);
    shareLoop(out.size(), [&](std::size_t first, std::size_t last) {
        for (std::size_t texel = first; texel < last; ++texel) {
            if (painted.region[texel] == kNoCell) {
                continue;
            }
            float square_m2 = reach_m * reach_m;
            border.near(cellPlace_m(part, points_m, texel), [&](std::uint32_t, float found_m2) {
                square_m2 = found_m2 < square_m2 ? found_m2 : square_m2;
            });
            const float distance_m = std::sqrt(square_m2);
            out[texel] = painted.region[texel] == region ? -distance_m : distance_m;
        }
    });
    return out;
}

} // namespace stipple::scene
