#version 460

layout(location = 0) noperspective out vec2 uv;

/// One triangle behind everything.
void main() {
    uv = vec2(gl_VertexIndex == 1 ? 2.0 : 0.0, gl_VertexIndex == 2 ? 2.0 : 0.0);
    gl_Position = vec4(uv * 2.0 - 1.0, 1.0, 1.0);
}
