// What a pixel of skin remembers of its triangle, in four words: atlas u and v; fill and room light as
// they fall; normal; and the direction of atlas u with the share of key light and, in the last byte,
// the side of atlas v (0.55) and light through thin skin (times 0.42). Directions are told along the
// picture's right, down and the way of the view.

/// sqrt(1/3): what turns away by 30 degrees comes to the edge of the picture.
const float kPictured = 0.5773503;

vec3 inView(vec3 way) {
    return vec3(dot(way, person.right.xyz), dot(way, person.down.xyz), dot(way, person.forward.xyz));
}

/// A unit vector by its picture from behind what it is seen from: seamless, and nearly straight over
/// a triangle, for all that faces the camera and what turns away from it by 30 degrees.
vec2 pictured(vec3 n) { return n.xy / (1.0 + max(-n.z, -0.5)); }

vec3 unpictured(vec2 p) {
    float s = 2.0 / (1.0 + dot(p, p));
    return vec3(p * s, 1.0 - s);
}

/// Where `along` and `across`, the picture's own two directions carried onto the surface with normal
/// `n` at `p` of its picture, come to when they are gone `way` far: they are square to it and unit.
vec3 carried(vec2 way, vec2 p, vec3 n) {
    float t = dot(n.xy, way);
    return vec3(way - p * t, t);
}
