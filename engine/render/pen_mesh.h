#pragma once

#include "engine/render/solid_mesh.h"

namespace stipple::render {

/// The pen in its own frame: tip plate at the origin, shaft along +Z.
[[nodiscard]] SolidMesh penBody(float plateRadius_m);

/// The clear shell of the cartridge.
[[nodiscard]] SolidMesh penShell(float plateRadius_m);

/// Needles and the carrier that drives them, drawn back: tips just inside the plate. All of it
/// moves by the stroke along -Z.
[[nodiscard]] SolidMesh penNeedles(std::span<const glm::vec2> needles_m, float diameter_m);

/// A gloved fingertip along +Z, its pad towards -Y; tip at the origin.
[[nodiscard]] SolidMesh fingertip();

} // namespace stipple::render
