#pragma once

#include "engine/render/solid_mesh.h"

#include <vector>

namespace stipple::render {

/// Keeps the part of a mesh where the level of its corners is not negative; triangles that it
/// crosses are cut, so the new edge is smooth. Returns the edges along the cut, as pairs of corners
/// in the order of their triangles.
std::vector<std::array<std::uint32_t, 2>> clipMesh(SolidMesh& mesh, std::vector<float> level);

} // namespace stipple::render
