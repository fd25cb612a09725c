#version 460
#extension GL_GOOGLE_include_directive : require
#include "shaders/shared/scene_shared.h"

layout(binding = kFrameBinding) uniform Frame { FrameConstants frame; };
#include "shaders/dent.glsl"

layout(location = 0) in vec3 position;
layout(location = 1) in vec3 normal;
layout(location = 2) in vec2 uv;
layout(location = 3) in float tone;
layout(location = 0) out vec3 outPlace;
layout(location = 1) out vec3 outNormal;
layout(location = 2) out vec3 outUvTone;

void main() {
    vec3 place = position;
    if (frame.dentNormal.w > 0.0) {
        vec3 to = position - frame.dentCentre.xyz;
        vec3 side = to - frame.dentNormal.xyz * dot(to, frame.dentNormal.xyz);
        place -= frame.dentNormal.xyz * (frame.dentNormal.w * dentShape(length(side)));
    }
    outPlace = place;
    outNormal = normal;
    outUvTone = vec3(uv, tone);
    gl_Position = frame.viewProjection * vec4(place, 1.0);
}
