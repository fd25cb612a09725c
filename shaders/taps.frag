#version 460
#extension GL_GOOGLE_include_directive : require
#include "shaders/shared/person_shared.h"

layout(binding = kLightBinding) uniform sampler2D picture;
layout(location = 0) in vec2 uv;
layout(location = 0) out vec4 outColour;

/// As many reads of single texels as the diffusion has taps, over the same reach, and nothing else.
void main() {
    vec4 sum = vec4(0.0);
    for (int i = 0; i < int(kDiffusionTaps); ++i) {
        float turn = 2.39996 * float(i);
        sum += textureLod(picture, uv + vec2(cos(turn), sin(turn)) * (0.0012 * float(i)), 0.0);
    }
    outColour = sum * (1.0 / float(kDiffusionTaps));
}
