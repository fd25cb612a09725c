#include "training/app/trainer.h"

#include <glm/trigonometric.hpp>

#include <algorithm>
#include <array>
#include <cmath>

namespace stipple::app {

namespace {

// a glide to another view is nearly over after three times as long
constexpr float kGlide_s = 0.09f;

// everything, from a little aside: where somebody stands who looks over the shoulder
render::OrbitCamera instructorCamera(const Exercise& exercise) {
    render::OrbitCamera camera = startCamera(exercise);
    camera.azimuth_rad += glm::radians(28.0f);
    camera.elevation_rad = glm::radians(42.0f);
    camera.distance_m *= 1.25f;
    return camera;
}

// a zone as large as it fits, seen along its normal
render::OrbitCamera zoneCamera(const render::OrbitCamera& camera, const ZoneFrame& frame,
                               const ui::Box& box, const ui::Box& free, const OrbitLimits& limits) {
    const float distance_m = 1.15f * frame.radius_m / std::sin(0.5f * camera.fieldOfView_rad);
    const render::OrbitCamera faced =
        facing(camera, frame.middle_m, frame.normal, distance_m, glm::radians(15.0f), limits);
    const float r = frame.radius_m;
    const glm::vec3 m = frame.middle_m;
    const std::array<glm::vec3, 6> around{
        m + glm::vec3(r, 0.0f, 0.0f), m - glm::vec3(r, 0.0f, 0.0f), m + glm::vec3(0.0f, r, 0.0f),
        m - glm::vec3(0.0f, r, 0.0f), m + glm::vec3(0.0f, 0.0f, r), m - glm::vec3(0.0f, 0.0f, r)};
    return fitted(faced, around, box, free, 1.0f, limits);
}

} // namespace

void Trainer::showFrom(const render::OrbitCamera& camera, const Exercise& exercise) {
    cameraLimits_ = orbitLimits(*exercise.model, exercise.patient.has_value());
    camera_ = keptOutside(camera, exercise.model->collider, cameraLimits_);
    cameraGoal_.reset();
    turning_ = false;
}

std::optional<glm::vec3> Trainer::skinUnder(const platform::InputFrame& input, const Moment& moment,
                                            const ui::Box& box) const {
    if (!box.holds({input.mouseX_px, input.mouseY_px})) {
        return std::nullopt;
    }
    const render::RenderView view = render::viewOf(camera_, box.width / std::max(1.0f, box.height));
    const auto hit = moment.exercise.model->collider.cast(
        view.eye_m,
        render::rayThrough(view, (input.mouseX_px - box.x) / box.width,
                           (input.mouseY_px - box.y) / box.height),
        10.0f);
    return hit ? std::optional(hit->position_m) : std::nullopt;
}

std::optional<render::OrbitCamera> Trainer::wishedCamera(const training_ui::Intents& intents,
                                                         const Moment& moment, const ui::Box& box,
                                                         const ui::Box& free) const {
    const Exercise& exercise = moment.exercise;
    const sim::PenContact& contact = moment.attempt.lastReport().contact;
    if (intents.resetCamera) {
        return lessonCamera(exercise, startCamera(exercise), box, free);
    }
    if (intents.instructorView) {
        return lessonCamera(exercise, instructorCamera(exercise), box, free);
    }
    if (!contact.nearSkin) {
        return std::nullopt;
    }
    if (intents.closeUp) {
        return facing(camera_, contact.point_m, contact.normal, 0.075f, glm::radians(35.0f),
                      cameraLimits_);
    }
    if (intents.frameZone) {
        const ZoneFrame frame = frameOf(exercise.model->cells, contact.zone, contact.point_m);
        if (frame.radius_m > 0.0f) {
            return zoneCamera(camera_, frame, box, free, cameraLimits_);
        }
    }
    return std::nullopt;
}

void Trainer::moveCamera(const training_ui::Intents& intents, const platform::InputFrame& input,
                         const Moment& moment, const ui::Box& box, const ui::Box& free) {
    const sim::SkinCollider& collider = moment.exercise.model->collider;
    if (auto wished = wishedCamera(intents, moment, box, free)) {
        cameraGoal_ = keptOutside(*wished, collider, cameraLimits_);
    }
    const bool turns = intents.orbitX_px != 0.0f || intents.orbitY_px != 0.0f;
    const bool pans = intents.panX_px != 0.0f || intents.panY_px != 0.0f;
    if (intents.orbiting && !turning_) {
        pivot_m_ = skinUnder(input, moment, box).value_or(camera_.target_m);
    }
    turning_ = intents.orbiting;
    if (turns || pans || intents.zoom != 0.0f) {
        // the hand on the mouse overrules a glide
        cameraGoal_.reset();
        const float perPixel = 1.0f / static_cast<float>(std::max(input.height_px, 1));
        camera_ = turnedAbout(camera_, pivot_m_, -3.0f * perPixel * intents.orbitX_px,
                              3.0f * perPixel * intents.orbitY_px, cameraLimits_);
        camera_ = pannedBy(camera_, -perPixel * intents.panX_px, perPixel * intents.panY_px,
                           cameraLimits_);
        if (intents.zoom != 0.0f) {
            camera_ = zoomedAt(camera_, skinUnder(input, moment, box).value_or(camera_.target_m),
                               std::pow(0.88f, intents.zoom), cameraLimits_);
        }
        camera_ = keptOutside(camera_, collider, cameraLimits_);
    } else if (cameraGoal_) {
        const float share = 1.0f - std::exp(-static_cast<float>(delta_s_) / kGlide_s);
        camera_ = keptOutside(between(camera_, *cameraGoal_, share), collider, cameraLimits_);
        const float left_m = glm::length(camera_.target_m - cameraGoal_->target_m) +
                             std::abs(camera_.distance_m - cameraGoal_->distance_m) +
                             0.1f * std::abs(camera_.elevation_rad - cameraGoal_->elevation_rad);
        if (left_m < 0.0005f) {
            camera_ = keptOutside(*cameraGoal_, collider, cameraLimits_);
            cameraGoal_.reset();
        }
    }
}

} // namespace stipple::app
