#include "engine/sim/plate_stiffening.h"

#include <gtest/gtest.h>

#include <cmath>

namespace stipple::sim {
namespace {

TEST(PlateStiffening, HalfTheLockingPressCountsTwice) {
    // w / (1 - w / w_lock) = 2 w at w = w_lock / 2
    EXPECT_NEAR(stiffenedPress_m(1.4e-3, 0.7e-3), 1.4e-3, 1e-15);
    // and a tenth of it counts 1 / 0.9 times
    EXPECT_NEAR(stiffenedPress_m(1.4e-3, 0.14e-3), 0.14e-3 / 0.9, 1e-15);
}

TEST(PlateStiffening, LockingIsAShareOfTheDepthOfTheBase) {
    TissueStack stack;
    stack.layers[0].thickness_m = 0.001f;
    stack.layers[4].thickness_m = 0.003f;
    stack.lockingStrain = 0.35f;
    EXPECT_NEAR(lockingPress_m(stack), 0.0014, 1e-9);
}

TEST(PlateStiffening, RisesForEverAndComesBack) {
    double before_m = 0.0;
    for (double press_m = 1e-6; press_m < 0.1; press_m *= 1.05) {
        const double stiffened_m = stiffenedPress_m(1.4e-3, press_m);
        EXPECT_GT(stiffened_m, before_m);
        EXPECT_TRUE(std::isfinite(stiffened_m));
        EXPECT_NEAR(unstiffenedPress_m(1.4e-3, stiffened_m) / press_m, 1.0, 1e-9);
        before_m = stiffened_m;
    }
    EXPECT_LT(unstiffenedPress_m(1.4e-3, 0.05), 1.4e-3);
}

TEST(PlateStiffening, WithoutLockingNothingIsBent) {
    EXPECT_EQ(stiffenedPress_m(0.0, 0.002), 0.002);
    EXPECT_EQ(unstiffenedPress_m(0.0, 0.002), 0.002);
}

} // namespace
} // namespace stipple::sim
