#pragma once

#include "engine/render/solid_mesh.h"

namespace stipple::render {

/// A cap over the scalp instead of hair, and which skin it hides.
struct HeadCap {
    SolidMesh mesh;
    std::vector<std::uint8_t> hidden; ///< per triangle of the skin: 1 = wholly under the cap
};

/// Fitted to where `pigment` (PersonLook::pigment) says that hair grows densely. Empty where it
/// does so nowhere.
[[nodiscard]] HeadCap capOver(const sim::SkinMesh& skin, const sim::SkinCells& cells,
                              std::span<const std::uint8_t> pigment);

} // namespace stipple::render
