#pragma once

#include "engine/gpu/image.h"
#include "engine/render/render_scene.h"

#include <span>

namespace stipple::render {

/// What is printed on the pad: patch outlines and their names, one byte of ink a texel.
struct PrintPicture {
    gpu::Extent size;
    std::vector<std::vector<std::uint8_t>> levels; ///< full size first, each half the last
};

/// `atlas_m`: size of the atlas on the skin. Without the Inter font the names are left out and a
/// warning is logged.
[[nodiscard]] PrintPicture drawPrint(std::span<const PrintedPatch> patches, glm::vec2 atlas_m);

} // namespace stipple::render
