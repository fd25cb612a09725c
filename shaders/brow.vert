#version 460
#extension GL_GOOGLE_include_directive : require
#include "shaders/shared/scene_shared.h"
#include "shaders/lighting.glsl"

layout(location = 0) in vec3 position;
// along the hairs, across them, mm; side of the face
layout(location = 1) in vec3 way;
// atlas u and v, two bytes each
layout(location = 2) in vec4 atlas;
layout(location = 3) in vec4 surface;
layout(location = 0) out vec3 outWay;
layout(location = 1) out vec2 outUv;
layout(location = 2) out vec3 outLight;

void main() {
    outWay = way;
    outUv = (atlas.xz * 256.0 + atlas.yw) * (255.0 / 65535.0);
    vec3 n = surface.xyz * 2.0 - 1.0;
    outLight = frame.keyRadiance.rgb * (0.5 * clamp(dot(n, frame.keyDirection.xyz) + 0.2, 0.0, 1.0)) +
               0.3 * frame.fillRadiance.rgb + 0.8 * frame.room.rgb;
    // a little before the skin, swollen or not
    vec3 toEye = normalize(frame.eye.xyz - position);
    gl_Position = frame.viewProjection * vec4(position + toEye * 0.0015, 1.0);
}
