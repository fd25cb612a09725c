#pragma once

#include "engine/sim/skin_mesh.h"

#include <glm/vec2.hpp>

#include <cstdint>
#include <vector>

namespace stipple::render {

/// The corners of a skin mesh as rows from far to near and columns from left to right, and how many
/// of its squares make one coarse block. `columns` 0: the mesh is no such grid.
struct SkinGrid {
    std::uint32_t columns = 0, rows = 0;
    std::uint32_t block = 8;
    explicit operator bool() const { return columns != 0; }
};

[[nodiscard]] SkinGrid gridOf(const sim::SkinMesh& mesh);

/// The mesh's triangles where they are needed, around `centre` (x, z) where the plate dents the
/// skin, and fans over whole blocks elsewhere: on lavapipe small triangles are the first cost.
/// Fans meet the fine blocks at every corner, so there are no gaps. Counter-clockwise from above.
/// All of the mesh when it is no grid. Corner numbers fit 16 bits, or the answer is empty.
[[nodiscard]] std::vector<std::uint16_t>
skinTriangles(const sim::SkinMesh& mesh, const SkinGrid& grid, glm::vec2 centre, float radius_m);

/// The rim, counter-clockwise from above, with a corner at every block's edge.
[[nodiscard]] std::vector<std::uint32_t> skinRim(const sim::SkinMesh& mesh, const SkinGrid& grid);

} // namespace stipple::render
