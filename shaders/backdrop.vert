#version 460
#extension GL_GOOGLE_include_directive : require
#include "shaders/shared/scene_shared.h"
#include "shaders/shared/person_shared.h"
#include "shaders/lighting.glsl"

layout(location = 0) out vec4 outColour;

/// A dim room out of focus, behind everything: so smooth that light at the corners of a few squares
/// is enough, and a fragment costs nothing but its colour.
void main() {
    int square = gl_VertexIndex / 6, corner = gl_VertexIndex % 6;
    ivec2 at = ivec2(square % int(kBackdropAcross), square / int(kBackdropAcross)) +
               ivec2(corner == 1 || corner == 2 || corner == 4 ? 1 : 0, corner == 2 || corner == 4 || corner == 5 ? 1 : 0);
    vec2 uv = vec2(at) / vec2(kBackdropAcross, kBackdropDown);
    vec2 off = uv - vec2(0.5, 0.35);
    float glow = 1.0 / (1.0 + 2.6 * dot(off, off));
    outColour = vec4(toDisplay(frame.haze.rgb * (0.35 + 0.75 * glow)), 1.0);
    gl_Position = vec4(uv * 2.0 - 1.0, 1.0, 1.0);
}
