#pragma once

#include "engine/render/solid_mesh.h"
#include "engine/sim/skin_cells.h"

#include <cstdint>
#include <span>

namespace stipple::render {

/// The skin that carries brows, once more, for brow.vert to draw single hairs on. In `normal` the
/// way along the hairs and across them in mm, outwards and up, bent as hairs of a brow are: steep
/// beside the nose, flat at the temple; in `colour` the place in the atlas, two bytes each; in
/// `surface` the normal, 0..255. Brows are where `pigment` (PersonLook::pigment) has hair within
/// reach of the eyes; empty where there are none.
[[nodiscard]] SolidMesh browStrands(const sim::SkinMesh& skin, const sim::SkinCells& cells,
                                    std::span<const std::uint8_t> pigment,
                                    const sim::SkinMesh* eyes);

} // namespace stipple::render
