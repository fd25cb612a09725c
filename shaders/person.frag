#version 460
#extension GL_GOOGLE_include_directive : require
#include "shaders/shared/scene_shared.h"

layout(location = 0) in vec4 light;
layout(location = 1) in vec4 turn;
layout(location = 2) in vec4 place;
layout(location = 0) out vec2 outLight;
layout(location = 1) out uvec4 outFacts;

/// Only what needs the triangle: on lavapipe small triangles shade many fragments for nothing, so
/// everything dear waits for personskin.frag. Corners come scaled to the whole numbers that are kept.
void main() {
    outLight = light.xy;
    ivec2 soft = ivec2(light.zw);
    ivec4 halves = ivec4(place), bytes = ivec4(turn);
    outFacts = uvec4(halves.x | halves.y << 16, soft.x | soft.y << 16,
                     (halves.z & 0xffff) | halves.w << 16,
                     bytes.x | bytes.y << 8 | bytes.z << 16 | bytes.w << 24);
}
