#include "engine/input/operator_planner.h"
#include "engine/input/travel_arc.h"

#include <glm/geometric.hpp>

#include <algorithm>

namespace stipple::input {

namespace {

constexpr float kTravel_mps = 0.2f, kHop_mps = 0.15f; ///< means; the peak is nearly twice that
constexpr float kBorderShare = 0.17f;                 ///< of the circle, to a section's border
constexpr float kStampBorderShare = 0.22f;
// on a ridge the plate may come down beside the place that was aimed at
constexpr float kRidge = 0.8f, kRidgeBorder_m = 0.0012f;
constexpr float kNoGoGap_m = 0.0007f; ///< between needles and a no-go
constexpr float kRimWay_m = 0.00355f; ///< 3 mm, the hand and the cells
constexpr float kRimNear_m = 0.012f, kRimBeyond_m = 0.01f;
constexpr float kArcNear_m = 0.004f, kRisePerWay = 0.12f;
// of the circle, from place to place: round stamps would cover all up to 0.866; these give way a
// little, and rounds are turned against each other
constexpr float kStampShare = 0.93f, kQuickStampShare = 0.96f;
constexpr float kStampRamp_s = 0.08f;
// in the corner between nose and lip the plate's rim is down long before its middle
constexpr float kStampPeak_m = 0.007f;
// in a hurry
constexpr float kQuickReach = 0.5f; ///< share of the usual time
constexpr float kQuickRamp_s = 0.08f, kQuickHop_s = 0.115f;

} // namespace

/// On curved skin a way is as high as it is long, and takes its time.
void Planner::shapeMove(PlanStep& step) const {
    const WorkPatch& from = surface_.patches[step.patchFrom];
    const WorkPatch& to = surface_.patches[step.patchTo];
    const SurfacePoint begin = from.at(step.from_m);
    const SurfacePoint end = to.at(step.to_m);
    const float way_m = glm::distance(begin.position_m, end.position_m);
    // over lips or an eye: not along the skin that lies between
    step.throughAir = step.patchFrom != step.patchTo || leavesSection(to, step.from_m, step.to_m);
    const float airArc_m =
        step.throughAir && surface_.reach_m
            ? arcHeight_m(surface_, begin, end, std::min(step.liftFrom_m, step.liftTo_m),
                          step.patchFrom != step.patchTo ? kUsualArc_m : 0.0f)
            : 0.0f;
    if (step.kind == PlanStep::Kind::Hop) {
        step.liftTo_m += kRisePerWay * way_m + airArc_m;
        step.duration_s = std::max(step.duration_s, (way_m + 2.0f * airArc_m) / kHop_mps);
        return;
    }
    if (step.kind != PlanStep::Kind::Travel) {
        return;
    }
    step.duration_s *= style_.hurries ? kQuickReach : 1.0f;
    if (step.throughAir && surface_.reach_m) {
        step.arc_m = airArc_m;
    } else if (step.patchFrom == step.patchTo) {
        step.arc_m = kArcNear_m + kRisePerWay * way_m;
    }
    step.duration_s = std::max(step.duration_s, (way_m + 2.0f * step.arc_m) / kTravel_mps);
}

/// Two places of a rectangle, or as many as it takes on a section.
std::vector<glm::vec2> Planner::dabPlacesOf(std::uint32_t index) {
    const WorkPatch& patch = surface_.patches[index];
    if (isSection(patch) && surface_.gelRadius_m > 0.0f) {
        const auto known = cache_.dabs.find(index);
        if (known != cache_.dabs.end()) {
            return known->second;
        }
        return cache_.dabs[index] = dabPlaces(patch, 0.95f * surface_.gelRadius_m);
    }
    const bool tall = patch.size_m.y > patch.size_m.x;
    const glm::vec2 side_m =
        tall ? glm::vec2{0.0f, 0.25f * patch.size_m.y} : glm::vec2{0.25f * patch.size_m.x, 0.0f};
    return {side_m, -side_m};
}

SectionWork Planner::workFor(const WorkPatch& patch) const {
    const float circle_m = surface_.pens[now_.pen].needleCircle_m;
    const glm::vec2 heart_m = heartOf(patch);
    const float middle_m = patch.clearance_m(heart_m);
    float least = 1.0f; // cosine of how far the skin turns over a centimetre
    for (const glm::vec2 half_m : {glm::vec2{0.005f, 0.0f}, glm::vec2{0.0f, 0.005f}}) {
        least = std::min(
            least, glm::dot(patch.at(heart_m + half_m).normal, patch.at(heart_m - half_m).normal));
    }
    const float border_m = (patch.stamping ? kStampBorderShare : kBorderShare) * circle_m +
                           (least < kRidge ? kRidgeBorder_m : 0.0f);
    const float stampShare = style_.hurries ? kQuickStampShare : kStampShare;
    return {.spacing_m = (patch.stamping ? stampShare : style_.lineSpacing) * circle_m,
            .border_m = std::min(border_m, 0.5f * middle_m),
            .noGo_m = style_.rim == OperatorStyle::Rim::Follows ? kRimWay_m
                                                                : 0.5f * circle_m + kNoGoGap_m};
}

/// The lines of one pass, or its stamps as lines without length.
const std::vector<SectionLine>& Planner::sectionPass(std::uint32_t index, std::uint32_t pass,
                                                     std::uint32_t passes) {
    const std::pair<std::uint32_t, std::uint32_t> key{index, 100 * passes + pass};
    const auto known = cache_.lines.find(key);
    if (known != cache_.lines.end()) {
        return known->second;
    }
    const WorkPatch& patch = surface_.patches[index];
    if (!cache_.lead_deg.contains(index)) {
        cache_.lead_deg[index] = leadAngle_deg(patch);
    }
    return cache_.lines[key] = linesOfPass(
               patch, {.pass = pass,
                       .passes = passes,
                       .passesLeast = patch.passesLeast,
                       .lead_deg = cache_.lead_deg[index],
                       .work = workFor(patch),
                       .edges = !style_.hurries ||
                                (style_.edgesInHurry && patch.besideNoGo && !patch.stamping)});
}

void Planner::strokeAlong(std::uint32_t index, const SectionLine& line, float aside_m, bool lands,
                          bool lifts) {
    PlanStep step = now_;
    step.kind = PlanStep::Kind::Stroke;
    step.patchFrom = step.patchTo = index;
    step.path_m = line.path_m;
    const glm::vec2 whole = line.path_m.back() - line.path_m.front();
    const float length_m = glm::length(whole);
    const glm::vec2 aside =
        length_m > 0.0f ? glm::vec2{-whole.y, whole.x} * (aside_m / length_m) : glm::vec2{aside_m};
    for (glm::vec2& at_m : step.path_m) {
        at_m += aside;
    }
    step.from_m = step.path_m.front();
    step.to_m = step.path_m.back();
    step.lands = lands;
    step.lifts = lifts;
    step.liftFrom_m = step.liftTo_m = kHover_m;
    const float share = style_.lightOverBone ? surface_.patches[index].pressShare : 1.0f;
    step.force_N = std::max(0.05f, share * style_.force_N * spread(style_.forceSpread));
    const float speed_mps =
        std::max(0.3f * style_.speed_mps, style_.speed_mps * spread(style_.speedSpread));
    step.throughAir = false;
    step.ramp_s = style_.hurries ? kQuickRamp_s : kStrokeRamp_s;
    step.duration_s = line.length_m / speed_mps + step.ramp_s;
    if (line.length_m <= 0.0f) {
        // a stamp stays as long as a glide over its place would: the same needles per area
        const float circle_m = surface_.pens[now_.pen].needleCircle_m;
        const float dwell_s =
            0.785398f * circle_m / (style_.lineSpacing * speed_mps); // pi/4 D^2 / (v s D)
        step.ramp_s = kStampRamp_s;
        step.duration_s = 2.0f * kStampRamp_s + dwell_s;
    }
    if (lands) {
        move(PlanStep::Kind::Hop, index, step.from_m,
             line.length_m > 0.0f ? kHopPeak_m : kStampPeak_m,
             style_.hurries ? kQuickHop_s : kHop_s);
    }
    steps_.push_back(step);
    now_ = step;
    now_.path_m.clear();
}

/// What only some operators do where the orbit is near.
void Planner::rimLines(std::uint32_t index) {
    const WorkPatch& patch = surface_.patches[index];
    if (style_.rim == OperatorStyle::Rim::Follows) {
        for (const std::vector<glm::vec2>& way : rimWays(patch, patch.orbit_m, kRimWay_m)) {
            strokeAlong(index, onSkin(patch, way), 0.0f, true, true);
        }
    } else if (style_.rim == OperatorStyle::Rim::Crosses) {
        for (const PassLine& line : lineIntoOrbit(patch, kRimNear_m, kRimBeyond_m)) {
            strokeAlong(index, onSkin(patch, {line.from_m, line.to_m}), 0.0f, true, true);
        }
    }
}

/// One pass over a section, or one round of stamps.
void Planner::workOnSection(std::uint32_t index, std::uint32_t pass, std::uint32_t passes) {
    const WorkPatch& patch = surface_.patches[index];
    const float circle_m = surface_.pens[now_.pen].needleCircle_m;
    if (pass == 0) {
        rimLines(index);
    }
    const std::vector<SectionLine>& lines = sectionPass(index, pass, passes);
    std::uint32_t overruns = pass == 0 ? style_.overruns : 0;
    bool lifted = true;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (nextUniform(random_) < style_.skippedLines) {
            continue;
        }
        const float aside_m = style_.spacingSpread * circle_m * nextNormal(random_);
        SectionLine line = lines[i];
        if (overruns > 0 && i > 0 && line.length_m > kRunOn_m) {
            const glm::vec2 end = line.path_m.back();
            const glm::vec2 along = glm::normalize(end - line.path_m.front());
            const float on_m = std::max(0.0f, patch.clearance_m(end)) + kRunOn_m;
            line = onSkin(patch, {line.path_m.front(), end + along * on_m});
            --overruns;
        }
        if (!lifted && crossesNoGo(patch, now_.to_m, line.path_m.front())) {
            // nobody glides over an eye or the lips only because he does not lift at turns
            steps_.back().lifts = true;
            lifted = true;
        }
        if (!lifted) {
            strokeAlong(index, onSkin(patch, {now_.to_m, line.path_m.front()}), 0.0f, false, false);
        }
        const bool last = i + 1 == lines.size();
        const bool lifts =
            last || line.length_m <= 0.0f || nextUniform(random_) >= style_.unliftedTurns;
        strokeAlong(index, line, aside_m, lifted, lifts);
        lifted = lifts;
    }
    if (!lifted) {
        strokeAlong(index, {.path_m = {now_.to_m, now_.to_m}, .length_m = 0.0f}, 0.0f, false, true);
    }
}

} // namespace stipple::input
