#include "training/app/exercise_loader.h"

#include "engine/base/fixed_math.h"
#include "engine/input/mouse_pen.h"
#include "engine/input/section_pass.h"
#include "engine/input/skin_patch.h"
#include "engine/sim/pen_contact.h"
#include "engine/sim/plate_model.h"
#include "engine/sim/roller_contact.h"
#include "training/app/expert_pull.h"
#include "training/app/expert_setting.h"

#include <glm/geometric.hpp>

#include <algorithm>
#include <map>
#include <optional>
#include <vector>

namespace stipple::app {

namespace {

// zone numbers are bytes
constexpr std::size_t kZones = 256;
// passes of a thorough operator: three directions; two on a section of which so much lies so near
// to a no-go, along whose border there is work besides
constexpr std::uint32_t kDirections = 3, kDirectionsAtBorder = 2;
constexpr float kBorderShare = 0.4f, kBorder_m = 0.006f;
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

/// What the lesson asks for on any patch of a zone; its place is still to be filled in.
input::WorkPatch askedOn(const Exercise& exercise, const lesson::ZoneTarget& target, bool hurry) {
    input::WorkPatch patch;
    patch.zone = target.id;
    const ExpertSetting setting = expertSetting(exercise, target, hurry);
    patch.pen = setting.pen;
    patch.needle_um = setting.needle_um;
    patch.strokeRate_dHz = setting.strokeRate_dHz;
    patch.pressShare = setting.pressShare;
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
            out[worked * kZones + there.zone] = goesTooDeep(exercise, there, patch.pen, dial_m);
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

/// Whether much of a section lies beside what must not be touched.
bool besideNoGo(const input::WorkPatch& patch) {
    constexpr float kStep_m = 0.001f;
    const glm::vec2 half_m = 0.5f * patch.size_m;
    int inside = 0, near = 0;
    for (float y = -half_m.y; y < half_m.y; y += kStep_m) {
        for (float x = -half_m.x; x < half_m.x; x += kStep_m) {
            if (patch.clearance_m({x, y}) > 0.0f) {
                ++inside;
                near += patch.noGo_m({x, y}) < kBorder_m ? 1 : 0;
            }
        }
    }
    return static_cast<float>(near) > kBorderShare * static_cast<float>(inside);
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
        patch.besideNoGo = besideNoGo(patch);
        if (!patch.stamping && patch.besideNoGo) {
            patch.passes = std::max(patch.passesLeast, std::min(patch.passes, kDirectionsAtBorder));
        }
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
