#version 460
#extension GL_GOOGLE_include_directive : require
#include "shaders/shared/scene_shared.h"
#include "shaders/lighting.glsl"

layout(location = 0) in vec3 place;
layout(location = 1) in vec3 inNormal;
layout(location = 2) in vec4 colour;
layout(location = 0) out vec4 outColour;

/// The clear plastic of the cartridge: little of its own, bright at grazing angles.
void main() {
    vec3 n = normalize(inNormal);
    vec3 v = normalize(frame.eye.xyz - place);
    n *= sign(dot(n, v) + 1e-6);
    vec3 l = frame.keyDirection.xyz;
    vec3 h = normalize(v + l);
    float edge = fifth(1.0 - clamp(dot(n, v), 0.0, 1.0));
    float spot = highlight(clamp(dot(n, h), 0.0, 1.0), clamp(dot(l, h), 0.0, 1.0), 0.16);
    vec3 light = colour.rgb * (frame.room.rgb + 0.5 * frame.keyRadiance.rgb) * 0.9;
    vec3 added = roomReflection(reflect(-v, n)) * (0.04 + 0.6 * edge) +
                 frame.keyRadiance.rgb * (0.05 * spot);
    float cover = clamp(colour.a + 0.55 * edge, 0.0, 1.0);
    outColour = vec4(toDisplay(light * cover + added) , clamp(cover + 0.5 * edge, 0.0, 1.0));
    outColour.rgb *= clamp(outColour.a + dot(added, vec3(0.33)), 0.0, 1.0);
}
