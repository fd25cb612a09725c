// What a pixel of skin remembers of its triangle, in four words: atlas u, atlas v, normal, and the
// direction of atlas u with the share of key light and, in the last byte, the side of atlas v (0.55)
// and light through thin skin (times 0.42).

/// sqrt(1/3): what turns away by 30 degrees comes to the edge of the picture.
const float kPictured = 0.5773503;

/// Two directions square to a unit vector, smooth but for straight down into the pillow (Frisvad,
/// JGT 2012).
void frameOf(vec3 n, out vec3 along, out vec3 across) {
    float a = 1.0 / max(1.0 + n.y, 0.001);
    float b = -n.x * n.z * a;
    along = vec3(1.0 - n.x * n.x * a, -n.x, b);
    across = vec3(b, -n.z, 1.0 - n.z * n.z * a);
}

/// A unit vector by its picture from behind what it is seen from: seamless, and nearly straight over
/// a triangle, for all that faces the camera and what turns away from it by 30 degrees.
vec2 pictured(vec3 n) {
    float toward = max(-dot(n, person.forward.xyz), -0.5);
    return vec2(dot(n, person.right.xyz) / person.right.w, dot(n, person.down.xyz) / person.down.w) *
           (2.0 * person.forward.w * kPictured / (1.0 + toward));
}

vec3 unpictured(vec2 p) {
    p *= 1.0 / kPictured;
    float square = dot(p, p);
    // right and down reach from the middle of the picture to its edge
    float unit = 4.0 * person.forward.w;
    vec3 n = person.right.xyz * (p.x * unit / person.right.w) +
             person.down.xyz * (p.y * unit / person.down.w) - person.forward.xyz * (1.0 - square);
    return n * (1.0 / (1.0 + square));
}
