#version 460
#extension GL_GOOGLE_include_directive : require
#include "shaders/shared/scene_shared.h"

// the same picture, read smoothly and texel by texel
layout(binding = kPictureBinding) uniform sampler2D picture;
layout(binding = kPictureBinding + 1) uniform sampler2D texels;
layout(location = 0) in vec2 uv;
layout(location = 0) out vec4 outColour;

float brightness(vec3 colour) { return dot(colour, vec3(0.299, 0.587, 0.114)); }

/// Brings the 3D picture to the size of the target and blends along edges (after Lottes' FXAA,
/// 2009): four neighbours say where an edge runs, two reads along it blend it.
void main() {
    vec2 texel = 1.0 / vec2(textureSize(texels, 0));
    vec3 middle = textureLod(picture, uv, 0.0).rgb;
    float a = brightness(textureLod(texels, uv - texel, 0.0).rgb);
    float b = brightness(textureLod(texels, uv + vec2(texel.x, -texel.y), 0.0).rgb);
    float c = brightness(textureLod(texels, uv + vec2(-texel.x, texel.y), 0.0).rgb);
    float d = brightness(textureLod(texels, uv + texel, 0.0).rgb);
    float m = brightness(middle);
    float low = min(m, min(min(a, b), min(c, d))), high = max(m, max(max(a, b), max(c, d)));
    vec2 way = vec2((c + d) - (a + b), (a + c) - (b + d));
    float shorter = min(abs(way.x), abs(way.y)) + max((a + b + c + d) * 0.03125, 0.0078);
    way = clamp(way / shorter, -4.0, 4.0) * texel;
    vec3 blend = 0.5 * (textureLod(picture, uv - way * 0.25, 0.0).rgb +
                        textureLod(picture, uv + way * 0.25, 0.0).rgb);
    // edges of things only: pores and lines stay sharp
    float edge = smoothstep(0.06, 0.14, high - low);
    outColour = vec4(mix(middle, blend, edge), 1.0);
}
