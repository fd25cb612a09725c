#version 460
#extension GL_GOOGLE_include_directive : require
#include "shaders/shared/scene_shared.h"

layout(binding = kFrameBinding) uniform Frame { FrameConstants frame; };
layout(location = 0) out vec3 outPlace;

/// The part of the tray that the pen's shadow may fall on.
void main() {
    int corner = gl_VertexIndex < 3 ? gl_VertexIndex : 6 - gl_VertexIndex;
    corner = gl_VertexIndex == 3 ? 2 : corner;
    vec2 first = corner < 2 ? frame.shadowStart.xy : frame.shadowEnd.xy;
    float side = corner == 0 || corner == 3 ? 1.0 : -1.0;
    vec2 at = first + frame.shadowStart.zw * side;
    // a hair above the tray, so that it is not hidden by it
    outPlace = vec3(at.x, frame.pad.z + 0.0001, at.y);
    gl_Position = frame.viewProjection * vec4(outPlace, 1.0);
}
