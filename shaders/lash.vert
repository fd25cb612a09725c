#version 460
#extension GL_GOOGLE_include_directive : require
#include "shaders/shared/scene_shared.h"
#include "shaders/lighting.glsl"

layout(location = 0) in vec3 position;
layout(location = 1) in vec3 hair;
layout(location = 2) in vec4 colour;
layout(location = 0) out vec3 outHair;
layout(location = 1) out vec3 outColour;

void main() {
    outHair = hair;
    // on light skin dark brown, on dark skin black
    vec3 albedo = mix(vec3(0.066, 0.042, 0.030), vec3(0.023, 0.020, 0.018), clamp(colour.r * 2.2 - 0.3, 0.0, 1.0));
    vec3 light = 0.5 * frame.keyRadiance.rgb + 0.3 * frame.fillRadiance.rgb + 0.8 * frame.room.rgb;
    outColour = toDisplay(albedo * light);
    gl_Position = frame.viewProjection * vec4(position, 1.0);
}
