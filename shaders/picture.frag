#version 460
#extension GL_GOOGLE_include_directive : require
#include "shaders/shared/scene_shared.h"

layout(binding = kPictureBinding) uniform sampler2D picture;
layout(location = 0) in vec2 uv;
layout(location = 0) out vec4 outColour;

/// Brings the 3D picture to the size of the target.
void main() { outColour = vec4(texture(picture, uv).rgb, 1.0); }
