#version 460
#extension GL_GOOGLE_include_directive : require
#include "shaders/shared/scene_shared.h"
#include "shaders/lighting.glsl"

layout(push_constant) uniform Push { SolidPush push; };

layout(location = 0) in vec3 position;
layout(location = 1) in vec3 normal;
layout(location = 2) in vec4 colour;
// roughness, metal, light that scatters inside, 1 = moves with the needles
layout(location = 3) in vec4 surface;
layout(location = 0) out vec4 outColour;

/// Pen and fingertips are finely divided: light at the corners is enough, and a fragment costs
/// nothing but its colour. Alpha fades the colour out.
void main() {
    vec4 world = push.model * vec4(position + push.shift.xyz * surface.w, 1.0);
    vec3 place = world.xyz;
    vec3 n = normalize(mat3(push.model) * normal);
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
    vec3 shine = mix(vec3(0.04), colour.rgb, metal);
    float roughness = max(surface.x, 0.08);
    float spot = highlight(clamp(dot(n, h), 0.0, 1.0), clamp(dot(l, h), 0.0, 1.0), roughness);
    vec3 fresnel = shine + (1.0 - shine) * ((1.0 - 0.85 * roughness) * fifth(1.0 - nv));
    vec3 result = colour.rgb * light * (1.0 - metal);
    result += frame.keyRadiance.rgb * shine * (spot * clamp(nl, 0.0, 1.0));
    result += roomReflection(reflect(-v, n)) * fresnel * (1.0 - 0.5 * roughness);
    outColour = vec4(toDisplay(result) * colour.a, colour.a);
    gl_Position = frame.viewProjection * world;
}
