#version 460
#extension GL_GOOGLE_include_directive : require
#include "shaders/shared/scene_shared.h"

layout(binding = kFrameBinding) uniform Frame { FrameConstants frame; };
layout(location = 0) in vec3 position;
layout(location = 1) in vec3 hair;
layout(location = 2) in vec4 colour;
layout(location = 0) out vec3 outHair;
layout(location = 1) out vec3 outColour;

void main() {
    outHair = hair;
    // on light skin dark brown, on dark skin black
    outColour = mix(vec3(0.20, 0.135, 0.095), vec3(0.070, 0.058, 0.052), clamp(colour.r * 2.2 - 0.3, 0.0, 1.0));
    gl_Position = frame.viewProjection * vec4(position, 1.0);
}
