#version 460
#extension GL_GOOGLE_include_directive : require
#include "shaders/shared/scene_shared.h"

layout(binding = kFrameBinding) uniform Frame { FrameConstants frame; };
layout(location = 0) out vec3 outPlace;

/// Two triangles on which tray and table are painted.
void main() {
    const float kReach = 1.6;
    vec2 corner = vec2(gl_VertexIndex == 1 || gl_VertexIndex == 2 || gl_VertexIndex == 4 ? 1.0 : -1.0,
                       gl_VertexIndex == 2 || gl_VertexIndex == 4 || gl_VertexIndex == 5 ? 1.0 : -1.0);
    outPlace = vec3(corner.x * kReach, frame.pad.z, corner.y * kReach);
    gl_Position = frame.viewProjection * vec4(outPlace, 1.0);
}
