#include "engine/input/scripted_pen.h"

#include "engine/base/fixed_clock.h"
#include "engine/base/fixed_math.h"
#include "engine/input/operator_style.h"
#include "engine/input/roller_heading.h"
#include "engine/input/travel_arc.h"
#include "engine/sim/pen_pose.h"
#include "engine/sim/roller_contact.h"

#include <glm/geometric.hpp>

namespace stipple::input {

namespace {

// an operator who crosses a border feels the ground this far ahead, about the plate's radius
constexpr float kFeelAhead_m = 0.004f;
// and follows it within this share per tick, about 40 ms
constexpr float kFollow = 0.1f;

/// Nearest whole number of `value` in the sample's integers.
template <class Whole> Whole rounded(float value) {
    return static_cast<Whole>(value < 0.0f ? value - 0.5f : value + 0.5f);
}

/// Writes the pose into a sample: the shortest turn that takes the pen's +Z onto `shaft`.
void placePen(sim::PenSample& sample, const glm::vec3& tip_m, const glm::vec3& shaft) {
    for (int i = 0; i < 3; ++i) {
        sample.tip_um[static_cast<std::size_t>(i)] = rounded<std::int32_t>(tip_m[i] * 1e6f);
    }
    const auto w = static_cast<float>(fixedSqrt(0.5 * (1.0 + static_cast<double>(shaft.z))));
    if (w < 1e-3f) {
        sample.orientation_q15 = {32767, 0, 0, 0}; // upside down: half a turn about x
        return;
    }
    const float scale = 32767.0f;
    sample.orientation_q15 = {rounded<std::int16_t>(scale * -shaft.y / (2.0f * w)),
                              rounded<std::int16_t>(scale * shaft.x / (2.0f * w)), 0,
                              rounded<std::int16_t>(scale * w)};
}

/// Plays a plan with a hand's errors.
class ScriptedPen final : public PenSource {
public:
    ScriptedPen(std::string name, const OperatorStyle& style, std::uint64_t seed,
                WorkSurface surface)
        : name_(std::move(name)), style_(style), surface_(std::move(surface)),
          steps_(planWork(style_, surface_, seededRandom(seed, 1))),
          facings_(rollerFacings(steps_)), hand_(style_.hand, seededRandom(seed, 2)) {}

    sim::PenSample sample(std::uint32_t tick) override;
    [[nodiscard]] sim::InputTraits traits() const override;
    [[nodiscard]] bool finished() const override { return at_ >= steps_.size(); }

private:
    [[nodiscard]] SurfacePoint surfaceAt(const PlanStep& step, float way) const;
    [[nodiscard]] float seatHeight_m(const PlanStep& step, float way, const glm::vec3& place_m,
                                     float force_N);
    [[nodiscard]] float height_m(const PlanStep& step, float time_s, float seat_m) const;
    [[nodiscard]] glm::vec3 rollsAlong(std::size_t step, float way, float time,
                                       const glm::vec3& normal) const;

    std::string name_;
    OperatorStyle style_;
    WorkSurface surface_;
    std::vector<PlanStep> steps_;
    std::vector<RollerFacing> facings_; ///< per step; of rollers
    HandMotion hand_;
    std::size_t at_ = 0;      ///< step that goes on
    float began_s_ = 0.0f;    ///< when it began
    glm::vec2 error_m_{0.0f}; ///< of the hand along the skin, this tick
    float felt_m_ = 0.0f;     ///< seat height that the hand has found, when it crosses a border
};

/// Share of the way along the step's path on the skin.
float wayDone(const PlanStep& step, float time_s) {
    switch (step.kind) {
    case PlanStep::Kind::Stroke:
        return strokeShare(time_s, step.duration_s, step.ramp_s);
    case PlanStep::Kind::Hop:
        // sideways only while the needles are off the skin
        return reachShare((time_s / step.duration_s - 0.1f) / 0.8f);
    default:
        return reachShare(time_s / step.duration_s);
    }
}

SurfacePoint ScriptedPen::surfaceAt(const PlanStep& step, float way) const {
    const WorkPatch& to = surface_.patches[step.patchTo];
    if (step.patchFrom == step.patchTo && !step.throughAir) {
        return to.at(placeOn(step, way) + error_m_);
    }
    const SurfacePoint a = surface_.patches[step.patchFrom].at(step.from_m + error_m_);
    const SurfacePoint b = to.at(step.to_m + error_m_);
    if (surface_.reach_m) {
        return travelPoint(a, b, way);
    }
    return {a.position_m + (b.position_m - a.position_m) * way,
            glm::normalize(a.normal + (b.normal - a.normal) * way)};
}

/// A line that leaves its patch.
bool crossesBorder(const PlanStep& step, const WorkPatch& patch) {
    if (patch.clearance_m) {
        return patch.clearance_m(step.to_m) < 0.0f;
    }
    const glm::vec2 half_m = 0.5f * patch.size_m;
    return step.to_m.x > half_m.x || step.to_m.x < -half_m.x || step.to_m.y > half_m.y ||
           step.to_m.y < -half_m.y;
}

/// Where the tip must be for the force. Over a border the tissue changes: the hand feels what is
/// ahead, rides up on harder ground in time and sinks in only behind softer.
float ScriptedPen::seatHeight_m(const PlanStep& step, float way, const glm::vec3& place_m,
                                float force_N) {
    const float here_m = surface_.seatHeight_m(place_m, step.pen, force_N, style_.tilt_rad);
    const WorkPatch& patch = surface_.patches[step.patchTo];
    const glm::vec2 path_m = step.to_m - step.from_m;
    if (!crossesBorder(step, patch) || way <= 0.0f) {
        felt_m_ = here_m;
        return here_m;
    }
    const glm::vec2 ahead_m = placeOn(step, way) + glm::normalize(path_m) * kFeelAhead_m;
    const float next_m =
        surface_.seatHeight_m(patch.at(ahead_m).position_m, step.pen, force_N, style_.tilt_rad);
    const float wanted_m = next_m > here_m ? next_m : here_m;
    felt_m_ += (wanted_m - felt_m_) * kFollow;
    return felt_m_;
}

float ScriptedPen::height_m(const PlanStep& step, float time_s, float seat_m) const {
    if (step.kind == PlanStep::Kind::Stroke) {
        const float down = step.lands ? reachShare(time_s / step.ramp_s) : 1.0f;
        const float up =
            step.lifts ? reachShare((time_s - step.duration_s + step.ramp_s) / step.ramp_s) : 0.0f;
        // tilted plates touch with their rim first: hover above the seat, whatever its height
        const float hover_m = step.liftFrom_m + (seat_m > 0.0f ? seat_m : 0.0f);
        return hover_m * (1.0f - down + up) + seat_m * (down - up);
    }
    if (step.kind == PlanStep::Kind::Hop) {
        const float half = time_s / step.duration_s * 2.0f;
        return half < 1.0f ? step.liftFrom_m + (step.liftTo_m - step.liftFrom_m) * reachShare(half)
                           : step.liftTo_m + (kHover_m - step.liftTo_m) * reachShare(half - 1.0f);
    }
    const float way = reachShare(time_s / step.duration_s);
    return step.liftFrom_m + (step.liftTo_m - step.liftFrom_m) * way + step.arc_m * arcShare(way);
}

/// Direction on the skin, unit, in which the drum of a roller rolls freely.
glm::vec3 ScriptedPen::rollsAlong(std::size_t step, float way, float time,
                                  const glm::vec3& normal) const {
    constexpr float kAbout_m = 0.001f;
    const PlanStep& now = steps_[step];
    const WorkPatch& patch = surface_.patches[now.patchTo];
    const glm::vec2 here_m = now.patchFrom == now.patchTo ? placeOn(now, way) : now.to_m;
    const glm::vec2 facing_m = facingAt(facings_[step], now, way, time) * kAbout_m;
    const glm::vec3 along_m =
        patch.at(here_m + facing_m).position_m - patch.at(here_m - facing_m).position_m;
    const glm::vec3 ahead = glm::normalize(along_m - normal * glm::dot(along_m, normal));
    const auto askew = static_cast<double>(style_.askew_rad);
    return ahead * static_cast<float>(fixedCos(askew)) +
           glm::cross(normal, ahead) * static_cast<float>(fixedSin(askew));
}

sim::PenSample ScriptedPen::sample(std::uint32_t tick) {
    const float now_s = static_cast<float>(tick) / static_cast<float>(kTickRate_Hz);
    while (at_ < steps_.size() && now_s >= began_s_ + steps_[at_].duration_s) {
        began_s_ += steps_[at_].duration_s;
        ++at_;
    }
    const HandError error = hand_.next();
    const bool over = at_ >= steps_.size();
    const PlanStep& step = over ? steps_.back() : steps_[at_];
    const float time_s = over ? step.duration_s : now_s - began_s_;
    error_m_ = error.offset_m;

    const float way = wayDone(step, time_s);
    const SurfacePoint skin = surfaceAt(step, way);
    const glm::vec3 u = glm::normalize(glm::cross(skin.normal, skin.normal.x * skin.normal.x < 0.5f
                                                                   ? glm::vec3{1.0f, 0.0f, 0.0f}
                                                                   : glm::vec3{0.0f, 0.0f, 1.0f}));
    const glm::vec3 v = glm::cross(skin.normal, u);
    const float seat_m =
        step.kind == PlanStep::Kind::Stroke
            ? seatHeight_m(step, way, skin.position_m, step.force_N * error.forceFactor)
            : 0.0f;
    // a leaning plate hangs lower on one side: who leans it keeps it that much higher off the skin
    const float lean_m =
        step.kind != PlanStep::Kind::Stroke && style_.tilt_rad > 0.0f
            ? surface_.seatHeight_m(skin.position_m, step.pen, 0.0f, style_.tilt_rad)
            : 0.0f;
    const float height = height_m(step, time_s, seat_m) + lean_m + error.height_m;
    const glm::vec3 tip_m = skin.position_m + skin.normal * height;

    sim::PenSample sample;
    if (surface_.pens[step.pen].roller) {
        // leant over one end of the drum: about its own axis it turns by itself
        const glm::vec3 ahead =
            rollsAlong(over ? steps_.size() - 1 : at_, way, time_s / step.duration_s, skin.normal);
        const glm::vec3 lean = u * error.sway_rad.x + v * error.sway_rad.y +
                               glm::cross(ahead, skin.normal) * style_.tilt_rad;
        sim::setPose(sample, tip_m,
                     sim::orientationAlong(glm::normalize(skin.normal + lean), ahead));
    } else {
        const glm::vec2 lean = error.sway_rad + glm::vec2{0.6f, 0.8f} * style_.tilt_rad;
        placePen(sample, tip_m, glm::normalize(skin.normal + u * lean.x + v * lean.y));
    }
    sample.needle_um = step.needle_um;
    sample.strokeRate_dHz = over ? std::uint16_t{0} : step.strokeRate_dHz;
    sample.buttons = over ? std::uint16_t{0} : step.buttons;
    sample.pen = step.pen;
    sample.stretch_pct = step.stretch_pct;
    sample.pull_deg = step.pull_deg;
    sample.tracking = sim::Tracking::Good;
    return sample;
}

sim::InputTraits ScriptedPen::traits() const {
    // a script knows exactly what it does; what is left is the sample's rounding
    return {.name = name_,
            .measuresForce = true,
            .measuresTilt = true,
            .positionSigma_m = 0.5e-6f,
            .tiltSigma_rad = 3e-5f,
            .forceSigma_N = 0.01f};
}

} // namespace

std::span<const std::string_view> scriptedPenNames() {
    return operatorNames();
}

Result<std::unique_ptr<PenSource>> makeScriptedPen(std::string_view name, std::uint64_t seed,
                                                   WorkSurface surface) {
    const std::optional<OperatorStyle> style = operatorStyle(name);
    if (!style) {
        std::string known;
        for (const std::string_view other : operatorNames()) {
            known += (known.empty() ? "" : ", ") + std::string(other);
        }
        return fail("there is no scripted pen '{}'; there are: {}", name, known);
    }
    if (surface.patches.empty()) {
        return fail("the scripted pen '{}' has no patch to work on", name);
    }
    return std::unique_ptr<PenSource>(new ScriptedPen(
        fmt::format("scripted:{},seed={}", name, seed), *style, seed, std::move(surface)));
}

} // namespace stipple::input
