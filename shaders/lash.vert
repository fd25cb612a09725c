#version 460
#extension GL_GOOGLE_include_directive : require
#include "shaders/shared/scene_shared.h"

layout(binding = kFrameBinding) uniform Frame { FrameConstants frame; };
layout(location = 0) in vec3 position;
layout(location = 0) out vec3 outPlace;

void main() {
    outPlace = position;
    gl_Position = frame.viewProjection * vec4(position, 1.0);
}
