#version 460
#extension GL_GOOGLE_include_directive : require
#include "shaders/shared/scene_shared.h"

layout(binding = kFieldBinding) uniform sampler2D first;
layout(binding = kMarkBinding) uniform sampler2D second;
layout(binding = kPrintBinding) uniform sampler2D third;
layout(binding = kDetailBinding) uniform sampler2D fourth;
layout(location = 0) in vec2 uv;
layout(location = 0) out vec4 outColour;

/// Four bilinear fetches and nothing else: the bench divides frames by this. Each has a texture of
/// its own, as in the scene: a second fetch of the same texture shares the first one's set-up.
void main() {
    vec4 sum = textureLod(first, uv, 0.0) + textureLod(second, uv + 0.013, 0.0);
    sum += textureLod(third, uv + 0.007, 0.0) + textureLod(fourth, uv + 0.031, 0.0);
    outColour = sum * 0.25;
}
