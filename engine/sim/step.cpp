#include "engine/sim/step.h"

#include "engine/sim/needle_drive.h"
#include "engine/sim/needle_insertion.h"
#include "engine/sim/plate_model.h"
#include "engine/sim/roller_contact.h"
#include "engine/sim/roller_needles.h"
#include "engine/sim/sample_check.h"
#include "engine/sim/skin_fold.h"
#include "engine/sim/skin_response.h"

#include <glm/geometric.hpp>

#include <algorithm>

namespace stipple::sim {

namespace {

/// While a button is held its work is repeated this often, not every tick.
constexpr Tick kButtonEvery = 12;

/// One tick's checked input and what it writes.
struct Work {
    const SimModel& model;
    SimState& state;
    const PenSample& sample;
    const PenDevice& pen;
    StepReport& report;
};

float along(const glm::vec3& v, const glm::vec3& normal, glm::vec3& tangent) {
    tangent = v - normal * glm::dot(v, normal);
    return glm::length(tangent);
}

/// Takes the pose over, or keeps the last known one as untracked.
void movePen(Work& work) {
    SimState& state = work.state;
    const PenPose pose = poseOf(work.sample);
    if (!pose.tracked) {
        state.pen.tracked = false;
        state.trailLength = 0;
        work.report.notes |= kTrackingLost;
        return;
    }
    state.pen = pose;
    for (std::size_t k = kTrailTicks - 1; k > 0; --k) {
        state.trail_m[k] = state.trail_m[k - 1];
    }
    state.trail_m[0] = pose.tip_m;
    state.trailLength = std::min(state.trailLength + 1, static_cast<std::uint32_t>(kTrailTicks));
}

void meetSkin(Work& work) {
    SimState& state = work.state;
    PenContact& contact = work.report.contact;
    const SkinPull pull = pullOf(work.sample);
    contact = work.pen.kind == DeviceKind::Roller
                  ? rollerContact(work.model, work.pen, state.pen, state.walkStart, pull)
                  : contactOf(work.model, work.pen, state.pen, state.walkStart, pull);
    if (!contact.nearSkin) {
        return;
    }
    state.walkStart = contact.point.triangle;
    work.report.gel = state.skin.gel[contact.cell];
    if (state.trailLength >= 2) {
        const float span_s = static_cast<float>(state.trailLength - 1) * kTick_s;
        const glm::vec3 velocity =
            (state.trail_m[0] - state.trail_m[state.trailLength - 1]) / span_s;
        (void)along(velocity, contact.normal, contact.glide_mps);
    }
}

/// Skin pressed fast is stiffer, held still it yields, and fresh skin that the plate glides on to
/// has not yielded yet: the contact's force becomes what is felt.
void yieldSkin(Work& work) {
    SimState& state = work.state;
    PenContact& contact = work.report.contact;
    const auto seconds = static_cast<double>(kTick_s);
    if (!state.pen.tracked) {
        // where the plate is now is not known: the skin yields under it as it was
        (void)relaxedForce_N(work.model.relaxation, state.plateMemory, state.elasticForce_N,
                             state.elasticForce_N, seconds, 0.0);
        return;
    }
    const auto elastic_N = static_cast<double>(contact.force_N);
    const auto across_m = 2.0 * static_cast<double>(work.pen.plateRadius_m);
    const auto glide_mps = static_cast<double>(glm::length(contact.glide_mps));
    const double fresh_perS = across_m > 0.0 ? glide_mps / across_m : 0.0;
    contact.force_N =
        static_cast<float>(relaxedForce_N(work.model.relaxation, state.plateMemory,
                                          state.elasticForce_N, elastic_N, seconds, fresh_perS));
    state.elasticForce_N = elastic_N;
}

/// How skin holds in the direction that a plate has drawn it in.
struct DrawnWay {
    float hold = 1.0f; ///< over the mean, by its lines of tension
    double stiffness_NpM = 0.0;
};

DrawnWay drawnWay(const Work& work, const PlateSite& site, const glm::vec3& drawn_m) {
    const SimModel& model = work.model;
    const PenContact& contact = work.report.contact;
    const float hold = holdAlong(model.needling.lineRatio, skinAxes(contact.normal), drawn_m,
                                 linesAt_deg(model.cells, contact.cell));
    return {hold, lateralStiffness_NpM(tissueAt(model, contact.cell),
                                       static_cast<double>(work.pen.plateRadius_m), hold) *
                      tautHolding(model.needling, site.strain)};
}

/// The fold that stands before a plate which has drawn the skin far enough.
void foldSkin(Work& work, const PlateSite& site, const DrawnWay& way) {
    const SimModel& model = work.model;
    const FoldZone& zone = model.folds[site.zone];
    const auto drawn_m = static_cast<double>(work.report.drawn_m);
    if (!(drawn_m > zone.least_m)) {
        return;
    }
    const SkinPull pull = pullOf(work.sample);
    // of a pull whose direction was not told, or on a way that is not known, the mean
    double pulled = 0.5 * static_cast<double>(pull.strain);
    if (pull.direction_deg != kNoDirection && pull.strain > 0.0f) {
        const glm::vec3 along = wayAlong(skinAxes(work.report.contact.normal), pull.direction_deg);
        const double cosine =
            static_cast<double>(glm::dot(along, work.state.drawn.now_m)) / drawn_m;
        pulled = pulledStrain(static_cast<double>(pull.strain), cosine);
    }
    work.report.fold_m = static_cast<float>(foldBefore_m(
        readFold(zone, site), {.drawn_m = drawn_m,
                               .radius_m = static_cast<double>(work.pen.plateRadius_m),
                               .poissonRatio = zone.poissonRatio,
                               .tension_NperM = naturalTension_NperM(model.needling, way.hold),
                               .pulled = pulled}));
}

/// The plate draws the skin along as far as friction holds it. Skin that nothing touches is back at
/// its place at once.
void drawSkinAlong(Work& work) {
    SimState& state = work.state;
    const PenContact& contact = work.report.contact;
    const bool held = contact.touching && work.pen.kind == DeviceKind::Pen;
    if (!held || state.drawn.held == 0 || state.trailLength < 2) {
        state.drawn = {.held = held ? 1U : 0U, .film = work.report.gel};
        return;
    }
    const glm::vec3 moved_m = state.trail_m[0] - state.trail_m[1];
    mixFilm(work.report.gel, glm::length(moved_m), work.pen.plateRadius_m, state.drawn);
    const PlateSite site = plateSite(work.model, work.pen, contact.cell, pullOf(work.sample));
    const DrawnWay way = drawnWay(work, site, state.drawn.now_m + moved_m);
    const SkinGrip grip =
        skinGrip(work.model.needling, contact.force_N, state.drawn.film, way.stiffness_NpM);
    work.report.skip_m = drawSkin(grip, moved_m, contact.normal, state.drawn);
    work.report.drawn_m = glm::length(state.drawn.now_m);
    foldSkin(work, site, way);
}

/// How far the skin beside the plate's rim is stretched.
void stretchSkin(Work& work) {
    const PenContact& contact = work.report.contact;
    const auto strain = static_cast<double>(pullOf(work.sample).strain);
    if (!contact.touching || work.pen.kind != DeviceKind::Pen) {
        work.report.stretch = skinStretch(0.0, 0.0, strain);
        return;
    }
    const FoldZone& zone =
        work.model.folds[contact.zone < work.model.folds.size() ? contact.zone : 0U];
    const double drawn = zone.rimStrain * static_cast<double>(work.report.drawn_m) /
                         static_cast<double>(work.pen.plateRadius_m);
    work.report.stretch = skinStretch(contact.plate.rimStretch, drawn, strain);
}

void useButtons(Work& work) {
    SimState& state = work.state;
    const auto pressed =
        static_cast<std::uint16_t>(work.sample.buttons & ~std::uint32_t{state.lastButtons});
    const bool repeat = state.tick % kButtonEvery == 0;
    const PenContact& contact = work.report.contact;
    if ((pressed & kNewCartridgeButton) != 0) {
        state.cartridgeStrokes = 0;
        state.cartridgeBoneStrokes = 0;
        state.cartridge = {};
        work.report.notes |= kCartridgeChanged;
    }
    const auto acts = [&](std::uint16_t button) {
        const bool held = (work.sample.buttons & button) != 0;
        return contact.nearSkin && held && (repeat || (pressed & button) != 0);
    };
    if (acts(kWipeButton)) {
        wipeSkin(work.model, state, contact.point_m, contact.normal);
        work.report.notes |= kWiped;
    }
    if (acts(kGelButton)) {
        spreadGel(work.model, state, contact.point_m, contact.normal);
        work.report.notes |= kGelApplied;
    }
    state.lastButtons = work.sample.buttons;
}

/// How the cartridge meets the skin in this tick.
CartridgeContact cartridgeContact(const Work& work, float speed_mps, float wear) {
    const PenContact& contact = work.report.contact;
    const PenPose& pose = work.state.pen;
    const std::size_t needles = work.pen.needles_m.size();
    const BentNeedle bent = bentNeedle(work.state.cartridge, work.pen);
    const auto along_m = towardsRaised_m(work.pen, pose, contact.normal, bent);
    return meetCartridge(work.model, work.sample.pen,
                         plateSite(work.model, work.pen, contact.cell, pullOf(work.sample)),
                         contact.plate, contact.force_N, {along_m.data(), needles},
                         {.cosTilt = glm::dot(pose.shaft, contact.normal),
                          .speed_mps = speed_mps,
                          .gel = work.report.gel,
                          .wear = wear,
                          .bent = bent});
}

/// A motor slows under the press of the plate.
void loadMotor(Work& work) {
    const PenContact& contact = work.report.contact;
    const float press_N = contact.touching ? contact.force_N : 0.0f;
    work.report.strokeRate_dHz = loadedRate_dHz(work.sample.strokeRate_dHz, press_N,
                                                work.pen.loadFree_N, work.pen.stallForce_N);
}

/// The motor runs: every stroke of this tick drives all needles, at the place where the plate was
/// at that moment.
void driveNeedles(Work& work) {
    SimState& state = work.state;
    StepReport& report = work.report;
    const TickStrokes strokes = advanceDrive(state.strokePhase, report.strokeRate_dHz);
    report.strokes = strokes.count;
    state.cartridgeStrokes += strokes.count;
    const float set_m = static_cast<float>(work.sample.needle_um) * 1e-6f;
    const StrokeTiming timing = strokeTiming(work.pen.stroke_m, report.strokeRate_dHz, set_m);
    report.dwell_s = timing.dwell_s;
    const PenContact& contact = report.contact;
    if (!contact.nearSkin || work.sample.needle_um == 0 || report.strokeRate_dHz == 0) {
        return;
    }
    const NeedlingParameters& needling = work.model.needling;
    const float wear = wearOf(needling, state.cartridgeStrokes, state.cartridgeBoneStrokes);
    const float drag_m = glm::length(contact.glide_mps) * timing.dwell_s;
    report.slipIndex = contact.touching ? drag_m / work.pen.needleDiameter_m : 0.0f;
    if (strokes.count == 0) {
        return;
    }
    const float scratch_m =
        scratchLength_m(needling, work.pen.needleDiameter_m, drag_m, report.gel, false, wear);
    const CartridgeContact cartridge = cartridgeContact(work, timing.entrySpeed_mps, wear);
    const glm::vec3 back_m =
        state.trailLength >= 2 ? state.trail_m[1] - state.trail_m[0] : glm::vec3(0.0f);
    for (std::uint32_t k = 0; k < strokes.count; ++k) {
        StrokeInput stroke{work.sample, work.pen, contact, cartridge};
        const float moment = strokeMoment(strokes, k);
        stroke.plate_m = state.pen.tip_m + back_m * (1.0f - moment);
        stroke.drawn_m = state.drawn.before_m + (state.drawn.now_m - state.drawn.before_m) * moment;
        stroke.dialError_m = drawDialError_m(needling, work.pen.dialTolerance_m, state.random);
        stroke.drag_m = drag_m;
        stroke.scratch_m = scratch_m;
        const std::size_t before = state.skin.log.size();
        const StrokeResult result = strikeNeedles(work.model, state, stroke);
        report.notes |= result.notes;
        report.terms = result.terms;
        state.cartridgeBoneStrokes += (result.notes & kBoneReached) != 0 ? 1U : 0U;
        if (state.skin.log.size() > before && scratch_m >= needling.scratchVisible_m) {
            report.notes |= kScratched;
        }
    }
}

/// The motor rests in contact, switched off or stalled: the needles stay in the skin and are
/// dragged through it.
void dragNeedles(Work& work) {
    SimState& state = work.state;
    const PenContact& contact = work.report.contact;
    if (work.report.strokeRate_dHz != 0 || !contact.touching) {
        state.restTravel_m = 0.0f;
        return;
    }
    const bool stalled = work.sample.strokeRate_dHz != 0;
    work.report.notes |= std::uint32_t{stalled ? kStalled : kMotorOffInContact};
    if (work.sample.needle_um == 0 || state.trailLength < 2) {
        return;
    }
    glm::vec3 way_m{0.0f};
    const float moved_m = along(state.trail_m[0] - state.trail_m[1], contact.normal, way_m);
    state.restTravel_m += moved_m;
    const NeedlingParameters& needling = work.model.needling;
    const float wear = wearOf(needling, state.cartridgeStrokes, state.cartridgeBoneStrokes);
    const float length_m = scratchLength_m(needling, work.pen.needleDiameter_m, state.restTravel_m,
                                           work.report.gel, true, wear);
    if (moved_m > 0.0f && length_m > 0.0f) {
        scratchNeedles(work.model, state, work.pen, contact, bentNeedle(state.cartridge, work.pen),
                       length_m);
        if (length_m >= needling.scratchVisible_m) {
            work.report.notes |= kScratched;
        }
    }
}

bool finite(float value) {
    return value - value == 0.0f;
}

bool finiteReport(const StepReport& report) {
    const PenContact& contact = report.contact;
    const glm::vec3 sum = contact.normal + contact.glide_mps + contact.point_m;
    bool all = finite(sum.x) && finite(sum.y) && finite(sum.z) && finite(contact.force_N) &&
               finite(contact.gap_m) && finite(contact.tilt_rad) &&
               finite(report.terms.delivered_m) && finite(report.slipIndex) &&
               finite(report.drawn_m) && finite(report.skip_m) && finite(report.fold_m) &&
               finite(report.stretch.most) && finite(report.terms.lift_m);
    for (const Puncture& puncture : report.fresh) {
        all = all && finite(puncture.depth_m) && finite(puncture.drag_m);
    }
    return all;
}

} // namespace

StepReport step(const SimModel& model, SimState& state, const PenSample& sample) {
    StepReport report;
    const CheckedSample checked = checkSample(model, sample);
    report.notes = checked.changed ? std::uint32_t{kImpossibleSample} : 0U;
    Work work{model, state, checked.sample, model.pens[checked.sample.pen], report};
    const std::size_t logged = state.skin.log.size();
    movePen(work);
    meetSkin(work);
    yieldSkin(work);
    drawSkinAlong(work);
    stretchSkin(work);
    useButtons(work);
    if (work.pen.kind == DeviceKind::Roller) {
        rollNeedles(model, state, work.sample, work.pen, report);
    } else {
        loadMotor(work);
        driveNeedles(work);
        dragNeedles(work);
    }
    evolveSkin(model, state);
    report.fresh = std::span<const Puncture>(state.skin.log).subspan(logged);
    if (!finiteReport(report)) {
        report.notes |= kNonFinite;
    }
    ++state.tick;
    return report;
}

} // namespace stipple::sim
