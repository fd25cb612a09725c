#version 460
#extension GL_GOOGLE_include_directive : require
#include "shaders/shared/scene_shared.h"
#include "shaders/lighting.glsl"
#include "shaders/shadow.glsl"
#include "shaders/dent.glsl"

layout(location = 0) in vec3 position;
layout(location = 1) in vec3 inNormal;
layout(location = 2) in vec2 inUv;
layout(location = 3) in float tone;
layout(location = 0) out vec3 outPlace;
layout(location = 1) out vec4 outUv;
layout(location = 2) out vec3 outKey;
layout(location = 3) out vec4 outRoom;
layout(location = 4) out vec3 outHalf;

/// The dome is smooth, so light is worked out here; what is finer than a corner (relief, marks,
/// the shadow's edge) is left to the fragments.
void main() {
    vec3 place = position;
    vec3 n = inNormal;
    float pale = 0.0;
    if (appliesAt(frame.dentNormal.w > 0.0, position)) {
        vec3 to = position - frame.dentCentre.xyz;
        vec3 side = to - frame.dentNormal.xyz * dot(to, frame.dentNormal.xyz);
        float distance = length(side) + 1e-6;
        float shape = dentShape(distance);
        float slope = (dentShape(distance + 0.0001) - shape) * 10000.0;
        place -= frame.dentNormal.xyz * (frame.dentNormal.w * shape);
        n = normalize(n + side * (slope * frame.dentNormal.w / distance));
        float ring = (distance - frame.dentCentre.w) * (1.0 / 0.0016);
        pale = clamp(frame.dentNormal.w * 1500.0, 0.0, 1.0) / (1.0 + ring * ring);
    }
    vec3 l = frame.keyDirection.xyz;
    vec3 v = normalize(frame.eye.xyz - place);
    vec3 h = normalize(v + l);
    // light that enters the silicone leaves it nearby, the red of it farthest
    vec3 wrap = vec3(0.30, 0.12, 0.07);
    vec3 key = clamp((dot(n, l) + wrap) / (1.0 + wrap), 0.0, 1.0);
    float open = appliesAt(frame.pen.w > 0.0, position) ? penOpenness(place) : 1.0;
    float fill = clamp(dot(n, frame.fillDirection.xyz) * 0.7 + 0.3, 0.0, 1.0);
    vec3 room = frame.fillRadiance.rgb * (fill * open) + frame.room.rgb * ((0.62 + 0.38 * n.y) * open);
    float own = 1.0 + 0.10 * tone;
    outPlace = place;
    outKey = frame.keyRadiance.rgb * key * own;
    // what a wet surface mirrors of the room, at this angle
    float mirrored = fifth(1.0 - clamp(dot(n, v), 0.0, 1.0));
    outRoom = vec4(room * own, (0.035 + 0.6 * mirrored) * frame.room.g * open);
    outHalf = vec3(h.x, h.z, dot(n, h));
    outUv = vec4(inUv, pale, 0.0);
    gl_Position = frame.viewProjection * vec4(place, 1.0);
}
