// Hairs of lashes and brows, drawn into strips of skin.

vec4 scatter(float cell) {
    vec4 p = fract(cell * vec4(0.1031, 0.1130, 0.1369, 0.0973) + 0.17);
    p += dot(p, p.wzxy + 33.33);
    return fract((p.xxyz + p.yzzw) * p.zywx);
}

/// Share of a pixel, `pixel` wide, that a hair covers which reaches `arm` to both sides of a place
/// `away` from the pixel's middle.
float hairOver(float away, float arm, float pixel) {
    float reach = 0.5 * pixel;
    return max(min(away + arm, reach) - max(away - arm, -reach), 0.0) / pixel;
}
