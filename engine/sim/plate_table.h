#pragma once

#include "engine/base/share_work.h"
#include "engine/sim/plate_contact.h"
#include "engine/sim/tissue_layers.h"

#include <array>
#include <cstdint>
#include <span>
#include <vector>

namespace stipple::sim {

// The contact of plate_contact.h, solved once while a model is built and interpolated in a tick.
//
// The answers are in proportion to the pose, and a pose is told by three lengths: the deepest
// interference D anywhere under the face, the tilt's lift q and the bend c. So with
// S = D + |q| + |c| everything depends on two shares, depth = D / S (0 to 1) and
// bending = c / (|q| + |c|) (-1 to 1). In these two, any quantity that is linear in D, q and c is
// bilinear: as long as the whole face presses, interpolation is exact.

/// A pen's plate: a round face with a round opening, which may be 0.
struct PlateDisc {
    float radius_m = 0.0f, opening_m = 0.0f;

    friend bool operator==(const PlateDisc&, const PlateDisc&) = default;
};

/// How thick skin (epidermis and dermis) and hypodermis of a zone get over its tissue's values.
struct ThicknessRange {
    float skinLow = 1.0f, skinHigh = 1.0f, fatLow = 1.0f, fatHigh = 1.0f;
};

/// Nodes of the depth share: closest where a tilted or bent plate begins to let go of the skin.
inline constexpr std::array<double, 13> kDepthNodes{0.0,  0.12, 0.24, 0.34, 0.42, 0.5, 0.56,
                                                    0.62, 0.68, 0.74, 0.8,  0.88, 1.0};
/// Nodes of the bending share: closer for the slightly convex skin of cheeks and foreheads.
inline constexpr std::array<double, 12> kBendingNodes{-1.0, -0.7, -0.4, -0.2, 0.0,  0.12,
                                                      0.25, 0.38, 0.52, 0.68, 0.84, 1.0};

/// A PlateAnswer over S: forces also over the stiffness, moments also over stiffness and radius,
/// pressures over stiffness and face. Numbers as they are.
struct PlateEntry {
    float force = 0.0f, moment = 0.0f, peak = 0.0f, touchedShare = 0.0f, touchedRadius = 0.0f;
    std::array<float, kSkinPlaces> sunk{}, sunkSlope{};
    float fall = 0.0f; ///< of the skin to the rim
};

/// One stack under one plate.
struct PlateTable {
    double logStiffness = 0.0; ///< logarithm of newtons per metre, upright on flat skin
    double strainGain = 0.0;   ///< rise of the stiffness, as a share, per unit of strain
    /// [depth][bending]
    std::array<std::array<PlateEntry, kBendingNodes.size()>, kDepthNodes.size()> entries;
};

/// Tables of one zone under one plate, over thickness.
struct PlateZone {
    std::vector<double> logSkin, logFat; ///< logarithms of the scales, rising
    std::vector<PlateTable> tables;      ///< [skin][fat]
    double skin_m = 0.0, fat_m = 0.0, lockingStrain = 0.0;
};

struct PlateTables {
    std::vector<PlateDisc> discs;
    std::size_t zoneCount = 0;
    std::vector<PlateZone> zones;                                              ///< [disc][zone]
    std::vector<std::array<double, kSkinPlaces>> placeRadius_m, slopeRadius_m; ///< per disc
};

/// Solves for every tissue under every disc, in parts that `share` calls. `ranges` holds one entry
/// per tissue.
[[nodiscard]] PlateTables plateTables(std::span<const TissueStack> tissues,
                                      std::span<const ThicknessRange> ranges,
                                      std::span<const PlateDisc> discs,
                                      const ShareWork& share = workAlone);

/// Where a plate is looked up.
struct PlateSite {
    std::size_t disc = 0, zone = 0;
    float skinScale = 1.0f, fatScale = 1.0f; ///< clamped to the range of the tables
    float strain = 0.0f; ///< of the dermis that carries, by the support hand; 0.1 = 10 %
};

/// What the table says of a pose.
struct PlateReading {
    PlatePose pose;
    double radius_m = 0.0;
    double stiffness_NperM = 0.0; ///< upright, flat, at a small press
    double flatPress_m = 0.0;     ///< press of an upright plate on flat skin with the same force
    double force_N = 0.0;         ///< elastic, with the stiffening of `flatPress_m`
    double moment_Nm = 0.0;       ///< about the plate's centre; the low side presses harder
    double peakPressure_Pa = 0.0; ///< mean over the patch that is pressed hardest
    double touchedShare = 0.0;    ///< of the face
    double touchedRadius_m = 0.0; ///< of the outermost ring that touches
    std::array<double, kSkinPlaces> placeRadius_m{}, slopeRadius_m{};
    std::array<double, kSkinPlaces> sunk_m{}, sunkSlope{}; ///< see PlateAnswer; slope over metres
    /// Of the skin beside the rim by its fall to it, where that is most: see skin_stretch.h.
    double rimStretch = 0.0;
};

/// Pure and quick: well below a microsecond. All zero where the pose does not touch.
[[nodiscard]] PlateReading readPlate(const PlateTables& tables, const PlateSite& site,
                                     const PlatePose& pose);

/// The inverse: how far the centre of a plate with the given tilt and bend must be pressed for an
/// elastic force. May be negative: a lifted or hollow side touches before the centre.
[[nodiscard]] double platePressFor_m(const PlateTables& tables, const PlateSite& site,
                                     double tilt_m, double bend_m, double force_N);

/// Height of the skin's surface over the plane of the plate's face, `away_m` from the axis towards
/// `cosine` (1: the raised side): above 0 it bulges into the opening or touches, below 0 it hangs
/// away from the plate. Without contact it is the undeformed skin.
[[nodiscard]] double skinRise_m(const PlateReading& reading, double away_m, double cosine);

} // namespace stipple::sim
