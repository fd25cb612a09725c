#pragma once

#include "engine/sim/needling_parameters.h"

#include <cstdint>

namespace stipple::sim {

// How far one needle gets into skin that gives way under it. A needle pushes the skin before it
// until the skin opens; while it is in, the force that keeps it opening and the friction on its
// shaft hold the skin down, and what of its way the skin has followed is no depth.

/// How far the surface at one needle sinks for each newton on every needle of the cartridge, slowly
/// pressed: metres per newton.
struct NeedleGive {
    float free_mpN = 0.0f;    ///< with nothing around that holds the skin
    float guarded_mpN = 0.0f; ///< inside the opening of a plate that holds the skin around
};

/// What a needle meets and what drives it, to be turned into forces.
struct NeedleEntry {
    float speed_mps = 0.0f;       ///< at the surface
    float tipDiameter_m = 0.0f;   ///< as worn as it is: wornTip_m
    float shaftDiameter_m = 0.0f; ///< where it is in the skin
    float gel = 0.0f;             ///< film on the skin, 0 dry to 1
    float locking_m = 0.0f;       ///< press at which the tissue locks; 0: never
};

/// The forces of one stroke and what they work against: the same for all needles of a cartridge.
struct NeedlePush {
    float open_N = 0.0f;    ///< on one needle: opens skin, and keeps it opening
    float drag_NpM = 0.0f;  ///< friction along the shaft for each metre in the skin
    float softness = 1.0f;  ///< give of skin at this speed over that of slow skin
    float locking_m = 0.0f; ///< see NeedleEntry
    /// Force on one needle up to which the plate holds the skin around; beyond it the skin leaves
    /// the plate and gives as if free. 0: nothing holds it.
    float guard_N = 0.0f;
    float most_N = 0.0f; ///< what the drive has for each needle; 0: more than enough
};

/// What ends a needle's way.
enum class NeedleStop : std::uint8_t {
    Air,    ///< never touched the skin
    Skin,   ///< only dented it
    Travel, ///< went as far as it was set to
    Length, ///< is in from tip to root
    Force,  ///< the drive had no more
    Bone,   ///< a base that stops needles
};

struct NeedleDepth {
    float depth_m = 0.0f;  ///< of the channel, from the surface where it is now
    float dimple_m = 0.0f; ///< how far the surface was pushed in at the deepest point
    NeedleStop stop = NeedleStop::Air;
};

/// Where a needle cannot go farther.
struct NeedleLimits {
    float length_m = 1.0f; ///< of the needle
    float base_m = 1.0f;   ///< hard base below the surface before the needle came; none: far away
};

/// Force on a slow needle that opens skin: a straight line over the diameter of its tip, in
/// proportion to it below the finest tip that was measured.
[[nodiscard]] float openingForce_N(const NeedlingParameters& needling, float tipDiameter_m);

/// Share of that at a needle's speed: (v / rateFrom)^-openingRate, 1 up to that slow speed.
[[nodiscard]] float openingShare(const NeedlingParameters& needling, float speed_mps);

/// How much stiffer skin is at a needle's speed: 1 + ratePerDecade log10(v / rateFrom), from 1 to
/// rateMost (clinical.md 3.1).
[[nodiscard]] float rateStiffening(const NeedlingParameters& needling, float speed_mps);

/// Coefficient of friction under a film of gel, 0 to 1.
[[nodiscard]] float frictionOf(const NeedlingParameters& needling, float gel);

/// Wear of a cartridge, 0 new to 1 worn out, by strokes and by strokes that met bone.
[[nodiscard]] float wearOf(const NeedlingParameters& needling, std::uint64_t strokes,
                           std::uint64_t boneStrokes);

/// Diameter of a tip after that wear; a new tip blunter than a worn one stays as it is.
[[nodiscard]] float wornTip_m(const NeedlingParameters& needling, float tipDiameter_m, float wear);

/// The forces on a needle. `guard_N` and `most_N` are left 0: a needle by itself, pushed by
/// something that does not tire.
[[nodiscard]] NeedlePush needlePush(const NeedlingParameters& needling, const NeedleEntry& entry);

/// How far the skin under a needle sinks while it bears `force_N`.
[[nodiscard]] float dimple_m(const NeedlePush& push, const NeedleGive& give, float force_N);

/// How far the skin comes up with a needle that is `depth_m` in it and leaves, pulled by the
/// friction along what is buried. A plate that touches holds the skin around, however light: what
/// pulls the skin up presses its rings the harder. Not more than is buried: small strain; 0 without
/// depth, never negative. Needles that leave together pull together, as `give` tells.
[[nodiscard]] float needleLift_m(const NeedlePush& push, const NeedleGive& give, float depth_m);

/// The depth of one needle whose tip would come `reach_m` below the surface if the skin did not
/// give: where the force that keeps the skin opening and the friction at that depth hold the
/// dimple. Pure and quick. Never negative; never above the reach, the length, or what lies above
/// the base.
[[nodiscard]] NeedleDepth needleDepth(const NeedlePush& push, const NeedleGive& give, float reach_m,
                                      const NeedleLimits& limits);

} // namespace stipple::sim
