#include "engine/base/fixed_math.h"

#include <gtest/gtest.h>

#include <cmath>
#include <functional>

namespace stipple {
namespace {

/// Largest |mine - library's| on a grid of `count` points.
double worst(double from, double to, int count, const std::function<double(double)>& mine,
             const std::function<double(double)>& library) {
    double most = 0.0;
    for (int k = 0; k <= count; ++k) {
        const double x = from + (to - from) * k / count;
        most = std::max(most, std::abs(mine(x) - library(x)));
    }
    return most;
}

TEST(FixedMath, SineAndCosineStayWithinTheirStatedError) {
    const auto libmSin = [](double x) { return std::sin(x); };
    const auto libmCos = [](double x) { return std::cos(x); };
    EXPECT_LT(worst(-7.0, 7.0, 20000, fixedSin, libmSin), 1e-14);
    EXPECT_LT(worst(-7.0, 7.0, 20000, fixedCos, libmCos), 1e-14);
    EXPECT_LT(worst(-1e5, 1e5, 200003, fixedSin, libmSin), 1e-12);
    EXPECT_LT(worst(-1e5, 1e5, 200003, fixedCos, libmCos), 1e-12);
}

TEST(FixedMath, ExponentialIsRelativelyExact) {
    const auto relative = [](double x) { return fixedExp(x) / std::exp(x); };
    const auto one = [](double) { return 1.0; };
    EXPECT_LT(worst(-708.0, 709.0, 100000, relative, one), 1e-12);
    EXPECT_LT(worst(-1.0, 1.0, 100000, relative, one), 1e-14);
    EXPECT_EQ(fixedExp(0.0), 1.0);
    EXPECT_EQ(fixedExp(-709.0), 0.0);
    EXPECT_TRUE(std::isfinite(fixedExp(1e6)));
}

TEST(FixedMath, LogarithmOverManyDecades) {
    const auto libm = [](double x) { return std::log(x); };
    EXPECT_LT(worst(1e-3, 10.0, 100000, fixedLog, libm), 1e-13);
    for (double x = 1e-300; x < 1e300; x *= 7.7) {
        EXPECT_NEAR(fixedLog(x), std::log(x), 1e-12) << x;
    }
    EXPECT_EQ(fixedLog(1.0), 0.0);
}

TEST(FixedMath, PowerOfSimpleNumbers) {
    EXPECT_NEAR(fixedPow(2.0, 10.0), 1024.0, 1e-9);
    EXPECT_NEAR(fixedPow(9.0, 0.5), 3.0, 1e-13);
    EXPECT_EQ(fixedPow(0.0, 3.0), 0.0);
    EXPECT_EQ(fixedPow(0.0, 0.0), 1.0);
}

TEST(FixedMath, ArcTangentInEveryQuadrant) {
    for (int k = -1800; k <= 1800; ++k) {
        const double angle = k * kPi / 1800.0;
        const double y = 3.0 * std::sin(angle), x = 3.0 * std::cos(angle);
        EXPECT_NEAR(fixedAtan2(y, x), std::atan2(y, x), 1e-12) << k;
    }
    EXPECT_EQ(fixedAtan2(0.0, 0.0), 0.0);
    EXPECT_EQ(fixedAtan2(0.0, 2.0), 0.0);
    EXPECT_NEAR(fixedAtan2(1.0, 0.0), kPi / 2.0, 1e-15);
    EXPECT_NEAR(fixedAtan2(0.0, -1.0), kPi, 1e-15);
    EXPECT_NEAR(fixedAtan2(-1.0, -1.0), -0.75 * kPi, 1e-15);
}

TEST(FixedMath, ArcSineAndArcCosineClampTheirArgument) {
    const auto libmAsin = [](double x) { return std::asin(x); };
    const auto libmAcos = [](double x) { return std::acos(x); };
    EXPECT_LT(worst(-1.0, 1.0, 20000, fixedAsin, libmAsin), 1e-12);
    EXPECT_LT(worst(-1.0, 1.0, 20000, fixedAcos, libmAcos), 1e-12);
    EXPECT_NEAR(fixedAsin(1.0 + 1e-9), kPi / 2.0, 1e-15);
    EXPECT_NEAR(fixedAcos(-7.0), kPi, 1e-15);
}

} // namespace
} // namespace stipple
