#pragma once

#include "engine/render/solid_mesh.h"

#include <cstdint>
#include <span>

namespace stipple::render {

/// The strips that lashes stand in, ready for lash.vert: `normal` holds the place along the strip
/// in mm, the way from root (0) to tip (1), and 1 on an upper lid, 0 on a lower one; the first
/// channel of `colour` the melanin of the lashes. The patient lies face up: roots are the lower
/// edge of a strip, and of the two strips of an eye the wider is the upper lid's.
[[nodiscard]] SolidMesh lashStrips(const sim::SkinMesh& mesh, std::uint8_t melanin);

/// Mean melanin of painted skin, coded as in its first channel; 4 bytes a texel.
[[nodiscard]] std::uint8_t meanMelanin(std::span<const std::uint8_t> pigment);

} // namespace stipple::render
