#version 460
#extension GL_GOOGLE_include_directive : require
#include "shaders/shared/scene_shared.h"
#include "shaders/shared/person_shared.h"
#include "shaders/lighting.glsl"
#include "shaders/shadow.glsl"
#include "shaders/dent.glsl"

layout(binding = kPersonBinding) uniform Person { PersonConstants person; };
#include "shaders/person_facts.glsl"
// per corner: slope of the swelling along x, y, z and its height
layout(binding = kSwellingBinding) uniform sampler2D swelling;
layout(location = 0) in vec3 position;
layout(location = 1) in vec3 inNormal;
layout(location = 2) in vec2 inUv;
layout(location = 3) in vec4 tangent;
layout(location = 4) in vec4 seen;
layout(location = 0) out vec4 outLight; // key light as it falls on the skin; way along the view; the second word, in halves
layout(location = 1) out vec4 outTurn;  // the last of person_facts.glsl's words, in bytes
layout(location = 2) out vec4 outPlace; // the first and the third word, in halves

void main() {
    vec3 place = position;
    vec3 n = inNormal;
    ivec2 own = ivec2(gl_VertexIndex % int(kSwellingRow), gl_VertexIndex / int(kSwellingRow));
    vec4 swollen = texelFetch(swelling, own, 0);
    float pressed = 0.0;
    if (appliesAt(frame.dentNormal.w > 0.0, position)) {
        vec3 to = position - frame.dentCentre.xyz;
        float up = dot(to, frame.dentNormal.xyz);
        vec3 side = to - frame.dentNormal.xyz * up;
        float distance = length(side) + 1e-6;
        // what lies far below or faces away (the other side of a nostril or an ear) is not pressed
        float reached = clamp(2.0 - abs(up) * 150.0, 0.0, 1.0) *
                        clamp(2.0 * dot(n, frame.dentNormal.xyz), 0.0, 1.0);
        float shape = dentShape(distance) * reached;
        float slope = (dentShape(distance + 0.0001) * reached - shape) * 10000.0;
        place -= frame.dentNormal.xyz * (frame.dentNormal.w * shape);
        n = normalize(n + side * (slope * frame.dentNormal.w / distance));
        pressed = shape * min(frame.dentNormal.w * 20000.0, 1.0);
    }
    // the plate presses swelling away: it lies where the simulation says
    place += inNormal * (swollen.a * kMostSwelling_m * (1.0 - pressed));
    n = normalize(n - (swollen.rgb - 128.0 / 255.0) * (kMostSwellingSlope * 255.0 / 127.0 * (1.0 - pressed)));
    float finger = fingerOpenness(place);
    float open = (appliesAt(frame.pen.w > 0.0, position) ? penOpenness(place) : 1.0) * finger;
    float key = clamp(dot(n, frame.keyDirection.xyz), 0.0, 1.0) * seen.y * finger;
    float fill = clamp(dot(n, frame.fillDirection.xyz) * 0.7 + 0.3, 0.0, 1.0) * seen.z * open;
    float room = (0.70 + 0.30 * n.y) * seen.x * open;
    // the atlas' direction, by the picture's own two directions on the skin
    vec3 turned = inView(n), u = inView(tangent.xyz * 2.0 - 1.0);
    vec2 p = pictured(turned);
    vec2 turn = normalize(vec2(dot(u, carried(vec2(1.0, 0.0), p, turned)),
                               dot(u, carried(vec2(0.0, 1.0), p, turned))) + 1e-5);
    vec3 away = place - frame.eye.xyz;
    outLight = vec4(key, dot(away, person.forward.xyz), clamp(vec2(fill, room), 0.0, 1.0) * 65535.0 + 0.5);
    outTurn = vec4(turn * 0.5 + 0.5, seen.y, (tangent.w > 0.5 ? 0.55 : 0.0) + 0.42 * seen.w) * 255.0 + 0.5;
    // 65536 makes them positive, to be rounded down, and falls away
    outPlace = vec4(inUv * 65535.0 + 0.5, clamp(p * kPictured, -1.0, 1.0) * 32767.0 + 65536.5);
    gl_Position = frame.viewProjection * vec4(place, 1.0);
}
