#pragma once

#include <glm/vec2.hpp>
#include <glm/vec3.hpp>

#include <array>
#include <cstdint>
#include <vector>

namespace stipple::sim {

/// No triangle, or no neighbour across an edge.
inline constexpr std::uint32_t kNone = 0xffffffffU;

/// The surface that the pen touches and that is drawn: outward, counter-clockwise triangles.
struct SkinMesh {
    std::vector<glm::vec3> positions_m;
    std::vector<glm::vec3> normals; ///< unit, one per position
    std::vector<glm::vec2> uv;      ///< atlas of the skin cells, 0..1, one per position
    std::vector<std::array<std::uint32_t, 3>> triangles;
    std::vector<std::array<std::uint32_t, 3>>
        neighbours; ///< across edge 01, 12, 20; kNone at a rim
};

/// A place on the mesh.
struct SkinPoint {
    std::uint32_t triangle = kNone;
    glm::vec2 barycentric{0.0f}; ///< weights of corners 1 and 2; corner 0 has the rest
};

} // namespace stipple::sim
