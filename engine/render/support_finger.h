#pragma once

#include "engine/render/solid_mesh.h"

namespace stipple::render {

/// A finger of a gloved hand that presses on what lies below y = 0: its pad about the origin, 0.8
/// mm deep, the hand along +z, bent at its two joints. It fades out behind the second.
[[nodiscard]] SolidMesh gloveFinger();

} // namespace stipple::render
