#include "engine/sim/layered_punch.h"

#include "engine/base/assert.h"
#include "engine/base/fixed_math.h"
#include "engine/sim/layered_cholesky.h"
#include "engine/sim/layered_quadrature.h"

#include <algorithm>
#include <array>
#include <span>
#include <vector>

// Sneddon's representation: with p(k) = integral over 0..a of f(t) cos(kt) dt as its transform, a
// pressure vanishes outside the disc by itself. Inside, the settlement must be the punch's shape,
//   w(r) = 2/pi integral over 0..r of W(x) / sqrt(r^2 - x^2) dx,
// W = d for a flat punch and d - x^2 / R for a paraboloid. With C(k) k = c (1 + m(k)), c for short
// waves, that is the Fredholm equation
//   f(x) + 2/pi integral over 0..a of K(x,t) f(t) dt = 2/pi W(x) / c,
//   K(x,t) = integral over 0..inf of m(k) cos(kx) cos(kt) dk,
// and the force is 2 pi times the integral of f.
//
// It is solved by Galerkin's method with f = sum of f_n P_2n(t/a): the integrals of P_2n cos are
// spherical Bessel functions, (-1)^n j_2n(ka), so the kernel is never sampled more coarsely than a
// thin top layer needs. The matrix is symmetric and positive definite, because C is positive, and
// the force of a flat punch converges from below.

namespace stipple::sim {

namespace {

constexpr std::size_t kMostTerms = 64;
constexpr std::size_t kPanelNodes = 16;

/// j_0(x) .. j_count-1(x), x > 0.
void sphericalBessel(double x, std::span<double> out) {
    const double j0 = fixedSin(x) / x;
    const double j1 = j0 / x - fixedCos(x) / x;
    const std::size_t count = out.size();
    if (x > static_cast<double>(count) + 8.0) {
        // upwards, which is stable below x
        out[0] = j0;
        out[1] = j1;
        for (std::size_t n = 2; n < count; ++n) {
            out[n] = static_cast<double>(2 * n - 1) / x * out[n - 1] - out[n - 2];
        }
        return;
    }
    // downwards from an order far above, scaled by the larger of the first two
    std::size_t n = static_cast<std::size_t>(x + 4.0 * fixedSqrt(x) + 24.0) + count;
    double here = 1e-290, above = 0.0;
    while (n > 0) {
        --n;
        const double next = static_cast<double>(2 * n + 3) / x * here - above;
        above = here;
        here = next;
        if (n < count) {
            out[n] = here;
        }
        if (here > 1e200 || here < -1e200) {
            // what is already noted is too small to matter
            here *= 1e-200;
            above *= 1e-200;
            for (std::size_t k = n; k < count; ++k) {
                out[k] *= 1e-200;
            }
        }
    }
    const bool first = j0 * j0 > j1 * j1;
    const double scale = first ? j0 / out[0] : j1 / out[1];
    for (double& value : out) {
        value *= scale;
    }
}

/// Wave numbers times the disc's radius; the weights times m there.
std::vector<QuadratureNode> kernelNodes(const LayeredSolid& solid, double radius_m,
                                        double waveReach) {
    if (solid.layers.size() == 1 && !solid.rigidBase) {
        return {};
    }
    const double depth = std::max(thickness_m(solid) / radius_m, 1.0);
    const double to = waveReach * radius_m / solid.layers.front().thickness_m;
    // a product of two functions swings with up to twice the radius: sixteen nodes take ten units
    const std::vector<double> edges = growingEdges(0.25 / depth, 10.0, to);
    std::vector<QuadratureNode> nodes = gaussPanels(edges, kPanelNodes);
    const double shortWave = shortWaveFlexibility_perPa(solid);
    for (QuadratureNode& node : nodes) {
        const double waveNumber_perM = node.place / radius_m;
        node.weight *=
            surfaceFlexibility_mPerPa(solid, waveNumber_perM) * waveNumber_perM / shortWave - 1.0;
    }
    return nodes;
}

/// The factored matrix: integrals of P_2i P_2j plus 2/pi those of m j_2i j_2j with their signs.
struct PunchEquation {
    std::size_t terms = 0;
    std::vector<double> factor;
};

PunchEquation punchEquation(const LayeredSolid& solid, double radius_m,
                            const PunchFineness& fineness) {
    const std::size_t n = std::clamp<std::size_t>(fineness.terms, 2, kMostTerms);
    PunchEquation out{n, std::vector<double>(n * n, 0.0)};
    std::array<double, 2 * kMostTerms> bessel{};
    std::array<double, kMostTerms> wave{};
    for (const QuadratureNode& k : kernelNodes(solid, radius_m, fineness.waveReach)) {
        sphericalBessel(k.place, std::span(bessel).first(2 * n));
        for (std::size_t i = 0; i < n; ++i) {
            wave[i] = i % 2 == 0 ? bessel[2 * i] : -bessel[2 * i];
        }
        for (std::size_t i = 0; i < n; ++i) {
            const double scaled = 2.0 / kPi * k.weight * wave[i];
            double* row = &out.factor[i * n];
            for (std::size_t j = 0; j <= i; ++j) {
                row[j] += scaled * wave[j];
            }
        }
    }
    for (std::size_t i = 0; i < n; ++i) {
        out.factor[i * n + i] += 1.0 / static_cast<double>(4 * i + 1);
    }
    const bool positive = factorPositive(out.factor, n);
    STIPPLE_ASSERT(positive, "the flexibility of a solid is positive");
    return out;
}

/// Coefficients of f over 2 / (pi c) for W = flat + bowl x^2 on the unit radius. With
/// x^2 = 1/3 P_0 + 2/3 P_2 only the first two moments of W are not 0.
std::vector<double> solutionOf(const PunchEquation& equation, double flat, double bowl) {
    std::vector<double> out(equation.terms, 0.0);
    out[0] = flat + bowl / 3.0;
    out[1] = bowl * 2.0 / 15.0;
    solvePositive(equation.factor, equation.terms, out);
    return out;
}

/// f at the rim, where every P_2n is 1.
double rimValue(std::span<const double> solution) {
    double sum = 0.0;
    for (const double term : solution) {
        sum += term;
    }
    return sum;
}

/// Newtons per metre of the integral of f over the unit radius, which is the first coefficient.
double forceScale_NperM(const LayeredSolid& solid, double radius_m) {
    return 4.0 * radius_m / shortWaveFlexibility_perPa(solid);
}

} // namespace

double flatPunchStiffness_NperM(const LayeredSolid& solid, double radius_m,
                                const PunchFineness& fineness) {
    const PunchEquation equation = punchEquation(solid, radius_m, fineness);
    return forceScale_NperM(solid, radius_m) * solutionOf(equation, 1.0, 0.0)[0];
}

double bondedLayerKappa(double radiusOverThickness, double poissonRatio) {
    const LayeredSolid layer{{{1.0, 1.0, poissonRatio}}, true};
    return flatPunchStiffness_NperM(layer, radiusOverThickness) /
           forceScale_NperM(layer, radiusOverThickness);
}

ParaboloidContact paraboloidContact(const LayeredSolid& solid, double tipRadius_m,
                                    double contactRadius_m, const PunchFineness& fineness) {
    const PunchEquation equation = punchEquation(solid, contactRadius_m, fineness);
    const double fall_m = contactRadius_m * contactRadius_m / tipRadius_m;
    const std::vector<double> flat = solutionOf(equation, 1.0, 0.0);
    const std::vector<double> bowl = solutionOf(equation, 0.0, fall_m);
    ParaboloidContact out;
    out.indentation_m = rimValue(bowl) / rimValue(flat);
    out.force_N =
        forceScale_NperM(solid, contactRadius_m) * (out.indentation_m * flat[0] - bowl[0]);
    return out;
}

} // namespace stipple::sim
