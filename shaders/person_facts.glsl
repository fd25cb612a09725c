// What a pixel of skin remembers of its triangle, in four words: atlas u, atlas v, normal, and the
// direction of atlas u with the share of key light and, in the last byte, the side of atlas v (0.55)
// and light through thin skin (times 0.42).

/// Two directions square to a unit vector (Duff et al., JCGT 2017).
void frameOf(vec3 n, out vec3 along, out vec3 across) {
    float s = n.z >= 0.0 ? 1.0 : -1.0;
    float a = -1.0 / (s + n.z);
    float b = n.x * n.y * a;
    along = vec3(1.0 + s * n.x * n.x * a, s * b, -s * n.x);
    across = vec3(b, s + n.y * n.y * a, -n.y);
}

/// Octahedral coding of a unit vector (Cigolle et al., JCGT 2014).
vec2 folded(vec3 n) {
    vec2 p = n.xy * (1.0 / (abs(n.x) + abs(n.y) + abs(n.z)));
    vec2 turned = (1.0 - abs(p.yx)) * vec2(p.x >= 0.0 ? 1.0 : -1.0, p.y >= 0.0 ? 1.0 : -1.0);
    return n.z >= 0.0 ? p : turned;
}

vec3 unfolded(vec2 p) {
    vec3 n = vec3(p, 1.0 - abs(p.x) - abs(p.y));
    float t = max(-n.z, 0.0);
    n.xy += vec2(n.x >= 0.0 ? -t : t, n.y >= 0.0 ? -t : t);
    return normalize(n);
}

uvec4 packFacts(vec2 uv, vec3 n, vec3 tangent, float keySeen, float side) {
    vec3 along, across;
    frameOf(n, along, across);
    vec2 turn = vec2(dot(tangent, along), dot(tangent, across));
    turn *= inversesqrt(dot(turn, turn) + 1e-8);
    return uvec4(floatBitsToUint(uv.x), floatBitsToUint(uv.y), packSnorm2x16(folded(n)),
                 packUnorm4x8(vec4(turn * 0.5 + 0.5, keySeen, side)));
}
