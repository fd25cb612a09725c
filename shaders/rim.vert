#version 460
#extension GL_GOOGLE_include_directive : require
#include "shaders/shared/scene_shared.h"
#include "shaders/lighting.glsl"
#include "shaders/shadow.glsl"

layout(push_constant) uniform Push { SolidPush push; };

layout(location = 0) in vec3 place;
layout(location = 1) in vec3 n;
layout(location = 2) in vec4 colour;
layout(location = 3) in vec4 surface;
layout(location = 0) out vec4 outColour;

/// The side of the pad: the skin's silicone without marks, darker towards the tray.
void main() {
    vec3 l = frame.keyDirection.xyz;
    float lit = keyVisibility(place, l);
    float open = clamp(0.35 + (place.y - frame.pad.z) * 90.0, 0.0, 1.0);
    open *= appliesAt(frame.pen.w > 0.0, place) ? penOpenness(place) : 1.0;
    vec3 wrap = vec3(0.34, 0.16, 0.10);
    vec3 light = frame.keyRadiance.rgb * clamp((dot(n, l) + wrap) / (1.0 + wrap), 0.0, 1.0) * lit;
    light += frame.fillRadiance.rgb * (clamp(dot(n, frame.fillDirection.xyz) * 0.7 + 0.3, 0.0, 1.0) * open);
    light += frame.room.rgb * ((0.62 + 0.38 * n.y) * open);
    outColour = vec4(toDisplay(colour.rgb * light), 1.0);
    gl_Position = frame.viewProjection * vec4(place, 1.0);
}
