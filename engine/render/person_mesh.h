#pragma once

#include "engine/render/ray_tree.h"
#include "engine/render/render_scene.h"

#include <glm/vec3.hpp>

#include <array>
#include <cstdint>
#include <span>
#include <vector>

namespace stipple::render {

/// A corner of a person's skin. Light that the head keeps off itself is worked out once per corner,
/// because neither head nor lamps move.
struct PersonVertex {
    glm::vec3 position_m{0.0f}, normal{0.0f};
    glm::vec2 uv{0.0f};
    std::array<std::uint8_t, 4> tangent{}; ///< direction of atlas u, -1..1 as 0..255; side of v
    std::array<std::uint8_t, 4> light{};   ///< share of room, key and fill seen; key from behind
};
static_assert(sizeof(PersonVertex) == 40);

/// How much of each light reaches a place, 0..1.
struct SeenLight {
    float room = 1.0f, key = 1.0f, fill = 1.0f;
    float through = 0.0f; ///< of the key, where it shines on the other side of thin skin
};

/// Share of room, key and fill that reaches each place, past everything in `tree`. Worked out on
/// all cores; the same bits whatever their number.
[[nodiscard]] std::vector<SeenLight> seenLight(const RayTree& tree,
                                               std::span<const glm::vec3> positions_m,
                                               std::span<const glm::vec3> normals,
                                               const StaticScene& lights);

/// Number of the place of each corner; corners of a seam share one. `count` becomes how many.
[[nodiscard]] std::vector<std::uint32_t> placesOf(const std::vector<glm::vec3>& positions_m,
                                                  std::uint32_t& count);

/// Mean of each corner and the corners it shares a triangle with; corners at the same place (seams
/// of the atlas) stay equal.
void smoothSeenLight(const std::vector<glm::vec3>& positions_m,
                     const std::vector<std::array<std::uint32_t, 3>>& triangles,
                     std::vector<SeenLight>& light);

/// The corners of a mesh ready to send.
[[nodiscard]] std::vector<PersonVertex> personVertices(const sim::SkinMesh& mesh,
                                                       const std::vector<SeenLight>& light);

} // namespace stipple::render
