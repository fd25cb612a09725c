#version 460
#extension GL_GOOGLE_include_directive : require
#include "shaders/shared/scene_shared.h"
#include "shaders/lighting.glsl"

layout(location = 0) in vec2 uv;
layout(location = 0) out vec4 outColour;

/// Distance to a rounded rectangle around the origin; negative inside.
float roundedBox(vec2 at, vec2 halfSize, float radius) {
    vec2 d = abs(at) - halfSize + radius;
    return length(max(d, 0.0)) + min(max(d.x, d.y), 0.0) - radius;
}

/// Tray and table from above, lit, with the pad's shadow: drawn once. Alpha: share of key light.
void main() {
    vec2 at = (uv * 2.0 - 1.0) * kTrayHalf_m;
    float tray = roundedBox(at, frame.pad.xy + vec2(0.022, 0.018), 0.018);
    float pad = roundedBox(at, frame.pad.xy, 0.004);
    // the pad's shadow: its outline drawn along the light's way down
    float sweep = clamp(dot(at, frame.rim.xy) / (dot(frame.rim.xy, frame.rim.xy) + 1e-9), 0.0, 1.0);
    float shade = roundedBox(at - frame.rim.xy * sweep, frame.pad.xy - 0.0008, 0.003);
    float lit = smoothstep(-0.0006, 0.0010 + 0.1 * max(pad, 0.0), shade);

    // the lip: a rounded bar, lit by its slope
    vec3 n = vec3(0.0, 1.0, 0.0);
    float lip = tray * (1.0 / 0.0030);
    float onLip = clamp(1.0 - lip * lip, 0.0, 1.0);
    if (onLip > 0.0) {
        vec2 q = abs(at) - (frame.pad.xy + vec2(0.004, 0.000));
        vec2 outward = sign(at) * normalize(max(q, 0.0) + 1e-5);
        float slope = 1.9 * lip * onLip;
        n = normalize(vec3(outward.x * slope, 1.0, outward.y * slope));
    }
    float inside = 1.0 - smoothstep(-0.0008, 0.0008, tray);
    vec3 albedo = mix(vec3(0.060, 0.125, 0.140), vec3(0.30, 0.325, 0.34), inside);
    albedo = mix(albedo, vec3(0.42, 0.44, 0.45), smoothstep(0.0, 0.5, onLip));

    // contact shade of the pad on the tray and of the tray on the table
    float nearPad = clamp(pad * (1.0 / 0.014), 0.0, 1.0);
    float open = mix(0.55, 1.0, nearPad * (2.0 - nearPad));
    float nearTray = clamp(tray * (1.0 / 0.02), 0.0, 1.0);
    open *= inside > 0.5 ? 1.0 : mix(0.55, 1.0, nearTray);

    // the lamp is meant for the pad: its pool of light ends softly
    lit *= 1.0 / (1.0 + dot(at, at) * 14.0);
    vec3 light = frame.keyRadiance.rgb * (clamp(dot(n, frame.keyDirection.xyz), 0.0, 1.0) * lit * 1.08);
    light += frame.fillRadiance.rgb * (clamp(dot(n, frame.fillDirection.xyz) * 0.7 + 0.3, 0.0, 1.0) * open);
    light += frame.room.rgb * open;
    // the table sinks into the room
    vec3 colour = mix(albedo * light, frame.haze.rgb, smoothstep(0.11, kTrayHalf_m * 0.97, length(at)));
    outColour = vec4(toDisplay(colour), lit);
}
