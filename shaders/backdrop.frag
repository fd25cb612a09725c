#version 460
#extension GL_GOOGLE_include_directive : require
#include "shaders/shared/scene_shared.h"
#include "shaders/lighting.glsl"

layout(location = 0) in vec2 uv;
layout(location = 0) out vec4 outColour;

/// A dim room out of focus.
void main() {
    vec2 at = uv - vec2(0.5, 0.35);
    float glow = 1.0 / (1.0 + 2.6 * dot(at, at));
    outColour = vec4(toDisplay(frame.haze.rgb * (0.35 + 0.75 * glow)), 1.0);
}
