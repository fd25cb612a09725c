#pragma once

#include "engine/render/solid_mesh.h"

namespace stipple::render {

// What the handles of pens and rollers are made of, and gloves.
inline constexpr Material kWhite{.colour = {0.78f, 0.79f, 0.80f, 1.0f}, .roughness = 0.28f};
inline constexpr Material kGrip{.colour = {0.060f, 0.075f, 0.085f, 1.0f}, .roughness = 0.62f};
inline constexpr Material kAccent{.colour = {0.020f, 0.330f, 0.330f, 1.0f}, .roughness = 0.3f};
inline constexpr Material kGlove{
    .colour = {0.150f, 0.240f, 0.330f, 1.0f}, .roughness = 0.55f, .scatter = 0.6f};

} // namespace stipple::render
