#include "engine/sim/layered_compliance.h"

#include "tests/support/flat_model.h"

#include <gtest/gtest.h>

#include <cmath>

namespace stipple::sim {
namespace {

constexpr float kPlate_m = 4.5e-3f;

TEST(LayeredCompliance, NoForceWithoutPress) {
    const TissueStack stack = test::foreheadZone().tissue;
    EXPECT_EQ(plateForce_N(stack, kPlate_m, 0.0f), 0.0f);
    EXPECT_EQ(plateForce_N(stack, kPlate_m, -1.0f), 0.0f);
    EXPECT_EQ(plateForce_N(stack, kPlate_m, std::nanf("")), 0.0f);
    EXPECT_EQ(plateIndentation_m(stack, kPlate_m, 0.0f), 0.0f);
}

TEST(LayeredCompliance, ForceAlwaysRises) {
    for (const SkinZone& zone :
         {test::foreheadZone(), test::medialCheekZone(), test::lowerLidZone()}) {
        float before_N = 0.0f;
        for (float press_m = 1e-5f; press_m < 0.1f; press_m *= 1.07f) {
            const float force_N = plateForce_N(zone.tissue, kPlate_m, press_m);
            EXPECT_GT(force_N, before_N) << zone.id << " " << press_m;
            EXPECT_TRUE(std::isfinite(force_N));
            before_N = force_N;
        }
    }
}

TEST(LayeredCompliance, TheInverseComesBack) {
    for (const SkinZone& zone : {test::foreheadZone(), test::lowerLidZone()}) {
        for (const float force_N : {0.01f, 0.1f, 1.0f, 4.0f, 20.0f, 1000.0f}) {
            const float press_m = plateIndentation_m(zone.tissue, kPlate_m, force_N);
            // Close to the locking indentation a float of the press is many of the force.
            EXPECT_NEAR(plateForce_N(zone.tissue, kPlate_m, press_m) / force_N, 1.0f, 1e-3f)
                << zone.id << " " << force_N;
        }
    }
}

TEST(LayeredCompliance, HalfTheLockingIndentationDoublesTheLinearForce) {
    // w / (1 - w / w_lock) = 2 w at w = w_lock / 2; w_lock = 0.35 * 3.914 mm
    TissueStack stack = test::foreheadZone().tissue;
    const float half_m = 0.5f * 0.35f * 3.914e-3f;
    const float locked_N = plateForce_N(stack, kPlate_m, half_m);
    stack.lockingStrain = 0.0f;
    EXPECT_NEAR(locked_N / plateForce_N(stack, kPlate_m, half_m), 2.0f, 1e-3f);
}

TEST(LayeredCompliance, TissueIsHardlyCompressedBeyondTheLockingShare) {
    const TissueStack stack = test::medialCheekZone().tissue;
    EXPECT_LT(plateIndentation_m(stack, kPlate_m, 50.0f), 0.35f * baseDepth_m(stack));
}

TEST(LayeredCompliance, ThinCoverOverTheBaseIsStifferThanThick) {
    TissueStack thin = test::foreheadZone().tissue;
    thin.lockingStrain = 0.0f;
    TissueStack thick = thin;
    thick.layers[4].thickness_m *= 2.0f;
    EXPECT_GT(plateForce_N(thin, kPlate_m, 1e-4f), plateForce_N(thick, kPlate_m, 1e-4f));
}

} // namespace
} // namespace stipple::sim
