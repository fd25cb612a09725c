#pragma once

#include "engine/base/random.h"
#include "engine/sim/needling_parameters.h"
#include "engine/sim/pen_contact.h"
#include "engine/sim/step.h"

namespace stipple::sim {

// The delivered-depth model of clinical.md 3.3, term by term. Pure, but for the dial error's draw.

/// k_v: share delivered at this needle speed; log-linear between the slow and the fast end.
[[nodiscard]] float speedShare(const NeedlingParameters& needling, float entrySpeed_mps);

/// k_t: share delivered on skin stretched by `strain` (0.1 = 10 %).
[[nodiscard]] float stretchShare(const NeedlingParameters& needling, float strain);

/// k_p: share delivered under this contact force.
[[nodiscard]] float pressShare(const NeedlingParameters& needling, float force_N);

/// Rim lift of one needle on a tilted plate that pivots on the low side of the needle circle, less
/// what the skin follows. `lift_m`: the needle's exit above the plate centre, along the normal.
[[nodiscard]] float rimGap_m(const NeedlingParameters& needling, float needleCircle_m,
                             float sinTilt, float lift_m);

/// Air below the low side of the needle circle when the plate does not reach the skin.
[[nodiscard]] float hoverGap_m(float gap_m, float needleCircle_m, float sinTilt);

/// Extra depth where a hard-pressed plate dents soft support; 0 over bone.
[[nodiscard]] float indentBonus_m(const NeedlingParameters& needling, float force_N, bool overBone);

/// Error of the dial for one stroke: normal, clipped at the device's tolerance.
[[nodiscard]] float drawDialError_m(const NeedlingParameters& needling, float tolerance_m,
                                    Pcg32& random);

/// The sum: max(0, shares * (set + error) * cos - gap), and the bonus when that is above 0.
[[nodiscard]] float deliveredDepth_m(const DepthTerms& terms);

/// A base that stops a needle: bone, cartilage, teeth.
[[nodiscard]] bool stopsNeedles(BaseKind base);

/// Everything about a stroke that is the same for all needles. `delivered_m` is the plate centre's.
[[nodiscard]] DepthTerms strokeTerms(const NeedlingParameters& needling, const PenDevice& pen,
                                     const PenContact& contact, const TissueStack& tissue,
                                     const PenSample& sample, float entrySpeed_mps,
                                     float dialError_m);

/// Length of the scratch that a needle leaves when it moves `travel_m` along the skin while in it
/// (clinical.md 3.5): doubled without gel, and again when the needles do not move.
[[nodiscard]] float scratchLength_m(const NeedlingParameters& needling, float needleDiameter_m,
                                    float travel_m, float gel, bool motorOff);

/// What a stroke needs to know besides model and state.
struct StrokeInput {
    const PenSample& sample;
    const PenDevice& pen;
    const PenContact& contact;
    glm::vec3 plate_m{0.0f}; ///< plate centre at the moment of the stroke
    DepthTerms terms;
    float drag_m = 0.0f;
    float scratch_m = 0.0f;
};

/// Drives every needle once: appends punctures and marks the skin. Returns StepNote bits.
[[nodiscard]] std::uint32_t strikeNeedles(const SimModel& model, SimState& state,
                                          const StrokeInput& stroke);

/// Needles that rest in the skin while the pen glides: scratches `length_m` long under each.
void scratchNeedles(const SimModel& model, SimState& state, const StrokeInput& stroke,
                    float length_m);

} // namespace stipple::sim
