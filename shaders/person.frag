#version 460
#extension GL_GOOGLE_include_directive : require
#include "shaders/shared/scene_shared.h"
#include "shaders/person_facts.glsl"

layout(location = 0) in float away;
layout(location = 1) in vec3 inNormal;
layout(location = 2) in vec2 turn;
layout(location = 3) in vec2 uv;
layout(location = 4) in vec4 light;
layout(location = 5) in float side;
layout(location = 0) out vec4 outLight;
layout(location = 1) out uvec4 outFacts;

/// Only what needs the triangle: on lavapipe small triangles shade many fragments for nothing, so
/// everything dear waits for personskin.frag.
void main() {
    outLight = vec4(light.xyz, away);
    outFacts = packFacts(uv, inNormal, turn, light.w, side);
}
