#include "engine/input/operator_plan.h"

#include "engine/input/pass_lines.h"
#include "engine/sim/pen_sample.h"

#include <glm/geometric.hpp>

#include <algorithm>

namespace stipple::input {

namespace {

// heights and times of a practised hand
constexpr float kTravelLift_m = 0.025f;
constexpr float kNearLift_m = 0.0025f; ///< for gel and gauze: near enough to touch with them
constexpr float kHopPeak_m = 0.004f;   ///< clearly above the 2 mm that a turn asks for
constexpr float kHop_s = 0.24f;
constexpr float kTravel_s = 1.1f, kReach_s = 0.6f, kDab_s = 0.35f;
constexpr float kSlowest_mps = 0.01f, kFastest_mps = 0.03f;
constexpr float kRunOn_m = 0.012f; ///< how far an overrun goes into the next patch
constexpr float kTimeReserve = 0.93f;

/// Builds the steps; remembers where the pen is and how it is set.
class Planner {
public:
    Planner(const OperatorStyle& style, const WorkSurface& surface, Pcg32 random)
        : style_(style), surface_(surface), random_(random) {}

    std::vector<PlanStep> plan() {
        for (std::uint32_t i = 0; i < surface_.patches.size(); ++i) {
            workOn(i);
        }
        now_.strokeRate_dHz = 0;
        now_.stretch_pct = 0;
        move(PlanStep::Kind::Travel, now_.patchTo, {0.0f, 0.0f}, kTravelLift_m, kReach_s);
        return std::move(steps_);
    }

private:
    void setPen(const WorkPatch& patch);
    void workOn(std::uint32_t index);
    void dabs(std::uint32_t index, std::uint16_t button);
    void pass(std::uint32_t index, float angle_deg, bool mayRunOn);
    void stroke(std::uint32_t index, const PassLine& line, bool lands, bool lifts);
    void move(PlanStep::Kind kind, std::uint32_t patch, glm::vec2 to_m, float lift_m, float time_s);
    [[nodiscard]] PassLine runOn(std::uint32_t index, const PassLine& line) const;
    [[nodiscard]] float spread(float share) { return 1.0f + share * nextNormal(random_); }

    const OperatorStyle& style_;
    const WorkSurface& surface_;
    Pcg32 random_;
    PlanStep now_; ///< the last step, with the settings that go on
    std::vector<PlanStep> steps_;
};

std::uint16_t farTooDeep(const WorkPatch& patch, const WorkPen& pen) {
    // half a millimetre beyond the maximum arrives even if a seventh of the dial is lost
    const float wanted_um = (static_cast<float>(patch.needleMax_um) + 500.0f) / 0.85f + 150.0f;
    std::uint32_t dial_um = pen.dialMin_um;
    while (static_cast<float>(dial_um) < wanted_um && dial_um < pen.dialMax_um) {
        dial_um += pen.dialStep_um;
    }
    return static_cast<std::uint16_t>(dial_um);
}

/// The first step above the range where the zone's maximum stays far, else the last one below it.
std::uint16_t oneStepOutside(const WorkPatch& patch, const WorkPen& pen) {
    std::uint16_t below_um = patch.needle_um;
    for (std::uint32_t dial_um = pen.dialMin_um; dial_um <= pen.dialMax_um;
         dial_um += pen.dialStep_um) {
        if (dial_um < patch.needleLow_um) {
            below_um = static_cast<std::uint16_t>(dial_um);
        } else if (dial_um > patch.needleHigh_um && dial_um + 150 < patch.needleMax_um) {
            return static_cast<std::uint16_t>(dial_um);
        }
    }
    return below_um;
}

std::uint16_t rateOutside(const WorkPatch& patch, const WorkPen& pen) {
    std::uint16_t best = patch.strokeRate_dHz;
    for (const std::uint16_t rate : pen.strokeRates_dHz) {
        if (rate < patch.rateLow_dHz || rate > patch.rateHigh_dHz) {
            best = rate;
        }
    }
    return best;
}

void Planner::setPen(const WorkPatch& patch) {
    now_.pen = style_.wrongPen ? surface_.unsuitablePen : patch.pen;
    const WorkPen& pen = surface_.pens[now_.pen];
    switch (style_.dial) {
    case OperatorStyle::Dial::Right:
        now_.needle_um = patch.needle_um;
        break;
    case OperatorStyle::Dial::FarTooDeep:
        now_.needle_um = farTooDeep(patch, pen);
        break;
    case OperatorStyle::Dial::Smallest:
        now_.needle_um = pen.dialMin_um;
        break;
    case OperatorStyle::Dial::OneStepOutside:
        now_.needle_um = oneStepOutside(patch, pen);
        break;
    }
    now_.strokeRate_dHz = patch.strokeRate_dHz;
    if (style_.rate == OperatorStyle::Rate::Lowest) {
        now_.strokeRate_dHz = pen.strokeRates_dHz.front();
    } else if (style_.rate == OperatorStyle::Rate::OneStepOutside) {
        now_.strokeRate_dHz = rateOutside(patch, pen);
    }
    now_.stretch_pct = static_cast<std::uint8_t>(style_.stretch_pct);
}

void Planner::move(PlanStep::Kind kind, std::uint32_t patch, glm::vec2 to_m, float lift_m,
                   float time_s) {
    PlanStep step = now_;
    step.kind = kind;
    step.patchFrom = now_.patchTo;
    step.patchTo = patch;
    step.from_m = now_.to_m;
    step.to_m = to_m;
    step.liftFrom_m = now_.liftTo_m;
    step.liftTo_m = lift_m;
    step.duration_s = time_s * (1.0f + 0.1f * nextUniform(random_));
    steps_.push_back(step);
    now_ = step;
}

/// Gel or gauze, in two places of the patch so that all of it is reached.
void Planner::dabs(std::uint32_t index, std::uint16_t button) {
    const WorkPatch& patch = surface_.patches[index];
    const bool tall = patch.size_m.y > patch.size_m.x;
    const glm::vec2 side_m =
        tall ? glm::vec2{0.0f, 0.25f * patch.size_m.y} : glm::vec2{0.25f * patch.size_m.x, 0.0f};
    const std::uint16_t rate_dHz = now_.strokeRate_dHz;
    now_.strokeRate_dHz = 0;
    for (const glm::vec2 place_m : {side_m, -side_m}) {
        move(PlanStep::Kind::Travel, index, place_m, kNearLift_m, kReach_s);
        now_.buttons = button;
        move(PlanStep::Kind::Rest, index, place_m, kNearLift_m, kDab_s);
        now_.buttons = 0;
    }
    now_.strokeRate_dHz = rate_dHz;
}

void Planner::workOn(std::uint32_t index) {
    constexpr float kAngles_deg[] = {0.0f, 90.0f, 45.0f, 135.0f};
    const WorkPatch& patch = surface_.patches[index];
    if (steps_.empty()) {
        now_.patchTo = index;
        now_.liftTo_m = kTravelLift_m;
        now_.needle_um = patch.needle_um;
        now_.pen = patch.pen;
    }
    now_.strokeRate_dHz = 0;
    now_.stretch_pct = 0;
    move(PlanStep::Kind::Travel, index, {0.0f, 0.0f}, kTravelLift_m, kTravel_s);
    setPen(patch);
    const std::uint32_t passes = std::min(patch.passes, style_.passesMost);
    for (std::uint32_t i = 0; i < passes; ++i) {
        if (i == 0 ? style_.gelFirst : style_.gelBetween) {
            dabs(index, sim::kGelButton);
        }
        pass(index, kAngles_deg[i % 4], i == 0);
    }
    dabs(index, sim::kWipeButton);
    now_.strokeRate_dHz = 0;
    move(PlanStep::Kind::Travel, index, {0.0f, 0.0f}, kTravelLift_m, kReach_s);
}

void Planner::stroke(std::uint32_t index, const PassLine& line, bool lands, bool lifts) {
    PlanStep step = now_;
    step.kind = PlanStep::Kind::Stroke;
    step.patchFrom = step.patchTo = index;
    step.from_m = line.from_m;
    step.to_m = line.to_m;
    step.lands = lands;
    step.lifts = lifts;
    step.liftFrom_m = step.liftTo_m = kHover_m;
    step.force_N = std::max(0.05f, style_.force_N * spread(style_.forceSpread));
    const float speed_mps =
        std::max(0.3f * style_.speed_mps, style_.speed_mps * spread(style_.speedSpread));
    step.duration_s = glm::distance(line.from_m, line.to_m) / speed_mps + kStrokeRamp_s;
    steps_.push_back(step);
    now_ = step;
}

/// The line drawn on into a neighbouring patch, when it heads that way.
PassLine Planner::runOn(std::uint32_t index, const PassLine& line) const {
    const WorkPatch& patch = surface_.patches[index];
    const std::uint32_t other = index + 1 < surface_.patches.size() ? index + 1 : index - 1;
    if (other >= surface_.patches.size()) {
        return line;
    }
    const glm::vec3 here = patch.at(glm::vec2{0.0f}).position_m;
    const glm::vec3 there = surface_.patches[other].at(glm::vec2{0.0f}).position_m - here;
    const glm::vec3 u = glm::normalize(patch.at(glm::vec2{0.001f, 0.0f}).position_m - here);
    const float centre_m = glm::dot(there, u);
    const float towards = centre_m > 0.0f ? 1.0f : -1.0f;
    if ((line.to_m.x - line.from_m.x) * towards <= 0.0f) {
        return line;
    }
    PassLine longer = line;
    longer.to_m.x = centre_m - towards * (0.5f * surface_.patches[other].size_m.x - kRunOn_m);
    return longer;
}

void Planner::pass(std::uint32_t index, float angle_deg, bool mayRunOn) {
    const WorkPatch& patch = surface_.patches[index];
    const float circle_m = surface_.pens[now_.pen].needleCircle_m;
    const glm::vec2 half_m = 0.5f * (patch.size_m - glm::vec2{0.98f * circle_m});
    const std::vector<PassLine> lines = passLines(half_m, angle_deg, style_.lineSpacing * circle_m);
    std::uint32_t overruns = mayRunOn ? style_.overruns : 0;
    bool lifted = true;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (nextUniform(random_) < style_.skippedLines) {
            continue;
        }
        PassLine line = lines[i];
        const float aside_m = style_.spacingSpread * circle_m * nextNormal(random_);
        const glm::vec2 along = glm::normalize(line.to_m - line.from_m);
        line.from_m += glm::vec2{-along.y, along.x} * aside_m;
        line.to_m += glm::vec2{-along.y, along.x} * aside_m;
        if (overruns > 0 && i > 0) {
            const PassLine longer = runOn(index, line);
            overruns -= longer.to_m != line.to_m ? 1U : 0U;
            line = longer;
        }
        if (lifted) {
            move(PlanStep::Kind::Hop, index, line.from_m, kHopPeak_m, i == 0 ? kReach_s : kHop_s);
        } else {
            stroke(index, {now_.to_m, line.from_m}, false, false);
        }
        const bool last = i + 1 == lines.size();
        const bool lifts = last || nextUniform(random_) >= style_.unliftedTurns;
        stroke(index, line, lifted, lifts);
        lifted = lifts;
    }
    if (!lifted) {
        // the last lines were left out: come up where the pen is
        stroke(index, {now_.to_m, now_.to_m}, false, true);
    }
}

} // namespace

float planDuration_s(const std::vector<PlanStep>& steps) {
    float sum_s = 0.0f;
    for (const PlanStep& step : steps) {
        sum_s += step.duration_s;
    }
    return sum_s;
}

std::vector<PlanStep> planWork(const OperatorStyle& style, const WorkSurface& surface,
                               Pcg32 random) {
    OperatorStyle paced = style;
    std::vector<PlanStep> steps = Planner(paced, surface, random).plan();
    if (!style.keepsTime || surface.timeLimit_s <= 0.0f) {
        return steps;
    }
    // a little faster, as long as it stays a controlled glide
    while (planDuration_s(steps) > kTimeReserve * surface.timeLimit_s &&
           paced.speed_mps < 0.9f * kFastest_mps) {
        paced.speed_mps = std::clamp(1.08f * paced.speed_mps, kSlowest_mps, 0.9f * kFastest_mps);
        steps = Planner(paced, surface, random).plan();
    }
    return steps;
}

} // namespace stipple::input
