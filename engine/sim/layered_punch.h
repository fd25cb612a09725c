#pragma once

#include "engine/sim/layered_flexibility.h"

#include <cstddef>

namespace stipple::sim {

/// How finely the punch equation is solved. The defaults hold 1e-4 of the force for plates of 8 to
/// 10 mm on skin with a horny layer of 14 um.
struct PunchFineness {
    std::size_t terms = 40; ///< even Legendre polynomials; at most 64
    /// The kernel is integrated to this many over the thickness of the top layer, beyond which it
    /// is exp(-2 x) of its size.
    double waveReach = 14.0;
};

/// Force over indentation of a rigid, flat, frictionless round punch of `radius_m` on a layered
/// solid; newtons per metre. Slow (milliseconds): the reference, not for a tick.
[[nodiscard]] double flatPunchStiffness_NperM(const LayeredSolid& solid, double radius_m,
                                              const PunchFineness& fineness = {});

/// Force of the same punch on a bonded layer over that on a half-space of the same material: the
/// kappa(a/h, nu) of Hayes et al. 1972.
[[nodiscard]] double bondedLayerKappa(double radiusOverThickness, double poissonRatio);

/// A rigid paraboloid (a sphere, near its pole) that touches a disc of given radius.
struct ParaboloidContact {
    double indentation_m = 0.0; ///< of the pole below the undeformed surface
    double force_N = 0.0;
};

/// The frictionless contact of a paraboloid with the radius `tipRadius_m` at its pole, when the
/// touched disc has `contactRadius_m`: the pressure vanishes at the disc's rim.
[[nodiscard]] ParaboloidContact paraboloidContact(const LayeredSolid& solid, double tipRadius_m,
                                                  double contactRadius_m,
                                                  const PunchFineness& fineness = {});

} // namespace stipple::sim
