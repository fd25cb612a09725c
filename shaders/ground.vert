#version 460
#extension GL_GOOGLE_include_directive : require
#include "shaders/shared/scene_shared.h"

layout(binding = kFrameBinding) uniform Frame { FrameConstants frame; };
layout(location = 0) out vec2 outUv;

/// Two triangles that show the picture of tray and table; its edge is as the room beyond.
void main() {
    const float kReach = 1.6;
    vec2 corner = vec2(gl_VertexIndex == 1 || gl_VertexIndex == 2 || gl_VertexIndex == 4 ? 1.0 : -1.0,
                       gl_VertexIndex == 2 || gl_VertexIndex == 4 || gl_VertexIndex == 5 ? 1.0 : -1.0);
    outUv = corner * (kReach * 0.5 / kTrayHalf_m) + 0.5;
    gl_Position = frame.viewProjection * vec4(corner.x * kReach, frame.pad.z, corner.y * kReach, 1.0);
}
