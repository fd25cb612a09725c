#include "engine/render/frame_constants.h"

#include <glm/geometric.hpp>
#include <glm/gtc/matrix_transform.hpp>
#include <glm/gtc/quaternion.hpp>

#include <algorithm>

namespace stipple::render {
namespace {

glm::vec4 with(const glm::vec3& v, float w) {
    return {v.x, v.y, v.z, w};
}

float mapHalf_m(glm::vec2 padHalf_m) {
    return std::max(padHalf_m.x, padHalf_m.y) + 0.060f; // room for the shadow on the tray
}

} // namespace

glm::mat4 keyLightClip(const glm::vec3& towardsLight, glm::vec2 padHalf_m) {
    const glm::vec3 up = std::abs(towardsLight.z) < 0.95f ? glm::vec3(0.0f, 0.0f, 1.0f)
                                                          : glm::vec3(1.0f, 0.0f, 0.0f);
    const glm::mat4 view = glm::lookAtRH(towardsLight * 0.3f, glm::vec3(0.0f), up);
    const float half = mapHalf_m(padHalf_m);
    return glm::orthoRH_ZO(-half, half, -half, half, 0.02f, 0.58f) * view;
}

glm::mat4 penModel(const sim::PenPose& pen) {
    glm::mat4 model = glm::mat4_cast(pen.orientation);
    model[3] = with(pen.tip_m, 1.0f);
    return model;
}

shared::FrameConstants frameConstants(const StaticScene& fixed, const RenderView& view,
                                      const RenderScene& scene, const FrameFacts& facts) {
    shared::FrameConstants out{};
    const glm::mat4 toTexture = glm::translate(glm::mat4(1.0f), glm::vec3(0.5f, 0.5f, 0.0f)) *
                                glm::scale(glm::mat4(1.0f), glm::vec3(0.5f, 0.5f, 1.0f));
    const bool full = facts.quality == Quality::Full;
    out.viewProjection = view.projection * view.view;
    out.shadowProjection = toTexture * keyLightClip(fixed.key.direction, facts.padHalf_m);
    out.eye = with(view.eye_m, 1.0f / static_cast<float>(facts.shadowTexels));
    out.keyDirection = with(fixed.key.direction, 0.0f);
    out.keyRadiance = with(fixed.key.radiance, full ? 1.0f : 0.0f);
    out.fillDirection = with(fixed.fill.direction, 0.0f);
    out.fillRadiance = with(fixed.fill.radiance, 0.0f);
    out.room = with(fixed.room, 0.0f);
    out.dentCentre = with(scene.dent.centre_m, scene.dent.radius_m);
    out.dentNormal = with(scene.dent.normal, scene.dent.depth_m);
    out.pen = with(scene.pen.tip_m, scene.penLook.visible ? scene.penLook.plateRadius_m : 0.0f);
    out.penShaft = with(scene.pen.shaft, scene.supportHand_pct);
    out.pad = {facts.padHalf_m.x, facts.padHalf_m.y, fixed.trayHeight_m,
               scene.overlay.value.empty() ? 0.0f : 1.0f};
    out.overlay = {scene.overlay.thin, scene.overlay.over, facts.atlas_m.x, facts.atlas_m.y};
    return out;
}

} // namespace stipple::render
