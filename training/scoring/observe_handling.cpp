#include "training/scoring/tick_view.h"

#include "engine/base/fixed_math.h"

#include <algorithm>

namespace stipple::scoring {

namespace {

// a film thinner than this share of a fresh one counts as dry
constexpr float kGelPresent = 0.1f;
// drag: this many strokes in a row make an event, this pause ends it
constexpr std::uint32_t kDragStrokes = 3;
constexpr std::uint32_t kDragPause = 24; // ticks: 0.1 s
// a drag that goes on is another event this often, so that not letting go does not pay
constexpr std::uint32_t kDragAgain = 120; // ticks: 0.5 s
// a resting pen that slides faster than this drags its needles
constexpr float kSliding_mps = 0.005f;

// the strain comes in whole percent, and there is no upper limit to it
constexpr float kHalfStep_pct = 0.5f, kMostStretch_pct = 1e3f;

/// Counts `value` into a band [low, high], narrowed and widened by the doubt.
void countBand(Bracket& bracket, float value, float low, float high, float doubt) {
    bracket.strict += value >= low + doubt && value <= high - doubt ? 1U : 0U;
    bracket.plain += value >= low && value <= high ? 1U : 0U;
    bracket.lenient += value >= low - doubt && value <= high + doubt ? 1U : 0U;
}

void countAngle(const TickView& view, HandlingTime& time) {
    const lesson::Rubric& rubric = rubricOf(view);
    // a tilted plate lifts its far rim by circle times sine: deeper work forgives more
    const double depth_m = view.sample.needle_um * 1e-6;
    const double limit_deg = std::clamp(fixedAsin(depth_m / rubric.angleCircle_m) * (180.0 / kPi),
                                        rubric.angleFloor_deg, rubric.angleCap_deg);
    const auto limit_rad = static_cast<float>(limit_deg * (kPi / 180.0));
    countBand(time.angle, view.report.contact.tilt_rad, -1.0f, limit_rad,
              view.rules.doubts.tilt_rad);
}

void countForce(const TickView& view, HandlingTime& time) {
    const lesson::Rubric& rubric = rubricOf(view);
    const std::uint8_t zone = view.report.contact.zone;
    const bool bone = zone < view.model.zones.size() && view.model.zones[zone].tissue.boneMask;
    const double most_N =
        bone ? std::min(rubric.forceBone_N, rubric.forceMax_N) : rubric.forceMax_N;
    const float force_N = view.report.contact.force_N;
    countBand(time.force, force_N, static_cast<float>(rubric.forceMin_N),
              static_cast<float>(most_N), view.rules.doubts.force_N);
    time.forceMost_N = std::max(time.forceMost_N, force_N);
    time.forcePeak += static_cast<double>(force_N) >= rubric.forcePeak_N ? 1U : 0U;
    time.boneForce += bone && static_cast<double>(force_N) >= rubric.forceBone_N ? 1U : 0U;
}

/// Whether the lesson wants no glide where the pen is.
bool isStamped(const TickView& view) {
    return view.target != kNoTarget && view.rules.assignment->targets[view.target].stamping;
}

void countTime(const TickView& view, ScoreState& score) {
    const lesson::Rubric& rubric = rubricOf(view);
    HandlingTime& time = score.handling;
    ++time.needling;
    countAngle(view, time);
    countForce(view, time);
    if (!isStamped(view)) {
        ++time.gliding;
        countBand(time.glide, view.glide_mps, static_cast<float>(rubric.glideMin_mps),
                  static_cast<float>(rubric.glideMax_mps), view.rules.doubts.speed_mps);
    }
    countBand(time.stretched, static_cast<float>(view.sample.stretch_pct),
              static_cast<float>(rubric.strainMin_pct), kMostStretch_pct, kHalfStep_pct);
    time.gel += score.follow.gel >= kGelPresent ? 1U : 0U;
}

void countRun(RunCounter& run, std::uint32_t tick) {
    if (run.lastTick == kNever || tick - run.lastTick > kDragPause) {
        run.length = 0;
    }
    run.lastTick = tick;
    ++run.length;
    if (run.length == kDragStrokes ||
        (run.length > kDragStrokes && tick - run.countedTick >= kDragAgain)) {
        ++run.runs;
        run.countedTick = tick;
    }
}

void countDrag(const TickView& view, ScoreState& score) {
    if (!view.needling) {
        if (view.report.contact.touching && view.glide_mps > kSliding_mps) {
            countRun(score.dragStrict, view.tick);
            countRun(score.drag, view.tick);
            countRun(score.dragLenient, view.tick);
        }
        return;
    }
    // a roller's needles move on in every tick, not at strokes
    if (view.report.strokes == 0 && !isRoller(view)) {
        return;
    }
    const auto most = static_cast<float>(rubricOf(view).slipIndexMax);
    const float slip = view.report.slipIndex;
    const float diameter_m = view.model.pens[view.sample.pen].needleDiameter_m;
    const float moved_m = isRoller(view) ? view.rules.doubts.position_m
                                         : view.rules.doubts.speed_mps * view.report.dwell_s;
    const float doubt = moved_m / diameter_m;
    if (slip + doubt > most) {
        countRun(score.dragStrict, view.tick);
    }
    if (slip > most) {
        countRun(score.drag, view.tick);
    }
    if (slip - doubt > most) {
        countRun(score.dragLenient, view.tick);
    }
}

[[nodiscard]] bool outside(float value, float low, float high) {
    const float grain =
        high > 1.0f ? 0.05f : 5e-7f; // half of the smallest step that a sample holds
    return value < low - grain || value > high + grain;
}

void noteSetup(const TickView& view, ScoreState& score) {
    if (view.target == kNoTarget || score.setups[view.target].landed) {
        return;
    }
    // sliding in from elsewhere is an intrusion, not a set-up
    const std::uint8_t began = score.follow.zoneBegan;
    if (began != view.report.contact.zone) {
        return;
    }
    ZoneSetup& setup = score.setups[view.target];
    setup = {.landed = true,
             .wrong = wrongSettings(view, view.target),
             .tick = view.tick,
             .needle_um = view.sample.needle_um,
             .strokeRate_dHz = view.sample.strokeRate_dHz};
    if (score.follow.gel < kGelPresent) {
        setup.wrong = static_cast<std::uint8_t>(setup.wrong | kNoGel);
    }
}

} // namespace

std::uint8_t wrongSettings(const TickView& view, std::uint8_t target) {
    const lesson::ZoneTarget& wanted = view.rules.assignment->targets[target];
    const auto needles =
        static_cast<std::uint32_t>(view.model.pens[view.sample.pen].needles_m.size());
    std::uint32_t wrong = 0;
    const float dial_m = static_cast<float>(view.sample.needle_um) * 1e-6f;
    if (outside(dial_m, wanted.depthMin_m, wanted.depthMax_m)) {
        wrong |= kWrongDial;
    }
    const float rate_Hz = static_cast<float>(view.sample.strokeRate_dHz) * 0.1f;
    if (outside(rate_Hz, wanted.rateMin_Hz, wanted.rateMax_Hz)) {
        wrong |= kWrongRate;
    }
    if (needles < wanted.needlesMin || needles > wanted.needlesMax) {
        wrong |= kWrongCartridge;
    }
    return static_cast<std::uint8_t>(wrong);
}

void observeHandling(const TickView& view, ScoreState& score) {
    countDrag(view, score);
    if (view.needling) {
        countTime(view, score);
        noteSetup(view, score);
    }
}

} // namespace stipple::scoring
