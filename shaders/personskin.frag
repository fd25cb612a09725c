#version 460
#extension GL_GOOGLE_include_directive : require
#include "shaders/shared/scene_shared.h"
#include "shaders/shared/diffusion_taps.h"
#include "shaders/shared/person_shared.h"
#include "shaders/lighting.glsl"
#include "shaders/shadow.glsl"
#include "shaders/overlay.glsl"

layout(binding = kPersonBinding) uniform Person { PersonConstants person; };
#include "shaders/person_facts.glsl"
// key, fill and room light as they fall on the skin, and the distance along the view; 0 = no skin
layout(binding = kLightBinding) uniform sampler2D lightMap;
layout(binding = kFactsBinding) uniform usampler2D facts;
// melanin and blood, square-root coded; oil; hair
layout(binding = kPigmentBinding) uniform sampler2D pigments;
// slope along atlas u and v, 0.5 = flat; cavity, 1 = open; translucency
layout(binding = kReliefBinding) uniform sampler2D reliefMap;
// erythema / 1.5, gel, scratches, blurred, how far blood has welled up
layout(binding = kPersonFieldBinding) uniform sampler2D fields;
// puncture marks, height of blood
layout(binding = kPersonMarkBinding) uniform sampler2D marks;
// slope of the skin's texture, pores
layout(binding = kPoreBinding) uniform sampler2D pores;
// colour of skin from melanin (across) and blood (down)
layout(binding = kTableBinding) uniform sampler2D table;
// coverage map, or numbers of regions
layout(binding = kPaintBinding) uniform sampler2D paint;

layout(location = 0) in vec2 screen;
layout(location = 0) out vec4 outColour;

/// Set when the pipeline is made.
layout(constant_id = 0) const bool kWithRegions = false;
layout(constant_id = 1) const bool kWithOverlay = false;
/// Low quality: no relief.
layout(constant_id = 2) const bool kPlain = false;
layout(constant_id = 3) const bool kDiffused = true;

/// Key light that comes out here, per colour: Burley's normalised diffusion in the picture. Each
/// tap's weight is its exact share; from another depth comes what falls in here instead, so flat
/// light stays as it is. Fill and room are as soft as scattering would make them.
vec3 diffused(vec4 here) {
    vec2 reach = vec2(person.forward.w / here.w) / vec2(person.right.w, person.down.w);
#define STIPPLE_SHARE(red, green, blue) vec3(red, green, blue)
    vec3 sum = STIPPLE_DIFFUSION_MIDDLE(STIPPLE_SHARE) * here.x;
    vec2 tap;
#define STIPPLE_TAP(across, down, cut, red, green, blue)                                           \
    tap = textureLod(lightMap, screen + vec2(across, down) * reach, 0.0).xw - here.xw;             \
    sum += vec3(red, green, blue) * (here.x + max(1.0 - abs(tap.y) * cut, 0.0) * tap.x);
    STIPPLE_DIFFUSION_TAPS(STIPPLE_TAP)
    return sum;
}

/// Slope of a height over the skin, from its change over the picture (Mikkelsen 2010).
vec3 slopeOf(float height, vec3 n, vec3 ray, float depth) {
    float along = 1.0 / min(dot(n, ray), -0.12);
    vec3 dx = person.right.xyz * (2.0 / person.right.w);
    vec3 dy = person.down.xyz * (2.0 / person.down.w);
    dx -= ray * (dot(n, dx) * along);
    dy -= ray * (dot(n, dy) * along);
    vec3 r1 = cross(dy, n), r2 = cross(n, dx);
    return (r1 * dFdx(height) + r2 * dFdy(height)) * (1.0 / (depth * dot(dx, r1)));
}

vec3 regionColour(float number) {
    vec3 hue = fract(number * 0.61803 + vec3(0.0, 0.667, 0.333));
    return 0.15 + 0.75 * clamp(abs(hue * 6.0 - 3.0) - 1.0, 0.0, 1.0) *
                      (0.75 + 0.25 * fract(number * 0.37));
}

vec3 withRegions(vec3 display, vec2 uv, float shade) {
    vec4 codes = round(textureGather(paint, uv, 0) * 255.0);
    float code = round(textureLod(paint, uv, 0.0).r * 255.0);
    bool edge = any(notEqual(codes, codes.yzwx));
    if (code > 253.5) {
        return edge ? display * 0.45 : display;
    }
    vec3 colour = mix(display, regionColour(code) * (0.55 + 0.45 * shade), 0.72);
    return edge ? vec3(0.03) : colour;
}

void main() {
    vec4 here = textureLod(lightMap, screen, 0.0);
    uvec4 fact = texelFetch(facts, ivec2(gl_FragCoord.xy), 0);
    vec2 uv = uintBitsToFloat(fact.xy);
    vec3 n = unpictured(unpackSnorm2x16(fact.z));
    vec4 turn = unpackUnorm4x8(fact.w);
    vec2 way = turn.xy * 2.0 - 1.0;
    vec3 along, across;
    frameOf(n, along, across);
    vec3 u = along * way.x + across * way.y;
    vec3 w = cross(n, u) * (turn.w > 0.5 ? 1.0 : -1.0);
    float behind = turn.w > 0.5 ? turn.w - 0.55 : turn.w;
    vec2 middle = screen * 2.0 - 1.0;
    vec3 ray = person.forward.xyz + person.right.xyz * middle.x + person.down.xyz * middle.y;
    vec3 place = frame.eye.xyz + ray * here.w;
    vec3 v = normalize(-ray);
    float lit = keyVisibility(place, frame.keyDirection.xyz);
    float seen = turn.z * lit;

    // one mip level for the whole face: choosing it per fragment costs as much as fetching
    vec4 pigment = textureLod(pigments, uv, person.levels.x);
    vec4 field = textureLod(fields, uv, 0.0);
    vec2 mark = textureLod(marks, uv, person.levels.z).rg;
    vec4 relief = vec4(0.5, 0.5, 1.0, 0.0);
    vec3 grain = vec3(0.5);
    if (!kPlain) {
        relief = textureLod(reliefMap, uv, person.levels.y);
        grain = textureLod(pores, uv * person.atlas.xy * (1.0 / kDetailSide_m), person.levels.w).rgb;
    }
    float flush = field.r * 1.5;
    float gel = field.g;
    float blood = clamp(mark.g * field.a * 3.0 - 0.8, 0.0, 1.0);
    float torn = scratchLine(field.b);

    // the plate presses the blood out of a ring around it
    vec3 to = place - frame.dentCentre.xyz;
    vec3 beside = to - frame.dentNormal.xyz * dot(to, frame.dentNormal.xyz);
    float ring = (length(beside) - frame.dentCentre.w) * (1.0 / 0.0016);
    float pale = clamp(frame.dentNormal.w * 1500.0, 0.0, 1.0) / (1.0 + ring * ring * ring * ring) ;

    // everything that was done changes the two amounts, never the colour
    float redder = flush * 0.021 * (0.55 + 0.9 * grain.b) + torn * 0.045 + mark.r * 0.09;
    float haemoglobin = pigment.g * pigment.g * 0.1 * (1.0 - 0.85 * pale) + redder * (1.0 - 0.6 * pale);
    float melanin = pigment.r * (0.985 + 0.03 * grain.b);
    vec2 cell = vec2(melanin, sqrt(min(haemoglobin * 10.0, 1.0)));
    vec3 albedo = textureLod(table, cell * (63.0 / 64.0) + (0.5 / 64.0), 0.0).rgb;
    // hair over it, fair on fair skin
    vec3 hair = mix(vec3(0.085, 0.050, 0.030), vec3(0.022, 0.016, 0.013), clamp(pigment.r * 2.2, 0.0, 1.0));
    albedo = mix(albedo, hair, clamp(pigment.a * (0.55 + 0.6 * grain.b), 0.0, 0.92));
    albedo = mix(albedo, vec3(0.210, 0.004, 0.006), blood);

    // what is finer than the mesh
    // swelling fills lines and hollows
    float tense = min(flush * flush, 1.0);
    vec2 slope = (relief.rg - 0.50196) * (2.0 - 0.7 * tense) +
                 (grain.rg - 0.5) * (0.42 - 0.12 * min(flush, 1.0)) * (1.0 - 0.7 * gel);
    vec3 bump = u * slope.x + w * slope.y;
    if (!kPlain) {
        float height = blood * 0.00022 - mark.r * 0.00008 - torn * 0.00010;
        vec3 steep = slopeOf(height, n, ray, here.w);
        bump += steep * min(1.0, 1.6 * inversesqrt(dot(steep, steep) + 1e-6));
    }
    vec3 rough = normalize(n - bump);
    vec3 l = frame.keyDirection.xyz;
    float nl = clamp(dot(rough, l), 0.0, 1.0);

    // the pen's shadow is soft with distance and sharp where it touches; it is not diffused
    vec3 key = (kDiffused ? diffused(here) : here.xxx) * lit;
    if (!kPlain) {
        // scattering softens the relief, the red of it most
        key += (nl - clamp(dot(n, l), 0.0, 1.0)) * seen * vec3(0.40, 0.62, 0.75);
        key = max(key, 0.0);
    }
    // light that the surroundings keep off comes back from them with the colour of skin
    vec3 room = here.z / (1.0 - albedo * (1.0 - here.z));
    vec3 light = frame.keyRadiance.rgb * key +
                 (frame.fillRadiance.rgb * here.y + frame.room.rgb * room) * relief.b;
    // wet skin is a little darker; more, and the film's edge looks cut
    vec3 colour = albedo * light * (1.0 - 0.06 * gel);
    // thin ears and nostrils let red through
    float through = relief.a * behind * (1.0 / 0.42);
    colour += frame.keyRadiance.rgb * albedo * vec3(0.42, 0.085, 0.04) * through;

    // skin shines in two lobes, film of gel and blood in a third
    vec3 h = normalize(v + l);
    float nh = clamp(dot(rough, h), 0.0, 1.0), lh = clamp(dot(l, h), 0.0, 1.0);
    float oil = clamp(pigment.b + 0.40 * min(flush, 1.0), 0.0, 1.0);
    float wide = highlight(nh, lh, 0.58 - 0.10 * oil), narrow = highlight(nh, lh, 0.36 - 0.10 * oil);
    float shine = 0.028 * mix(wide, narrow, 0.18 + 0.30 * oil) * (0.70 + 0.80 * oil) * relief.b;
    float nv = clamp(dot(rough, v), 0.02, 1.0);
    float graze = fifth(1.0 - nv);
    float open = min(here.z * 1.2, 1.0);
    vec3 mirror = reflect(-v, rough);
    float up = mirror.y * 0.5 + 0.5;
    vec3 walls = frame.room.rgb * mix(0.30, 1.10, up * up);
    colour += frame.keyRadiance.rgb * (shine * nl * seen) + walls * ((0.018 + 0.22 * graze) * open);
    float wet = max(gel, blood);
    float spot = highlight(nh, lh, 0.16) * 0.04;
    colour += (roomReflection(mirror) * ((0.04 + 0.6 * graze) * open) +
               frame.keyRadiance.rgb * (spot * nl * seen)) * wet;

    // the film curve works on each colour by itself and bleaches bright skin: put that back
    float brightness = dot(colour, vec3(0.2126, 0.7152, 0.0722));
    colour = max(mix(vec3(brightness), colour, 1.0 + 0.42 * min(brightness, 0.7)), 0.0);
    // and it turns reds to pink: blue near green goes as far as the colour is red
    float red = clamp(2.4 - 2.4 * colour.g / max(colour.r, 1e-4), 0.0, 0.9);
    colour.b -= red * max(colour.b - 0.84 * colour.g, 0.0);
    vec3 display = toDisplay(colour);
    if (kWithRegions) {
        display = withRegions(display, uv, key.g);
    }
    if (kWithOverlay) {
        float code = textureLod(paint, uv, 0.0).r * 255.0;
        display = withOverlay(display, code, uv * person.atlas.xy, seen);
    }
    outColour = vec4(display, 1.0);
}
