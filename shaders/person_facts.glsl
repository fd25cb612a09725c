// What a pixel of skin remembers of its triangle, in four words: atlas u, atlas v, normal, and the
// direction of atlas u with the share of key light and, in the last byte, the side of atlas v (0.55)
// and light through thin skin (times 0.42).

/// Two directions square to a unit vector, smooth but for straight down into the pillow (Frisvad,
/// JGT 2012).
void frameOf(vec3 n, out vec3 along, out vec3 across) {
    float a = 1.0 / max(1.0 + n.y, 0.001);
    float b = -n.x * n.z * a;
    along = vec3(1.0 - n.x * n.x * a, -n.x, b);
    across = vec3(b, -n.z, 1.0 - n.z * n.z * a);
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

/// `turn`: atlas u in the directions of frameOf.
uvec4 packFacts(vec2 uv, vec3 n, vec2 turn, float keySeen, float side) {
    return uvec4(floatBitsToUint(uv.x), floatBitsToUint(uv.y), packSnorm2x16(folded(n)),
                 packUnorm4x8(vec4(turn * 0.5 + 0.5, keySeen, side)));
}
