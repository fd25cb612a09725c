#version 460
#extension GL_GOOGLE_include_directive : require
#include "shaders/hair.glsl"

// mm along the strip, root 0 .. tip 1, 1 = upper lid
layout(location = 0) in vec3 hair;
layout(location = 1) in vec3 colour;
layout(location = 0) out vec4 outColour;

/// How much of the pixel one row of hairs covers; `lean` pitches from root to tip.
float row(float number, float pitch_mm, float lean, float longest, float thick_mm) {
    float up = hair.y;
    float along = hair.x / pitch_mm + lean * up * (0.4 + 0.6 * up) + number * 0.37;
    float pixel = max(fwidth(along), 1e-4);
    float cell = floor(along);
    vec4 chance = scatter(cell + number * 71.0);
    float tip = longest * (0.58 + 0.42 * chance.x);
    float middle = 0.5 + 0.5 * (chance.y - 0.5) + 0.36 * (chance.z - 0.5) * up;
    float taper = clamp(1.0 - up / tip, 0.0, 1.0);
    float wide = 0.5 * thick_mm / pitch_mm * (0.7 + 0.5 * chance.w);
    float arm = wide * (1.0 - (1.0 - taper) * (1.0 - taper));
    float single = hairOver(along - cell - middle, arm, pixel);
    // hairs thinner than pixels run together
    float there = clamp(up / (longest * 0.8), 0.0, 1.0);
    float mean = thick_mm / pitch_mm * (1.0 - there * there);
    return mix(single, mean, clamp(pixel * 1.6 - 0.6, 0.0, 1.0));
}

/// Three rows of single hairs that cross: thin, tapering, no two alike.
void main() {
    float upper = hair.z;
    float longest = mix(0.62, 1.0, upper), thick_mm = mix(0.075, 0.120, upper);
    float open = 1.0 - row(1.0, 0.43, 0.7, longest, thick_mm);
    open *= 1.0 - row(2.0, 0.39, -0.8, longest * 0.92, thick_mm);
    open *= 1.0 - row(3.0, 0.47, 1.9, longest * 0.84, thick_mm * 0.9);
    float cover = (1.0 - open) * 0.94;
    outColour = vec4(colour * cover, cover);
}
