#version 460
#extension GL_GOOGLE_include_directive : require
#include "shaders/shared/scene_shared.h"
#include "shaders/lighting.glsl"

layout(location = 0) in vec3 place;
layout(location = 1) in vec3 inNormal;
layout(location = 2) in vec4 colour;
layout(location = 3) in vec4 surface;
layout(location = 0) out vec4 outColour;

void main() {
    vec3 n = normalize(inNormal);
    vec3 v = normalize(frame.eye.xyz - place);
    vec3 l = frame.keyDirection.xyz;
    vec3 h = normalize(v + l);
    float nl = dot(n, l);
    float nv = clamp(dot(n, v), 0.02, 1.0);
    float wrap = surface.z * 0.35;
    vec3 light = frame.keyRadiance.rgb * clamp((nl + wrap) / (1.0 + wrap), 0.0, 1.0);
    light += frame.fillRadiance.rgb * clamp(dot(n, frame.fillDirection.xyz) * 0.7 + 0.3, 0.0, 1.0);
    light += frame.room.rgb * (0.62 + 0.38 * n.y);

    float metal = surface.y;
    vec3 base = colour.rgb;
    vec3 shine = mix(vec3(0.04), base, metal);
    float roughness = max(surface.x, 0.08);
    float spot = highlight(clamp(dot(n, h), 0.0, 1.0), clamp(dot(l, h), 0.0, 1.0), roughness);
    vec3 fresnel = shine + (1.0 - shine) * ((1.0 - 0.85 * roughness) * fifth(1.0 - nv));
    vec3 result = base * light * (1.0 - metal);
    result += frame.keyRadiance.rgb * shine * (spot * clamp(nl, 0.0, 1.0));
    result += roomReflection(reflect(-v, n)) * fresnel * (1.0 - 0.5 * roughness);
    outColour = vec4(toDisplay(result), 1.0);
}
