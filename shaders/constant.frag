#version 460

layout(location = 0) out vec4 outColour;

/// No fetch: the bench takes this away from fetches.frag.
void main() { outColour = vec4(0.5, 0.4, 0.3, 1.0); }
