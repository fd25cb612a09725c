#version 460
#extension GL_GOOGLE_include_directive : require
#include "shaders/shared/scene_shared.h"

layout(push_constant) uniform Push { SolidPush push; };
layout(location = 0) in vec3 position;

/// `push.model` goes to clip space.
void main() { gl_Position = push.model * vec4(position, 1.0); }
