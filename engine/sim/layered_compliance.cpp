#include "engine/sim/layered_compliance.h"

#include "engine/base/fixed_math.h"

// A rigid flat plate on a half-space needs F = 2 a E w / (1 - nu^2) (Sneddon). For layers, the
// half-space's settlement is split over depth as under a uniform pressure on the plate's disc
// (Boussinesq, on the axis), and each layer contributes its share with its own stiffness; what
// lies below the base contributes nothing, because the base is rigid.
//
// Assumptions: small strain, frictionless plate, bonded layers, stress spreads as in a homogeneous
// body. Against the exact layered solution the linear part is within 2 % for one layer of
// nu 0.45 and 1 % at small plates; it is up to 25 % too stiff for thin compressible
// layers (nu 0.3, plate twice as wide as the layer is thick), and 30 to 50 % too soft for a stiff
// layer on a soft one, which spreads the load wider than this assumes (tests/analytic).
//
// On top of it the tissue locks: the indentation counts as w / (1 - w / w_lock), with
// w_lock = lockingStrain * depth of the base. lockingStrain <= 0 switches that off.

namespace stipple::sim {

namespace {

/// Beyond this share of the locking indentation the force goes on in a straight line.
constexpr double kLinearFrom = 0.99;
constexpr double kLinearValue = kLinearFrom / (1.0 - kLinearFrom);
constexpr double kLinearSlope = 1.0 / ((1.0 - kLinearFrom) * (1.0 - kLinearFrom));

/// Settlement at depth z under the centre of a uniformly loaded disc, 1 at the surface.
double influence(double radius_m, double depth_m, double poisson) {
    const double slant = fixedSqrt(radius_m * radius_m + depth_m * depth_m);
    const double spread = 2.0 * (1.0 - poisson);
    return (spread * (slant - depth_m) + depth_m * (1.0 - depth_m / slant)) / (spread * radius_m);
}

/// Sum over layers of (1 - nu^2) / E, weighted by their share of the settlement.
double compliance_perPa(const TissueStack& stack, double radius_m) {
    double sum = 0.0;
    double top_m = 0.0;
    for (const TissueLayer& layer : stack.layers) {
        const double bottom_m = top_m + static_cast<double>(layer.thickness_m);
        if (layer.thickness_m > 0.0f) {
            const auto poisson = static_cast<double>(layer.poissonRatio);
            const double share =
                influence(radius_m, top_m, poisson) - influence(radius_m, bottom_m, poisson);
            sum += share * (1.0 - poisson * poisson) / static_cast<double>(layer.youngsModulus_Pa);
        }
        top_m = bottom_m;
    }
    return sum;
}

double lockingIndentation_m(const TissueStack& stack) {
    return static_cast<double>(stack.lockingStrain) * static_cast<double>(baseDepth_m(stack));
}

} // namespace

float plateForce_N(const TissueStack& stack, float plateRadius_m, float indentation_m) {
    if (!(indentation_m > 0.0f) || !(plateRadius_m > 0.0f)) {
        return 0.0f;
    }
    const auto radius_m = static_cast<double>(plateRadius_m);
    const double compliance = compliance_perPa(stack, radius_m);
    if (!(compliance > 0.0)) {
        return 0.0f;
    }
    auto effective_m = static_cast<double>(indentation_m);
    const double locking_m = lockingIndentation_m(stack);
    if (locking_m > 0.0) {
        const double share = effective_m / locking_m;
        effective_m = locking_m * (share < kLinearFrom
                                       ? share / (1.0 - share)
                                       : kLinearValue + (share - kLinearFrom) * kLinearSlope);
    }
    return static_cast<float>(2.0 * radius_m * effective_m / compliance);
}

float plateIndentation_m(const TissueStack& stack, float plateRadius_m, float force_N) {
    if (!(force_N > 0.0f) || !(plateRadius_m > 0.0f)) {
        return 0.0f;
    }
    const auto radius_m = static_cast<double>(plateRadius_m);
    const double effective_m =
        static_cast<double>(force_N) * compliance_perPa(stack, radius_m) / (2.0 * radius_m);
    const double locking_m = lockingIndentation_m(stack);
    if (!(locking_m > 0.0)) {
        return static_cast<float>(effective_m);
    }
    const double value = effective_m / locking_m;
    const double share = value < kLinearValue
                             ? value / (1.0 + value)
                             : kLinearFrom + (value - kLinearValue) / kLinearSlope;
    return static_cast<float>(locking_m * share);
}

} // namespace stipple::sim
