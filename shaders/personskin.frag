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
// key light as it falls on the skin, and the distance along the view; 0 = no skin
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

// share of the picture
layout(location = 0) noperspective in vec2 screen;
layout(location = 0) out vec4 outColour;

/// Set when the pipeline is made.
layout(constant_id = 0) const bool kWithRegions = false;
layout(constant_id = 1) const bool kWithOverlay = false;
/// Low quality: no relief.
layout(constant_id = 2) const bool kPlain = false;
layout(constant_id = 3) const bool kDiffused = true;

// Arithmetic is what this shader costs beside its fetches, and lavapipe computes all of it for every
// pixel. So everything is told along right, down and forward of the picture; what is the same for a
// frame comes from PersonConstants; bytes are unpacked by hand, because the built-in ways divide.

/// Key light that comes out here, per colour: Burley's normalised diffusion in the picture. Each
/// tap's weight is its exact share; from another depth comes what falls in here instead, so flat
/// light stays as it is. Fill and room are as soft as scattering would make them. `reach`: share of
/// the picture that a metre takes here.
vec3 diffused(vec2 here, vec2 reach) {
    // what the taps have more than here; all of them have the same share of red
    vec3 more = vec3(0.0);
    vec2 tap;
    float gain;
#define STIPPLE_TAP(across, down, cut, red, green, blue)                                           \
    tap = textureLod(lightMap, screen + vec2(across, down) * reach, 0.0).xy - here;                \
    gain = max(1.0 - abs(tap.y) * cut, 0.0) * tap.x;                                               \
    more += vec3(gain, vec2(green, blue) * gain);
    STIPPLE_DIFFUSION_TAPS(STIPPLE_TAP)
    more.r *= 1.0 / float(kDiffusionTaps);
    return here.x + more;
}

vec3 regionColour(float number) {
    vec3 hue = fract(number * 0.61803 + vec3(0.0, 0.667, 0.333));
    return 0.15 + 0.75 * clamp(abs(hue * 6.0 - 3.0) - 1.0, 0.0, 1.0) *
                      (0.75 + 0.25 * fract(number * 0.37));
}

vec3 withRegions(vec3 display, vec2 uv, vec2 at, float shade) {
    vec4 codes = round(textureGather(paint, uv, 0) * 255.0);
    float code = round(textureLod(paint, uv, 0.0).r * 255.0);
    bool edge = any(notEqual(codes, codes.yzwx));
    if (code > 253.5) {
        return edge ? display * 0.45 : display;
    }
    vec3 colour = mix(display, regionColour(code) * (0.55 + 0.45 * shade), 0.72);
    if (code > 127.5) {
        // nobody may go there: two gratings, so that it does not rest on hue
        float hatch = max(grating(at.x + at.y, 0.0014), grating(at.x - at.y, 0.0014));
        colour = mix(vec3(0.42, 0.05, 0.05) * (0.6 + 0.4 * shade), vec3(0.95), hatch * 0.7);
    }
    return edge ? vec3(0.03) : colour;
}

/// `highlight` without what is the same for every roughness.
float lobe(float nh2, float roughness) {
    float a2 = roughness * roughness;
    a2 *= a2;
    float d = nh2 * (a2 - 1.0) + 1.0;
    return a2 / (d * d * (roughness * 4.0 + 2.0));
}

void main() {
    vec2 here = textureLod(lightMap, screen, 0.0).xy;
    uvec4 fact = texelFetch(facts, ivec2(gl_FragCoord.xy), 0);
    vec2 uv = vec2(fact.x & 65535u, fact.x >> 16) * (1.0 / 65535.0);
    float fill = float(fact.y & 65535u) * (1.0 / 65535.0), room = float(fact.y >> 16) * (1.0 / 65535.0);
    // the upper half of the word with the lower one behind its point: 1/65536 too much at most
    vec2 p = vec2(int(fact.z << 16), int(fact.z)) * (1.0 / (32767.0 * 65536.0 * kPictured));
    vec3 n = unpictured(p);
    vec2 way = vec2(fact.w & 255u, fact.w >> 8 & 255u) * (2.0 / 255.0) - 1.0;
    uint last = fact.w >> 24;
    bool left = last > 127u;

    vec3 ray = vec3((screen * 2.0 - 1.0) * vec2(person.right.w, person.down.w), 1.0);
    float nearness = 1.0 / here.y;
    vec3 place = ray * here.y;
    vec3 v = ray * -inversesqrt(dot(ray, ray));
    vec3 l = person.key.xyz;
    float lit = visibleBeside(person.caster, place, l);
    float seen = float(fact.w >> 16 & 255u) * (1.0 / 255.0) * lit;

    vec4 pigment = textureLod(pigments, uv, 0.0);
    vec4 field = textureLod(fields, uv, 0.0);
    vec2 mark = textureLod(marks, uv, 0.0).rg;
    vec4 relief = vec4(0.5, 0.5, 1.0, 0.0);
    vec3 grain = vec3(0.5);
    if (!kPlain) {
        relief = textureLod(reliefMap, uv, 0.0);
        grain = textureLod(pores, uv * person.atlas.zw, 0.0).rgb;
    }
    float flush = field.r * 1.5, mild = min(flush, 1.0);
    float gel = field.g;
    float blood = clamp(mark.g * field.a * 3.0 - 0.8, 0.0, 1.0);
    float torn = scratchLine(field.b);

    // the plate presses the blood out of a ring around it
    vec3 to = place - person.plate.xyz;
    float ring = dot(to, to) * person.ring.x - person.ring.y;
    ring *= ring;
    float pale = person.plate.w / (1.0 + ring * ring);

    // everything that was done changes the two amounts, never the colour. Blood in fifths
    float redder = flush * (0.0578 + 0.0945 * grain.b) + torn * 0.225 + mark.r * 0.36;
    float haemoglobin = pigment.g * pigment.g * (1.0 - 0.85 * pale) + redder * (1.0 - 0.6 * pale);
    vec2 cell = vec2(pigment.r * (0.985 + 0.03 * grain.b), sqrt(min(haemoglobin, 1.0)));
    vec3 albedo = textureLod(table, cell * (63.0 / 64.0) + (0.5 / 64.0), 0.0).rgb;
    // hair over it, fair on fair skin
    albedo = mix(albedo, person.hair.rgb, clamp(pigment.a * (0.55 + 0.6 * grain.b), 0.0, 0.92));
    albedo = mix(albedo, vec3(0.150, 0.003, 0.005), blood);

    // what is finer than the mesh
    vec3 rough = n;
    if (!kPlain) {
        // swelling fills lines and hollows
        vec2 slope = (relief.rg - 0.50196) * (2.0 - 0.7 * mild * mild) +
                     (grain.rg - 0.5) * ((0.42 - 0.12 * mild) * (1.0 - 0.7 * gel));
        float side = left ? slope.y : -slope.y;
        vec2 bump = vec2(way.x * slope.x + way.y * side, way.y * slope.x - way.x * side);
        // beads, holes and scratches have a height: its change over the picture, taken along the
        // skin (Mikkelsen 2010, as seen from afar)
        float height = (blood * 0.00022 - mark.r * 0.00008 - torn * 0.00010) * person.forward.w;
        vec2 steep = clamp(vec2(dFdx(height), dFdy(height)) * nearness, -1.3, 1.3);
        rough = normalize(n * (1.0 + dot(n.xy, steep)) - carried(bump, p, n) - vec3(steep, 0.0));
    }
    float facing = dot(rough, l), toEye = dot(rough, v), between = dot(v, l);
    float nl = clamp(facing, 0.0, 1.0);

    // the pen's shadow is soft with distance and sharp where it touches; it is not diffused
    vec3 key = (kDiffused ? diffused(here, person.picture.xy * nearness) : here.xxx) * lit;
    if (!kPlain) {
        // scattering softens the relief, the red of it most
        key += ((nl - clamp(dot(n, l), 0.0, 1.0)) * seen) * vec3(0.40, 0.62, 0.75);
        key = max(key, 0.0);
    }
    // light that the surroundings keep off comes back from them with the colour of skin
    vec3 around = room / (1.0 - albedo * (1.0 - room));
    vec3 light = frame.keyRadiance.rgb * key +
                 (frame.fillRadiance.rgb * fill + frame.room.rgb * around) * relief.b;
    // wet skin is a little darker; more, and the film's edge looks cut. Thin ears and nostrils let
    // red through
    float behind = float(last) - (left ? 0.55 * 255.0 : 0.0);
    float through = relief.a * behind * (1.0 / (0.42 * 255.0));
    light = light * (1.0 - 0.06 * gel) + frame.keyRadiance.rgb * (vec3(0.42, 0.085, 0.04) * through);
    vec3 colour = albedo * light;

    // skin shines in two lobes, film of gel and blood in a third: as `highlight`, whose half vector
    // is (v + l) over its length, the square of which is 2 + 2 v.l
    float folded = 1.0 / max(1.0 + between, 0.05), middle = max(facing + toEye, 0.0);
    float nh2 = min(0.5 * folded * middle * middle, 1.0);
    float spread = min(2.0 * folded, 10.0) * (1.0 / kPi);
    float oil = clamp(pigment.b + 0.40 * mild, 0.0, 1.0);
    float shine = mix(lobe(nh2, 0.58 - 0.10 * oil), lobe(nh2, 0.36 - 0.10 * oil), 0.18 + 0.30 * oil);
    shine *= 0.028 * (0.70 + 0.80 * oil) * relief.b;
    float wet = max(gel, 0.6 * blood);
    float gloss = (shine + lobe(nh2, 0.16) * 0.04 * wet) * spread * nl * seen;
    float graze = fifth(1.0 - clamp(toEye, 0.02, 1.0));
    float open = min(room * 1.2, 1.0);
    vec3 mirror = rough * (2.0 * toEye) - v;
    mirror = person.right.xyz * mirror.x + person.down.xyz * mirror.y + person.forward.xyz * mirror.z;
    float up = mirror.y * 0.5 + 0.5;
    vec3 walls = frame.room.rgb * (0.30 + 0.80 * up * up);
    colour += frame.keyRadiance.rgb * gloss + walls * ((0.018 + 0.22 * graze) * open) +
              roomReflection(mirror) * ((0.04 + 0.6 * graze) * open * wet);

    // the film curve works on each colour by itself and bleaches bright skin: put that back
    float brightness = dot(colour, vec3(0.2126, 0.7152, 0.0722));
    colour = max(mix(vec3(brightness), colour, 1.0 + 0.42 * min(brightness, 0.7)), 0.0);
    // and it turns reds to pink: blue near green goes as far as the colour is red
    float red = clamp(2.4 - 2.4 * colour.g / max(colour.r, 1e-4), 0.0, 0.9);
    colour.b -= red * max(colour.b - 0.84 * colour.g, 0.0);
    vec3 display = toDisplay(colour);
    if (kWithRegions) {
        display = withRegions(display, uv, uv * person.atlas.xy, key.g);
    }
    if (kWithOverlay) {
        float code = textureLod(paint, uv, 0.0).r * 255.0;
        display = withOverlay(display, code, uv * person.atlas.xy, seen);
    }
    outColour = vec4(display, 1.0);
}
