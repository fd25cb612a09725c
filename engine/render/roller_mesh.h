#pragma once

#include "engine/render/solid_mesh.h"

#include <glm/mat4x4.hpp>

namespace stipple::render {

/// Handle and fork of a roller in its own frame: the drum's lowest point at the origin, its axis
/// along X. The handle leans back, to -Y.
[[nodiscard]] SolidMesh rollerHandle(const PenLook& look);

/// The drum with its needles around the X axis; the needles stand out by look.needleOut_m.
[[nodiscard]] SolidMesh rollerDrum(const PenLook& look);

/// The drum's place in the pen frame, turned by look.drumAngle_rad.
[[nodiscard]] glm::mat4 rollerDrumModel(const PenLook& look);

} // namespace stipple::render
