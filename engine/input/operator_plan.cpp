#include "engine/input/operator_plan.h"

#include "engine/input/operator_planner.h"
#include "engine/input/pen_settings.h"
#include "engine/input/roller_lines.h"
#include "engine/sim/pen_sample.h"

#include <glm/geometric.hpp>

#include <algorithm>
#include <iterator>

namespace stipple::input {

namespace {

constexpr float kNearLift_m = 0.0025f; ///< for gel and gauze: near enough to touch with them
constexpr float kTravel_s = 1.1f, kReach_s = 0.6f, kDab_s = 0.35f;
constexpr float kFit_s = 3.0f; ///< to fit a cartridge from its pack
constexpr float kSlowest_mps = 0.01f, kFastest_mps = 0.03f;
constexpr float kTimeReserve = 0.93f;
constexpr float kLastReserve = 0.99f; ///< for what is left out only lest the last zone be missed
// what an operator in a hurry still does
constexpr float kWidestSpacing = 1.0f;
constexpr float kTopSpeed_mps = 0.029f, kTopSpread = 0.02f;
constexpr float kAngles_deg[] = {0.0f, 90.0f, 45.0f, 135.0f};

} // namespace

std::vector<PlanStep> Planner::plan() {
    for (std::uint32_t i = 0; i < surface_.patches.size(); ++i) {
        workOn(i);
    }
    now_.strokeRate_dHz = 0;
    now_.stretch_pct = now_.pull_deg = 0;
    move(PlanStep::Kind::Travel, now_.patchTo, heartOf(surface_.patches[now_.patchTo]),
         kTravelLift_m, kReach_s);
    return std::move(steps_);
}

void Planner::move(PlanStep::Kind kind, std::uint32_t patch, glm::vec2 to_m, float lift_m,
                   float time_s) {
    PlanStep step = now_;
    step.kind = kind;
    step.path_m.clear();
    step.throughAir = false;
    step.patchFrom = now_.patchTo;
    step.patchTo = patch;
    step.from_m = now_.to_m;
    step.to_m = to_m;
    step.liftFrom_m = now_.liftTo_m;
    step.liftTo_m = lift_m;
    step.duration_s = time_s * (1.0f + 0.1f * nextUniform(random_));
    step.arc_m = step.patchFrom != step.patchTo ? kUsualArc_m : 0.0f;
    if (isSection(surface_.patches[patch])) {
        shapeMove(step);
    }
    steps_.push_back(step);
    now_ = step;
}

/// Gel or gauze, in so many places of the patch that all of it is reached.
void Planner::dabs(std::uint32_t index, std::uint16_t button) {
    const std::uint16_t rate_dHz = now_.strokeRate_dHz;
    now_.strokeRate_dHz = 0;
    for (const glm::vec2 place_m : dabPlacesOf(index)) {
        move(PlanStep::Kind::Travel, index, place_m, kNearLift_m, kReach_s);
        now_.buttons = button;
        move(PlanStep::Kind::Rest, index, place_m, kNearLift_m, kDab_s);
        now_.buttons = 0;
    }
    now_.strokeRate_dHz = rate_dHz;
}

void Planner::workOn(std::uint32_t index) {
    const WorkPatch& patch = surface_.patches[index];
    const glm::vec2 middle_m = heartOf(patch);
    if (steps_.empty()) {
        now_.patchTo = index;
        now_.to_m = middle_m;
        now_.liftTo_m = kTravelLift_m;
        now_.needle_um = patch.needle_um;
        now_.pen = patch.pen;
    }
    now_.strokeRate_dHz = 0;
    now_.stretch_pct = now_.pull_deg = 0;
    move(PlanStep::Kind::Travel, index, middle_m, kTravelLift_m, kTravel_s);
    setPen(style_, surface_, patch, now_);
    // so far apart that no two neighbours are alike
    constexpr std::uint32_t kAnyhow_deg = 67;
    const std::uint32_t anyhow_deg = 1 + (index + 1) * kAnyhow_deg % 180;
    now_.pull_deg = now_.stretch_pct == 0 ? std::uint8_t{0}
                    : style_.pullsAnyhow  ? static_cast<std::uint8_t>(anyhow_deg)
                                          : patch.pull_deg;
    if (index == 0 && surface_.badCartridge && style_.changesCartridge) {
        fitCartridge();
    }
    std::uint32_t passes = std::min(patch.passes, style_.passesMost);
    if (style_.fewestPasses && patch.passesLeast > 0) {
        passes = std::min(passes, patch.passesLeast);
    }
    for (std::uint32_t i = 0; i < passes; ++i) {
        if (wantsGel(i)) {
            dabs(index, sim::kGelButton);
        }
        if (isSection(patch)) {
            workOnSection(index, i, passes);
        } else {
            pass(index, i);
        }
    }
    if (!style_.sparesDabs) {
        dabs(index, sim::kWipeButton);
    }
    now_.strokeRate_dHz = 0;
    if (!isSection(patch) || !style_.hurries) {
        move(PlanStep::Kind::Travel, index, middle_m, kTravelLift_m, kReach_s);
    }
}

/// High above the skin, with the motor off.
void Planner::fitCartridge() {
    const std::uint16_t rate_dHz = now_.strokeRate_dHz;
    now_.strokeRate_dHz = 0;
    now_.buttons = sim::kNewCartridgeButton;
    move(PlanStep::Kind::Rest, now_.patchTo, now_.to_m, kTravelLift_m, kFit_s);
    now_.buttons = 0;
    now_.strokeRate_dHz = rate_dHz;
}

bool Planner::wantsGel(std::uint32_t pass) const {
    if (pass == 0) {
        return style_.gelFirst;
    }
    // a roller makes few holes in a pass and spends little: once for each round of directions
    const bool due = !surface_.pens[now_.pen].roller || pass % std::size(kAngles_deg) == 0;
    return due && style_.gelBetween && !style_.sparesDabs;
}

void Planner::stroke(std::uint32_t index, const PassLine& line, bool lands, bool lifts) {
    PlanStep step = now_;
    step.kind = PlanStep::Kind::Stroke;
    step.path_m.clear();
    step.patchFrom = step.patchTo = index;
    step.from_m = line.from_m;
    step.to_m = line.to_m;
    step.lands = lands;
    step.lifts = lifts;
    step.liftFrom_m = step.liftTo_m = kHover_m;
    const float share = style_.lightOverBone ? surface_.patches[index].pressShare : 1.0f;
    step.force_N = std::max(0.05f, share * style_.force_N * spread(style_.forceSpread));
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

void Planner::pass(std::uint32_t index, std::uint32_t round) {
    const WorkPatch& patch = surface_.patches[index];
    const float circle_m = surface_.pens[now_.pen].needleCircle_m;
    const float angle_deg = kAngles_deg[round % std::size(kAngles_deg)];
    const glm::vec2 half_m = 0.5f * (patch.size_m - glm::vec2{0.98f * circle_m});
    const std::vector<PassLine> lines =
        surface_.pens[now_.pen].roller
            ? rollerLines(patch.size_m, angle_deg, circle_m,
                          round / static_cast<std::uint32_t>(std::size(kAngles_deg)))
            : passLines(half_m, angle_deg, style_.lineSpacing * circle_m);
    std::uint32_t overruns = round == 0 ? style_.overruns : 0;
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

float planDuration_s(const std::vector<PlanStep>& steps) {
    float sum_s = 0.0f;
    for (const PlanStep& step : steps) {
        sum_s += step.duration_s;
    }
    return sum_s;
}

glm::vec2 placeOn(const PlanStep& step, float way) {
    if (step.path_m.size() < 2) {
        return step.from_m + (step.to_m - step.from_m) * way;
    }
    const float place = std::clamp(way, 0.0f, 1.0f) * static_cast<float>(step.path_m.size() - 1);
    const auto at = std::min(static_cast<std::size_t>(place), step.path_m.size() - 2);
    return step.path_m[at] +
           (step.path_m[at + 1] - step.path_m[at]) * (place - static_cast<float>(at));
}

namespace {

/// Makes the style a little quicker on sections, as long as the work stays sound; false when there
/// is nothing left to leave out.
bool hurry(OperatorStyle& style, SectionCache& cache) {
    if (!style.sparesDabs) {
        style.sparesDabs = true;
        style.hurries = true;
    } else if (!style.fewestPasses) {
        style.fewestPasses = true;
    } else if (style.lineSpacing < kWidestSpacing) {
        style.lineSpacing = kWidestSpacing;
    } else if (style.speed_mps < kTopSpeed_mps) {
        style.speed_mps = kTopSpeed_mps;
        style.speedSpread = std::min(style.speedSpread, kTopSpread);
    } else {
        return false;
    }
    cache.lines.clear();
    return true;
}

} // namespace

std::vector<PlanStep> planWork(const OperatorStyle& style, const WorkSurface& surface,
                               Pcg32 random) {
    OperatorStyle paced = style;
    SectionCache cache;
    std::vector<PlanStep> steps = Planner(paced, surface, cache, random).plan();
    if (!style.keepsTime || surface.timeLimit_s <= 0.0f) {
        return steps;
    }
    const auto late = [&] { return planDuration_s(steps) > kTimeReserve * surface.timeLimit_s; };
    // a little faster, as long as it stays a controlled glide
    while (late() && paced.speed_mps < 0.9f * kFastest_mps) {
        paced.speed_mps = std::clamp(1.08f * paced.speed_mps, kSlowest_mps, 0.9f * kFastest_mps);
        steps = Planner(paced, surface, cache, random).plan();
    }
    const bool sections = std::any_of(surface.patches.begin(), surface.patches.end(), isSection);
    while (sections && late() && hurry(paced, cache)) {
        steps = Planner(paced, surface, cache, random).plan();
    }
    if (sections && planDuration_s(steps) > kLastReserve * surface.timeLimit_s) {
        paced.edgesInHurry = false;
        cache.lines.clear();
        steps = Planner(paced, surface, cache, random).plan();
    }
    return steps;
}

} // namespace stipple::input
