#pragma once

#include "engine/sim/needle_depth.h"
#include "engine/sim/pen_contact.h"
#include "engine/sim/sim_state.h"
#include "engine/sim/skin_stretch.h"

#include <span>

namespace stipple::sim {

/// Bits of StepReport::notes.
enum StepNote : std::uint32_t {
    kTrackingLost = 1U << 0U,
    kMotorOffInContact = 1U << 1U,
    kNonFinite = 1U << 2U, ///< the state broke: the attempt must stop
    kCartridgeChanged = 1U << 3U,
    kGelApplied = 1U << 4U,
    kWiped = 1U << 5U,
    kBoneReached = 1U << 6U,
    kScratched = 1U << 7U,        ///< a scratch long enough to be seen
    kImpossibleSample = 1U << 8U, ///< a field outside its range was clamped
    kStalled = 1U << 9U,          ///< pressed so hard that the motor stands still
};

/// The terms of one stroke's depth, kept for the debrief: means over the needles of the cartridge.
/// delivered = (set + dialError) * cosTilt + rise - gap - dimple - cut, to rounding, where the
/// cartridge is no shorter than the dial with its error.
struct DepthTerms {
    float set_m = 0.0f, dialError_m = 0.0f, cosTilt = 0.0f;
    float rise_m = 0.0f;    ///< skin that bulges towards the cartridge
    float gap_m = 0.0f;     ///< air that the needles cross; at most their reach
    float dimple_m = 0.0f;  ///< skin that gave way
    float cut_m = 0.0f;     ///< what bone, the drive's force, the needles' length or a bend took
    float speed_mps = 0.0f; ///< of the needles at the surface
    float opening_N = 0.0f; ///< force of one needle that opened the skin
    float delivered_m = 0.0f;
    float deepest_m = 0.0f; ///< of one needle
    float lift_m = 0.0f;    ///< skin that came up with the needles as they left; no part of the sum
    NeedleStop stop = NeedleStop::Air; ///< of the needle that went deepest
};

/// What a roller did in a tick; all 0 of a pen.
struct RollReport {
    bool roller = false; ///< the device is one
    float side_m = 0.0f; ///< travel along the drum's axis of the needles that are in the skin
    float slit_m = 0.0f; ///< length that the last row cut along the way, by going in on an arc
    std::uint32_t rowsInSkin = 0;
};

/// What happened in this tick. Read it before the next step; it is not state.
struct StepReport {
    PenContact contact;
    std::span<const Puncture> fresh; ///< into SimState::skin.log
    /// Of the needle drive that fell into this tick; rows of a roller that passed the bottom.
    std::uint32_t strokes = 0;
    /// That the motor really runs at; below the rate set where the press slows it. 0: of a roller.
    std::uint16_t strokeRate_dHz = 0;
    std::uint32_t notes = 0; ///< StepNote bits
    DepthTerms terms;        ///< of the last stroke; set_m = 0 without one
    float dwell_s = 0.0f;    ///< of a needle in the skin per stroke
    float slipIndex = 0.0f;  ///< lateral travel while in the skin / needle diameter
    float gel = 0.0f;        ///< film under the tip, 0..1
    float drawn_m = 0.0f;    ///< how far the plate has drawn the skin along
    float skip_m = 0.0f;     ///< how far the skin slipped back under it in this tick
    float fold_m = 0.0f;     ///< height of the fold of skin that is pushed before it
    SkinStretch stretch;     ///< of the skin beside its rim
    RollReport roll;
};

/// One tick. The only function that changes a SimState.
[[nodiscard]] StepReport step(const SimModel& model, SimState& state, const PenSample& sample);

} // namespace stipple::sim
