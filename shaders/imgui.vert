#version 460
#extension GL_GOOGLE_include_directive : require
#include "shaders/shared/imgui_shared.h"

layout(push_constant) uniform Push { ImguiPush push; };
layout(location = 0) in vec2 position;
layout(location = 1) in vec2 uv;
layout(location = 2) in vec4 colour;
layout(location = 0) noperspective out vec2 outUv;
layout(location = 1) noperspective out vec4 outColour;

void main() {
    outUv = uv;
    outColour = colour;
    gl_Position = vec4(position * push.scale + push.shift, 0.0, 1.0);
}
