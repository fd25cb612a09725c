#version 460
#extension GL_GOOGLE_include_directive : require
#include "shaders/shared/scene_shared.h"

layout(binding = kTrayBinding) uniform sampler2D tray;
layout(location = 0) in vec2 uv;
layout(location = 0) out vec4 outColour;

// the picture's alpha is not for showing
void main() { outColour = vec4(textureLod(tray, uv, 0.0).rgb, 1.0); }
