#version 460
#extension GL_GOOGLE_include_directive : require
#include "shaders/shared/scene_shared.h"

layout(location = 0) in vec4 light;
layout(location = 1) in vec4 turn;
layout(location = 2) in vec4 place;
layout(location = 0) out vec4 outLight;
layout(location = 1) out uvec4 outFacts;

/// Only what needs the triangle: on lavapipe small triangles shade many fragments for nothing, so
/// everything dear waits for personskin.frag.
void main() {
    outLight = light;
    outFacts = uvec4(floatBitsToUint(place.xy), packSnorm2x16(place.zw), packUnorm4x8(turn));
}
