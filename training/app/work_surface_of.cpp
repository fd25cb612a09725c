#include "training/app/exercise_loader.h"

#include "engine/base/fixed_math.h"
#include "engine/input/mouse_pen.h"
#include "engine/input/section_pass.h"
#include "engine/input/skin_patch.h"
#include "engine/sim/needle_insertion.h"
#include "engine/sim/pen_contact.h"
#include "engine/sim/plate_model.h"
#include "engine/sim/roller_contact.h"
#include "training/app/expert_pull.h"

#include <glm/geometric.hpp>

#include <algorithm>
#include <map>
#include <optional>
#include <vector>

namespace stipple::app {

namespace {

// a hand's usual force, and its share where skin is thin over bone (clinical.md 5: light pressure)
constexpr float kUsual_N = 1.0f, kOverBone = 0.6f;
// zone numbers are bytes
constexpr std::size_t kZones = 256;
// passes of a thorough operator: three directions
constexpr std::uint32_t kDirections = 3;
// with a roller: four rounds of the star (clinical.md 4, S103: 15 passes for 250 holes per cm2)
constexpr std::uint32_t kRollerPasses = 16;

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

float pressShareOf(const Exercise& exercise, const lesson::ZoneTarget& target) {
    return exercise.model->zones[target.zone].tissue.boneMask ? kOverBone : 1.0f;
}

/// What a setting delivers in good hands, on the mean and with the worst of the dial's errors.
struct Delivery {
    float usual_m = 0.0f, deepest_m = 0.0f;
};

Delivery deliveryOf(const Exercise& exercise, const lesson::ZoneTarget& target, std::size_t pen,
                    float dial_m) {
    const sim::PenDevice& device = exercise.model->pens[pen];
    if (device.kind == sim::DeviceKind::Roller || device.strokeRates_dHz.empty()) {
        return {dial_m, dial_m}; // nothing to set
    }
    sim::HeldPen held{.pen = pen,
                      .zone = target.zone,
                      .set_m = dial_m,
                      .force_N = kUsual_N * pressShareOf(exercise, target),
                      .strain = exercise.model->needling.tautStrain,
                      .rate_dHz = static_cast<std::uint16_t>(10.0f * target.rateMax_Hz + 0.5f)};
    const float usual_m = sim::heldStroke(*exercise.model, held).delivered_m;
    held.dialError_m = device.dialTolerance_m;
    return {usual_m, sim::heldStroke(*exercise.model, held).deepest_m};
}

/// The dial step in the permitted range whose usual delivery comes nearest the target, or nothing
/// when the dial has no step there.
std::optional<std::uint16_t> suitableDial_um(const Exercise& exercise,
                                             const lesson::ZoneTarget& target, std::size_t number,
                                             bool careful) {
    const sim::PenDevice& pen = exercise.model->pens[number];
    std::optional<std::uint16_t> best;
    float bestError_m = 2.0f;
    const auto steps = static_cast<int>((pen.depthMax_m - pen.depthMin_m) / pen.depthStep_m + 0.5f);
    for (int i = 0; i <= steps; ++i) {
        const float dial_m = pen.depthMin_m + static_cast<float>(i) * pen.depthStep_m;
        const float most_m = std::min(target.depthMax_m, target.max_m);
        if (dial_m < target.depthMin_m - 1e-6f || dial_m > most_m + 1e-6f) {
            continue;
        }
        const Delivery delivery = deliveryOf(exercise, target, number, dial_m);
        const float miss_m = delivery.usual_m - target.target_m;
        // on a person a setting that may pass the zone's maximum is the last resort
        const bool risky = careful && delivery.deepest_m > target.max_m;
        const float error_m = (miss_m < 0.0f ? -miss_m : miss_m) + (risky ? 1.0f : 0.0f);
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
    if (pen.kind == sim::DeviceKind::Roller && target.rateMax_Hz <= 0.0f) {
        best = std::uint16_t{0};
    }
    for (const std::uint16_t rate_dHz : pen.strokeRates_dHz) {
        const float rate_Hz = 0.1f * static_cast<float>(rate_dHz);
        if (rate_Hz >= target.rateMin_Hz - 0.01f && rate_Hz <= target.rateMax_Hz + 0.01f) {
            best = rate_dHz;
        }
    }
    return best;
}

/// The first pen of the lesson that can do what the target asks; of several the one with the widest
/// lane when the time is short.
void choosePen(const Exercise& exercise, const lesson::ZoneTarget& target, bool hurry,
               input::WorkPatch& patch) {
    float circle_m = 0.0f;
    const std::vector<sim::PenDevice>& pens = exercise.model->pens;
    for (std::size_t i = 0; i < pens.size(); ++i) {
        const auto dial_um = suitableDial_um(exercise, target, i, exercise.patient.has_value());
        const auto rate_dHz = suitableRate_dHz(target, pens[i]);
        if (permitsCartridge(target, pens[i]) && dial_um && rate_dHz &&
            pens[i].needleCircle_m > circle_m) {
            circle_m = hurry ? pens[i].needleCircle_m : 1.0f;
            patch.pen = static_cast<std::uint8_t>(i);
            patch.needle_um = *dial_um;
            patch.strokeRate_dHz = *rate_dHz;
        }
    }
}

/// What the lesson asks for on any patch of a zone; its place is still to be filled in.
input::WorkPatch askedOn(const Exercise& exercise, const lesson::ZoneTarget& target, bool hurry) {
    input::WorkPatch patch;
    patch.zone = target.id;
    choosePen(exercise, target, hurry, patch);
    patch.needleMax_um = toMicrometres(target.max_m);
    patch.needleLow_um = toMicrometres(target.depthMin_m);
    patch.needleHigh_um = toMicrometres(std::min(target.depthMax_m, target.max_m));
    patch.rateLow_dHz = static_cast<std::uint16_t>(10.0f * target.rateMin_Hz + 0.5f);
    patch.rateHigh_dHz = static_cast<std::uint16_t>(10.0f * target.rateMax_Hz + 0.5f);
    // stamps overlap: a round of them is nearly a pass and a half
    patch.passes = target.stamping ? target.passesMin
                                   : std::clamp(kDirections, target.passesMin, target.passesMax);
    if (exercise.model->pens[patch.pen].kind == sim::DeviceKind::Roller) {
        patch.passes = std::clamp(kRollerPasses, target.passesMin, target.passesMax);
    }
    patch.passesLeast = target.passesMin;
    patch.stamping = target.stamping;
    patch.pressShare = pressShareOf(exercise, target);
    return patch;
}

/// What is asked on each zone of the lesson, by the zone's number.
std::map<std::uint8_t, input::WorkPatch> askedOnZones(const Exercise& exercise, bool hurry) {
    std::map<std::uint8_t, input::WorkPatch> asked;
    for (const lesson::ZoneTarget& target : exercise.assignment.targets) {
        asked.emplace(target.zone, askedOn(exercise, target, hurry));
    }
    return asked;
}

/// Per pair of zones, [worked * kZones + other]: whether the worst stroke with the setting of the
/// one would go deeper than the other allows.
std::vector<bool> tooThinBeside(const Exercise& exercise,
                                const std::map<std::uint8_t, input::WorkPatch>& asked) {
    std::vector<bool> out(kZones * kZones, false);
    for (const auto& [worked, patch] : asked) {
        const float dial_m = 1e-6f * static_cast<float>(patch.needle_um);
        for (const lesson::ZoneTarget& there : exercise.assignment.targets) {
            out[worked * kZones + there.zone] =
                deliveryOf(exercise, there, patch.pen, dial_m).deepest_m > there.max_m;
        }
    }
    return out;
}

/// The marked patches of the pad with the lesson's zones, in the lesson's order.
std::vector<input::WorkPatch> padPatches(const Exercise& exercise) {
    std::vector<input::WorkPatch> patches;
    for (const lesson::ZoneTarget& target : exercise.assignment.targets) {
        input::WorkPatch patch = askedOn(exercise, target, false);
        for (const scene::PadPatch& marked : exercise.pad->patches) {
            if (marked.zone == target.id) {
                patch.size_m = marked.size_m;
                patch.at = [&pad = *exercise.pad, centre_m = marked.centre_m](glm::vec2 uv_m) {
                    return pointOf(pad, centre_m + uv_m);
                };
            }
        }
        patches.push_back(std::move(patch));
    }
    return patches;
}

/// Sections of 4 x 5 cm, or larger ones, with longer lines, where the time is short for the area.
input::SectionSizes sizesFor(const Exercise& exercise, const std::vector<std::uint8_t>& zones) {
    // a calm glide of 2 cm/s in lanes of 4 mm, a third of the time between the lines
    constexpr float kCalm_m2PerS = 0.02f * 0.004f * 0.67f;
    const sim::SkinCells& cells = exercise.model->cells;
    float worked_m2 = 0.0f; // every pass counts
    for (std::uint32_t cell = 0; cell < cells.zone.size(); ++cell) {
        if (std::find(zones.begin(), zones.end(), cells.zone[cell]) != zones.end()) {
            const float area_m2 = cells.areas_m2.empty() ? cells.area_m2 : cells.areas_m2[cell];
            worked_m2 += kDirections * area_m2;
        }
    }
    const auto limit_s = static_cast<float>(exercise.assignment.lesson.timeLimit_s);
    if (limit_s <= 0.0f || worked_m2 < kCalm_m2PerS * limit_s) {
        return {};
    }
    return {.most_m = 0.085f, .wanted_m = 0.07f};
}

/// The sections of the lesson's zones on a person, in the lesson's order, the right side first.
std::vector<input::WorkPatch> sectionPatches(const Exercise& exercise) {
    std::vector<std::uint8_t> zones;
    for (const lesson::ZoneTarget& target : exercise.assignment.targets) {
        zones.push_back(target.zone);
    }
    const input::SectionSizes sizes = sizesFor(exercise, zones);
    const bool hurry = sizes.most_m > input::SectionSizes{}.most_m;
    const std::map<std::uint8_t, input::WorkPatch> asked = askedOnZones(exercise, hurry);
    const std::vector<bool> tooThin = tooThinBeside(exercise, asked);
    const auto avoids = [&exercise, &tooThin](std::uint8_t worked, std::uint8_t other) {
        return exercise.model->zones[other].noGo ||
               (worked != other && tooThin[worked * kZones + other]);
    };
    std::vector<input::WorkPatch> patches;
    for (const input::SkinPatchOfZone& section :
         input::skinPatchesOf(*exercise.model, zones, avoids, sizes)) {
        input::WorkPatch patch = asked.at(section.zone);
        const std::shared_ptr<const input::SkinPatch> skin = section.patch;
        patch.size_m = skin->size_m();
        patch.at = [skin](glm::vec2 uv_m) { return skin->at(uv_m); };
        patch.clearance_m = [skin](glm::vec2 uv_m) { return skin->clearance_m(uv_m); };
        patch.noGo_m = [skin](glm::vec2 uv_m) { return skin->noGo_m(uv_m); };
        patch.orbit_m = [skin](glm::vec2 uv_m) { return skin->orbit_m(uv_m); };
        patches.push_back(std::move(patch));
    }
    return patches;
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

std::uint32_t cellOnPad(const Exercise& exercise, const glm::vec3& place_m) {
    const glm::vec2 size_m = exercise.pad->size_m;
    const glm::vec2 uv{place_m.x / size_m.x + 0.5f, place_m.z / size_m.y + 0.5f};
    return sim::cellAt(exercise.model->cells, uv);
}

/// The cell nearest to a place on a person.
std::optional<std::uint32_t> cellNear(const sim::SimModel& model, const glm::vec3& place_m) {
    std::vector<std::uint32_t> near;
    sim::cellsWithin(model.cells, model.grid, place_m, 0.0015f, near);
    std::optional<std::uint32_t> best;
    float least_m2 = 1.0f;
    for (const std::uint32_t cell : near) {
        const glm::vec3 away = model.cells.position_m[cell] - place_m;
        if (glm::dot(away, away) < least_m2) {
            least_m2 = glm::dot(away, away);
            best = cell;
        }
    }
    return best;
}

/// How high the plate's centre stands when it presses with `force_N` on skin of a curvature.
float seat_m(const sim::SimModel& model, std::uint32_t cell, const sim::PenDevice& device,
             float curvature_perM, float force_N, float tilt_rad) {
    const auto sinTilt = static_cast<float>(fixedSin(static_cast<double>(tilt_rad)));
    // skin held taut, as by whoever works with two hands; on slack skin the pen sinks in as far
    // with less force
    const sim::SkinPull pull{static_cast<float>(input::kStretchHand_pct) * 0.01f,
                             expertPull_deg(model, cell)};
    if (device.kind == sim::DeviceKind::Roller) {
        return sim::rollerGapForForce_m(
            model, device, cell,
            {.sinTilt = sinTilt, .curvature_perM = curvature_perM, .pull = pull}, force_N);
    }
    return sim::gapForForce_m(model, device, cell, sinTilt, curvature_perM, force_N, pull);
}

float seatOnPad_m(const Exercise& exercise, const glm::vec3& place_m, std::uint8_t pen,
                  float force_N, float tilt_rad) {
    return seat_m(*exercise.model, cellOnPad(exercise, place_m), exercise.model->pens[pen], 0.0f,
                  force_N, tilt_rad);
}

/// The same on a person, whose skin is curved.
float seatOnPerson_m(const sim::SimModel& model, const glm::vec3& place_m, std::uint8_t pen,
                     float force_N, float tilt_rad) {
    const std::optional<std::uint32_t> cell = cellNear(model, place_m);
    if (!cell) {
        return 0.0f;
    }
    const sim::PenDevice& device = model.pens[pen];
    const sim::PenPose upright{.tip_m = place_m,
                               .orientation = sim::orientationAlong(model.cells.normal[*cell]),
                               .shaft = model.cells.normal[*cell],
                               .tracked = true};
    const sim::PenContact contact = sim::contactOf(model, device, upright, sim::kNone);
    return seat_m(model, *cell, device, contact.curvature_perM, force_N, tilt_rad);
}

/// How far skin reaches out beyond a place along a direction.
float reach_m(const sim::SimModel& model, const glm::vec3& place_m, const glm::vec3& out) {
    constexpr float kFarthest_m = 0.35f;
    const auto hit = model.collider.cast(place_m + out * kFarthest_m, -out, kFarthest_m);
    return hit ? kFarthest_m - hit->distance_m : 0.0f;
}

input::WorkPen penOf(const sim::PenDevice& pen) {
    return {.needleCircle_m = pen.needleCircle_m,
            .dialStep_um = toMicrometres(pen.depthStep_m),
            .dialMin_um = toMicrometres(pen.depthMin_m),
            .dialMax_um = toMicrometres(std::min(pen.depthMax_m, pen.needleLength_m)),
            .strokeRates_dHz = pen.strokeRates_dHz,
            .roller = pen.kind == sim::DeviceKind::Roller};
}

} // namespace

input::WorkSurface workSurfaceOf(const Exercise& exercise) {
    input::WorkSurface surface;
    surface.patches = exercise.pad ? padPatches(exercise) : sectionPatches(exercise);
    for (input::WorkPatch& patch : surface.patches) {
        const glm::vec3 heart_m = patch.at(input::heartOf(patch)).position_m;
        const std::optional<std::uint32_t> cell =
            exercise.pad ? cellOnPad(exercise, heart_m) : cellNear(*exercise.model, heart_m);
        patch.pull_deg = cell ? expertPull_deg(*exercise.model, *cell) : std::uint8_t{0};
    }
    for (const sim::PenDevice& pen : exercise.model->pens) {
        surface.pens.push_back(penOf(pen));
    }
    surface.unsuitablePen = unsuitablePen(exercise);
    if (exercise.pad) {
        surface.seatHeight_m = [&exercise](const glm::vec3& place_m, std::uint8_t pen,
                                           float force_N, float tilt_rad) {
            return seatOnPad_m(exercise, place_m, pen, force_N, tilt_rad);
        };
    } else {
        const sim::SimModel& model = *exercise.model;
        surface.seatHeight_m = [&model](const glm::vec3& place_m, std::uint8_t pen, float force_N,
                                        float tilt_rad) {
            return seatOnPerson_m(model, place_m, pen, force_N, tilt_rad);
        };
        surface.reach_m = [&model](const glm::vec3& place_m, const glm::vec3& out) {
            return reach_m(model, place_m, out);
        };
        surface.gelRadius_m = model.needling.gelRadius_m;
    }
    const auto& cartridge = exercise.assignment.lesson.cartridge;
    surface.badCartridge = cartridge && cartridge->origin != sim::CartridgeOrigin::Sealed;
    surface.timeLimit_s = static_cast<float>(exercise.assignment.lesson.timeLimit_s);
    return surface;
}

} // namespace stipple::app
