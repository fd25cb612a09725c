#version 460
#extension GL_GOOGLE_include_directive : require
#include "shaders/shared/scene_shared.h"
#include "shaders/lighting.glsl"
#include "shaders/shadow.glsl"
#include "shaders/overlay.glsl"

// red: erythema / 1.5, green: gel, blue: scratches, blurred, alpha: how far blood has welled up
layout(binding = kFieldBinding) uniform sampler2D fields;
// red: puncture marks, green: blood, blue and alpha: slope of the bead, 0.5 = flat
layout(binding = kMarkBinding) uniform sampler2D marks;
layout(binding = kPrintBinding) uniform sampler2D print;
// red and green: slope of the skin's texture, blue: pores
layout(binding = kDetailBinding) uniform sampler2D detail;
// 0: nothing, else 1..255 along the ramp
layout(binding = kOverlayBinding) uniform sampler2D overlayMap;

layout(location = 0) in vec3 place;
layout(location = 1) in vec4 uvPale;
layout(location = 2) in vec3 keyLight;
layout(location = 3) in vec4 roomLight;
// x and z of the half vector, and its cosine with the smooth normal
layout(location = 4) in vec3 halfway;
layout(location = 0) out vec4 outColour;

/// Set when the pipeline is made.
layout(constant_id = 1) const bool kWithOverlay = false;
/// Low quality: no relief.
layout(constant_id = 2) const bool kPlain = false;

// One mip level for the whole pad, worked out once a frame: choosing it per fragment costs as much
// as fetching.
void main() {
    vec2 uv = uvPale.xy;
    vec4 field = textureLod(fields, uv, 0.0);
    vec4 mark = textureLod(marks, uv, frame.levels.x);
    float ink = textureLod(print, uv, frame.levels.y).r;
    vec3 grain = vec3(0.5);
    if (!kPlain) {
        grain = textureLod(detail, uv * frame.overlay.zw * (1.0 / kDetailSide_m), frame.levels.z).rgb;
    }
    float gel = field.g;
    float blood = clamp(mark.g * field.a * 3.0 - 0.8, 0.0, 1.0);
    vec2 bump = (grain.rg - 0.5) * (0.36 - 0.27 * gel) + (mark.ba - 0.5) * (2.6 * blood);

    // colour of the silicone, then what was done to it: an even flush, pin-pricks, blood
    vec3 albedo = vec3(0.520, 0.270, 0.180) * (0.93 + 0.14 * grain.b);
    albedo = mix(albedo, vec3(0.66, 0.44, 0.34), uvPale.z * 0.75);
    float flush = min(field.r * 0.78, 0.85) * (1.0 - 0.5 * uvPale.z);
    albedo = mix(albedo, vec3(0.500, 0.128, 0.105), flush);
    albedo = mix(albedo, vec3(0.46, 0.14, 0.11), scratchLine(field.b) * 0.65);
    albedo = mix(albedo, vec3(0.075, 0.070, 0.115), ink * 0.80);
    albedo = mix(albedo, vec3(0.400, 0.090, 0.085), mark.r);
    albedo = mix(albedo, vec3(0.230, 0.004, 0.006), blood);

    vec3 l = frame.keyDirection.xyz;
    float lit = keyVisibility(place, l);
    vec3 light = keyLight * (lit * max(1.0 + dot(bump, l.xz) * 1.2, 0.0)) + roomLight.rgb;
    // a wet surface keeps more of the light inside
    vec3 colour = albedo * light * (1.0 - 0.14 * gel);

    // a wide sheen of the silicone, the clear coat of gel, the wetness of blood
    float wet = max(gel, blood);
    float off = max(1.0 - halfway.z - dot(bump, halfway.xy) + 0.5 * dot(bump, bump), 0.0);
    float wide = 1.0 + 26.0 * off, narrow = 1.0 + (280.0 + 500.0 * blood) * off;
    float shine = 0.055 / (wide * wide) + wet * 0.75 / (narrow * narrow);
    colour += shine * lit + roomLight.w * (0.25 + wet);

    vec3 display = toDisplay(colour);
    if (kWithOverlay) {
        float code = textureLod(overlayMap, uv, 0.0).r * 255.0;
        display = withOverlay(display, code, uv * frame.overlay.zw, lit);
    }
    outColour = vec4(display, 1.0);
}
