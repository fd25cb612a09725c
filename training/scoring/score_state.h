#pragma once

#include "engine/sim/cartridge.h"
#include "training/scoring/depth_doubts.h"

#include <glm/vec3.hpp>

#include <cstdint>
#include <vector>

namespace stipple::scoring {

inline constexpr std::uint32_t kNever = 0xffffffffU; ///< a tick that has not come
inline constexpr std::uint32_t kAxisBins = 8;        ///< of 22.5 degrees over half a turn

/// A count with its threshold moved by the measure's 95 % uncertainty: against the trainee, where
/// it is, and in the trainee's favour.
struct Bracket {
    std::uint32_t strict = 0, plain = 0, lenient = 0;
};

/// Bits of ScoreState::fineFlags.
enum FineFlag : std::uint8_t {
    kDialRight = 1U << 0U, ///< punctured with the dial in the protocol's range
    kDialWrong = 1U << 1U, ///< punctured with the dial outside it
    kFarTooDeep = 1U << 2U ///< counted for the critical over-depth
};

/// Bits of ZoneSetup::wrong.
enum SetupFault : std::uint8_t {
    kWrongDial = 1U << 0U,
    kWrongRate = 1U << 1U,
    kWrongCartridge = 1U << 2U,
    kNoGel = 1U << 3U,
};

/// How the pen was set when it first came down running in a zone of the lesson.
struct ZoneSetup {
    bool landed = false;
    std::uint8_t wrong = 0; ///< SetupFault bits
    std::uint32_t tick = 0;
    std::uint16_t needle_um = 0, strokeRate_dHz = 0;
};

/// Time shares of handling, in ticks; `needling` is the whole: seated with the motor on.
struct HandlingTime {
    std::uint32_t needling = 0;
    std::uint32_t gliding = 0; ///< of `needling`, where the lesson does not ask for stamping
    Bracket angle, glide, force;
    Bracket stretched;
    std::uint32_t gel = 0;
    float forceMost_N = 0.0f;
    std::uint32_t forcePeak = 0; ///< ticks above the rubric's peak
    std::uint32_t boneForce = 0; ///< ticks above the limit over bone
};

/// The stay on the skin that is going on, and the direction of the hand. A stay lasts while the
/// plate touches or the needles reach the skin from just above it.
struct ContactFollow {
    bool onSkin = false;
    std::uint32_t lastPuncture = kNever; ///< tick
    std::uint32_t lostTicks = 0;         ///< in a row, without tracking
    std::uint8_t zoneBegan = 0xffU;      ///< or into which it ran on rightfully
    float stray_m = 0.0f;                ///< way off the lesson's zones since then
    bool outside = false;                ///< in a stretch of intrusion
    bool needlesInMask = false;          ///< the last stroke pierced a no-go area
    bool needlesOff = false;             ///< the last stroke that pierced was off the zones
    glm::vec3 glide_mps{0.0f};           ///< smoothed
    float gel = 0.0f;        ///< film under the tip, smoothed: a cell is smaller than a film
    glm::vec3 heading{0.0f}; ///< of the stroke so far
    bool headingKnown = false;
    std::uint32_t steady = 0; ///< ticks of moving on
    float lift_m = 0.0f;      ///< highest since the last moment of moving on
    bool motorOff = false;    ///< the motor rested since then
};

/// Counts runs of something that happens at strokes; a run that goes on counts again.
struct RunCounter {
    std::uint32_t lastTick = kNever;
    std::uint32_t countedTick = kNever; ///< when the present run was last counted
    std::uint32_t length = 0;           ///< strokes or ticks of the present run
    std::uint32_t runs = 0;
};

struct Turns {
    std::uint32_t all = 0;
    Bracket lifted;
};

/// A visible superficial scratch, from its begin to its end.
struct ScratchLine {
    glm::vec3 begin_m{0.0f}, end_m{0.0f}; ///< `end_m`: its farthest point
    glm::vec3 last_m{0.0f};
    std::uint32_t lastTick = kNever;
    std::uint8_t zone = 0xffU;
};

/// Cartridges that came into skin and should have been changed before.
struct CartridgeUse {
    std::uint32_t breaches = 0; ///< how many of them
    bool counted = false;       ///< the one that is fitted is among them
    // of the first
    sim::CartridgeOrigin origin = sim::CartridgeOrigin::Sealed;
    std::uint32_t tick = kNever;
    std::uint8_t zone = 0xffU;
};

/// What a critical rule has seen; one per rule of the rubric.
struct CriticalWatch {
    bool raised = false;
    std::uint32_t tick = 0;  ///< when it was raised
    std::uint32_t run = 0;   ///< ticks in a row
    std::uint32_t quiet = 0; ///< ticks of the run since the needles last struck there
    double area = 0.0;       ///< of blocks, in full fine blocks
    double worst = 0.0;      ///< in the rule's own quantity
    std::uint8_t zone = 0xffU;
    std::uint8_t cameFrom = 0xffU; ///< zone that the pen ran on from without lifting
};

/// What scoring remembers of an attempt. Plain values; a copy is a save point.
struct ScoreState {
    /// Per fine block of the CoverageGrid (about 1 mm).
    std::vector<std::uint16_t> visits;
    std::vector<std::uint32_t> lastVisit;   ///< tick
    std::vector<std::uint8_t> lastAxis_deg; ///< 0..179
    std::vector<std::uint32_t> fineHits;    ///< punctures
    std::vector<float> fineDepthSum_m, fineDeepest_m;
    std::vector<std::uint8_t> fineFlags; ///< FineFlag bits
    /// Per score block of the CoverageGrid (about 5 mm, 0.25 cm2): what the coverage map shows.
    std::vector<float> passes; ///< median visits of its fine blocks
    std::vector<std::uint32_t> punctures;
    std::vector<float> depthSum_m, deepest_m;
    std::vector<std::uint8_t> directions;  ///< bit per 22.5 degrees of stroke axis
    std::vector<std::uint16_t> axisVisits; ///< kAxisBins per score block: visits by stroke axis

    std::uint32_t ticks = 0, trackingLost = 0; ///< ticks
    std::vector<ZoneSetup> setups;             ///< per target of the assignment
    std::vector<DepthUse> uses;                ///< the same
    HandlingTime handling;
    ContactFollow follow;
    RunCounter dragStrict, drag, dragLenient;
    Turns turns;
    double intrusion_m = 0.0;
    std::uint32_t intrusions = 0;
    std::vector<ScratchLine> scratches;
    CartridgeUse cartridge;
    std::vector<CriticalWatch> criticals; ///< per critical rule of the rubric
};

} // namespace stipple::scoring
