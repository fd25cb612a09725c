#include "engine/sim/layered_flexibility.h"
#include "engine/sim/layered_punch.h"

#include "engine/base/fixed_math.h"
#include "tests/analytic/published_stacks.h"

#include <gtest/gtest.h>

#include <cmath>

// The reference solver against closed forms and against the exact values of shared/performance.md,
// section 2 (T1 to T6). Those are given to four or five digits, so 0.1 % is asked where 2 % is
// promised.

namespace stipple::sim {
namespace {

LayeredSolid halfSpace(double modulus_Pa, double poisson) {
    return {{{1.0, modulus_Pa, poisson}}, false};
}

LayeredSolid bondedLayer(double thickness_m, double modulus_Pa, double poisson) {
    return {{{thickness_m, modulus_Pa, poisson}}, true};
}

TEST(LayeredFlexibility, HalfSpaceIsTwiceTheReducedComplianceOverTheWaveNumber) {
    for (const double nu : {0.0, 0.3, 0.4999, 0.5}) {
        for (const double k : {1.0, 1e3, 1e6}) {
            EXPECT_NEAR(surfaceFlexibility_mPerPa(halfSpace(20e3, nu), k) * k * 20e3 /
                            (2.0 * (1.0 - nu * nu)),
                        1.0, 1e-12);
        }
    }
}

TEST(LayeredFlexibility, BondedLayerIsTheClosedForm) {
    // For one layer on a rigid base, x = k h, kappa = 3 - 4 nu:
    //   C k E / (2 (1 - nu^2)) = (kappa sinh 2x - 2x) / (kappa cosh 2x + 2x^2 + (1 + kappa^2) / 2)
    for (const double nu : {0.1, 0.3, 0.45, 0.48, 0.4999}) {
        const double kappa = 3.0 - 4.0 * nu;
        for (const double x : {0.01, 0.1, 0.5, 1.0, 2.0, 5.0, 20.0}) {
            const double exact =
                (kappa * std::sinh(2.0 * x) - 2.0 * x) /
                (kappa * std::cosh(2.0 * x) + 2.0 * x * x + 0.5 * (1.0 + kappa * kappa));
            const double h = 0.004;
            const double got = surfaceFlexibility_mPerPa(bondedLayer(h, 50e3, nu), x / h) * x / h *
                               50e3 / (2.0 * (1.0 - nu * nu));
            // at x = 0.01 and nu = 0.4999 both lose digits to a difference of nearly equal numbers
            EXPECT_NEAR(got / exact, 1.0, 1e-7) << nu << " " << x;
        }
    }
}

TEST(LayeredFlexibility, LongWavesAreConfinedCompression) {
    // T6: h (1 + nu) (1 - 2 nu) / ((1 - nu) E), layer upon layer
    const LayeredSolid two{{{0.001, 100e3, 0.45}, {0.003, 10e3, 0.3}}, true};
    const double exact = 0.001 * 1.45 * 0.1 / (0.55 * 100e3) + 0.003 * 1.3 * 0.4 / (0.7 * 10e3);
    EXPECT_NEAR(longWaveFlexibility_mPerPa(two) / exact, 1.0, 1e-12);
    EXPECT_NEAR(surfaceFlexibility_mPerPa(two, 0.01) / exact, 1.0, 1e-6);
}

TEST(LayeredFlexibility, SplittingALayerChangesNothing) {
    const LayeredSolid one{{{14e-6, 10e6, 0.48}, {1.4e-3, 90e3, 0.48}, {4e-3, 3e3, 0.48}}, true};
    const LayeredSolid many{{{5e-6, 10e6, 0.48},
                             {9e-6, 10e6, 0.48},
                             {0.4e-3, 90e3, 0.48},
                             {1.0e-3, 90e3, 0.48},
                             {3.9e-3, 3e3, 0.48},
                             {1e-4, 3e3, 0.48}},
                            true};
    for (double k = 1.0; k < 1e7; k *= 1.7) {
        const double c = surfaceFlexibility_mPerPa(one, k);
        EXPECT_NEAR(surfaceFlexibility_mPerPa(many, k) / c, 1.0, 1e-9) << k;
        EXPECT_GT(c, 0.0);
    }
}

TEST(LayeredFlexibility, ThinStiffAndIncompressibleLayersDoNotBreakIt) {
    // a horny layer of 14 um of 10 MPa on nearly incompressible tissue: positive; falling with k
    // for waves shorter than the tissue is deep (longer ones cannot push it aside); and that of its
    // top layer alone for short waves
    LayeredSolid skin{{{14e-6, 10e6, 0.4999},
                       {50e-6, 1e6, 0.4999},
                       {1.35e-3, 90e3, 0.4999},
                       {2.5e-3, 3e3, 0.4999}},
                      true};
    double before = 1.0;
    for (double k = 300.0; k < 1e7; k *= 1.1) {
        const double c = surfaceFlexibility_mPerPa(skin, k);
        EXPECT_GT(c, 0.0) << k;
        if (k > 600.0) {
            EXPECT_LT(c, before) << k;
        }
        before = c;
    }
    EXPECT_NEAR(surfaceFlexibility_mPerPa(skin, 1e7) * 1e7 / shortWaveFlexibility_perPa(skin), 1.0,
                1e-9);
}

TEST(FlatPunch, DeepTissueIsAHalfSpace) {
    // T1: P = 2 a w E / (1 - nu^2); kappa 1.00104 at a/h = 0.001
    const double stiffness = flatPunchStiffness_NperM(halfSpace(50e3, 0.45), 0.004);
    EXPECT_NEAR(stiffness / (2.0 * 0.004 * 50e3 / (1.0 - 0.45 * 0.45)), 1.0, 1e-12);
    EXPECT_NEAR(bondedLayerKappa(0.001, 0.45), 1.00104, 1e-4);
}

TEST(FlatPunch, BondedLayerAgainstHayes) {
    // T3. The values have four digits: half a unit of the last is 0.04 % at most.
    for (const test::PublishedKappa& row : test::publishedKappa()) {
        EXPECT_NEAR(bondedLayerKappa(row.radiusOverThickness, row.poissonRatio) / row.kappa, 1.0,
                    1e-3)
            << row.poissonRatio << " " << row.radiusOverThickness;
    }
}

TEST(FlatPunch, FiveStacksInMillinewtons) {
    // T4
    for (const test::PublishedStack& row : test::publishedStacks()) {
        const double got_mN = 1e3 * 1e-3 * flatPunchStiffness_NperM(row.solid, 0.004);
        EXPECT_NEAR(got_mN / row.force_mN, 1.0, 1e-3) << row.label;
    }
}

TEST(FlatPunch, SplittingALayerChangesNothing) {
    const LayeredSolid one = bondedLayer(0.004, 20e3, 0.48);
    const LayeredSolid three{{{0.0005, 20e3, 0.48}, {0.0015, 20e3, 0.48}, {0.002, 20e3, 0.48}},
                             true};
    EXPECT_NEAR(flatPunchStiffness_NperM(three, 0.0045) / flatPunchStiffness_NperM(one, 0.0045),
                1.0, 1e-6);
}

TEST(FlatPunch, TheDefaultFinenessIsEnoughForSkin) {
    const LayeredSolid forehead{{{14e-6, 10e6, 0.48},
                                 {50e-6, 1e6, 0.48},
                                 {0.15e-3, 40e3, 0.48},
                                 {1.2e-3, 90e3, 0.48},
                                 {2.5e-3, 3e3, 0.48}},
                                true};
    const double usual = flatPunchStiffness_NperM(forehead, 0.0045);
    const double fine = flatPunchStiffness_NperM(forehead, 0.0045, {.terms = 64, .waveReach = 20});
    EXPECT_NEAR(usual / fine, 1.0, 1e-4);
}

TEST(Paraboloid, DeepTissueIsHertz) {
    // T2: d = a^2 / R, F = 4/3 E / (1 - nu^2) R^1/2 d^3/2
    const ParaboloidContact contact = paraboloidContact(halfSpace(50e3, 0.3), 0.01, 0.001);
    EXPECT_NEAR(contact.indentation_m / 1e-4, 1.0, 1e-12);
    EXPECT_NEAR(contact.force_N / (4.0 / 3.0 * 50e3 / 0.91 * std::sqrt(0.01) * std::pow(1e-4, 1.5)),
                1.0, 1e-12);
}

TEST(Paraboloid, SphereOfFourMillimetres) {
    // T5: contact radius 1 mm. The values have five digits.
    const ParaboloidContact layer = paraboloidContact(bondedLayer(5e-3, 50e3, 0.45), 4e-3, 1e-3);
    EXPECT_NEAR(layer.indentation_m, 0.21696e-3, 0.21696e-3 * 1e-3);
    EXPECT_NEAR(layer.force_N, 21.011e-3, 21.011e-3 * 1e-3);
    const LayeredSolid stack{{{1.25e-3, 100e3, 0.45}, {3.75e-3, 10e3, 0.45}}, true};
    const ParaboloidContact two = paraboloidContact(stack, 4e-3, 1e-3);
    EXPECT_NEAR(two.indentation_m, 0.40537e-3, 0.40537e-3 * 1e-3);
    EXPECT_NEAR(two.force_N, 29.389e-3, 29.389e-3 * 1e-3);
}

} // namespace
} // namespace stipple::sim
