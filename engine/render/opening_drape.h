#pragma once

#include "engine/render/solid_mesh.h"
#include "engine/sim/skin_mesh.h"

#include <array>
#include <span>

namespace stipple::render {

/// True when the rim runs around all of the skin as seen from above: a patch cut out of a body, and
/// not a body cut off.
[[nodiscard]] bool runsAround(std::span<const glm::vec3> rim_m, const sim::SkinMesh& skin);

/// A cloth with an opening over such a patch: it lies on the skin a little inside the rim, hides
/// the rim and falls to the couch around. `rim_m` in order.
[[nodiscard]] SolidMesh openingDrape(std::span<const glm::vec3> rim_m, const sim::SkinMesh& skin,
                                     float couch_m, const std::array<std::uint8_t, 4>& colour);

} // namespace stipple::render
