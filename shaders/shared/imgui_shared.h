#ifndef STIPPLE_SHADERS_IMGUI_SHARED_H
#define STIPPLE_SHADERS_IMGUI_SHARED_H

#include "shaders/shared/glsl_types.h"

STIPPLE_SHARED_BEGIN

STIPPLE_SHARED_CONST kImguiTexture = 0;

/// From ImGui's pixels to clip space: position * scale + shift.
struct ImguiPush {
    vec2 scale;
    vec2 shift;
};

STIPPLE_SHARED_END

#endif
