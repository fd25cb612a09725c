#version 460
#extension GL_GOOGLE_include_directive : require
#include "shaders/shared/imgui_shared.h"

layout(binding = kImguiTexture) uniform sampler2D image;
layout(location = 0) noperspective in vec2 uv;
layout(location = 1) noperspective in vec4 colour;
layout(location = 0) out vec4 outColour;

void main() { outColour = colour * texture(image, uv); }
