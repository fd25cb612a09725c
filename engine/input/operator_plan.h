#pragma once

#include "engine/base/random.h"
#include "engine/input/hand_motion.h"
#include "engine/input/work_surface.h"

#include <cstdint>
#include <string_view>
#include <vector>

namespace stipple::input {

/// How an operator works. The defaults are the expert's.
struct OperatorStyle {
    enum class Dial { Right, FarTooDeep, Smallest, OneStepOutside };
    enum class Rate { Right, Lowest, OneStepOutside };

    Dial dial = Dial::Right;
    Rate rate = Rate::Right;
    bool wrongPen = false;
    std::uint32_t passesMost = 99;                 ///< never more passes than this
    float speed_mps = 0.020f, speedSpread = 0.06f; ///< spread as a share, per line
    bool keepsTime = true; ///< works faster, within reason, when the time would not do
    float force_N = 1.0f, forceSpread = 0.05f;
    bool lightOverBone = true; ///< presses with less where skin is thin over bone
    float tilt_rad = 0.0f;     ///< leaning of the shaft
    float lineSpacing = 0.86f; ///< as a share of the needle circle
    float spacingSpread = 0.02f;
    float skippedLines = 0.0f;  ///< share of lines left out
    float unliftedTurns = 0.0f; ///< share of turns with the needles on the skin
    float stretch_pct = 15.0f;
    bool pullsAnyhow = false; ///< not as WorkPatch has it, but otherwise from patch to patch
    bool gelFirst = true, gelBetween = true;
    bool changesCartridge = true; ///< one that is not right, before it comes near the skin
    std::uint32_t overruns = 0;   ///< lines per patch that run on into the next one
    /// At an orbital rim: works as anywhere, runs one line over it, or goes along it 3 mm outside.
    enum class Rim { Keeps, Crosses, Follows };
    Rim rim = Rim::Keeps;
    /// Of a roller: how far the way that it rolls freely is turned from the way that it is moved.
    float askew_rad = 0.0f;
    // what an operator who is short of time leaves out on a section of skin
    bool sparesDabs = false;   ///< gel before the first pass only, and no wiping
    bool hurries = false;      ///< quicker hops between lines
    bool fewestPasses = false; ///< no more passes than the lesson asks for
    bool edgesInHurry = true;  ///< though in a hurry, goes along what must not be touched
    HandSteadiness hand{};
};

/// Speeding up and slowing down of a stroke, and coming down and lifting at its ends.
inline constexpr float kStrokeRamp_s = 0.14f;
/// One stretch of the timed path: from one place over a patch to another.
struct PlanStep {
    enum class Kind { Travel, Stroke, Hop, Rest };
    Kind kind = Kind::Rest;
    std::uint32_t patchFrom = 0, patchTo = 0;
    glm::vec2 from_m{0.0f}, to_m{0.0f}; ///< patch coordinates
    /// Stroke on a section: places along it at equal ways on the skin; empty: a straight line.
    std::vector<glm::vec2> path_m;
    float duration_s = 0.0f;
    float ramp_s = kStrokeRamp_s; ///< Stroke: see there
    bool throughAir = false; ///< Hop, Travel: straight over what lies between, not along the skin
    float arc_m = 0.0f;      ///< Travel: how much higher the tip is half way
    float liftFrom_m = 0.0f, liftTo_m = 0.0f; ///< above the skin; Hop: the peak is liftTo_m
    bool lands = true, lifts = true;          ///< Stroke: comes down at its begin, up at its end
    float force_N = 0.0f;
    std::uint16_t needle_um = 0, strokeRate_dHz = 0, buttons = 0;
    std::uint8_t pen = 0, stretch_pct = 0, pull_deg = 0;
};

/// The whole work, patch after patch, in the time limit when the style keeps time.
[[nodiscard]] std::vector<PlanStep> planWork(const OperatorStyle& style, const WorkSurface& surface,
                                             Pcg32 random);

[[nodiscard]] float planDuration_s(const std::vector<PlanStep>& steps);

/// Where a step's way over the skin leads at a share of it.
[[nodiscard]] glm::vec2 placeOn(const PlanStep& step, float way);

/// Height of the tip between strokes of a pass, before the hop's peak.
inline constexpr float kHover_m = 0.0015f;

} // namespace stipple::input
