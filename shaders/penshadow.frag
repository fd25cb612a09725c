#version 460
#extension GL_GOOGLE_include_directive : require
#include "shaders/shared/scene_shared.h"
#include "shaders/lighting.glsl"
#include "shaders/shadow.glsl"

layout(binding = kTrayBinding) uniform sampler2D tray;
layout(location = 0) in vec3 place;
layout(location = 0) out vec4 outColour;

/// Takes the key light away from the tray: multiplied with what is there. The picture's alpha is
/// the share of key light that the pad's own shadow left.
void main() {
    float lit = textureLod(tray, place.xz * (0.5 / kTrayHalf_m) + 0.5, 0.0).a;
    float gone = (1.0 - keyVisibility(place, frame.keyDirection.xyz)) * lit;
    outColour = vec4(1.0 - gone * frame.shadowTint.rgb, 1.0);
}
