#include "training/app/exercise_loader.h"

#include "engine/base/fixed_math.h"
#include "engine/sim/layered_compliance.h"
#include "engine/sim/pen_contact.h"

#include <glm/geometric.hpp>

#include <algorithm>

namespace stipple::app {

namespace {

// share of the dial that a well-handled pen delivers (clinical.md 3.3: 0.95 at full needle speed,
// less at shallow settings); for choosing a setting only
constexpr float kUsualShare = 0.9f;
// passes of a thorough operator: three directions
constexpr std::uint32_t kDirections = 3;

std::uint16_t toMicrometres(float metres) {
    return static_cast<std::uint16_t>(metres * 1e6f + 0.5f);
}

input::SurfacePoint pointOf(const scene::PadScene& pad, glm::vec2 place_m) {
    const auto height = [&pad](float x_m, float z_m) { return scene::padHeight_m(pad, x_m, z_m); };
    const float step_m = 0.0005f;
    const float slopeX =
        (height(place_m.x + step_m, place_m.y) - height(place_m.x - step_m, place_m.y)) /
        (2.0f * step_m);
    const float slopeZ =
        (height(place_m.x, place_m.y + step_m) - height(place_m.x, place_m.y - step_m)) /
        (2.0f * step_m);
    return {.position_m = {place_m.x, height(place_m.x, place_m.y), place_m.y},
            .normal = glm::normalize(glm::vec3{-slopeX, 1.0f, -slopeZ})};
}

bool permitsCartridge(const lesson::ZoneTarget& target, const sim::PenDevice& pen) {
    const auto needles = static_cast<std::uint32_t>(pen.needles_m.size());
    return needles >= target.needlesMin && needles <= target.needlesMax;
}

/// The dial step in the permitted range whose usual delivery comes nearest the target, or nothing
/// when the dial has no step there.
std::optional<std::uint16_t> suitableDial_um(const lesson::ZoneTarget& target,
                                             const sim::PenDevice& pen) {
    std::optional<std::uint16_t> best;
    float bestError_m = 1.0f;
    const auto steps = static_cast<int>((pen.depthMax_m - pen.depthMin_m) / pen.depthStep_m + 0.5f);
    for (int i = 0; i <= steps; ++i) {
        const float dial_m = pen.depthMin_m + static_cast<float>(i) * pen.depthStep_m;
        const float most_m = std::min(target.depthMax_m, target.max_m);
        if (dial_m < target.depthMin_m - 1e-6f || dial_m > most_m + 1e-6f) {
            continue;
        }
        const float miss_m = kUsualShare * dial_m - target.target_m;
        const float error_m = miss_m < 0.0f ? -miss_m : miss_m;
        if (error_m < bestError_m) {
            bestError_m = error_m;
            best = toMicrometres(dial_m);
        }
    }
    return best;
}

/// The permitted rate of the pen that moves its needles fastest, or nothing.
std::optional<std::uint16_t> suitableRate_dHz(const lesson::ZoneTarget& target,
                                              const sim::PenDevice& pen) {
    std::optional<std::uint16_t> best;
    for (const std::uint16_t rate_dHz : pen.strokeRates_dHz) {
        const float rate_Hz = 0.1f * static_cast<float>(rate_dHz);
        if (rate_Hz >= target.rateMin_Hz - 0.01f && rate_Hz <= target.rateMax_Hz + 0.01f) {
            best = rate_dHz;
        }
    }
    return best;
}

/// The first pen of the lesson that can do what the target asks.
void choosePen(const Exercise& exercise, const lesson::ZoneTarget& target,
               input::WorkPatch& patch) {
    const std::vector<sim::PenDevice>& pens = exercise.model->pens;
    for (std::size_t i = 0; i < pens.size(); ++i) {
        const auto dial_um = suitableDial_um(target, pens[i]);
        const auto rate_dHz = suitableRate_dHz(target, pens[i]);
        if (permitsCartridge(target, pens[i]) && dial_um && rate_dHz) {
            patch.pen = static_cast<std::uint8_t>(i);
            patch.needle_um = *dial_um;
            patch.strokeRate_dHz = *rate_dHz;
            return;
        }
    }
}

input::WorkPatch patchOf(const Exercise& exercise, const lesson::ZoneTarget& target) {
    input::WorkPatch patch;
    patch.zone = target.id;
    choosePen(exercise, target, patch);
    for (const scene::PadPatch& marked : exercise.pad->patches) {
        if (marked.zone == target.id) {
            patch.size_m = marked.size_m;
            patch.at = [&pad = *exercise.pad, centre_m = marked.centre_m](glm::vec2 uv_m) {
                return pointOf(pad, centre_m + uv_m);
            };
        }
    }
    patch.needleMax_um = toMicrometres(target.max_m);
    patch.needleLow_um = toMicrometres(target.depthMin_m);
    patch.needleHigh_um = toMicrometres(std::min(target.depthMax_m, target.max_m));
    patch.rateLow_dHz = static_cast<std::uint16_t>(10.0f * target.rateMin_Hz + 0.5f);
    patch.rateHigh_dHz = static_cast<std::uint16_t>(10.0f * target.rateMax_Hz + 0.5f);
    patch.passes = std::clamp(kDirections, target.passesMin, target.passesMax);
    return patch;
}

/// A pen whose cartridge no target permits, else the last one.
std::uint8_t unsuitablePen(const Exercise& exercise) {
    const std::vector<sim::PenDevice>& pens = exercise.model->pens;
    for (std::size_t i = 0; i < pens.size(); ++i) {
        const auto& targets = exercise.assignment.targets;
        const bool none = std::none_of(targets.begin(), targets.end(), [&](const auto& target) {
            return permitsCartridge(target, pens[i]);
        });
        if (none) {
            return static_cast<std::uint8_t>(i);
        }
    }
    return static_cast<std::uint8_t>(pens.size() - 1);
}

/// How high the plate's centre stands when it presses `press_m` as the mean over its face: the
/// inverse of sim::meanPress_m.
float gapFor_m(float press_m, float plateRadius_m, float sinTilt) {
    const float lift_m = plateRadius_m * sinTilt;
    if (press_m >= lift_m) {
        return -press_m;
    }
    float low_m = -lift_m;
    float high_m = lift_m;
    for (int i = 0; i < 16; ++i) {
        const float middle_m = 0.5f * (low_m + high_m);
        (sim::meanPress_m(middle_m, plateRadius_m, sinTilt) > press_m ? low_m : high_m) = middle_m;
    }
    return 0.5f * (low_m + high_m);
}

float seatHeight_m(const Exercise& exercise, const glm::vec3& place_m, std::uint8_t pen,
                   float force_N, float tilt_rad) {
    const sim::SimModel& model = *exercise.model;
    const glm::vec2 size_m = exercise.pad->size_m;
    const glm::vec2 uv{place_m.x / size_m.x + 0.5f, place_m.z / size_m.y + 0.5f};
    const std::uint8_t zone = model.cells.zone[sim::cellAt(model.cells, uv)];
    const float plate_m = model.pens[pen].plateRadius_m;
    const float press_m = sim::plateIndentation_m(sim::tissueOf(model, zone), plate_m, force_N);
    const auto sinTilt = static_cast<float>(fixedSin(static_cast<double>(tilt_rad)));
    return gapFor_m(press_m, plate_m, sinTilt);
}

input::WorkPen penOf(const sim::PenDevice& pen) {
    return {.needleCircle_m = pen.needleCircle_m,
            .dialStep_um = toMicrometres(pen.depthStep_m),
            .dialMin_um = toMicrometres(pen.depthMin_m),
            .dialMax_um = toMicrometres(std::min(pen.depthMax_m, pen.needleLength_m)),
            .strokeRates_dHz = pen.strokeRates_dHz};
}

} // namespace

input::WorkSurface workSurfaceOf(const Exercise& exercise) {
    input::WorkSurface surface;
    for (const lesson::ZoneTarget& target : exercise.assignment.targets) {
        surface.patches.push_back(patchOf(exercise, target));
    }
    for (const sim::PenDevice& pen : exercise.model->pens) {
        surface.pens.push_back(penOf(pen));
    }
    surface.unsuitablePen = unsuitablePen(exercise);
    surface.seatHeight_m = [&exercise](const glm::vec3& place_m, std::uint8_t pen, float force_N,
                                       float tilt_rad) {
        return seatHeight_m(exercise, place_m, pen, force_N, tilt_rad);
    };
    surface.timeLimit_s = static_cast<float>(exercise.assignment.lesson.timeLimit_s);
    return surface;
}

} // namespace stipple::app
