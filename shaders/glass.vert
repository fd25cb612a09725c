#version 460
#extension GL_GOOGLE_include_directive : require
#include "shaders/shared/scene_shared.h"

layout(binding = kFrameBinding) uniform Frame { FrameConstants frame; };
layout(push_constant) uniform Push { SolidPush push; };

layout(location = 0) in vec3 position;
layout(location = 1) in vec3 normal;
layout(location = 2) in vec4 colour;
layout(location = 3) in vec4 surface;
layout(location = 0) out vec3 outPlace;
layout(location = 1) out vec3 outNormal;
layout(location = 2) out vec4 outColour;

void main() {
    vec4 place = push.model * vec4(position + push.shift.xyz * surface.w, 1.0);
    outPlace = place.xyz;
    outNormal = mat3(push.model) * normal;
    outColour = colour;
    gl_Position = frame.viewProjection * place;
}
