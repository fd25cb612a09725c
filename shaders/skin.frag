#version 460
#extension GL_GOOGLE_include_directive : require
#include "shaders/shared/scene_shared.h"
#include "shaders/lighting.glsl"

#include "shaders/shadow.glsl"
#include "shaders/dent.glsl"

// red: erythema / 1.5, green: gel, blue: scratch / 3 mm, alpha: how far blood has welled up
layout(binding = kFieldBinding) uniform sampler2D fields;
// red: puncture marks, green: blood, blue and alpha: slope of the bead, 0.5 = flat
layout(binding = kMarkBinding) uniform sampler2D marks;
layout(binding = kPrintBinding) uniform sampler2D print;
// red and green: slope of the skin's texture, blue: pores
layout(binding = kDetailBinding) uniform sampler2D detail;
// 0: nothing, else 1..255 along the ramp
layout(binding = kOverlayBinding) uniform sampler2D overlayMap;

layout(location = 0) in vec3 place;
layout(location = 1) in vec3 inNormal;
layout(location = 2) in vec3 uvTone;
layout(location = 0) out vec4 outColour;

/// Set when the pipeline is made.
layout(constant_id = 1) const bool kWithOverlay = false;
/// Low quality: no relief, no reflections but those of what is wet.
layout(constant_id = 2) const bool kPlain = false;

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

vec3 withOverlay(vec3 display, vec2 uv, float shade) {
    float code = textureLod(overlayMap, uv, 0.0).r * 255.0;
    vec2 at = uv * frame.overlay.zw;
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

void main() {
    vec2 uv = uvTone.xy;
    vec4 field = texture(fields, uv);
    vec4 mark = texture(marks, uv);
    float ink = texture(print, uv).r;
    vec4 grain = vec4(0.5);
    if (!kPlain) {
        grain = texture(detail, uv * frame.overlay.zw * (1.0 / 0.011));
    }

    float red = field.r * 1.5;
    float gel = field.g;
    float blood = smoothstep(0.25, 0.6, mark.g * field.a);

    vec3 n = inNormal;
    // slope of the dent, and the pale skin under the plate
    float pale = 0.0;
    if (frame.dentNormal.w > 0.0) {
        vec3 to = place - frame.dentCentre.xyz;
        vec3 side = to - frame.dentNormal.xyz * dot(to, frame.dentNormal.xyz);
        float distance = length(side) + 1e-6;
        float slope = (dentShape(distance + 0.0001) - dentShape(distance)) * 10000.0;
        n += side * (slope * frame.dentNormal.w / distance);
        float ring = (distance - frame.dentCentre.w) * (1.0 / 0.0016);
        pale = clamp(frame.dentNormal.w * 1500.0, 0.0, 1.0) / (1.0 + ring * ring);
    }
    float smoothing = 1.0 - 0.75 * gel;
    vec2 bump = (grain.rg - 0.5) * (0.34 * smoothing) + (mark.ba - 0.5) * (2.6 * blood);
    n = normalize(n + vec3(bump.x, 0.0, bump.y));

    // colour of the silicone, then what was done to it
    vec3 albedo = vec3(0.520, 0.270, 0.180) * (0.93 + 0.14 * grain.b) * (1.0 + 0.10 * uvTone.z);
    albedo = mix(albedo, vec3(0.66, 0.44, 0.34), pale * 0.75);
    float flush = red / (red + 0.55);
    albedo = mix(albedo, vec3(0.440, 0.062, 0.052), flush * 0.92 * (1.0 - 0.5 * pale));
    albedo = mix(albedo, vec3(0.42, 0.12, 0.10), field.b * 0.65);
    albedo = mix(albedo, vec3(0.075, 0.070, 0.115), ink * 0.78);
    albedo = mix(albedo, vec3(0.200, 0.018, 0.022), mark.r * 0.92);
    albedo = mix(albedo, vec3(0.230, 0.004, 0.006), blood);

    // a wet surface keeps more of the light inside
    albedo *= 1.0 - 0.16 * gel;

    vec3 v = normalize(frame.eye.xyz - place);
    vec3 l = frame.keyDirection.xyz;
    vec3 h = normalize(v + l);
    float nl = dot(n, l);
    float nv = clamp(dot(n, v), 0.02, 1.0);
    float nh = clamp(dot(n, h), 0.0, 1.0);
    float lh = clamp(dot(l, h), 0.0, 1.0);

    float lit = keyVisibility(place);
    float open = frame.pen.w > 0.0 ? penOpenness(place) : 1.0;

    // light that enters the silicone leaves it nearby, the red of it farthest
    vec3 wrap = vec3(0.30, 0.12, 0.07);
    vec3 key = clamp((nl + wrap) / (1.0 + wrap), 0.0, 1.0);
    vec3 soft = vec3(lit + 0.5 * lit * (1.0 - lit), lit, lit);
    vec3 light = frame.keyRadiance.rgb * key * soft;
    float fill = clamp(dot(n, frame.fillDirection.xyz) * 0.7 + 0.3, 0.0, 1.0);
    light += frame.fillRadiance.rgb * (fill * open);
    light += frame.room.rgb * ((0.62 + 0.38 * n.y) * open);
    vec3 colour = albedo * light;

    // two lobes of oil-like sheen, the clear coat of gel, the wetness of blood
    float wet = max(gel, blood);
    float shine = 0.030 * (0.7 * highlight(nh, lh, 0.52) + 0.3 * highlight(nh, lh, 0.34));
    float coat = 0.045 * wet * highlight(nh, lh, mix(0.20, 0.11, blood));
    colour += frame.keyRadiance.rgb * ((shine * (1.0 - 0.7 * ink) + coat) * clamp(nl, 0.0, 1.0) * lit);
    float fresnel = 0.02 + (0.10 + 0.55 * wet) * fifth(1.0 - nv);
    if (!kPlain) {
        colour += roomReflection(reflect(-v, n)) * ((fresnel + 0.035 * wet) * open);
    }

    vec3 display = toDisplay(colour);
    if (kWithOverlay) {
        display = withOverlay(display, uv, clamp(nl, 0.0, 1.0) * lit);
    }
    outColour = vec4(display, 1.0);
}
