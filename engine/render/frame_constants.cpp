#include "engine/render/frame_constants.h"

#include <glm/exponential.hpp>
#include <glm/geometric.hpp>
#include <glm/gtc/quaternion.hpp>

#include <algorithm>
#include <cmath>

namespace stipple::render {
namespace {

glm::vec4 with(const glm::vec3& v, float w) {
    return {v.x, v.y, v.z, w};
}

/// A cone from `start` along `axis`, thicker by `gain_m` up to `most_m`.
shared::Caster caster(const glm::vec3& start, float radius_m, const glm::vec3& axis, float gain_m,
                      float most_m, float darkness, const glm::vec3& light) {
    const float towards = glm::dot(axis, light);
    const float across = glm::dot(axis, axis) - towards * towards;
    return {.start = with(start, radius_m),
            .axis = with(axis, most_m),
            .facts = {towards, 1.0f / std::max(across, 1e-7f), gain_m, darkness}};
}

constexpr float kPadExposure = 0.40f;    // brings a matt white under the key to just below white
constexpr float kPersonExposure = 0.32f; // light skin under the key into the middle of the curve
/// White balance for people: between the warm key and the cool fill, towards a neutral to slightly
/// warm treatment lamp, so that shaded light skin does not turn mauve. Keeps the brightness of
/// grey.
constexpr glm::vec3 kPersonWhite(1.022f, 0.998f, 0.955f);
constexpr float kPenLength_m = 0.134f, kPenRadius_m = 0.0098f;
constexpr float kPenumbra = 0.045f; // half the light's size over its distance, see shadow.glsl

void addPenShadow(const StaticScene& fixed, const RenderScene& scene, shared::FrameConstants& out) {
    const glm::vec3 light = fixed.key.direction;
    if (!scene.penLook.visible) { // far below the tray: shades nothing
        out.caster = caster({0.0f, -9.0f, 0.0f}, 0.0f, {0.1f, 0.0f, 0.0f}, 0.0f, 0.0f, 0.0f, light);
        return;
    }
    const float plate = scene.penLook.plateRadius_m;
    const glm::vec3 start = scene.pen.tip_m + scene.pen.shaft * 0.001f;
    const glm::vec3 axis = scene.pen.shaft * kPenLength_m;
    // from the plate to the full body within a fifth of the length
    out.caster =
        caster(start, plate, axis, 5.0f * (kPenRadius_m - plate), kPenRadius_m, 0.55f, light);
    // the box around the shadow on the tray
    const float down = 1.0f / std::max(light.y, 0.2f);
    const auto onTray = [&](const glm::vec3& place) {
        const glm::vec3 at = place - light * ((place.y - fixed.trayHeight_m) * down);
        return glm::vec2(at.x, at.z);
    };
    const glm::vec2 from = onTray(start), to = onTray(start + axis);
    const float length = glm::length(to - from);
    const glm::vec2 way = length > 1e-6f ? (to - from) / length : glm::vec2(1.0f, 0.0f);
    const float highest = std::max(start.y, start.y + axis.y) - fixed.trayHeight_m;
    const float half = (kPenRadius_m + kPenumbra * highest * down) * down;
    const glm::vec2 aside = glm::vec2(-way.y, way.x) * half, first = from - way * half;
    out.shadowStart = {first.x, first.y, aside.x, aside.y};
    out.shadowEnd = {to.x + way.x * half, to.y + way.y * half, 0.0f, 0.0f};
}

glm::vec3 exposureOf(const StaticScene& fixed) {
    return fixed.person != nullptr ? kPersonExposure * kPersonWhite : glm::vec3(kPadExposure);
}

/// Mip levels for texels of these sizes, where the middle of the picture meets the pad.
glm::vec4 levelsOf(const RenderView& view, const FrameFacts& facts) {
    constexpr float kPadMiddle_m = 0.014f;
    const float down = std::max(view.view[1][2], 0.15f); // sine of the elevation
    const float away = std::clamp((view.eye_m.y - kPadMiddle_m) / down, 0.02f, 2.0f);
    const float zoom = std::max(std::fabs(view.projection[1][1]), 0.1f);
    // a pixel is longer along the view than across it
    const float pixel_m = 2.0f * away / (zoom * facts.pictureHeight_px) / std::sqrt(down);
    return with(glm::max(glm::log2(pixel_m / facts.texel_m) - 0.2f, glm::vec3(0.0f)), 0.0f);
}

} // namespace

glm::vec3 displayOf(const glm::vec3& light) {
    const glm::vec3 root = glm::sqrt(light);
    return (5.41637f * light - 0.04116f * root) / (5.56400f * light - 0.64964f * root + 1.0f);
}

glm::vec3 hazeOf(const StaticScene& fixed) {
    return fixed.room * exposureOf(fixed) * glm::vec3(0.30f, 0.36f, 0.40f);
}

glm::mat4 penModel(const sim::PenPose& pen) {
    glm::mat4 model = glm::mat4_cast(pen.orientation);
    model[3] = with(pen.tip_m, 1.0f);
    return model;
}

shared::FrameConstants frameConstants(const StaticScene& fixed, const RenderView& view,
                                      const RenderScene& scene, const FrameFacts& facts) {
    shared::FrameConstants out{};
    const glm::vec3 exposure = exposureOf(fixed);
    out.viewProjection = view.projection * view.view;
    out.eye = with(view.eye_m, 0.0f);
    out.keyDirection = with(fixed.key.direction, 0.0f);
    out.keyRadiance = with(fixed.key.radiance * exposure * scene.keyShare, 0.0f);
    out.fillDirection = with(fixed.fill.direction, 0.0f);
    out.fillRadiance = with(fixed.fill.radiance * exposure, 0.0f);
    out.room = with(fixed.room * exposure, 0.0f);
    out.dentCentre = with(scene.dent.centre_m, scene.dent.radius_m);
    out.dentNormal = with(scene.dent.normal, scene.dent.depth_m);
    out.pen = with(scene.pen.tip_m, scene.penLook.visible ? scene.penLook.plateRadius_m : 0.0f);
    out.penShaft = with(scene.pen.shaft, scene.supportHand_pct);
    out.pad = {facts.padHalf_m.x, facts.padHalf_m.y, fixed.trayHeight_m, 0.0f};
    out.overlay = {scene.overlay.thin, scene.overlay.over, facts.atlas_m.x, facts.atlas_m.y};
    const glm::vec3 light = fixed.key.direction;
    const float down = facts.rimHeight_m / std::max(light.y, 0.2f);
    out.rim = {-light.x * down, -light.z * down, facts.rimHeight_m, 0.0f};
    out.haze = with(hazeOf(fixed), 0.0f);
    // a grey tray with and without the key light
    const glm::vec3 grey(0.32f);
    const glm::vec3 shaded = grey * glm::vec3(out.room + 0.7f * out.fillRadiance);
    const glm::vec3 key = grey * glm::vec3(out.keyRadiance) * light.y;
    out.shadowTint = with(1.0f - displayOf(shaded) / displayOf(shaded + key), 0.0f);
    out.levels = levelsOf(view, facts);
    for (std::size_t i = 0; i < std::min<std::size_t>(facts.fingers.size(), 2); ++i) {
        constexpr float kOver_m = 0.006f, kRadius_m = 0.010f;
        out.fingers[i] = facts.fingers[i] * glm::vec4(0.0f, kOver_m, 0.0f, 1.0f);
        out.fingers[i].w = kRadius_m;
    }
    addPenShadow(fixed, scene, out);
    return out;
}

} // namespace stipple::render
