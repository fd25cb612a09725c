#include "engine/sim/skin_stretch.h"

#include "engine/base/fixed_math.h"

#include <gtest/gtest.h>

#include <cmath>

namespace stipple::sim {
namespace {

TEST(SlopeStretch, IsTheLengthOfTheSlopeOverItsGround) {
    // 3, 4, 5: a fall of 3 over 4 is 5 long
    EXPECT_NEAR(slopeStretch(3e-3, 4e-3), 0.25, 1e-15);
    EXPECT_NEAR(slopeStretch(-3e-3, 4e-3), 0.25, 1e-15);
    EXPECT_EQ(slopeStretch(0.0, 1e-3), 0.0);
    EXPECT_EQ(slopeStretch(1e-3, 0.0), 0.0) << "no length, no stretch";
    // half of the slope's square for small slopes, without losing digits
    EXPECT_NEAR(slopeStretch(1e-6, 1.0) / 0.5e-12, 1.0, 1e-9);
}

/// Way of a point under Mindlin's traction 1 / sqrt(1 - r^2) on a disc: the sum of Cerruti's point
/// forces, ((1 - nu) / R + nu X^2 / R^3) / (2 pi G), without the factor. In polar places around
/// the point each chord of the disc is summed in closed form; half of them by symmetry.
double cerrutiSum(double away, double poisson) {
    constexpr int kTurns = 20000;
    const double widest = away > 1.0 ? std::asin(1.0 / away) : kPi;
    double sum = 0.0;
    for (int i = 0; i < kTurns; ++i) {
        const double angle = widest * (i + 0.5) / kTurns;
        const double across = away * std::sin(angle);
        const double half = std::sqrt(1.0 - across * across);
        const double cosine = std::cos(angle);
        // 1 / sqrt(half^2 - t^2) sums to pi over a chord; of one that the point lies on only the
        // part before it counts
        double along = kPi;
        if (away <= 1.0) {
            along = 0.5 * kPi + std::asin(away * cosine / half);
        }
        sum += widest / kTurns * along * ((1.0 - poisson) + poisson * cosine * cosine);
    }
    return sum;
}

TEST(DrawnShare, IsThatOfMindlinsTractionOverPointForces) {
    // under the disc the sum is pi^2 (2 - nu) / 4 everywhere
    for (const double poisson : {0.0, 0.3, 0.48, 0.5}) {
        const double under = cerrutiSum(0.4, poisson);
        EXPECT_NEAR(under, 0.25 * kPi * kPi * (2.0 - poisson), 1e-6 * under);
        for (const double away : {1.05, 1.2, 1.5, 2.0, 4.0, 10.0}) {
            EXPECT_NEAR(drawnShare(away, poisson), cerrutiSum(away, poisson) / under, 1e-6)
                << away << " at " << poisson;
        }
    }
}

TEST(DrawnShare, FallsFromAllToNothing) {
    EXPECT_EQ(drawnShare(0.0, 0.48), 1.0);
    EXPECT_EQ(drawnShare(1.0, 0.48), 1.0);
    double before = 1.0;
    for (int k = 1; k < 200; ++k) {
        const double now = drawnShare(1.0 + 0.05 * k, 0.48);
        EXPECT_LT(now, before);
        EXPECT_GT(now, 0.0);
        before = now;
    }
    // far away like a point force: 8 G a / (2 - nu) u over 2 pi G r is 4 / (pi (2 - nu)) a / r
    EXPECT_NEAR(drawnShare(1e4, 0.48) * 1e4, 4.0 / (kPi * 1.52), 1e-4);
}

TEST(DrawnStrain, IsWhatIsLostOverTheLength) {
    // nu 0.5, from the rim to twice the radius: 2 / pi (asin(1/2) + 1/3 sqrt(3) / 4) = 0.42522 is
    // still drawn there, so 1 mm on 4 mm loses 0.57478 mm
    EXPECT_NEAR(drawnShare(2.0, 0.5), 0.42522, 1e-5);
    EXPECT_NEAR(drawnStrain(1e-3, 4e-3, 4e-3, 0.5), 0.57478 / 4.0, 1e-5);
    EXPECT_EQ(drawnStrain(1e-3, 4e-3, 0.0, 0.5), 0.0);
    EXPECT_EQ(drawnStrain(0.0, 4e-3, 1e-3, 0.5), 0.0);
    EXPECT_NEAR(drawnStrain(2e-3, 4e-3, 1e-3, 0.5), 2.0 * drawnStrain(1e-3, 4e-3, 1e-3, 0.5),
                1e-15);
}

TEST(PulledStrain, IsThePartAlongTheWay) {
    EXPECT_NEAR(pulledStrain(0.1, 1.0), 0.1, 1e-15);
    EXPECT_NEAR(pulledStrain(0.1, -1.0), 0.1, 1e-15) << "a pull has no head";
    EXPECT_NEAR(pulledStrain(0.1, 0.5), 0.025, 1e-15) << "cos^2 of 60 degrees";
    EXPECT_EQ(pulledStrain(0.1, 0.0), 0.0);
}

TEST(SkinStretch, OfThreeInALineMultiplies) {
    const SkinStretch all = skinStretch(0.1, 0.2, 0.5);
    EXPECT_FLOAT_EQ(all.most, 1.1f * 1.2f * 1.5f - 1.0f);
    EXPECT_EQ(skinStretch(0.0, 0.0, 0.0).most, 0.0f);
}

} // namespace
} // namespace stipple::sim
