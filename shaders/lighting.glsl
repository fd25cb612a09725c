// Light and film of the scene. Written for few divisions and no pow: on lavapipe every one counts.

layout(binding = kFrameBinding) uniform Frame { FrameConstants frame; };

const float kPi = 3.14159265;

/// GGX highlight of a dielectric with the cheap visibility of Karis (Siggraph 2015, mobile).
float highlight(float nh, float lh, float roughness) {
    float a2 = roughness * roughness;
    a2 *= a2;
    float d = nh * nh * (a2 - 1.0) + 1.0;
    return a2 / (kPi * d * d * max(lh * lh, 0.1) * (roughness * 4.0 + 2.0));
}

/// How much of a scratch is here, from its field: the smooth middle of a blurred row of cells.
float scratchLine(float blurred) {
    float x = clamp((blurred - 0.10) * 3.6, 0.0, 1.0);
    return x * x * (3.0 - 2.0 * x);
}

float fifth(float x) {
    float x2 = x * x;
    return x2 * x2 * x;
}

/// What a mirror would see of the room: a dim floor, pale walls, a soft window at the
/// key, a lamp panel.
vec3 roomReflection(vec3 r) {
    float up = r.y * 0.5 + 0.5;
    vec3 walls = frame.room.rgb * mix(0.30, 1.10, up * up);
    float window = smoothstep(0.80, 0.97, dot(r, frame.keyDirection.xyz));
    // a lamp panel under the ceiling, behind the pad as seen from the chair
    vec2 at = r.xz * (1.0 / max(r.y, 0.08)) - vec2(0.15, -1.0);
    vec2 inside = clamp(4.0 * (vec2(0.75, 0.28) - abs(at)) + 0.5, 0.0, 1.0);
    float lamp = inside.x * inside.y * step(0.08, r.y);
    return walls + frame.keyRadiance.rgb * (0.55 * window + 1.1 * lamp);
}

/// Filmic curve (Narkowicz 2015) followed by sRGB encoding, as one quotient in the square root of
/// the light: within 0.006 of both up to 2.3 times white. `displayOf` in frame_constants.cpp is it.
vec3 toDisplay(vec3 light) {
    vec3 root = sqrt(light);
    return (5.41637 * light - 0.04116 * root) / (5.56400 * light - 0.64964 * root + 1.0);
}
