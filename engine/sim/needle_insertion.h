#pragma once

#include "engine/base/random.h"
#include "engine/sim/cartridge.h"
#include "engine/sim/needle_give.h"
#include "engine/sim/pen_contact.h"
#include "engine/sim/step.h"

#include <array>
#include <span>

namespace stipple::sim {

/// How all needles of a cartridge meet the skin in one tick; every stroke of the tick shares it.
struct CartridgeContact {
    NeedlePush push;
    GiveReading gives;
    /// Per needle: the skin's surface over the plane of the plate's face, below 0 air; and how far
    /// it lies below where it was undeformed.
    std::array<float, kMostNeedles> rise_m, sunk_m;
    float cosTilt = 1.0f, speed_mps = 0.0f;
    float gel = 0.0f, wear = 0.0f;
    BentNeedle bent = {};
};

/// What a cartridge's needles have in common, besides the plate's contact.
struct CartridgeEntry {
    float cosTilt = 1.0f;   ///< of the shaft against the skin's normal
    float speed_mps = 0.0f; ///< of the needles at the surface
    float gel = 0.0f, wear = 0.0f;
    BentNeedle bent = {};
};

/// The contact of a pen's needles inside its plate's. `along_m` tells how far each needle's tip
/// lies from the axis towards the raised side. Skin gives under a bent needle as where its root is.
[[nodiscard]] CartridgeContact meetCartridge(const SimModel& model, std::size_t pen,
                                             const PlateSite& site, const PlateReading& plate,
                                             float force_N, std::span<const float> along_m,
                                             const CartridgeEntry& entry);

/// Error of the dial for one stroke: normal, clipped at the device's tolerance.
[[nodiscard]] float drawDialError_m(const NeedlingParameters& needling, float tolerance_m,
                                    Pcg32& random);

/// How far a needle sticks out along the skin's normal. The cartridge lets none out farther than
/// its length, whatever the dial's error.
[[nodiscard]] float nominalReach_m(const PenDevice& pen, float set_m, float dialError_m,
                                   float cosTilt);

/// A base that stops a needle: bone, cartilage, teeth.
[[nodiscard]] bool stopsNeedles(BaseKind base);

/// Hard base below the skin's surface at a needle where that has sunk; far away over soft ones.
[[nodiscard]] float baseBelow_m(const TissueStack& tissue, float sunk_m);

/// Length of the scratch that a needle leaves when it moves `travel_m` along the skin while in it
/// (clinical.md 3.5): grows with friction, twofold from a full film of gel to none, with wear, and
/// twofold when the needles do not move.
[[nodiscard]] float scratchLength_m(const NeedlingParameters& needling, float needleDiameter_m,
                                    float travel_m, float gel, bool motorOff, float wear);

/// What a stroke needs to know besides model and state.
struct StrokeInput {
    const PenSample& sample;
    const PenDevice& pen;
    const PenContact& contact;
    const CartridgeContact& cartridge;
    glm::vec3 plate_m{0.0f}; ///< plate centre at the moment of the stroke
    glm::vec3 drawn_m{0.0f}; ///< how far the skin was drawn sideways then
    float dialError_m = 0.0f;
    float drag_m = 0.0f;
    float scratch_m = 0.0f;
};

/// What came of a stroke.
struct StrokeResult {
    std::uint32_t notes = 0; ///< StepNote bits
    DepthTerms terms;
};

/// Drives every needle once: appends punctures and marks the skin.
[[nodiscard]] StrokeResult strikeNeedles(const SimModel& model, SimState& state,
                                         const StrokeInput& stroke);

/// How far the tip of each needle of a pen lies from the axis towards the side that is raised over
/// the skin.
[[nodiscard]] std::array<float, kMostNeedles> towardsRaised_m(const PenDevice& pen,
                                                              const PenPose& pose,
                                                              const glm::vec3& normal,
                                                              const BentNeedle& bent = {});

/// Needles that rest in the skin while the pen glides: scratches `length_m` long under each.
void scratchNeedles(const SimModel& model, SimState& state, const PenDevice& pen,
                    const PenContact& contact, const BentNeedle& bent, float length_m);

/// A pen held on skin of one zone, flat or of even curvature.
struct HeldPen {
    std::size_t pen = 0, zone = 0;
    float set_m = 0.0f, dialError_m = 0.0f;
    float force_N = 1.0f; ///< elastic, of the plate; with 0 it hovers at `gap_m`
    float gap_m = 0.0f;   ///< air below the lowest point of the plate's face
    float tilt_rad = 0.0f;
    float curvature_perM = 0.0f; ///< of the skin; above 0 it bulges towards the pen
    float strain = 0.1f;         ///< of the support hand
    float hold = 1.0f;           ///< of that strain's direction: holdAlong
    /// Thickness over that of the zone's tissue, within the range that the model's tables have.
    float skinScale = 1.0f, fatScale = 1.0f;
    float gel = 1.0f, wear = 0.0f;
    std::uint16_t rate_dHz = 1000;
};

/// The depth of one stroke of it, term by term; no puncture is made. For those who ask what a
/// setting would do, or how much a depth depends on something.
[[nodiscard]] DepthTerms heldStroke(const SimModel& model, const HeldPen& held);

} // namespace stipple::sim
