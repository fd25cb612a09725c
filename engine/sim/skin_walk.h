#pragma once

#include "engine/sim/skin_mesh.h"

#include <glm/vec3.hpp>

#include <span>

namespace stipple::sim {

/// Fills `neighbours` from the triangles' shared corners. An edge of more than two triangles is a
/// rim for the ones after the second.
void linkNeighbours(SkinMesh& mesh);

/// The same over points that several vertices share: `pointOf` numbers the point of each vertex,
/// so that the atlas's seams do not part what is one skin.
void linkNeighbours(SkinMesh& mesh, std::span<const std::uint32_t> pointOf);

/// The nearest point of one triangle.
[[nodiscard]] SkinPoint nearestOn(const SkinMesh& mesh, std::uint32_t triangle,
                                  const glm::vec3& target_m);

/// Place, metres, of a point on the mesh.
[[nodiscard]] glm::vec3 positionAt(const SkinMesh& mesh, const SkinPoint& point);

/// Unit normal interpolated between the corners' normals.
[[nodiscard]] glm::vec3 normalAt(const SkinMesh& mesh, const SkinPoint& point);

/// Where a walk over the mesh ended.
struct SkinWalk {
    SkinPoint point;      ///< weights inside the triangle
    bool arrived = false; ///< false: ran off a rim, or did not settle
};

/// Walks from triangle to triangle to the one that holds the foot of the perpendicular from
/// `target_m`. Cheap when `start` is near; on a fold it finds the foot nearest along the walk.
[[nodiscard]] SkinWalk walkTo(const SkinMesh& mesh, std::uint32_t start, const glm::vec3& target_m);

} // namespace stipple::sim
