// The coverage map laid over skin: a ramp of colours, hatched where too little or too much was done.

/// Cividis: readable in every kind of colour vision. Five stops, already display values.
vec3 ramp(float x) {
    vec3 a = mix(vec3(0.000, 0.133, 0.306), vec3(0.263, 0.306, 0.424), min(x * 4.0, 1.0));
    vec3 b = mix(a, vec3(0.490, 0.486, 0.471), clamp(x * 4.0 - 1.0, 0.0, 1.0));
    vec3 c = mix(b, vec3(0.737, 0.682, 0.424), clamp(x * 4.0 - 2.0, 0.0, 1.0));
    return mix(c, vec3(0.996, 0.910, 0.220), clamp(x * 4.0 - 3.0, 0.0, 1.0));
}

/// 1 on lines of a slanted grating with this pitch, 0 between.
float grating(float along, float pitch) {
    float x = abs(fract(along / pitch) - 0.5) * pitch;
    float blur = fwidth(along) + 1e-6;
    return 1.0 - smoothstep(0.00016 - 0.5 * blur, 0.00016 + blur, x);
}

/// `code`: 0 nothing, else 1..255 along the ramp. `at`: place on the skin, metres.
vec3 withOverlay(vec3 display, float code, vec2 at, float shade) {
    float rising = grating(at.x + at.y, 0.0014);
    float falling = grating(at.x - at.y, 0.0014);
    if (code < 0.5) {
        return display;
    }
    float value = (code - 1.0) * (1.0 / 254.0);
    vec3 colour = ramp(value);
    float ink = value < frame.overlay.x ? rising : 0.0;
    ink = value > frame.overlay.y ? max(rising, falling) : ink;
    vec3 line = value > 0.5 ? vec3(0.08) : vec3(0.92);
    colour = mix(colour * (0.75 + 0.25 * shade), line, ink * 0.8);
    return mix(display, colour, 0.86);
}
