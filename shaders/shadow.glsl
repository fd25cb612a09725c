// How much of the key light reaches a place, 0..1: from the shape of the pen, not from a shadow
// map. Sharp where it touches, softer with distance, and no texture fetches.

/// The light's radius over its distance: a large soft window.
const float kLightSize = 0.085;

/// `perFrame`, asked for a place. In a vertex shader, a branch on a uniform alone made lavapipe's
/// memory grow with every frame, by half a megabyte; a branch that also asks the place does not.
bool appliesAt(bool perFrame, vec3 place) {
    return perFrame && place.x < 1e9;
}

/// Of a light in direction `l`, which the caster keeps off; all told in the same axes.
float visibleBeside(Caster caster, vec3 place, vec3 l) {
    vec3 to = place - caster.start.xyz;
    float along = dot(to, l);
    // the point of the axis that the way to the light passes nearest to
    float s = clamp((dot(to, caster.axis.xyz) - along * caster.facts.x) * caster.facts.y, 0.0, 1.0);
    float t = max(s * caster.facts.x - along, 0.0008);
    vec3 gap = to + l * t - caster.axis.xyz * s;
    float radius = min(caster.start.w + s * caster.facts.z, caster.axis.w);
    float share = clamp((length(gap) - radius) / (t * kLightSize) + 0.5, 0.0, 1.0);
    // the cartridge is clear: its shadow is pale
    float strength = min(caster.facts.w + s * 9.0, 1.0);
    return 1.0 - strength * (1.0 - share * share * (3.0 - 2.0 * share));
}

float keyVisibility(vec3 place, vec3 l) { return visibleBeside(frame.caster, place, l); }

/// Light that the fingers of the support hand keep from the skin beside them.
float fingerOpenness(vec3 place) {
    float open = 1.0;
    for (int i = 0; i < 2; ++i) {
        vec3 to = place - frame.fingers[i].xyz;
        float r2 = frame.fingers[i].w * frame.fingers[i].w;
        float share = r2 / (r2 + dot(to, to) + 1e-9);
        open *= 1.0 - 0.9 * share * share;
    }
    return open;
}

/// Light that the pen's body keeps from the room and the fill, near its tip.
float penOpenness(vec3 place) {
    vec3 to = place - frame.pen.xyz;
    float r2 = frame.pen.w * frame.pen.w * 2.5;
    return 1.0 - 0.6 * r2 / (r2 + dot(to, to) + 1e-9);
}
