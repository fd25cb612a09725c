#version 460
#extension GL_GOOGLE_include_directive : require
#include "shaders/shared/scene_shared.h"
#include "shaders/shared/person_shared.h"
#include "shaders/lighting.glsl"
#include "shaders/hair.glsl"

layout(binding = kPigmentBinding) uniform sampler2D pigments;
layout(location = 0) in vec3 way;
layout(location = 1) in vec2 uv;
layout(location = 2) in vec3 light;
layout(location = 0) out vec4 outColour;

/// Hairs of one row after the other: `lean` turns them against the brow's own direction.
float strands(float number, float density, float pitch_mm, float lean, float long_mm, float thick_mm) {
    float across = (way.y + lean * way.x) / pitch_mm + number * 0.37 + way.z * 31.0;
    float pixel = max(fwidth(across), 1e-4);
    float cell = floor(across);
    float run = way.x / long_mm + 9.0 * scatter(cell + number * 71.0).x;
    float piece = floor(run), up = run - piece;
    vec4 chance = scatter(cell * 3.7 + piece * 17.3 + number * 5.1);
    float middle = 0.5 + 0.5 * (chance.y - 0.5) + 0.5 * (chance.z - 0.5) * up;
    float taper = min(up * 6.0, 1.0) * sqrt(1.0 - up);
    float arm = 0.5 * thick_mm / pitch_mm * (0.7 + 0.6 * chance.w) * taper;
    float there = clamp((density - chance.x) * 6.0 + 0.5, 0.0, 1.0);
    float single = hairOver(across - cell - middle, arm, pixel) * there;
    // hairs thinner than pixels run together
    return mix(single, 0.60 * thick_mm / pitch_mm * density, clamp(pixel * 1.6 - 0.6, 0.0, 1.0));
}

void main() {
    vec4 pigment = textureLod(pigments, uv, 0.0);
    float density = clamp(pigment.a * 2.2, 0.0, 1.0);
    float open = 1.0 - strands(1.0, density, 0.42, 0.00, 7.0, 0.12);
    open *= 1.0 - strands(2.0, density, 0.50, 0.11, 6.0, 0.12);
    open *= 1.0 - strands(3.0, density, 0.57, -0.08, 8.0, 0.11);
    // from afar single hairs run together, tufts do not, and a brow begins softly
    float far = clamp(fwidth(way.y) * 3.2 - 0.5, 0.0, 1.0);
    float tufts = strands(4.0, density, 1.25, 0.05, 7.5, 0.72);
    float begins = clamp(way.x * 0.11 + 0.1, 0.0, 1.0);
    float gathered = (0.50 + 1.25 * tufts) * (0.45 + 0.55 * begins) * (0.35 + 0.65 * density);
    float cover = min((1.0 - open) * mix(1.0, gathered, far), 1.0) * 0.92;
    // on light skin dark brown, on dark skin black
    vec3 hair = mix(vec3(0.055, 0.033, 0.021), vec3(0.016, 0.013, 0.012), clamp(pigment.r * 2.2 - 0.3, 0.0, 1.0));
    outColour = vec4(toDisplay(hair * light) * cover, cover);
}
