#pragma once

#include "engine/render/render_scene.h"
#include "engine/render/solid_mesh.h"

namespace stipple::render {

/// The pen in its own frame: tip plate at the origin, shaft along +Z.
[[nodiscard]] SolidMesh penBody(float plateRadius_m);

/// The clear shell of the cartridge.
[[nodiscard]] SolidMesh penShell(float plateRadius_m);

/// Needles and the carrier that drives them, drawn back: tips just inside the plate. All of it
/// moves by the stroke along -Z.
[[nodiscard]] SolidMesh penNeedles(std::span<const glm::vec2> needles_m, float diameter_m,
                                   const BentLook& bent = {});

/// A gloved fingertip along +Z; tip at the origin. Fades out 18 mm behind it.
[[nodiscard]] SolidMesh fingertip();

/// A thin ring of radius 1 with a small cross in the x-z plane.
[[nodiscard]] SolidMesh landingMark();

} // namespace stipple::render
