#include "training/app/auto_scale.h"

#include <gtest/gtest.h>

namespace stipple::app {
namespace {

// a machine that needs 10 ms plus 100 ms for all pixels
float frameAt(float scale) {
    return 0.010f + 0.100f * scale * scale;
}

TEST(AutoScale, SettlesWhereTwentyFiveFramesHold) {
    // 10 + 100 s^2 <= 40 holds up to s = 0.547; steps of 1/16 leave 0.5 as the best
    AutoScale scale;
    for (int i = 0; i < 600; ++i) {
        adapt(scale, frameAt(scale.scale));
    }
    EXPECT_LE(frameAt(scale.scale), AutoScale::kFrame_s);
    EXPECT_GE(scale.scale, 0.4375f);
}

TEST(AutoScale, FastMachineKeepsAllPixels) {
    AutoScale scale;
    for (int i = 0; i < 200; ++i) {
        adapt(scale, 0.004f);
    }
    EXPECT_EQ(scale.scale, 1.0f);
}

TEST(AutoScale, NeverBelowTheLeastOnAHopelessMachine) {
    AutoScale scale;
    for (int i = 0; i < 200; ++i) {
        adapt(scale, 0.5f);
    }
    EXPECT_EQ(scale.scale, AutoScale::kLeast);
}

TEST(AutoScale, OneFrozenFrameCostsLittle) {
    AutoScale scale;
    for (int i = 0; i < 100; ++i) {
        adapt(scale, 0.020f);
    }
    adapt(scale, 5.0f);
    EXPECT_GE(scale.scale, 0.9f);
}

} // namespace
} // namespace stipple::app
