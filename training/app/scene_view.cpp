#include "training/app/scene_view.h"

#include "engine/sim/roller_needles.h"
#include "engine/sim/skin_pull.h"
#include "training/app/orbit_moves.h"

#include <glm/trigonometric.hpp>

#include <algorithm>
#include <cmath>

namespace stipple::app {

namespace {

// along the ramp: 0 nothing, kThin what the protocol wants at least, kOver what it allows at most
constexpr float kThin = 0.5f;
constexpr float kOver = 0.8f;

float rampPlace(float value, float low, float high) {
    if (value <= 0.0f) {
        return -1.0f;
    }
    if (value < low) {
        return kThin * value / low;
    }
    if (value <= high) {
        return kThin + (kOver - kThin) * (value - low) / std::max(high - low, 1e-6f);
    }
    return std::min(1.0f, kOver + (1.0f - kOver) * (value - high) / std::max(high, 1e-6f));
}

float blockValue(const training_ui::CoverageView& view, const training_ui::CoverageBlock& block,
                 training_ui::MapMode mode) {
    const training_ui::CoverageZone& zone = view.zones[block.zone];
    switch (mode) {
    case training_ui::MapMode::Passes:
        return rampPlace(block.passes, zone.passesLow, zone.passesHigh);
    case training_ui::MapMode::Depth:
        return rampPlace(block.depth_mm, zone.depthLow_mm, zone.depthHigh_mm);
    case training_ui::MapMode::Density:
        // no protocol limits the density: the ramp ends at the density of many slow passes
        return block.density_perCm2 <= 0.0f ? -1.0f
                                            : std::min(0.79f, block.density_perCm2 / 6000.0f);
    case training_ui::MapMode::Off:
        break;
    }
    return -1.0f;
}

} // namespace

namespace {

void addPatches(const scene::PadScene& pad, render::StaticScene& out) {
    for (const scene::PadPatch& patch : pad.patches) {
        const glm::vec2 low = (patch.centre_m - 0.5f * patch.size_m) / pad.size_m + 0.5f;
        const glm::vec2 high = (patch.centre_m + 0.5f * patch.size_m) / pad.size_m + 0.5f;
        out.patches.push_back({.uvLow = low, .uvHigh = high, .label = patch.label});
    }
}

Status addPerson(const Exercise& exercise, ShownScene& out) {
    const PatientScene& scene = *exercise.patient;
    auto painted = scene::paintAppearance(scene.patient, scene.built, scene.anatomy, *scene.part);
    if (!painted) {
        return fail("{}: {}", exercise.sceneId, painted.error().text);
    }
    out.appearance = std::move(painted).value();
    out.person = {.pigment = out.appearance.pigment, .relief = out.appearance.relief};
    const auto drawn = [](const sim::SkinMesh& mesh) {
        return mesh.triangles.empty() ? nullptr : &mesh;
    };
    out.person.fineSkin = drawn(scene.built.fineSkin);
    out.person.eyes = drawn(scene.built.eyes);
    out.person.lashes = drawn(scene.built.lashes);
    out.fixed.person = &out.person;
    return Done{};
}

} // namespace

Result<std::unique_ptr<ShownScene>> showScene(const Exercise& exercise) {
    auto out = std::make_unique<ShownScene>();
    out->fixed.mesh = &exercise.model->mesh;
    out->fixed.cells = &exercise.model->cells;
    if (exercise.pad) {
        addPatches(*exercise.pad, out->fixed);
    }
    if (exercise.patient) {
        if (Status added = addPerson(exercise, *out); !added) {
            return added.error();
        }
    }
    for (const scene::RoomLight& light : exercise.lights) {
        if (light.kind == "key") {
            out->fixed.key = {light.direction, light.radiance};
        } else if (light.kind == "fill") {
            out->fixed.fill = {light.direction, light.radiance};
        } else {
            out->fixed.room = light.radiance;
        }
    }
    return out;
}

render::PenLook penLookOf(const sim::PenDevice& device) {
    return {.needles_m = device.needles_m,
            .plateRadius_m = device.plateRadius_m,
            .needleDiameter_m = device.needleDiameter_m,
            .needleOut_m = device.kind == sim::DeviceKind::Roller ? device.needleLength_m : 0.0f,
            .drumRadius_m = device.drumRadius_m,
            .drumWidth_m = device.drumWidth_m};
}

render::RenderScene renderScene(const Moment& moment, const render::SkinOverlay& overlay) {
    const attempt::Attempt& attempt = moment.attempt;
    const auto& pens = moment.exercise.model->pens;
    const sim::PenSample& sample = attempt.lastSample();
    const sim::PenDevice& device = pens[std::min<std::size_t>(sample.pen, pens.size() - 1)];
    const sim::PenContact& contact = attempt.lastReport().contact;
    render::RenderScene out;
    out.skin = &attempt.state().skin;
    out.pen = attempt.state().pen;
    out.penLook = penLookOf(device);
    out.penLook.needleOut_m = needleOut_m(moment);
    out.penLook.motor = sample.strokeRate_dHz != 0;
    const sim::BentNeedle bent = sim::bentNeedle(attempt.state().cartridge, device);
    out.penLook.bent = {bent.number, bent.aside_m, bent.higher_m};
    out.penLook.visible = out.pen.tracked;
    if (device.kind == sim::DeviceKind::Roller) {
        constexpr double kTurn = 6.28318530717958648;
        out.penLook.drumAngle_rad = static_cast<float>(
            std::remainder(sim::drumAngle_rad(device, attempt.state().roll), kTurn));
    }
    if (contact.touching) {
        out.dent = {.centre_m = contact.point_m,
                    .normal = contact.normal,
                    .depth_m = contact.indentation_m,
                    .radius_m = device.plateRadius_m};
    }
    if (contact.nearSkin && !contact.touching && out.pen.tracked) {
        out.landing = {.centre_m = contact.point_m,
                       .normal = contact.normal,
                       .radius_m = device.plateRadius_m};
    }
    out.overlay = overlay;
    out.supportHand_pct = sample.stretch_pct;
    if (contact.nearSkin && sample.pull_deg != sim::kNoDirection) {
        out.supportPull = sim::wayAlong(sim::skinAxes(contact.normal), sample.pull_deg);
    }
    return out;
}

render::OrbitCamera startCamera(const Exercise& exercise) {
    const scene::CameraStart& start = exercise.camera;
    return {.target_m = start.target_m,
            .distance_m = start.distance_m,
            .azimuth_rad = glm::radians(start.azimuth_deg),
            .elevation_rad = glm::radians(start.elevation_deg),
            .fieldOfView_rad = glm::radians(start.fieldOfView_deg)};
}

render::OrbitCamera lessonCamera(const Exercise& exercise, const render::OrbitCamera& camera,
                                 const ui::Box& picture, const ui::Box& free) {
    if (!exercise.patient) {
        return camera;
    }
    constexpr float kMargin = 1.12f;
    constexpr std::size_t kEvery = 7; // of half a million cells enough to know the outline
    const sim::SkinCells& cells = exercise.model->cells;
    std::vector<glm::vec3> places_m;
    for (std::size_t i = 0; i < cells.zone.size(); i += kEvery) {
        if (lesson::targetOf(exercise.assignment, cells.zone[i]) != nullptr) {
            places_m.push_back(cells.position_m[i]);
        }
    }
    return fitted(camera, places_m, picture, free, kMargin, orbitLimits(*exercise.model, true));
}

render::OrbitCamera closeCamera(const Exercise& exercise, const glm::vec3& at_m) {
    render::OrbitCamera camera = startCamera(exercise);
    camera.target_m = at_m;
    camera.distance_m = 0.07f;
    camera.elevation_rad = glm::radians(35.0f);
    return camera;
}

void renewOverlay(const Moment& moment, training_ui::MapMode mode, OverlayField& field) {
    const scoring::CoverageGrid& grid = moment.attempt.rules().grid;
    const sim::SkinCells& cells = moment.exercise.model->cells;
    field.mode = mode;
    ++field.revision;
    field.value.assign(sim::cellCount(cells), -1.0f);
    if (mode == training_ui::MapMode::Off) {
        return;
    }
    const training_ui::CoverageView view = coverageView(moment, mode);
    std::vector<float> ofBlock(grid.scoreZone.size(), -1.0f);
    for (const training_ui::CoverageBlock& block : view.blocks) {
        ofBlock[block.block] = blockValue(view, block, mode);
    }
    for (std::uint32_t texel = 0; texel < field.value.size(); ++texel) {
        const std::uint32_t cell = sim::shownCell(cells, texel);
        const std::uint32_t fine = cell == sim::kNone ? sim::kNone : scoring::fineOf(grid, cell);
        if (fine != sim::kNone) {
            const std::uint32_t block = scoring::scoreOf(grid, fine);
            // a block of a person holds skin of one zone; what is left at its rim stays bare
            if (block != sim::kNone && (grid.raster || cells.zone[cell] == grid.scoreZone[block])) {
                field.value[texel] = ofBlock[block];
            }
        }
    }
}

render::SkinOverlay overlayOf(const OverlayField& field) {
    if (field.mode == training_ui::MapMode::Off || field.value.empty()) {
        return {};
    }
    return {.value = field.value, .thin = kThin, .over = kOver, .revision = field.revision};
}

} // namespace stipple::app
