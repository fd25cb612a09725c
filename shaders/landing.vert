#version 460
#extension GL_GOOGLE_include_directive : require
#include "shaders/shared/scene_shared.h"

layout(binding = kFrameBinding) uniform Frame { FrameConstants frame; };
layout(push_constant) uniform Push { SolidPush push; };
layout(location = 0) in vec3 position;
layout(location = 1) in vec3 normal;
layout(location = 2) in vec4 colour;
layout(location = 3) in vec4 surface;
layout(location = 0) out vec4 outColour;

/// Shines by itself: the mark that says where the pen will land.
void main() {
    outColour = vec4(colour.rgb * colour.a, colour.a);
    gl_Position = frame.viewProjection * (push.model * vec4(position, 1.0));
}
