// How much of the key light reaches a place, 0..1: from the shapes of what stands in the way, not
// from a shadow map. Sharp where a thing touches, softer with distance, and no texture fetches.

/// Set when the pipeline is made: the support hand is in the picture.
layout(constant_id = 0) const bool kWithHand = false;

/// The light's radius over its distance: a large soft window.
const float kLightSize = 0.085;

/// Share of the light that one caster lets through. On lavapipe a constant index into `casters`
/// is a plain load and a variable one a slow gather, so the callers below write them out.
float past(vec3 place, vec3 l, vec4 start, vec4 axis, vec4 facts) {
    vec3 to = place - start.xyz;
    float along = dot(to, l);
    // the point of the axis that the way to the light passes nearest to
    float s = clamp((dot(to, axis.xyz) - along * facts.x) * facts.y, 0.0, 1.0);
    float t = max(s * facts.x - along, 0.0008);
    vec3 gap = to + l * t - axis.xyz * s;
    float radius = min(start.w + s * facts.z, axis.w);
    float share = clamp((length(gap) - radius) / (t * kLightSize) + 0.5, 0.0, 1.0);
    // the cartridge is clear: its shadow is pale
    float strength = mix(facts.w, 1.0, clamp(s * 9.0, 0.0, 1.0));
    return 1.0 - strength * (1.0 - share * share * (3.0 - 2.0 * share));
}

float keyVisibility(vec3 place) {
    vec3 l = frame.keyDirection.xyz;
    float lit = past(place, l, frame.casters[0].start, frame.casters[0].axis, frame.casters[0].facts);
    if (kWithHand) {
        lit *= past(place, l, frame.casters[1].start, frame.casters[1].axis, frame.casters[1].facts);
        lit *= past(place, l, frame.casters[2].start, frame.casters[2].axis, frame.casters[2].facts);
    }
    return lit;
}

/// Light that the pen's body keeps from the room and the fill, near its tip.
float penOpenness(vec3 place) {
    vec3 to = place - frame.pen.xyz;
    float r2 = frame.pen.w * frame.pen.w * 2.5;
    return 1.0 - 0.6 * r2 / (r2 + dot(to, to));
}
