#pragma once

#include "engine/sim/skin_mesh.h"

#include <glm/vec3.hpp>

#include <array>
#include <cstdint>
#include <span>
#include <vector>

namespace stipple::input {

/// A skin mesh without the seams of its atlas: vertices at the same place are one point, so that a
/// way over the skin does not end at the border of a chart.
struct SkinTopology {
    std::vector<glm::vec3> positions_m;                   ///< per point
    std::vector<glm::vec3> normals;                       ///< unit, per point
    std::vector<std::array<std::uint32_t, 3>> triangles;  ///< of points; numbered as the mesh's
    std::vector<std::array<std::uint32_t, 3>> neighbours; ///< across edge 01, 12, 20; sim::kNone
    std::vector<std::uint32_t> firstAround; ///< per point and one more: offsets into `around`
    std::vector<std::uint32_t> around;      ///< triangles at a point, rising
};

[[nodiscard]] SkinTopology weldedTopology(const sim::SkinMesh& mesh);

/// The point nearest to the middle of some triangles.
[[nodiscard]] std::uint32_t middleOf(const SkinTopology& skin,
                                     std::span<const std::uint32_t> triangles);

/// Way over the edges from some triangles to every point within `most_m`; -1 beyond.
[[nodiscard]] std::vector<float> waysFrom(const SkinTopology& skin,
                                          std::span<const std::uint32_t> triangles, float most_m);

} // namespace stipple::input
