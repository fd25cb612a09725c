#include "engine/input/operator_plan.h"

#include "engine/input/pass_lines.h"
#include "engine/input/section_lines.h"
#include "engine/input/travel_arc.h"
#include "engine/sim/pen_sample.h"

#include <glm/geometric.hpp>

#include <algorithm>
#include <map>
#include <utility>

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
// on sections of skin
constexpr float kTravel_mps = 0.2f, kHop_mps = 0.15f; ///< means; the peak is nearly twice that
constexpr float kBorderShare = 0.17f;                 ///< of the circle, to a section's border
constexpr float kNoGoGap_m = 0.0007f;                 ///< between needles and a no-go
constexpr float kRimWay_m = 0.00355f;                 ///< 3 mm, the hand and the cells
constexpr float kRimNear_m = 0.012f, kRimBeyond_m = 0.01f;
constexpr float kUsualArc_m = 0.02f; ///< from patch to patch
constexpr float kArcNear_m = 0.004f, kRisePerWay = 0.12f;
constexpr float kStampShare = 0.85f; ///< of the circle, from place to place
constexpr float kWidestSpacing = 1.0f;
constexpr float kTopSpeed_mps = 0.0285f, kTopSpread = 0.03f;
constexpr float kQuickReach = 0.6f; ///< share of the usual time, in a hurry
constexpr float kPathStep_m = 0.001f;
constexpr float kStampBorderShare = 0.22f;
constexpr std::uint32_t kEdgePasses = 2;
constexpr float kQuickRamp_s = 0.1f;
constexpr float kStampRamp_s = 0.08f;
constexpr float kQuickHop_s = 0.16f;
constexpr float kAngles_deg[] = {0.0f, 90.0f, 45.0f, 135.0f};

/// A line of a pass on a section, with its way on the skin.
struct SectionLine {
    std::vector<glm::vec2> path_m; ///< equal ways apart
    float length_m = 0.0f;
};

/// What does not change from one try to the next to keep the time.
struct SectionCache {
    std::map<std::pair<std::uint32_t, std::uint32_t>, std::vector<SectionLine>> lines;
    std::map<std::uint32_t, std::vector<glm::vec2>> dabs;
    std::map<std::uint32_t, float> lead_deg;
};

/// Directions of the passes over a section, against its longest one: as far apart as their number
/// allows, and none across more than it must.
float sectionAngle_deg(std::uint32_t pass, std::uint32_t passes) {
    if (passes == 2) {
        return pass == 0 ? -30.0f : 30.0f;
    }
    if (passes == 3) {
        return pass == 0 ? 0.0f : (pass == 1 ? 60.0f : -60.0f);
    }
    return kAngles_deg[pass % 4];
}

/// Whether a place lies farther than `away_m` from the first `count` lines.
bool farFrom(glm::vec2 place_m, const std::vector<SectionLine>& lines, std::size_t count,
             float away_m) {
    for (std::size_t i = 0; i < count; ++i) {
        for (const glm::vec2 at_m : lines[i].path_m) {
            if (glm::distance(at_m, place_m) <= away_m) {
                return false;
            }
        }
    }
    return true;
}

/// The stretches of a way that the first `count` lines leave out, a little longer at both ends.
std::vector<std::vector<glm::vec2>> missedPieces(const std::vector<glm::vec2>& way,
                                                 const std::vector<SectionLine>& lines,
                                                 std::size_t count, float away_m) {
    constexpr std::size_t kShortest = 4, kLonger = 2; // millimetres, as the way has its points
    std::vector<std::vector<glm::vec2>> pieces;
    for (std::size_t i = 0; i < way.size();) {
        std::size_t end = i;
        while (end < way.size() && farFrom(way[end], lines, count, away_m)) {
            ++end;
        }
        if (end - i >= kShortest) {
            const std::size_t from = i > kLonger ? i - kLonger : 0;
            const std::size_t to = std::min(way.size(), end + kLonger);
            pieces.emplace_back(way.begin() + static_cast<std::ptrdiff_t>(from),
                                way.begin() + static_cast<std::ptrdiff_t>(to));
        }
        i = end + 1;
    }
    return pieces;
}

bool isSection(const WorkPatch& patch) {
    return static_cast<bool>(patch.clearance_m);
}

/// The polyline with its points at equal ways on the skin, about a millimetre apart.
SectionLine onSkin(const WorkPatch& patch, const std::vector<glm::vec2>& through_m) {
    std::vector<glm::vec2> fine{through_m.front()};
    for (std::size_t i = 1; i < through_m.size(); ++i) {
        const glm::vec2 leg = through_m[i] - through_m[i - 1];
        const auto parts = static_cast<int>(glm::length(leg) / (0.5f * kPathStep_m)) + 1;
        for (int k = 1; k <= parts; ++k) {
            fine.push_back(through_m[i - 1] +
                           leg * (static_cast<float>(k) / static_cast<float>(parts)));
        }
    }
    std::vector<float> way_m{0.0f};
    glm::vec3 last_m = patch.at(fine.front()).position_m;
    for (std::size_t i = 1; i < fine.size(); ++i) {
        const glm::vec3 at_m = patch.at(fine[i]).position_m;
        way_m.push_back(way_m.back() + glm::distance(last_m, at_m));
        last_m = at_m;
    }
    SectionLine line{.path_m = {}, .length_m = way_m.back()};
    const auto steps = static_cast<int>(line.length_m / kPathStep_m) + 1;
    std::size_t at = 0;
    for (int i = 0; i <= steps; ++i) {
        const float wanted_m = line.length_m * (static_cast<float>(i) / static_cast<float>(steps));
        while (at + 2 < way_m.size() && way_m[at + 1] < wanted_m) {
            ++at;
        }
        const float leg_m = way_m.size() > 1 ? way_m[at + 1] - way_m[at] : 0.0f;
        const float share =
            leg_m > 0.0f ? std::clamp((wanted_m - way_m[at]) / leg_m, 0.0f, 1.0f) : 0.0f;
        const glm::vec2 next = fine.size() > 1 ? fine[at + 1] : fine[at];
        line.path_m.push_back(fine[at] + (next - fine[at]) * share);
    }
    return line;
}

/// Whether the straight way over the unfolded skin leaves the section by more than a little.
bool leavesSection(const WorkPatch& patch, glm::vec2 from_m, glm::vec2 to_m) {
    constexpr int kLooks = 24;
    for (int i = 0; i <= kLooks; ++i) {
        const glm::vec2 at_m = from_m + (to_m - from_m) * (static_cast<float>(i) / kLooks);
        if (patch.clearance_m(at_m) < -0.002f || (patch.noGo_m && patch.noGo_m(at_m) < 0.0f)) {
            return true;
        }
    }
    return false;
}

/// The middle of a section: the place farthest from its border.
glm::vec2 heartOf(const WorkPatch& patch) {
    constexpr int kSteps = 30;
    glm::vec2 best{0.0f};
    if (!isSection(patch)) {
        return best;
    }
    float most_m = patch.clearance_m(best);
    for (int y = 0; y <= kSteps; ++y) {
        for (int x = 0; x <= kSteps; ++x) {
            const glm::vec2 share{static_cast<float>(x) / kSteps, static_cast<float>(y) / kSteps};
            const glm::vec2 uv = (share - 0.5f) * patch.size_m;
            if (patch.clearance_m(uv) > most_m + 1e-5f) {
                most_m = patch.clearance_m(uv);
                best = uv;
            }
        }
    }
    return best;
}

/// Builds the steps; remembers where the pen is and how it is set.
class Planner {
public:
    Planner(const OperatorStyle& style, const WorkSurface& surface, SectionCache& cache,
            Pcg32 random)
        : style_(style), surface_(surface), cache_(cache), random_(random) {}

    std::vector<PlanStep> plan() {
        for (std::uint32_t i = 0; i < surface_.patches.size(); ++i) {
            workOn(i);
        }
        now_.strokeRate_dHz = 0;
        now_.stretch_pct = 0;
        move(PlanStep::Kind::Travel, now_.patchTo, heartOf(surface_.patches[now_.patchTo]),
             kTravelLift_m, kReach_s);
        return std::move(steps_);
    }

private:
    void setPen(const WorkPatch& patch);
    void workOn(std::uint32_t index);
    void dabs(std::uint32_t index, std::uint16_t button);
    void pass(std::uint32_t index, float angle_deg, bool mayRunOn);
    void stroke(std::uint32_t index, const PassLine& line, bool lands, bool lifts);
    void strokeAlong(std::uint32_t index, const SectionLine& line, float aside_m, bool lands,
                     bool lifts);
    [[nodiscard]] SectionWork workFor(const WorkPatch& patch) const;
    [[nodiscard]] const std::vector<SectionLine>&
    sectionPass(std::uint32_t index, std::uint32_t pass, std::uint32_t passes);
    void rimLines(std::uint32_t index);
    void workOnSection(std::uint32_t index, std::uint32_t pass, std::uint32_t passes);
    [[nodiscard]] std::vector<glm::vec2> dabPlacesOf(std::uint32_t index);
    void shapeMove(PlanStep& step) const;
    void move(PlanStep::Kind kind, std::uint32_t patch, glm::vec2 to_m, float lift_m, float time_s);
    [[nodiscard]] PassLine runOn(std::uint32_t index, const PassLine& line) const;
    [[nodiscard]] float spread(float share) { return 1.0f + share * nextNormal(random_); }

    const OperatorStyle& style_;
    const WorkSurface& surface_;
    SectionCache& cache_;
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
    now_.stretch_pct = 0;
    move(PlanStep::Kind::Travel, index, middle_m, kTravelLift_m, kTravel_s);
    setPen(patch);
    std::uint32_t passes = std::min(patch.passes, style_.passesMost);
    if (style_.fewestPasses && patch.passesLeast > 0) {
        passes = std::min(passes, patch.passesLeast);
    }
    for (std::uint32_t i = 0; i < passes; ++i) {
        if (i == 0 ? style_.gelFirst : style_.gelBetween && !style_.sparesDabs) {
            dabs(index, sim::kGelButton);
        }
        if (isSection(patch)) {
            workOnSection(index, i, passes);
        } else {
            pass(index, kAngles_deg[i % 4], i == 0);
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

SectionWork Planner::workFor(const WorkPatch& patch) const {
    const float circle_m = surface_.pens[now_.pen].needleCircle_m;
    const float middle_m = patch.clearance_m(heartOf(patch));
    return {.spacing_m = (patch.stamping ? kStampShare : style_.lineSpacing) * circle_m,
            .border_m = std::min((patch.stamping ? kStampBorderShare : kBorderShare) * circle_m,
                                 0.5f * middle_m),
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
    std::vector<SectionLine>& lines = cache_.lines[key];
    if (patch.stamping) {
        // turned by a third of what the grid repeats after, so that places differ
        for (const glm::vec2 place :
             stampPlaces(patch, 20.0f * static_cast<float>(pass), workFor(patch))) {
            lines.push_back({.path_m = {place, place}, .length_m = 0.0f});
        }
        for (const auto& way : rimWays(patch, patch.noGo_m, workFor(patch).noGo_m)) {
            for (const glm::vec2 place : way) {
                if (farFrom(place, lines, lines.size(), 0.6f * workFor(patch).spacing_m)) {
                    lines.push_back({.path_m = {place, place}, .length_m = 0.0f});
                }
            }
        }
        return lines;
    }
    if (!cache_.lead_deg.contains(index)) {
        cache_.lead_deg[index] = leadAngle_deg(patch);
    }
    const float angle_deg = cache_.lead_deg[index] + sectionAngle_deg(pass, passes);
    for (const PassLine& line : sectionLines(patch, angle_deg, workFor(patch))) {
        lines.push_back(onSkin(patch, {line.from_m, line.to_m}));
    }
    if (pass < kEdgePasses && !style_.hurries) {
        // straight lanes end short of a curved border that must not be crossed: go along it
        const std::size_t straight = lines.size();
        for (const auto& way : rimWays(patch, patch.noGo_m, workFor(patch).noGo_m)) {
            for (const auto& piece :
                 missedPieces(way, lines, straight, 0.45f * workFor(patch).spacing_m)) {
                lines.push_back(onSkin(patch, piece));
            }
        }
    }
    return lines;
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
    step.force_N = std::max(0.05f, style_.force_N * spread(style_.forceSpread));
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
        move(PlanStep::Kind::Hop, index, step.from_m, kHopPeak_m,
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
        cache.lines.clear();
    } else if (style.speed_mps < kTopSpeed_mps) {
        style.speed_mps = kTopSpeed_mps;
        style.speedSpread = std::min(style.speedSpread, kTopSpread);
    } else {
        return false;
    }
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
    return steps;
}

} // namespace stipple::input
