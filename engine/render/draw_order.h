#pragma once

#include "engine/sim/skin_mesh.h"

namespace stipple::render {

/// Puts triangles of one place together and numbers corners in the order of their use; corners
/// without a triangle are left out. What is drawn stays the same, but a corner is shaded about
/// once: lavapipe takes 1024 indices at a time and finds a corner again by its number modulo 256.
/// `neighbours` is dropped.
void orderForDrawing(sim::SkinMesh& mesh);

} // namespace stipple::render
