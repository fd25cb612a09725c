#include "engine/scene/appearance_canvas.h"

#include "engine/base/fixed_math.h"
#include "engine/scene/shared_loop.h"

#include <glm/geometric.hpp>

#include <algorithm>
#include <array>
#include <cmath>

namespace stipple::scene {

namespace {

constexpr std::uint32_t kLineSeed = 101;
// half width of the finest lines, of a fine line, of a fold and of a crease of the neck
constexpr float kFinest_m = 0.00022F, kLine_m = 0.00030F, kFold_m = 0.00055F, kCrease_m = 0.0019F;

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

/// What one line has of its own, 0..1; `seed` says what.
float chanceOf(std::int32_t line, std::uint32_t seed) {
    std::uint32_t bits = static_cast<std::uint32_t>(line) * 0x9e3779b9U ^ seed * 0x85ebca6bU;
    bits = (bits ^ (bits >> 16U)) * 0x7feb352dU;
    bits = (bits ^ (bits >> 15U)) * 0x846ca68bU;
    return static_cast<float>((bits ^ (bits >> 16U)) >> 8U) / 16777216.0F;
}

/// Depth of a furrow `away` from its middle, 0..1; none from five half widths on.
float furrowAt(float away, float halfWidth) {
    const float share = away * away / (halfWidth * halfWidth);
    return share < 25.0F ? 1.0F / ((1.0F + share) * (1.0F + share)) : 0.0F;
}

/// Lines that run side by side.
struct Family {
    float pitch = 0.01F, halfWidth_m = kLine_m;
    float breaks_m = 0.02F; ///< how far a line runs without a break, about
};

/// Depth of the deepest of a family's lines at `x`, 0..1. Neither distances nor depths are alike,
/// and every line comes and goes on its way.
float furrows(float x, const Family& family, const glm::vec3& at, std::uint32_t seed) {
    const auto nearest = static_cast<std::int32_t>(std::floor(x / family.pitch + 0.5F));
    float deepest = 0.0F;
    for (std::int32_t line = nearest - 1; line <= nearest + 1; ++line) {
        const float aside = 0.6F * (chanceOf(line, seed) - 0.5F);
        const float profile =
            furrowAt(x - (static_cast<float>(line) + aside) * family.pitch, family.halfWidth_m);
        if (profile > 0.0F) {
            const float runs =
                noiseAt(at, family.breaks_m, seed + 7U * static_cast<std::uint32_t>(line + 4096));
            deepest = std::max(deepest, profile * (0.4F + 0.6F * chanceOf(line, seed + 1U)) *
                                            smoothRamp(-0.35F, 0.35F, runs));
        }
    }
    return deepest;
}

/// Crow's feet: a family of lines that leave the outer corner of an eye as spokes do.
struct Spokes {
    float pitch_rad = 0.2F, halfWidth_m = kLine_m;
    float from_m = 0.004F, long_m = 0.010F; ///< the least; each line has up to twice as much
};

/// Depth of the deepest spoke at a distance and an angle (up is positive) from the corner, 0..1.
/// The stronger, the more there are and the farther they reach.
float spokes(float radius_m, float angle_rad, const Spokes& family, float strength,
             std::uint32_t seed) {
    const auto nearest = static_cast<std::int32_t>(std::floor(angle_rad / family.pitch_rad + 0.5F));
    float deepest = 0.0F;
    for (std::int32_t line = nearest - 1; line <= nearest + 1; ++line) {
        const float aside = 0.6F * (chanceOf(line, seed) - 0.5F);
        // they bend away from each other
        const float own_rad = (static_cast<float>(line) + aside) * family.pitch_rad *
                              (1.0F + 7.0F * (radius_m - 0.010F));
        const float profile = furrowAt((angle_rad - own_rad) * radius_m, family.halfWidth_m);
        if (profile <= 0.0F) {
            continue;
        }
        const float from_m = family.from_m * (1.0F + chanceOf(line, seed + 1U));
        const float to_m = from_m + family.long_m * (1.0F + chanceOf(line, seed + 2U)) *
                                        (0.55F + 0.45F * strength);
        const float there =
            smoothRamp(0.0F, 0.2F, 0.72F + 0.4F * strength - chanceOf(line, seed + 3U));
        const float runs = smoothRamp(from_m - 0.002F, from_m + 0.003F, radius_m) *
                           smoothRamp(to_m + 0.003F, to_m - 0.005F, radius_m);
        deepest = std::max(deepest, profile * there * runs *
                                        smoothRamp(1.15F, 0.75F, std::fabs(own_rad)) *
                                        (0.4F + 0.6F * chanceOf(line, seed + 4U)));
    }
    return deepest;
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

/// Directions that the lines of a face follow, from where its parts lie. Of pairs the right one
/// (x below 0) first.
struct LineFrame {
    std::array<Middle, 2> eye;
    std::array<glm::vec3, 2> corner{}; ///< outer corners of the eyes
    std::array<float, 2> wanted{};     ///< strength of the crow's feet that the patient came for
    Middle mouth;
};

LineFrame lineFrame(const AppearanceInput& input) {
    constexpr float kFan_m = 0.045F; // a wrinkle marked nearer to the corner means its whole fan
    const PatientModel& patient = input.model;
    const sim::SimModel& model = *patient.model;
    LineFrame out{{middleOf(model, "orbit", false, false), middleOf(model, "orbit", true, false)},
                  {},
                  {},
                  middleOf(model, "vermilion", true, true)};
    for (const bool left : {false, true}) {
        const float side = left ? 1.0F : -1.0F;
        glm::vec3& corner = out.corner[left ? 1 : 0];
        corner = out.eye[left ? 1 : 0].place_m + glm::vec3(side * 0.015F, -0.006F, 0.0F);
        float farthest_m = 0.0F;
        for (const glm::vec3& place : patient.lashes.positions_m) {
            if (side * place.x > farthest_m) {
                farthest_m = side * place.x;
                corner = place;
            }
        }
        float& wanted = out.wanted[left ? 1 : 0];
        for (const LesionSpot& spot : patient.spots) {
            const Lesion& lesion = input.patient.lesions[spot.lesion];
            if (lesion.kind == LesionKind::Wrinkle &&
                glm::distance(spot.position_m, corner) < kFan_m) {
                wanted = std::max(wanted, lesion.strength);
            }
        }
    }
    return out;
}

/// Of the forehead, metres: a few folds that hang over the brows, finer lines between them.
float foreheadDepth_m(const glm::vec3& at, float wave, std::uint32_t seed) {
    const float up = -at.z + 1.4F * at.x * at.x + wave;
    return 0.00034F * furrows(up, {0.0085F, kFold_m, 0.030F}, at, seed) +
           0.00014F * furrows(up + 0.4F * wave, {0.0037F, kLine_m, 0.014F}, at, seed + 5U);
}

/// About an eye, metres.
float eyeDepth_m(const LineFrame& frame, const SoftWeights::Channels& here, const glm::vec3& at,
                 float wave, float strength, std::uint32_t seed) {
    const std::size_t side = at.x > 0.0F ? 1 : 0;
    if (!frame.eye[side].found) {
        return 0.0F;
    }
    float depth_m = 0.0F;
    const glm::vec3 off = at - frame.corner[side];
    const float outward = (side == 1 ? off.x : -off.x) - off.y; // the skin turns back there
    const float across_m = std::sqrt(off.x * off.x + off.y * off.y);
    const float radius_m = std::sqrt(across_m * across_m + off.z * off.z);
    if (outward > 0.0F && radius_m < 0.05F) {
        const float bent_rad = 0.00035F * noiseAt(at, 0.006F, seed + 1U) / (radius_m + 0.002F);
        const float angle_rad =
            bent_rad + static_cast<float>(fixedAtan2(static_cast<double>(-off.z + 0.25F * wave),
                                                     static_cast<double>(across_m)));
        const float much = std::min(strength, 1.0F);
        const float thin = std::min(1.0F, here[kFanChannel] + 0.8F * here[kLidChannel]) *
                           smoothRamp(0.0F, 0.003F, outward);
        depth_m +=
            thin * (0.00026F * spokes(radius_m, angle_rad, {0.19F, kLine_m, 0.0035F, 0.010F}, much,
                                      seed + 10U) +
                    0.00013F * spokes(radius_m, angle_rad, {0.105F, kFinest_m, 0.006F, 0.005F},
                                      much, seed + 20U));
    }
    if (here[kLidChannel] > 0.02F) { // under the eye, around it
        const glm::vec3 away = at - frame.eye[side].place_m;
        depth_m += 0.00007F * here[kLidChannel] * smoothRamp(0.0F, 0.006F, away.z) *
                   furrows(glm::length(away) + wave, {0.0023F, kLine_m, 0.010F}, at, seed + 30U);
    }
    return depth_m;
}

/// Of the lips' skin, metres: lines that leave the mouth.
float lipDepth_m(const glm::vec3& mouth_m, const glm::vec3& at, float wave, std::uint32_t seed) {
    const float off_m = mouth_m.z - at.z;
    const float along = (at.x - mouth_m.x) * (1.0F - 9.0F * std::fabs(off_m)) + 0.3F * wave;
    const auto reaching = [&](float least_m) {
        const float end_m = least_m * (1.0F + 0.4F * noiseAt(at, 0.005F, seed + 1U));
        return smoothRamp(end_m + 0.004F, end_m - 0.003F, std::fabs(off_m));
    };
    return 0.00021F * reaching(0.017F) * furrows(along, {0.0036F, kLine_m, 0.012F}, at, seed) +
           0.00011F * reaching(0.013F) *
               furrows(along, {0.0017F, kFinest_m, 0.007F}, at, seed + 5U);
}

/// How lined a place is: by age, and by what the patient came for.
struct Lined {
    float byAge = 0.0F, wanted = 0.0F;
};

float strengthOf(float byAge, float wanted) {
    return std::min(byAge + wanted, 1.6F);
}

/// Share of the depth: weak lines are fine rather than faint.
float depthShare(float strength) {
    return strength / (0.45F + 0.55F * strength);
}

/// Depth of all furrows at a place, metres.
float furrowDepth_m(const LineFrame& frame, const SoftWeights::Channels& here, const glm::vec3& at,
                    const Lined& lined, std::uint32_t seed) {
    const float share = depthShare(strengthOf(lined.byAge, lined.wanted));
    const float wave =
        0.0022F * noiseAt(at, 0.022F, seed) + 0.0006F * noiseAt(at, 0.006F, seed + 1U);
    float depth_m = 0.0F;
    if (here[kAcrossChannel] > 0.02F) {
        depth_m += here[kAcrossChannel] * foreheadDepth_m(at, wave, seed + 20U);
    }
    if (here[kFrownChannel] > 0.02F) {
        depth_m += 0.00026F * here[kFrownChannel] *
                   furrows(at.x + 0.0045F + wave, {0.009F, kFold_m, 0.02F}, at, seed + 30U);
    }
    float eye_m = 0.0F;
    if (here[kFanChannel] + here[kLidChannel] > 0.02F) {
        const float wanted = std::max(lined.wanted, frame.wanted[at.x > 0.0F ? 1 : 0]);
        const float strength = strengthOf(lined.byAge, wanted);
        eye_m = depthShare(strength) * eyeDepth_m(frame, here, at, wave, strength, seed + 40U);
    }
    if (frame.mouth.found && here[kLipChannel] > 0.02F) {
        depth_m += here[kLipChannel] * lipDepth_m(frame.mouth.place_m, at, wave, seed + 80U);
    }
    if (here[kRingChannel] > 0.02F) {
        depth_m += 0.00036F * here[kRingChannel] *
                   furrows(at.z + 1.5F * wave, {0.023F, kCrease_m, 0.08F}, at, seed + 90U);
    }
    // a net of finest lines lies over all thin skin
    const float net = std::fabs(noiseAt(at * glm::vec3(1.0F, 1.0F, 1.6F), 0.0031F, seed + 100U));
    const float fine = 0.3F * here[kFanChannel] + here[kLidChannel] + 0.5F * here[kLipChannel] +
                       0.3F * here[kRingChannel];
    depth_m += 0.000025F * fine * (1.0F - smoothRamp(0.0F, 0.30F, net));
    return depth_m * share + eye_m;
}

} // namespace

void paintLines(const AppearanceInput& input, const SoftWeights& soft, AppearanceCanvas& canvas) {
    const sim::SimModel& model = *input.model.model;
    const LineFrame frame = lineFrame(input);
    // hardly a line at 20, all of them at 75
    const float byAge =
        std::clamp(static_cast<float>(input.patient.age_y - 22) / 53.0F, 0.0F, 1.0F);
    shareLoop(sim::cellCount(model.cells), [&](std::size_t first, std::size_t last) {
        for (std::size_t cell = first; cell < last; ++cell) {
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
            const Lined lines{0.06F + 0.94F * byAge * byAge, wantedAt(input, at)};
            canvas.height_m[cell] -= furrowDepth_m(frame, here, at, lines, input.seed + kLineSeed);
        }
    });
}

} // namespace stipple::scene
