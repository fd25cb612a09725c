#version 460

layout(location = 0) in vec3 place;
layout(location = 0) out vec4 outColour;

/// Single hairs in the strip that stands for the lashes: they part from the middle of the eye.
void main() {
    float eye = abs(place.x) - 0.030;
    float along = (place.x + place.z * eye * 14.0 * sign(place.x)) * 2300.0;
    along += 0.35 * sin(along * 0.37) + 0.2 * sin(along * 0.91);
    float blur = fwidth(along);
    float hair = smoothstep(0.24, 0.24 - min(0.10 + blur, 0.22), abs(fract(along) - 0.5));
    float cover = mix(hair, 0.50, clamp(blur * 1.6 - 0.2, 0.0, 1.0)) * 0.92;
    outColour = vec4(vec3(0.075, 0.055, 0.045) * cover, cover);
}
