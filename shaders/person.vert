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
layout(location = 0) out vec4 outLight; // key, fill, room as they fall on the skin; way along the view
layout(location = 1) out vec4 outTurn;  // direction of atlas u, coded; key seen; side of atlas v and light through thin skin
layout(location = 2) out vec4 outPlace; // atlas; normal, pictured

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
    vec3 along, across;
    frameOf(n, along, across);
    vec3 u = tangent.xyz * 2.0 - 1.0;
    vec2 turn = normalize(vec2(dot(u, along), dot(u, across)) + 1e-5);
    vec3 away = place - frame.eye.xyz;
    outLight = vec4(key, fill, room, dot(away, person.forward.xyz));
    outTurn = vec4(turn * 0.5 + 0.5, seen.y, (tangent.w > 0.5 ? 0.55 : 0.0) + 0.42 * seen.w);
    outPlace = vec4(inUv, pictured(n));
    gl_Position = frame.viewProjection * vec4(place, 1.0);
}
