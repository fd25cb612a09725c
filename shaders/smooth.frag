#version 460
#extension GL_GOOGLE_include_directive : require
#include "shaders/shared/scene_shared.h"

// the same picture, read smoothly and texel by texel
layout(binding = kPictureBinding) uniform sampler2D picture;
layout(binding = kPictureBinding + 1) uniform sampler2D texels;
layout(location = 0) noperspective in vec2 uv;
layout(location = 0) out vec4 outColour;

/// Brings the 3D picture to the size of the target and blends along edges (after Lottes' FXAA,
/// 2009): four neighbours say where an edge runs, two reads along it blend it. Green stands for
/// brightness. The reads are a loop because lavapipe leaves a loop when no pixel needs it any
/// longer, but computes both sides of every branch; most of a picture is no edge.
void main() {
    vec2 texel = 1.0 / vec2(textureSize(texels, 0));
    float a = textureLod(texels, uv - texel, 0.0).g;
    float b = textureLod(texels, uv + vec2(texel.x, -texel.y), 0.0).g;
    float c = textureLod(texels, uv + vec2(-texel.x, texel.y), 0.0).g;
    float d = textureLod(texels, uv + texel, 0.0).g;
    float low = min(min(a, b), min(c, d)), high = max(max(a, b), max(c, d));
    vec2 way = vec2((c + d) - (a + b), (a + c) - (b + d));
    float shorter = min(abs(way.x), abs(way.y)) + max((a + b + c + d) * 0.03125, 0.0078);
    way = clamp(way / shorter, -4.0, 4.0) * texel * 0.25;
    // edges of things only: pores and lines stay sharp
    float edge = smoothstep(0.06, 0.14, high - low);
    int last = edge > 0.0 ? 2 : 0;
    vec3 colour = vec3(0.0);
    int i = 0;
    do {
        float side = i == 0 ? 0.0 : (i == 1 ? 1.0 : -1.0);
        float share = i == 0 ? 1.0 - edge : 0.5 * edge;
        colour += share * textureLod(picture, uv + way * side, 0.0).rgb;
        ++i;
    } while (i <= last);
    outColour = vec4(colour, 1.0);
}
