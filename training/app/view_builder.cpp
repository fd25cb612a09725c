#include "training/app/view_builder.h"

#include "engine/sim/roller_geometry.h"
#include "engine/sim/skin_pull.h"
#include "training/lesson/conditions.h"

#include <algorithm>
#include <cmath>
#include <optional>

namespace stipple::app {

namespace {

constexpr float kMetre_mm = 1000.0f;
constexpr float kDegrees = 57.29578f;

glm::vec3 placeOf(const sim::SkinMesh& mesh, const sim::Puncture& puncture) {
    const auto& corner = mesh.triangles[puncture.triangle];
    const glm::vec2 weight = puncture.barycentric;
    return mesh.positions_m[corner[0]] * (1.0f - weight.x - weight.y) +
           mesh.positions_m[corner[1]] * weight.x + mesh.positions_m[corner[2]] * weight.y;
}

const char* baseName(sim::BaseKind base) {
    switch (base) {
    case sim::BaseKind::Bone:
        return "Bone";
    case sim::BaseKind::Cartilage:
        return "Cartilage";
    case sim::BaseKind::Muscle:
        return "Muscle";
    case sim::BaseKind::Teeth:
        return "Teeth";
    case sim::BaseKind::Globe:
        break;
    }
    return "Globe of the eye";
}

// the direction of the section in the skin: where the shaft leans to, else the pen's own x
glm::vec3 sectionAxis(const sim::PenPose& pen, const glm::vec3& normal) {
    const glm::vec3 lean = pen.shaft - normal * glm::dot(pen.shaft, normal);
    if (glm::length(lean) > 0.02f) {
        return glm::normalize(lean);
    }
    const glm::vec3 x = pen.orientation * glm::vec3(1.0f, 0.0f, 0.0f);
    const glm::vec3 flat = x - normal * glm::dot(x, normal);
    return glm::length(flat) > 0.1f ? glm::normalize(flat) : glm::vec3(1.0f, 0.0f, 0.0f);
}

void addChannels(const Moment& moment, const glm::vec3& axis, training_ui::SectionView& view) {
    constexpr float kSlice_m = 0.0006f;
    constexpr std::uint32_t kMemory = 2 * kTickRate_Hz;
    const sim::SimState& state = moment.attempt.state();
    const sim::SkinMesh& mesh = moment.exercise.model->mesh;
    const glm::vec3 across = glm::cross(axis, moment.attempt.lastReport().contact.normal);
    float depthSum = 0.0f;
    std::uint32_t counted = 0;
    for (auto it = state.skin.log.rbegin(); it != state.skin.log.rend(); ++it) {
        const std::uint32_t age = state.tick - it->tick;
        if (age > kMemory || view.channels.size() >= 160) {
            break;
        }
        const glm::vec3 from = placeOf(mesh, *it) - state.pen.tip_m;
        if (age < kTickRate_Hz / 4) {
            depthSum += it->depth_m;
            ++counted;
        }
        const float offset_mm = glm::dot(from, axis) * kMetre_mm;
        if (std::abs(glm::dot(from, across)) < kSlice_m && std::abs(offset_mm) < 12.0f) {
            view.channels.push_back({.offset_mm = offset_mm,
                                     .depth_mm = it->depth_m * kMetre_mm,
                                     .tilt_deg = it->tilt_rad * kDegrees,
                                     .age_s = static_cast<float>(age) * kTick_s,
                                     .bleeds = it->bleeds != 0});
        }
    }
    view.reached_mm = counted != 0 ? depthSum / static_cast<float>(counted) * kMetre_mm : 0.0f;
}

/// What the plate and the needles do to the skin besides their depth.
void addSkin(const Moment& moment, const glm::vec3& axis, training_ui::SectionView& view) {
    const sim::StepReport& report = moment.attempt.lastReport();
    if (report.contact.touching) {
        // where fibres lock, the linear law has ended: beyond, only that it is more is true
        const sim::SimModel& model = *moment.exercise.model;
        view.lockingStretch_pct = 100.0f * sim::tissueAt(model, report.contact.cell).lockingStrain;
        view.rimStretch_pct = 100.0f * report.stretch.most;
    }
    view.fold_mm = report.fold_m * kMetre_mm;
    view.foldRight = glm::dot(moment.attempt.state().drawn.now_m, axis) >= 0.0f;
    view.lift_mm = report.terms.lift_m * kMetre_mm;
}

void addTarget(const Moment& moment, std::uint8_t zone, training_ui::SectionView& view) {
    const lesson::Assignment& assignment = moment.exercise.assignment;
    const lesson::ZoneTarget* target = lesson::targetOf(assignment, zone);
    view.showTarget = assignment.lesson.assistance == lesson::Assistance::Full;
    if (target != nullptr) {
        view.targetLow_mm = target->depthMin_m * kMetre_mm;
        view.targetHigh_mm = target->depthMax_m * kMetre_mm;
        view.limit_mm = target->max_m * kMetre_mm;
    }
}

const sim::PenDevice& deviceOf(const Moment& moment) {
    const auto& pens = moment.exercise.model->pens;
    return pens[std::min<std::size_t>(moment.attempt.lastSample().pen, pens.size() - 1)];
}

float medianOf(std::vector<float> values) {
    if (values.empty()) {
        return 0.0f;
    }
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

training_ui::ZoneProgress progressOf(const Moment& moment, const lesson::ZoneTarget& target) {
    const scoring::CoverageGrid& grid = moment.attempt.rules().grid;
    const std::vector<float>& passes = moment.attempt.scoreState().passes;
    std::vector<float> inZone;
    float done = 0.0f;
    for (std::size_t block = 0; block < grid.scoreZone.size(); ++block) {
        if (grid.scoreZone[block] == target.zone) {
            inZone.push_back(passes[block]);
            done += passes[block] >= static_cast<float>(target.passesMin) ? 1.0f : 0.0f;
        }
    }
    const float share = inZone.empty() ? 0.0f : done / static_cast<float>(inZone.size());
    return {.label = target.label,
            .passesMedian = medianOf(std::move(inZone)),
            .passesMin = target.passesMin,
            .passesMax = target.passesMax,
            .done_pct = 100.0f * share,
            .active = moment.attempt.lastReport().contact.nearSkin &&
                      moment.attempt.lastReport().contact.zone == target.zone};
}

training_ui::ZoneBand bandOf(const Moment& moment, std::uint8_t zone) {
    const lesson::ZoneTarget* target = lesson::targetOf(moment.exercise.assignment, zone);
    if (target == nullptr) {
        const sim::SkinZone& other = moment.exercise.model->zones[zone];
        return {.label = other.label,
                .inLesson = false,
                .noGo = other.noGo,
                .maxBecause = {},
                .endpoint = {},
                .caution = other.reason};
    }
    return {.label = target->label,
            .stamping = target->stamping,
            .dialMin_mm = target->depthMin_m * kMetre_mm,
            .dialMax_mm = target->depthMax_m * kMetre_mm,
            .target_mm = target->target_m * kMetre_mm,
            .max_mm = target->max_m * kMetre_mm,
            .maxBecause = target->maxBecause,
            .rateMin_Hz = target->rateMin_Hz,
            .rateMax_Hz = target->rateMax_Hz,
            .needlesMin = target->needlesMin,
            .needlesMax = target->needlesMax,
            .endpoint = target->endpoint,
            .caution = target->caution};
}

// the no-go area nearest to the pen, within reach of a careless move
void addNoGo(const Moment& moment, training_ui::LiveView& view) {
    constexpr float kReach_m = 0.006f;
    const sim::SimModel& model = *moment.exercise.model;
    const sim::PenContact& contact = moment.attempt.lastReport().contact;
    std::vector<std::uint32_t> near;
    sim::cellsWithin(model.cells, model.grid, contact.point_m, kReach_m, near);
    float nearest_m = kReach_m;
    for (const std::uint32_t cell : near) {
        const std::uint8_t zone = model.cells.zone[cell];
        const float away_m = glm::length(model.cells.position_m[cell] - contact.point_m);
        if (zone < model.zones.size() && model.zones[zone].noGo && away_m < nearest_m) {
            nearest_m = away_m;
            view.noGoNear = model.zones[zone].label;
            view.noGoWhy = model.zones[zone].reason;
        }
    }
}

/// Standard uncertainty of a depth here, with a pen held as taught; outside the lesson's zones that
/// of the zone where least is known.
float depthSigma_m(const Moment& moment, std::uint8_t zone) {
    const scoring::ScoreRules& rules = moment.attempt.rules();
    const std::vector<float>& doubts_m = rules.doubts.depth_m;
    const std::uint8_t target = rules.targetOfZone[zone];
    float half_m = 0.0f; // of a 95 % interval: two standard uncertainties
    for (std::size_t k = 0; k < doubts_m.size(); ++k) {
        half_m =
            target == scoring::kNoTarget || target == k ? std::max(half_m, doubts_m[k]) : half_m;
    }
    return 0.5f * half_m;
}

} // namespace

float needleOut_m(const Moment& moment) {
    const sim::PenSample& sample = moment.attempt.lastSample();
    const float set_m = static_cast<float>(sample.needle_um) * 1e-6f;
    if (deviceOf(moment).kind == sim::DeviceKind::Roller) {
        return set_m; // they stand out for good
    }
    if (sample.strokeRate_dHz == 0) {
        return 0.0f;
    }
    if ((moment.attempt.lastReport().notes & sim::kStalled) != 0) {
        return set_m; // they rest in the skin
    }
    const double turns = moment.wall_s * sample.strokeRate_dHz / 10.0;
    const double angle = 2.0 * 3.14159265358979 * (turns - std::floor(turns));
    const float half_m = 0.5f * deviceOf(moment).stroke_m;
    return std::max(0.0f, set_m - half_m * (1.0f - static_cast<float>(std::cos(angle))));
}

training_ui::SectionView sectionView(const Moment& moment) {
    const sim::PenContact& contact = moment.attempt.lastReport().contact;
    const sim::SimModel& model = *moment.exercise.model;
    training_ui::SectionView view;
    view.overSkin = contact.nearSkin;
    if (!contact.nearSkin) {
        return view;
    }
    const bool inZone = contact.zone < model.zones.size();
    const sim::SkinZone& zone = model.zones[inZone ? contact.zone : 0];
    view.zoneLabel = inZone ? zone.label : "Unmarked";
    // as thick as it is at this place
    const sim::TissueStack tissue = sim::tissueAt(model, contact.cell);
    for (std::size_t layer = 0; layer < training_ui::kSectionLayers; ++layer) {
        view.layer_mm.at(layer) = tissue.layers.at(layer).thickness_m * kMetre_mm;
    }
    view.baseLabel = baseName(zone.tissue.base);
    view.baseIsHard =
        zone.tissue.base != sim::BaseKind::Muscle && zone.tissue.base != sim::BaseKind::Globe;

    const sim::PenDevice& device = deviceOf(moment);
    const sim::PenPose& pen = moment.attempt.state().pen;
    const glm::vec3 axis = sectionAxis(pen, contact.normal);
    const bool roller = device.kind == sim::DeviceKind::Roller;
    view.plateRadius_mm =
        roller ? 0.5f * device.drumWidth_m * kMetre_mm : device.plateRadius_m * kMetre_mm;
    view.gap_mm = contact.gap_m * kMetre_mm;
    view.indentation_mm = contact.indentation_m * kMetre_mm;
    view.tilt_deg = contact.tilt_rad * kDegrees;
    const sim::BentNeedle bent = sim::bentNeedle(moment.attempt.state().cartridge, device);
    // of a roller the row at the bottom
    const std::size_t shown = roller ? sim::needlesPerRow(device) : device.needles_m.size();
    for (std::size_t k = 0; k < shown; ++k) {
        glm::vec2 place_m = roller ? glm::vec2(device.needles_m[k].x, 0.0f) : device.needles_m[k];
        if (k == bent.number) {
            place_m += bent.aside_m;
        }
        const glm::vec3 offset = pen.orientation * glm::vec3(place_m, 0.0f);
        view.needles_mm.push_back(glm::dot(offset, axis) * kMetre_mm);
    }
    view.needleOut_mm = needleOut_m(moment) * kMetre_mm;
    view.needleSet_mm = static_cast<float>(moment.attempt.lastSample().needle_um) / kMetre_mm;
    view.needleDiameter_mm = device.needleDiameter_m * kMetre_mm;
    view.motor = sim::needlesWork(device, moment.attempt.lastSample().strokeRate_dHz);
    view.setRate_Hz = static_cast<float>(moment.attempt.lastSample().strokeRate_dHz) * 0.1f;
    view.rate_Hz = static_cast<float>(moment.attempt.lastReport().strokeRate_dHz) * 0.1f;
    addSkin(moment, axis, view);
    addChannels(moment, axis, view);
    view.reachedSigma_mm =
        view.reached_mm > 0.0f ? depthSigma_m(moment, contact.zone) * kMetre_mm : 0.0f;
    addTarget(moment, contact.zone, view);
    return view;
}

namespace {

/// What the rubric permits at the dial that is set.
training_ui::HandlingLimits limitsFor(const lesson::Rubric& rubric, const sim::PenSample& sample) {
    return {.tilt_deg = tiltLimit_deg(rubric, static_cast<float>(sample.needle_um) * 1e-6f),
            .glideMin_mmps = static_cast<float>(rubric.glideMin_mps) * kMetre_mm,
            .glideMax_mmps = static_cast<float>(rubric.glideMax_mps) * kMetre_mm,
            .forceMin_N = static_cast<float>(rubric.forceMin_N),
            .forceMax_N = static_cast<float>(rubric.forceMax_N),
            .stretchMin_pct = static_cast<float>(rubric.strainMin_pct),
            .slipIndexMax = static_cast<float>(rubric.slipIndexMax)};
}

/// What there is to know of the cartridge and of the motor under the press of the plate.
void tellCartridge(const Moment& moment, training_ui::LiveView& view) {
    const lesson::Lesson& lesson = moment.exercise.assignment.lesson;
    if (lesson.cartridge) {
        const sim::CartridgeState& cartridge = moment.attempt.state().cartridge;
        view.cartridgeFresh = sim::isFresh(cartridge);
        // in an examination what the eye sees, not what it means
        view.cartridge = lesson.mode == lesson::Mode::Graded
                             ? lesson::cartridgeSeen(cartridge.origin)
                             : lesson::cartridgeMeant(cartridge.origin);
    }
    const std::uint16_t rate_dHz = moment.attempt.lastReport().strokeRate_dHz;
    if (rate_dHz < moment.attempt.lastSample().strokeRate_dHz) {
        view.slowed_Hz = static_cast<float>(rate_dHz) * 0.1f;
    }
}

/// The pens of the lesson, and the one in hand.
void tellPen(const Moment& moment, training_ui::LiveView& view) {
    const sim::PenDevice& device = deviceOf(moment);
    for (const sim::PenDevice& pen : moment.exercise.model->pens) {
        view.pens.push_back(pen.label);
        view.penNeedles.push_back(static_cast<std::uint32_t>(pen.needles_m.size()));
    }
    view.pen = moment.attempt.lastSample().pen;
    view.roller = device.kind == sim::DeviceKind::Roller;
    view.needleCount = static_cast<std::uint32_t>(device.needles_m.size());
    view.dialStep_mm = device.depthStep_m * kMetre_mm;
    view.dialMin_mm = device.depthMin_m * kMetre_mm;
    view.dialMax_mm = device.depthMax_m * kMetre_mm;
    view.dialTolerance_mm = device.dialTolerance_m * kMetre_mm;
    view.cartridgeStrokes = moment.attempt.state().cartridgeStrokes;
    tellCartridge(moment, view);
}

} // namespace

void fillLiveView(const Moment& moment, const scoring::Score& score, training_ui::LiveView& view) {
    const lesson::Assignment& assignment = moment.exercise.assignment;
    const sim::StepReport& report = moment.attempt.lastReport();
    const sim::PenSample& sample = moment.attempt.lastSample();
    view.lessonTitle = assignment.lesson.title;
    view.mode = assignment.lesson.mode;
    view.assistance = assignment.lesson.assistance;
    view.elapsed_s = static_cast<double>(moment.attempt.tickCount()) / kTickRate_Hz;
    view.timeLimit_s = assignment.lesson.timeLimit_s;
    tellPen(moment, view);

    const sim::PenContact& contact = report.contact;
    if (contact.nearSkin && contact.zone < moment.exercise.model->zones.size()) {
        view.zone = bandOf(moment, contact.zone);
    }
    view.onPerson = moment.exercise.patient.has_value();
    if (view.onPerson && contact.nearSkin) {
        addNoGo(moment, view);
    }
    view.overSkin = contact.nearSkin;
    view.touching = contact.touching;
    view.tracked = sample.tracking == sim::Tracking::Good;
    const training_ui::SectionView section = sectionView(moment);
    view.delivered_mm = section.reached_mm;
    view.deliveredSigma_mm = section.reachedSigma_mm;
    view.tilt_deg = contact.tilt_rad * kDegrees;
    view.glide_mmps = glm::length(contact.glide_mps) * kMetre_mm;
    view.force_N = contact.force_N;
    view.stretch_pct = sample.stretch_pct;
    const std::uint8_t lines_deg =
        contact.nearSkin ? sim::linesAt_deg(moment.exercise.model->cells, contact.cell)
                         : sim::kNoDirection;
    if (sample.pull_deg != sim::kNoDirection && lines_deg != sim::kNoDirection) {
        view.pullFromLines_deg = sim::betweenDirections_deg(sample.pull_deg, lines_deg);
    }
    view.gel = report.gel;
    view.slipIndex = report.slipIndex;
    view.forceAssessed = moment.attempt.rules().input.measuresForce;
    view.tiltAssessed = moment.attempt.rules().input.measuresTilt;

    view.limits = limitsFor(assignment.rubric, sample);
    for (const lesson::ZoneTarget& target : assignment.targets) {
        view.zones.push_back(progressOf(moment, target));
        if (view.nextZone.empty() && view.zones.back().done_pct < training_ui::kZoneDone_pct &&
            !view.zones.back().active) {
            view.nextZone = target.label;
        }
    }
    for (const scoring::CriticalFail& critical : score.criticalFails) {
        view.criticalFails.push_back(critical.label + ": " + critical.evidence);
    }
}

std::vector<training_ui::TraceTarget> traceTargets(const Moment& moment) {
    const lesson::Assignment& assignment = moment.exercise.assignment;
    std::vector<training_ui::TraceTarget> targets;
    for (const scoring::TracePoint& point : moment.attempt.trace()) {
        training_ui::TraceTarget out;
        out.tiltMax_deg = tiltLimit_deg(assignment.rubric, point.dial_mm / kMetre_mm);
        if (const lesson::ZoneTarget* target = lesson::targetOf(assignment, point.zone)) {
            out.depthLow_mm = target->depthMin_m * kMetre_mm;
            out.depthHigh_mm = target->depthMax_m * kMetre_mm;
            out.limit_mm = target->max_m * kMetre_mm;
        }
        targets.push_back(out);
    }
    return targets;
}

float tiltLimit_deg(const lesson::Rubric& rubric, float depth_m) {
    const double sine = std::clamp(depth_m / std::max(rubric.angleCircle_m, 1e-6), 0.0, 1.0);
    return static_cast<float>(
        std::clamp(std::asin(sine) * 57.29578, rubric.angleFloor_deg, rubric.angleCap_deg));
}

} // namespace stipple::app
