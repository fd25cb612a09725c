#pragma once

#include "engine/sim/layered_flexibility.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace stipple::sim {

// The exact linear contact of a rigid flat plate with an opening on layered skin: where it touches
// it presses, where it does not there is a gap. Small strain, no friction. Slow (tens of
// microseconds to milliseconds): PlateTables holds the answers for use in a tick.

/// How finely a plate's face is cut: rings graded towards both rims, sectors of half a turn.
struct PlateGrid {
    std::size_t rings = 6;
    std::size_t sectors = 6;
    double waveReach = 240.0; ///< wave numbers up to this over the plate's radius
};

/// Places between the axis and the rim of the opening (the plate's rim without one) at which the
/// skin's surface is told.
inline constexpr std::size_t kSkinPlaces = 4;

/// How far beside the rim the skin's fall to it is told, in outer radii: the length over which
/// stretch and drag are means. An ideal rim bends skin without bound, so there is no value at it.
inline constexpr double kBesideRim = 0.2;

/// What of the contact depends only on the plate's shape: integrals of Bessel functions over its
/// rings. Lengths in outer radii.
struct PlateShape {
    double opening = 0.0; ///< radius of the opening over the outer radius, 0 to 0.95
    PlateGrid grid;
    std::vector<double> edge;                      ///< radii of the rings, rings + 1
    std::vector<double> area, firstMoment, second; ///< of each ring: integrals of r, r^2, r^3
    std::vector<double> cosine;                    ///< of the sectors' middles; 0: the lifted side
    std::vector<double> turn; ///< [sector][harmonic]: cos(m angle) times the root of its share
    std::vector<double> wave, weight; ///< wave numbers, weights times wave number
    std::vector<double> ring;  ///< [wave][harmonic][ring]: integral of J_m(k r) r over the ring
    std::vector<double> place; ///< [wave][2][kSkinPlaces]: J_0 and J_1 at the places
    std::array<double, kSkinPlaces> placeRadius{}, slopeRadius{};
    std::vector<double> beside; ///< [wave][2][2]: J_0 and J_1 at the rim, and kBesideRim beyond it
};

/// A plate's opening is at most this share of its outer radius.
inline constexpr float kWidestOpening = 0.95f;

/// `openingShare`: radius of the opening over the outer radius.
[[nodiscard]] PlateShape plateShape(double openingShare, const PlateGrid& grid = {});

/// One solid under one plate: how every patch sinks under pressure on every other.
struct PlateFlexibility {
    double radius_m = 0.0;
    std::vector<double> patches; ///< symmetric, patch = ring * sectors + sector
    std::vector<double> factor;  ///< of `patches`
    std::array<std::vector<double>, kSkinPlaces> mean, slope; ///< per ring, see PlateAnswer
    /// The same at the rim and beyond it, the parts that go with the cosine as they are.
    std::array<std::vector<double>, 2> beside, besideCosine;
};

/// C(k) k at the shape's wave numbers with their weights. Shapes of one waveReach have the same.
[[nodiscard]] std::vector<double> waveFlexibility(const PlateShape& shape,
                                                  const LayeredSolid& solid, double radius_m);

/// The same under a tension of the surface, which carries tension times curvature: each wave sinks
/// by C / (1 + tension k^2 C). Exact for a thin skin at small slopes.
[[nodiscard]] std::vector<double> tautened(const PlateShape& shape,
                                           std::span<const double> waveFlexibility, double radius_m,
                                           double tension_NperM);

[[nodiscard]] PlateFlexibility
plateFlexibility(const PlateShape& shape, std::span<const double> waveFlexibility, double radius_m);
[[nodiscard]] PlateFlexibility plateFlexibility(const PlateShape& shape, const LayeredSolid& solid,
                                                double radius_m);

/// How the plate lies to the undeformed skin. The skin under the plate is at most a paraboloid:
/// it would be pressed by press - tilt r cos(angle) - bend r^2, with r in outer radii.
struct PlatePose {
    double press_m = 0.0; ///< of the plate's centre below the skin there
    double tilt_m = 0.0;  ///< lift of the rim on the raised side: outer radius times the sine
    double bend_m = 0.0;  ///< fall of the skin to the rim; convex above 0
};

/// What a plate feels. All in proportion to the pose, but for the two that are numbers.
struct PlateAnswer {
    double force_N = 0.0;
    double moment_Nm = 0.0;       ///< about the plate's centre; the low side presses harder
    double peakPressure_Pa = 0.0; ///< of the patch that is pressed hardest
    double touchedShare = 0.0;    ///< of the plate's face
    double touchedRadius = 0.0;   ///< of the outermost touched ring, in outer radii
    /// How far the skin has sunk at the places of PlateShape: its mean around the axis at
    /// placeRadius, and the part that goes with the cosine of the angle (towards the raised side)
    /// over the radius, at slopeRadius.
    std::array<double, kSkinPlaces> sunk_m{}, sunkSlope_m{};
    /// How much farther the skin has sunk at the rim than kBesideRim beyond it, on the side where
    /// that is most. A rim that touches lies on the skin.
    double fall_m = 0.0;
};

/// What a solve works in. Carried from one pose to the next it saves time, and never changes a
/// result beyond rounding.
struct PlateWork {
    std::vector<std::uint8_t> touch; ///< per patch: 1 where it presses; may start empty
    std::vector<double> wanted;      ///< interference times the ring's area
    std::vector<double> pressure_Pa;
    std::vector<std::size_t> index; ///< of the touching patches
    std::vector<double> matrix, right;
};

[[nodiscard]] PlateAnswer solvePlate(const PlateShape& shape, const PlateFlexibility& flexibility,
                                     const PlatePose& pose, PlateWork& work);

/// Largest interference of the pose with the undeformed skin anywhere under the face of a plate
/// with this opening; it touches where this is above 0.
[[nodiscard]] double deepestPress_m(double openingShare, const PlatePose& pose);

} // namespace stipple::sim
