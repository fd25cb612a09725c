#include "engine/base/assert.h"
#include "engine/scene/people_asset.h"

#include <glm/geometric.hpp>

#include <algorithm>
#include <cmath>

namespace stipple::scene {

Result<std::vector<glm::vec3>> morphedCage(const BodyPart& part,
                                           const std::vector<MorphWeight>& weights) {
    std::vector<glm::vec3> cage_m = part.cage_m;
    for (const MorphWeight& weight : weights) {
        const auto found =
            std::lower_bound(part.morphs.begin(), part.morphs.end(), weight.name,
                             [](const BodyMorph& m, const std::string& n) { return m.name < n; });
        if (found == part.morphs.end() || found->name != weight.name) {
            return fail("the body part '{}' has no morph '{}'", part.id, weight.name);
        }
        for (const MorphDelta& delta : found->deltas) {
            cage_m[delta.point] += weight.weight * delta.delta_m;
        }
    }
    return cage_m;
}

std::vector<glm::vec3> surfacePoints(const BodySurface& surface,
                                     const std::vector<glm::vec3>& cage_m) {
    std::vector<glm::vec3> points_m;
    if (surface.stencilFirst.empty()) {
        return points_m;
    }
    points_m.resize(surface.stencilFirst.size() - 1);
    for (std::size_t p = 0; p < points_m.size(); ++p) {
        glm::vec3 sum(0.0f);
        for (std::uint32_t i = surface.stencilFirst[p]; i < surface.stencilFirst[p + 1]; ++i) {
            STIPPLE_ASSERT(surface.stencilCage[i] < cage_m.size(), "the cage of another part");
            sum += surface.stencilWeight[i] * cage_m[surface.stencilCage[i]];
        }
        points_m[p] = sum;
    }
    return points_m;
}

std::vector<glm::vec3> surfaceNormals(const BodySurface& surface,
                                      const std::vector<glm::vec3>& points_m) {
    std::vector<glm::vec3> normals(points_m.size(), glm::vec3(0.0f));
    for (const auto& triangle : surface.triangles) {
        const std::uint32_t a = surface.point[triangle[0]];
        const std::uint32_t b = surface.point[triangle[1]];
        const std::uint32_t c = surface.point[triangle[2]];
        const glm::vec3 twiceArea =
            glm::cross(points_m[b] - points_m[a], points_m[c] - points_m[a]);
        normals[a] += twiceArea;
        normals[b] += twiceArea;
        normals[c] += twiceArea;
    }
    for (glm::vec3& normal : normals) {
        const float length = std::sqrt(glm::dot(normal, normal));
        // a point of no triangle, or of triangles without area, looks forward
        normal = length > 0.0f ? normal / length : glm::vec3(0.0f, 0.0f, 1.0f);
    }
    return normals;
}

} // namespace stipple::scene
