#version 460
#extension GL_GOOGLE_include_directive : require
#include "shaders/shared/scene_shared.h"

layout(binding = kPictureBinding) uniform sampler2D picture;
layout(location = 0) in vec2 uv;
layout(location = 0) out vec4 outColour;

/// Eight bilinear fetches and nothing else: the bench divides frames by this.
void main() {
    vec4 sum = vec4(0.0);
    for (int i = 0; i < 8; ++i) {
        sum += texture(picture, uv + vec2(0.013, 0.007) * float(i));
    }
    outColour = sum * 0.125;
}
