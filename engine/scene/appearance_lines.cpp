#include "engine/scene/appearance_canvas.h"

#include "engine/base/fixed_math.h"

#include <glm/geometric.hpp>

#include <algorithm>
#include <cmath>

namespace stipple::scene {

namespace {

constexpr std::uint32_t kLineSeed = 101;
// half width of the furrow of a fine line, and of a fold
constexpr float kLine_m = 0.00055F, kFold_m = 0.0011F, kCrease_m = 0.0019F;

/// Middle of the cells of all zones with this id on one side of the face.
struct Middle {
    glm::vec3 place_m{0.0F};
    bool found = false;
};

Middle middleOf(const sim::SimModel& model, std::string_view id, bool left, bool both) {
    glm::dvec3 sum{0.0};
    double count = 0.0;
    for (std::size_t cell = 0; cell < sim::cellCount(model.cells); ++cell) {
        const std::uint8_t zone = model.cells.zone[cell];
        const glm::vec3& at = model.cells.position_m[cell];
        if (zone < model.zones.size() && model.zones[zone].id == id &&
            (both || (at.x > 0.0F) == left)) {
            sum += glm::dvec3(at);
            count += 1.0;
        }
    }
    return {count > 0.0 ? glm::vec3(sum / count) : glm::vec3(0.0F), count > 0.0};
}

/// Depth of parallel furrows `pitch` apart at `x`, 0..1: the number of the furrow decides whether
/// and how far it runs.
float furrows(float x, float pitch, float halfWidth, const glm::vec3& at, float breaks_m,
              std::uint32_t seed) {
    const float number = std::floor(x / pitch + 0.5F);
    const float away = x - number * pitch;
    const float profile = 1.0F / (1.0F + away * away / (halfWidth * halfWidth));
    const auto line = static_cast<std::uint32_t>(static_cast<std::int32_t>(number) + 4096);
    const float runs = noiseAt(at, breaks_m, seed + 7U * line);
    return profile * profile * smoothRamp(-0.35F, 0.35F, runs);
}

/// Strength of the wrinkles that the patient came for, at a place.
float wantedAt(const AppearanceInput& input, const glm::vec3& at) {
    float strength = 0.0F;
    for (const LesionSpot& spot : input.model.spots) {
        const Lesion& lesion = input.patient.lesions[spot.lesion];
        if (lesion.kind != LesionKind::Wrinkle) {
            continue;
        }
        const float reach = std::max(spot.radius_m, 1e-3F * lesion.spread_mm);
        const float away = glm::distance(at, spot.position_m);
        strength =
            std::max(strength, lesion.strength * smoothRamp(1.25F * reach, 0.5F * reach, away));
    }
    return strength;
}

/// Directions that the lines of a face follow, from where its parts lie.
struct LineFrame {
    Middle leftEye, rightEye, mouth;
};

/// Depth of all furrows at a place, metres.
float furrowDepth_m(const LineFrame& frame, const SoftWeights::Channels& here, const glm::vec3& at,
                    float strength, std::uint32_t seed) {
    const float wave =
        0.0022F * noiseAt(at, 0.022F, seed) + 0.0006F * noiseAt(at, 0.006F, seed + 1);
    float depth_m = 0.0F;
    if (here[kAcrossChannel] > 0.02F) {
        depth_m += 0.00042F * here[kAcrossChannel] *
                   furrows(-at.z + wave, 0.0095F, kFold_m, at, 0.045F, seed + 20);
    }
    if (here[kFrownChannel] > 0.02F) {
        depth_m += 0.00040F * here[kFrownChannel] *
                   furrows(at.x + 0.0045F + wave, 0.009F, kFold_m, at, 0.03F, seed + 30);
    }
    const Middle& eye = at.x > 0.0F ? frame.leftEye : frame.rightEye;
    if (eye.found && here[kFanChannel] + here[kLidChannel] > 0.02F) {
        const glm::vec3 away = at - eye.place_m;
        const float radius = glm::length(away);
        const auto angle = static_cast<float>(fixedAtan2(
            static_cast<double>(-away.z), static_cast<double>(at.x > 0.0F ? away.x : -away.x)));
        depth_m += 0.00030F * here[kFanChannel] *
                   furrows((angle + 40.0F * wave) * 0.022F, 0.0052F, kLine_m, at, 0.02F, seed + 40);
        depth_m += 0.00007F * here[kLidChannel] *
                   furrows(radius + wave, 0.0030F, kLine_m, at, 0.012F, seed + 50);
    }
    if (frame.mouth.found && here[kLipChannel] > 0.02F) {
        depth_m += 0.00020F * here[kLipChannel] *
                   furrows(at.x * 1.1F + wave, 0.0046F, kLine_m, at, 0.014F, seed + 60);
    }
    if (here[kRingChannel] > 0.02F) {
        depth_m += 0.00036F * here[kRingChannel] *
                   furrows(at.z + 1.5F * wave, 0.023F, kCrease_m, at, 0.08F, seed + 70);
    }
    // a net of finest lines lies over all thin skin
    const float net = std::fabs(noiseAt(at * glm::vec3(1.0F, 1.0F, 1.6F), 0.0031F, seed + 80));
    const float fine = here[kFanChannel] + here[kLidChannel] + 0.5F * here[kLipChannel] +
                       0.3F * here[kRingChannel];
    depth_m += 0.000025F * fine * (1.0F - smoothRamp(0.0F, 0.30F, net));
    return depth_m * strength;
}

} // namespace

void paintLines(const AppearanceInput& input, const SoftWeights& soft, AppearanceCanvas& canvas) {
    const sim::SimModel& model = *input.model.model;
    const LineFrame frame{middleOf(model, "orbit", true, false),
                          middleOf(model, "orbit", false, false),
                          middleOf(model, "vermilion", true, true)};
    // hardly a line at 20, all of them at 75
    const float byAge =
        std::clamp(static_cast<float>(input.patient.age_y - 22) / 53.0F, 0.0F, 1.0F);
    for (std::size_t cell = 0; cell < sim::cellCount(model.cells); ++cell) {
        if (model.cells.zone[cell] == sim::kOffSkin) {
            continue;
        }
        const glm::vec3& at = model.cells.position_m[cell];
        const SoftWeights::Channels here = soft.at(at);
        float lined = 0.0F;
        for (std::size_t k = kAcrossChannel; k <= kRingChannel; ++k) {
            lined += here[k];
        }
        if (lined < 0.02F) {
            continue;
        }
        const float strength = 0.06F + 0.94F * byAge * byAge + wantedAt(input, at);
        canvas.height_m[cell] -=
            furrowDepth_m(frame, here, at, std::min(strength, 1.6F), input.seed + kLineSeed);
    }
}

} // namespace stipple::scene
