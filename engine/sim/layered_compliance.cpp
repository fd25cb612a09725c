#include "engine/sim/layered_compliance.h"

#include "engine/base/fixed_math.h"
#include "engine/sim/plate_stiffening.h"

#include <array>

// A rigid flat plate on a half-space needs F = 2 a E w / (1 - nu^2) (Sneddon). For layers, the
// settlement is split over depth as under a uniform pressure on a disc (Boussinesq, on the axis),
// and each layer contributes its share with its own stiffness; what lies below the base
// contributes nothing, because the base is rigid.
//
// A layer below stiffer ones is loaded over a wider disc: its radius grows by
// 0.9 h (cbrt(E_above / E) - 1) for every stiffer layer above it, the widening that Odemark's
// equivalent thickness h cbrt(E_above / E) stands for, with his factor 0.9 for several layers.
//
// Assumptions: small strain, frictionless plate, bonded layers. Error of the linear part against
// exact solutions (tests/analytic): one layer within 2 % for nu 0.45 and a plate as wide as the
// layer is thick, up to 26 % too stiff for compressible or thin layers; the five stacks of
// skin-like layers within 5 %. Other stacks are not known to be as good.
//
// On top of it the tissue locks: see plate_stiffening.h. lockingStrain <= 0 switches that off.

namespace stipple::sim {

namespace {

/// Settlement at depth z under the centre of a uniformly loaded disc, 1 at the surface.
double influence(double radius_m, double depth_m, double poisson) {
    const double slant = fixedSqrt(radius_m * radius_m + depth_m * depth_m);
    const double spread = 2.0 * (1.0 - poisson);
    return (spread * (slant - depth_m) + depth_m * (1.0 - depth_m / slant)) / (spread * radius_m);
}

/// Odemark's correction for systems of several layers.
constexpr double kOdemark = 0.9;

/// Radius of the disc over which the layers above spread the load onto layer `index`.
double loadedRadius_m(const TissueStack& stack, const std::array<double, kSoftLayerCount>& root,
                      std::size_t index, double plateRadius_m) {
    double radius_m = plateRadius_m;
    for (std::size_t k = 0; k < index; ++k) {
        if (root[k] > root[index]) {
            radius_m += kOdemark * static_cast<double>(stack.layers[k].thickness_m) *
                        (root[k] / root[index] - 1.0);
        }
    }
    return radius_m;
}

/// Sum over layers of (1 - nu^2) / E, weighted by their share of the settlement.
double compliance_perPa(const TissueStack& stack, double plateRadius_m) {
    std::array<double, kSoftLayerCount> root{}; // cube roots of the moduli
    for (std::size_t k = 0; k < kSoftLayerCount; ++k) {
        const bool there = stack.layers[k].thickness_m > 0.0f;
        root[k] = there ? fixedPow(static_cast<double>(stack.layers[k].youngsModulus_Pa), 1.0 / 3.0)
                        : 0.0;
    }
    double sum = 0.0;
    double top_m = 0.0;
    for (std::size_t k = 0; k < kSoftLayerCount; ++k) {
        const TissueLayer& layer = stack.layers[k];
        const double bottom_m = top_m + static_cast<double>(layer.thickness_m);
        if (layer.thickness_m > 0.0f) {
            const double radius_m = loadedRadius_m(stack, root, k, plateRadius_m);
            const auto poisson = static_cast<double>(layer.poissonRatio);
            const double share =
                influence(radius_m, top_m, poisson) - influence(radius_m, bottom_m, poisson);
            // Under the same force a disc settles in inverse proportion to its radius.
            sum += share * (plateRadius_m / radius_m) * (1.0 - poisson * poisson) /
                   static_cast<double>(layer.youngsModulus_Pa);
        }
        top_m = bottom_m;
    }
    return sum;
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
    const double effective_m =
        stiffenedPress_m(lockingPress_m(stack), static_cast<double>(indentation_m));
    return static_cast<float>(2.0 * radius_m * effective_m / compliance);
}

float plateIndentation_m(const TissueStack& stack, float plateRadius_m, float force_N) {
    if (!(force_N > 0.0f) || !(plateRadius_m > 0.0f)) {
        return 0.0f;
    }
    const auto radius_m = static_cast<double>(plateRadius_m);
    const double effective_m =
        static_cast<double>(force_N) * compliance_perPa(stack, radius_m) / (2.0 * radius_m);
    return static_cast<float>(unstiffenedPress_m(lockingPress_m(stack), effective_m));
}

} // namespace stipple::sim
