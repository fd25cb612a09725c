#include "training/scoring/observe.h"

#include "engine/base/fixed_math.h"
#include "engine/sim/needle_insertion.h"
#include "engine/sim/sample_check.h"
#include "training/scoring/tick_view.h"

#include <glm/geometric.hpp>

#include <algorithm>

namespace stipple::scoring {

namespace {

// of |x| + |y| of two normal quantities: sqrt(2) times what the larger of two keeps below in 95 %
constexpr float kBothWays95 = 3.162965f;
// seconds over which the glide is smoothed (follow_contact.cpp): what a position error becomes
constexpr float kGlideSmooth_s = 0.05f;
// a loss of tracking up to this long is bridged: what goes on before and after it is one stay
constexpr std::uint32_t kBridgedLoss = 24; // ticks: 0.1 s

/// Of a pen held as taught: upright, seated, on a film of gel and stretched skin, the dial on the
/// target. The pen with the widest band speaks for all.
float depthAsAsked_m(const sim::SimModel& model, const lesson::ZoneTarget& target,
                     const sim::InputTraits& input) {
    float most_m = 0.0f;
    for (std::size_t pen = 0; pen < model.pens.size(); ++pen) {
        const sim::PenDevice& device = model.pens[pen];
        const DepthInputs inputs = depthInputs(device, model.zones[target.zone].tissue, input);
        sim::HeldPen held;
        held.pen = pen;
        held.zone = target.zone;
        held.set_m = target.target_m;
        held.strain = model.needling.tautStrain;
        if (!device.strokeRates_dHz.empty()) {
            held.rate_dHz = device.strokeRates_dHz.back();
        }
        const DepthParts parts = device.kind == sim::DeviceKind::Roller
                                     ? rollerParts(model, pen, target.zone,
                                                   device.needleLength_m - target.target_m, inputs)
                                     : depthParts(model, held, inputs);
        most_m = std::max(most_m, depthUncertainty_m(parts));
    }
    return most_m;
}

/// Needles of a pen that hovers just above the skin pierce it all the same.
bool reachesSkin(const TickView& view, const ContactFollow& follow) {
    const float set_m = static_cast<float>(view.sample.needle_um) * 1e-6f;
    if (view.report.roll.roller) {
        return view.report.roll.rowsInSkin > 0;
    }
    return view.report.contact.nearSkin && view.report.contact.gap_m < set_m &&
           view.sample.strokeRate_dHz > 0 && follow.lastPuncture != kNever &&
           view.tick - follow.lastPuncture <= kBetweenStrokes;
}

} // namespace

ScoreRules makeScoreRules(const lesson::Assignment& assignment, const sim::SimModel& model,
                          sim::InputTraits input) {
    ScoreRules rules;
    rules.assignment = &assignment;
    rules.grid = buildCoverageGrid(model.cells);
    rules.targetOfZone.assign(256, kNoTarget);
    for (std::size_t i = 0; i < assignment.targets.size(); ++i) {
        const lesson::ZoneTarget& target = assignment.targets[i];
        rules.targetOfZone[target.zone] = static_cast<std::uint8_t>(i);
        rules.doubts.depth_m.push_back(depthAsAsked_m(model, target, input));
    }
    rules.doubts.position_m = kHalfWidth95 * input.positionSigma_m;
    const double side_m = fixedSqrt(static_cast<double>(rules.grid.scoreArea_m2));
    rules.doubts.swapped = static_cast<float>(
        std::min(0.5, static_cast<double>(kBothWays95 * input.positionSigma_m) / side_m));
    rules.noGoOfZone.assign(256, NoGo::Allowed);
    for (std::size_t zone = 0; zone < model.zones.size(); ++zone) {
        if (model.zones[zone].noGo) {
            rules.anyNoGo = true;
            rules.noGoOfZone[zone] =
                model.zones[zone].id.starts_with(kLesionPrefix) ? NoGo::Lesion : NoGo::Anatomy;
        }
    }
    // a difference of two positions, hence the square root of two
    rules.doubts.speed_mps = rules.doubts.position_m * 1.4142136f / kGlideSmooth_s;
    rules.doubts.tilt_rad = kHalfWidth95 * input.tiltSigma_rad;
    rules.doubts.force_N = kHalfWidth95 * input.forceSigma_N;
    rules.cosTurn = static_cast<float>(fixedCos(assignment.rubric.turn_deg * (kPi / 180.0)));
    rules.input = std::move(input);
    return rules;
}

ScoreState startScore(const ScoreRules& rules, const sim::SimModel&) {
    ScoreState score;
    const std::size_t fines = rules.grid.fineZone.size();
    score.visits.assign(fines, 0);
    score.lastVisit.assign(fines, kNever);
    score.lastAxis_deg.assign(fines, 0);
    score.fineHits.assign(fines, 0);
    score.fineDepthSum_m.assign(fines, 0.0f);
    score.fineDeepest_m.assign(fines, 0.0f);
    score.fineFlags.assign(fines, 0);
    const std::size_t blocks = rules.grid.scoreZone.size();
    score.passes.assign(blocks, 0.0f);
    score.punctures.assign(blocks, 0);
    score.depthSum_m.assign(blocks, 0.0f);
    score.deepest_m.assign(blocks, 0.0f);
    score.directions.assign(blocks, 0);
    score.axisVisits.assign(blocks * kAxisBins, 0);
    score.setups.resize(rules.assignment->targets.size());
    score.uses.resize(rules.assignment->targets.size());
    score.criticals.resize(rules.assignment->rubric.criticals.size());
    return score;
}

void observe(const ScoreRules& rules, const sim::SimModel& model, ScoreState& score,
             const sim::SimState& state, const sim::PenSample& sample,
             const sim::StepReport& report) {
    // the simulation worked with these values, so they are what is judged
    const sim::PenSample checked = sim::checkSample(model, sample).sample;
    TickView view{.rules = rules,
                  .model = model,
                  .state = state,
                  .sample = checked,
                  .report = report,
                  .tick = score.ticks};
    ++score.ticks;
    const bool lost = (report.notes & sim::kTrackingLost) != 0;
    score.trackingLost += lost ? 1U : 0U;
    score.follow.lostTicks = lost ? score.follow.lostTicks + 1 : 0;
    if (lost && score.follow.lostTicks <= kBridgedLoss) {
        return; // nobody saw a lift, and nobody saw a touch
    }
    if (!report.fresh.empty()) {
        score.follow.lastPuncture = view.tick;
    }
    view.needling = report.contact.touching && needlesWork(view);
    view.piercing = view.needling || reachesSkin(view, score.follow);
    view.target = report.contact.touching || view.piercing ? rules.targetOfZone[report.contact.zone]
                                                           : kNoTarget;
    followContact(view, score);
    view.glide_mps = glm::length(score.follow.glide_mps);
    if (view.needling) {
        view.axis_deg = strokeAxis_deg(score.follow.glide_mps, report.contact.normal);
    }
    observeCoverage(view, score);
    observeHandling(view, score);
    observeCartridge(view, score);
    observeSafety(view, score);
}

} // namespace stipple::scoring
