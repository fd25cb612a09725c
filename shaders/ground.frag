#version 460
#extension GL_GOOGLE_include_directive : require
#include "shaders/shared/scene_shared.h"
#include "shaders/lighting.glsl"
#include "shaders/shadow.glsl"

layout(location = 0) in vec3 place;
layout(location = 0) out vec4 outColour;

/// Distance to a rounded rectangle around the origin; negative inside.
float roundedBox(vec2 at, vec2 halfSize, float radius) {
    vec2 d = abs(at) - halfSize + radius;
    return length(max(d, 0.0)) + min(max(d.x, d.y), 0.0) - radius;
}

void main() {
    vec2 at = place.xz;
    float tray = roundedBox(at, frame.pad.xy + vec2(0.034, 0.030), 0.022);
    float pad = roundedBox(at, frame.pad.xy, 0.004);
    // the pad's shadow: its outline drawn along the light's way down
    float sweep = clamp(dot(at, frame.rim.xy) / (dot(frame.rim.xy, frame.rim.xy) + 1e-9), 0.0, 1.0);
    float shade = roundedBox(at - frame.rim.xy * sweep, frame.pad.xy - 0.0008, 0.003);
    float lit = keyVisibility(place) * smoothstep(-0.0006, 0.0010 + 0.1 * max(pad, 0.0), shade);

    // the lip: a rounded bar, lit by its slope
    vec3 n = vec3(0.0, 1.0, 0.0);
    float lip = tray * (1.0 / 0.0035);
    float onLip = clamp(1.0 - lip * lip, 0.0, 1.0);
    if (onLip > 0.0) {
        vec2 q = abs(at) - (frame.pad.xy + vec2(0.012, 0.008));
        vec2 outward = sign(at) * normalize(max(q, 0.0) + 1e-5);
        n = normalize(vec3(outward.x * lip, 1.1, outward.y * lip));
    }
    float inside = smoothstep(0.0008, -0.0008, tray);
    vec3 albedo = mix(vec3(0.060, 0.125, 0.140), vec3(0.36, 0.385, 0.40), inside);
    albedo = mix(albedo, vec3(0.46, 0.48, 0.49), onLip);

    // contact shade of the pad on the tray and of the tray on the table
    float nearPad = clamp(pad * (1.0 / 0.014), 0.0, 1.0);
    float open = mix(0.35, 1.0, nearPad * (2.0 - nearPad));
    float nearTray = clamp(tray * (1.0 / 0.02), 0.0, 1.0);
    open *= inside > 0.5 ? 1.0 : mix(0.55, 1.0, nearTray);
    open *= frame.pen.w > 0.0 ? penOpenness(place) : 1.0;

    vec3 v = normalize(frame.eye.xyz - place);
    vec3 l = frame.keyDirection.xyz;
    // the lamp is meant for the pad: its pool of light ends softly
    float pool = 1.0 / (1.0 + dot(at, at) * 14.0);
    lit *= pool * 1.08;
    vec3 light = frame.keyRadiance.rgb * (clamp(dot(n, l), 0.0, 1.0) * lit);
    light += frame.fillRadiance.rgb * (clamp(dot(n, frame.fillDirection.xyz) * 0.7 + 0.3, 0.0, 1.0) * open);
    light += frame.room.rgb * open;
    vec3 colour = albedo * light;
    float polish = mix(0.15, 1.0, max(inside, onLip));
    colour += frame.room.rgb * (0.25 * polish * open * fifth(1.0 - clamp(dot(n, v), 0.0, 1.0)));
    // the table sinks into the room
    float away = clamp(dot(at, at) * 1.9 - 0.05, 0.0, 1.0);
    colour = mix(colour, frame.room.rgb * vec3(0.30, 0.36, 0.40), away);
    outColour = vec4(toDisplay(colour), 1.0);
}
