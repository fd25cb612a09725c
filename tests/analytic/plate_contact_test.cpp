#include "engine/sim/plate_contact.h"

#include "engine/base/fixed_math.h"
#include "engine/sim/layered_punch.h"
#include "tests/analytic/published_stacks.h"

#include <gtest/gtest.h>

#include <cmath>

// The contact solver against closed forms of the half-space and against the reference solver, which
// shares with it nothing but the flexibility of the solid.

namespace stipple::sim {
namespace {

constexpr double kModulus_Pa = 40e3, kPoisson = 0.48, kRadius_m = 4.5e-3;
constexpr double kReduced_Pa = kModulus_Pa / (1.0 - kPoisson * kPoisson);

LayeredSolid halfSpace() {
    return {{{1.0, kModulus_Pa, kPoisson}}, false};
}

PlateAnswer solve(double opening, const PlateGrid& grid, const LayeredSolid& solid,
                  const PlatePose& pose) {
    const PlateShape shape = plateShape(opening, grid);
    const PlateFlexibility flexibility = plateFlexibility(shape, solid, kRadius_m);
    PlateWork work;
    return solvePlate(shape, flexibility, pose, work);
}

TEST(PlateContact, UniformPressureSinksAsBoussinesqSays) {
    // T6: u = 2 (1 - nu^2) p a / E in the middle, 16 / (3 pi) (1 - nu^2) p a / E on the mean,
    // 4 / pi (1 - nu^2) p a / E at the rim
    const PlateShape shape = plateShape(0.0, {.rings = 8, .sectors = 3, .waveReach = 2000.0});
    const PlateFlexibility flexibility = plateFlexibility(shape, halfSpace(), kRadius_m);
    double middle_m = 0.0, rim_m = 0.0, mean_m = 0.0;
    const double share = 1.0 / 3.0;
    for (std::size_t i = 0; i < 8; ++i) {
        middle_m += flexibility.mean.front()[i];
        rim_m += flexibility.mean.back()[i];
        for (std::size_t j = 0; j < 8; ++j) {
            for (std::size_t l = 0; l < 9; ++l) {
                mean_m += share * flexibility.patches[(i * 3 + l / 3) * 24 + j * 3 + l % 3];
            }
        }
    }
    const double unit_m = kRadius_m / kReduced_Pa; // (1 - nu^2) a / E for one pascal
    EXPECT_NEAR(middle_m / (2.0 * unit_m), 1.0, 1e-3);
    EXPECT_NEAR(mean_m / 0.5 / (16.0 / (3.0 * kPi) * unit_m), 1.0, 1e-3);
    EXPECT_NEAR(rim_m / (4.0 / kPi * unit_m), 1.0, 1e-3);
}

TEST(PlateContact, FlatPlateOnAHalfSpace) {
    // F = 2 a E w / (1 - nu^2); rings of constant pressure give a little less
    const PlateAnswer answer = solve(0.0, {}, halfSpace(), {.press_m = 1e-4});
    EXPECT_NEAR(answer.force_N / (2.0 * kRadius_m * kReduced_Pa * 1e-4), 1.0, 0.01);
    EXPECT_NEAR(answer.moment_Nm, 0.0, 1e-12);
    EXPECT_NEAR(answer.touchedShare, 1.0, 1e-12);
    EXPECT_NEAR(answer.sunk_m.front(), 1e-4, 1e-6);
}

TEST(PlateContact, BesideAFlatPlateTheSurfaceFallsAsSneddonSays) {
    // w = 2 w0 / pi asin(a / r): from the rim to 1.2 a it falls by 1 - 2 / pi asin(1 / 1.2) =
    // 0.37286 of the press
    const double wanted = 1.0 - 2.0 / kPi * std::asin(1.0 / 1.2);
    EXPECT_NEAR(wanted, 0.37286, 1e-5);
    const PlateAnswer upright = solve(0.0, {}, halfSpace(), {.press_m = 1e-4});
    EXPECT_NEAR(upright.fall_m / 1e-4, wanted, 0.015 * wanted) << "rings of constant pressure";
    // tilted by an angle the skin goes along with w = angle r 2 / pi (asin(a / r) - a / r sqrt(1 -
    // (a / r)^2)) towards either side: 0.4e-4 at the rim, times 1.2 x (0.62714 - 0.29319) at 1.2 a
    const double turned =
        1.2 * 2.0 / kPi * (std::asin(1.0 / 1.2) - std::sqrt(1.0 - 1.0 / 1.44) / 1.2);
    for (const double lift_m : {0.4e-4, -0.4e-4}) {
        const PlateAnswer tilted = solve(0.0, {.rings = 10, .sectors = 8}, halfSpace(),
                                         {.press_m = 1e-4, .tilt_m = lift_m});
        EXPECT_NEAR(tilted.fall_m, 1e-4 * wanted + 0.4e-4 * (1.0 - turned), 0.02 * 1e-4 * wanted);
    }
    // on strongly convex skin the rim hangs free, and the skin there hardly falls
    const PlateAnswer convex =
        solve(0.0, {.rings = 10, .sectors = 2}, halfSpace(), {.press_m = 1e-4, .bend_m = 4e-4});
    EXPECT_LT(convex.touchedRadius, 0.9);
    EXPECT_GT(convex.fall_m, 0.0);
    EXPECT_LT(convex.fall_m, 0.15e-4);
}

TEST(PlateContact, TiltedFlatPlateOnAHalfSpace) {
    // While the whole face presses (lift of the rim below half of the press) the force is that of
    // the upright plate and the moment 4/3 E a^3 / (1 - nu^2) times the angle.
    const double lift_m = 0.45e-4;
    const PlateAnswer answer =
        solve(0.0, {.rings = 10, .sectors = 8}, halfSpace(), {.press_m = 1e-4, .tilt_m = lift_m});
    EXPECT_NEAR(answer.touchedShare, 1.0, 1e-12);
    EXPECT_NEAR(answer.force_N / (2.0 * kRadius_m * kReduced_Pa * 1e-4), 1.0, 0.01);
    const double angle = lift_m / kRadius_m;
    EXPECT_NEAR(answer.moment_Nm /
                    (4.0 / 3.0 * kReduced_Pa * kRadius_m * kRadius_m * kRadius_m * angle),
                1.0, 0.01);
    // beyond that the raised side lets go, and the force is more than that of the upright plate
    const PlateAnswer lifted =
        solve(0.0, {.rings = 10, .sectors = 8}, halfSpace(), {.press_m = 1e-4, .tilt_m = 1.2e-4});
    EXPECT_LT(lifted.touchedShare, 1.0);
    EXPECT_GT(lifted.force_N, answer.force_N);
}

TEST(PlateContact, ConvexHalfSpaceIsHertz) {
    // A flat plate on a paraboloid of skin is a paraboloid on flat skin: with a fall of c to the
    // rim, R = a^2 / (2 c); F = 4/3 E / (1 - nu^2) R^1/2 d^3/2 while sqrt(R d) is below a.
    const double fall_m = 1.0e-4, press_m = 1.0e-4; // touches out to a / sqrt(2)
    const PlateAnswer answer = solve(0.0, {.rings = 24, .sectors = 3}, halfSpace(),
                                     {.press_m = press_m, .bend_m = fall_m});
    const double tip_m = kRadius_m * kRadius_m / (2.0 * fall_m);
    const double exact_N = 4.0 / 3.0 * kReduced_Pa * std::sqrt(tip_m) * std::pow(press_m, 1.5);
    EXPECT_NEAR(answer.force_N / exact_N, 1.0, 0.01);
    EXPECT_NEAR(answer.touchedRadius, std::sqrt(0.5), 0.05);
}

TEST(PlateContact, RingOnAHalfSpace) {
    // A small opening b in a disc a frees the pressure p = E d / (pi a (1 - nu^2)) of its middle;
    // as in a round crack the skin rises there by 4 (1 - nu^2) p / (pi E) sqrt(b^2 - r^2), and by
    // reciprocity the force falls by the integral of p times that over d: by 4 (b/a)^3 / (3 pi^2)
    // of itself, 0.36 % at b/a = 0.3.
    const PlateGrid fine{.rings = 20, .sectors = 2, .waveReach = 1500.0};
    const double full_N = solve(0.0, fine, halfSpace(), {.press_m = 1e-4}).force_N;
    const double small_N = solve(0.3, fine, halfSpace(), {.press_m = 1e-4}).force_N;
    EXPECT_NEAR(small_N / full_N, 1.0 - 4.0 * 0.027 / (3.0 * kPi * kPi), 1.5e-3);
    const double wide_N = solve(0.7, fine, halfSpace(), {.press_m = 1e-4}).force_N;
    EXPECT_LT(wide_N, 0.97 * full_N);
    const double coarse_N = solve(0.7, {}, halfSpace(), {.press_m = 1e-4}).force_N;
    EXPECT_NEAR(coarse_N / wide_N, 1.0, 0.02);
}

TEST(PlateContact, FullPlateOnTheFiveStacksAgainstTheReference) {
    for (const test::PublishedStack& row : test::publishedStacks()) {
        const double reference = flatPunchStiffness_NperM(row.solid, kRadius_m);
        const PlateAnswer answer = solve(0.0, {}, row.solid, {.press_m = 1.0});
        EXPECT_NEAR(answer.force_N / reference, 1.0, 0.025) << row.label;
    }
}

TEST(PlateContact, SolutionObeysTheContactConditions) {
    // no patch pulls, and where one does not press the skin lies below the plate
    const PlateShape shape = plateShape(0.66, {.rings = 6, .sectors = 8});
    const LayeredSolid solid = test::publishedStacks()[4].solid;
    const PlateFlexibility flexibility = plateFlexibility(shape, solid, kRadius_m);
    for (const PlatePose& pose :
         {PlatePose{3e-4, 0.0, 0.0}, PlatePose{3e-4, 6e-4, 0.0}, PlatePose{3e-4, 9e-4, 4e-4},
          PlatePose{-1e-4, 2e-4, -5e-4}, PlatePose{-3e-4, 9e-4, 0.0}, PlatePose{1e-4, 0.0, 9e-5}}) {
        PlateWork cold, warm;
        warm.touch.assign(48, 0);
        warm.touch[7] = 1;
        const PlateAnswer a = solvePlate(shape, flexibility, pose, cold);
        const PlateAnswer b = solvePlate(shape, flexibility, pose, warm);
        EXPECT_GT(a.force_N, 0.0);
        EXPECT_EQ(cold.touch, warm.touch);
        EXPECT_NEAR(a.force_N, b.force_N, 1e-9 * a.force_N);
        EXPECT_GE(a.moment_Nm, -1e-12);
        EXPECT_LE(a.moment_Nm, a.force_N * kRadius_m);
        EXPECT_LE(a.touchedShare, 1.0 + 1e-12);
    }
    PlateWork work;
    EXPECT_EQ(solvePlate(shape, flexibility, {-1e-4, 0.5e-4, 0.0}, work).force_N, 0.0);
}

TEST(PlateContact, SkinBulgesIntoTheOpening) {
    const LayeredSolid solid = test::publishedStacks()[2].solid;
    const PlateAnswer answer = solve(0.66, {}, solid, {.press_m = 5e-4});
    // in the middle it has sunk least, but with the rim all the same
    EXPECT_LT(answer.sunk_m[0], 5e-4);
    EXPECT_GT(answer.sunk_m[0], 0.0);
    EXPECT_LT(answer.sunk_m[0], answer.sunk_m[2]);
    EXPECT_NEAR(answer.sunk_m[3], 5e-4, 0.3e-4);
}

} // namespace
} // namespace stipple::sim
