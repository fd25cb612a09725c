#include "engine/render/frame_constants.h"

#include <glm/geometric.hpp>
#include <glm/gtc/quaternion.hpp>

#include <algorithm>

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

constexpr float kExposure = 0.40f; // brings a matt white under the key to just below white
constexpr float kPenLength_m = 0.134f, kPenRadius_m = 0.0098f;
constexpr float kFingerLength_m = 0.15f, kFingerRadius_m = 0.0088f;

void addCasters(const StaticScene& fixed, const RenderScene& scene,
                std::span<const glm::mat4> fingers, shared::FrameConstants& out) {
    std::uint32_t count = 0;
    const glm::vec3 light = fixed.key.direction;
    if (scene.penLook.visible) {
        const float plate = scene.penLook.plateRadius_m;
        // from the plate to the full body within a fifth of the length
        out.casters[count++] = caster(scene.pen.tip_m + scene.pen.shaft * 0.001f, plate,
                                      scene.pen.shaft * kPenLength_m, 5.0f * (kPenRadius_m - plate),
                                      kPenRadius_m, 0.55f, light);
    }
    for (const glm::mat4& finger : fingers) {
        if (count < shared::kMostCasters) {
            const glm::vec3 tip(finger[3]), along(finger[2]);
            out.casters[count++] = caster(tip + along * 0.007f, 0.007f, along * kFingerLength_m,
                                          0.02f, kFingerRadius_m, 1.0f, light);
        }
    }
    // the rest lie far below the tray and shade nothing
    for (; count < shared::kMostCasters; ++count) {
        out.casters[count] =
            caster({0.0f, -9.0f, 0.0f}, 0.0f, {0.1f, 0.0f, 0.0f}, 0.0f, 0.0f, 0.0f, light);
    }
}

} // namespace

glm::mat4 penModel(const sim::PenPose& pen) {
    glm::mat4 model = glm::mat4_cast(pen.orientation);
    model[3] = with(pen.tip_m, 1.0f);
    return model;
}

shared::FrameConstants frameConstants(const StaticScene& fixed, const RenderView& view,
                                      const RenderScene& scene, const FrameFacts& facts) {
    shared::FrameConstants out{};
    out.viewProjection = view.projection * view.view;
    out.eye = with(view.eye_m, 0.0f);
    out.keyDirection = with(fixed.key.direction, 0.0f);
    out.keyRadiance = with(fixed.key.radiance * kExposure, 0.0f);
    out.fillDirection = with(fixed.fill.direction, 0.0f);
    out.fillRadiance = with(fixed.fill.radiance * kExposure, 0.0f);
    out.room = with(fixed.room * kExposure, 0.0f);
    out.dentCentre = with(scene.dent.centre_m, scene.dent.radius_m);
    out.dentNormal = with(scene.dent.normal, scene.dent.depth_m);
    out.pen = with(scene.pen.tip_m, scene.penLook.visible ? scene.penLook.plateRadius_m : 0.0f);
    out.penShaft = with(scene.pen.shaft, scene.supportHand_pct);
    out.pad = {facts.padHalf_m.x, facts.padHalf_m.y, fixed.trayHeight_m, 0.0f};
    out.overlay = {scene.overlay.thin, scene.overlay.over, facts.atlas_m.x, facts.atlas_m.y};
    const glm::vec3 light = fixed.key.direction;
    const float down = facts.rimHeight_m / std::max(light.y, 0.2f);
    out.rim = {-light.x * down, -light.z * down, facts.rimHeight_m, 0.0f};
    addCasters(fixed, scene, facts.fingers, out);
    return out;
}

} // namespace stipple::render
