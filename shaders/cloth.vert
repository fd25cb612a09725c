#version 460
#extension GL_GOOGLE_include_directive : require
#include "shaders/shared/scene_shared.h"
#include "shaders/lighting.glsl"
#include "shaders/shadow.glsl"

layout(location = 0) in vec3 position;
layout(location = 1) in vec3 n;
layout(location = 2) in vec4 colour;
// share of room, key and fill seen
layout(location = 3) in vec4 seen;
layout(location = 0) out vec4 outColour;

/// Pillow, drape and cap: matt, lit at the corners.
void main() {
    vec3 l = frame.keyDirection.xyz;
    float key = clamp(dot(n, l) * 0.92 + 0.08, 0.0, 1.0) * seen.y * keyVisibility(position, l);
    float fill = clamp(dot(n, frame.fillDirection.xyz) * 0.7 + 0.3, 0.0, 1.0) * seen.z;
    vec3 light = frame.keyRadiance.rgb * key + frame.fillRadiance.rgb * fill +
                 frame.room.rgb * ((0.70 + 0.30 * n.y) * seen.x);
    outColour = vec4(toDisplay(colour.rgb * light), 1.0);
    gl_Position = frame.viewProjection * vec4(position, 1.0);
}
