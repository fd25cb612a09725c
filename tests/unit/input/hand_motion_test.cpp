#include "engine/input/hand_motion.h"

#include <gtest/gtest.h>

#include <cmath>

namespace stipple::input {
namespace {

TEST(ReachShare, IsTheMinimumJerkCurve) {
    // 10 x^3 - 15 x^4 + 6 x^5 at 0, 1/2, 1
    EXPECT_FLOAT_EQ(reachShare(0.0f), 0.0f);
    EXPECT_FLOAT_EQ(reachShare(0.5f), 0.5f);
    EXPECT_FLOAT_EQ(reachShare(1.0f), 1.0f);
    EXPECT_FLOAT_EQ(reachShare(-3.0f), 0.0f);
    EXPECT_FLOAT_EQ(reachShare(7.0f), 1.0f);
    // at a quarter: 10/64 - 15/256 + 6/1024 = 0.103515625
    EXPECT_FLOAT_EQ(reachShare(0.25f), 0.103515625f);
}

TEST(StrokeShare, IsSteadyBetweenTheRamps) {
    // 1.1 s with ramps of 0.1 s: as far as 1.0 s of steady speed. After the first ramp half of
    // 0.1 s is done, in the middle half of all.
    EXPECT_FLOAT_EQ(strokeShare(0.0f, 1.1f, 0.1f), 0.0f);
    EXPECT_NEAR(strokeShare(0.1f, 1.1f, 0.1f), 0.05f, 1e-6f);
    EXPECT_NEAR(strokeShare(0.55f, 1.1f, 0.1f), 0.5f, 1e-6f);
    EXPECT_NEAR(strokeShare(1.0f, 1.1f, 0.1f), 0.95f, 1e-6f);
    EXPECT_FLOAT_EQ(strokeShare(1.1f, 1.1f, 0.1f), 1.0f);
    EXPECT_NEAR(strokeShare(0.7f, 1.1f, 0.1f) - strokeShare(0.6f, 1.1f, 0.1f), 0.1f, 1e-6f);
}

TEST(StrokeShare, OfAShortStrokeHasNoSteadyPart) {
    EXPECT_NEAR(strokeShare(0.05f, 0.1f, 0.2f), 0.5f, 1e-6f);
}

TEST(HandMotion, HasTheAmplitudesThatWereAskedFor) {
    HandMotion hand({.tremor_m = 30e-6f, .drift_m = 0.0f, .sway_rad = 0.02f, .forceShare = 0.1f},
                    seededRandom(5));
    double tremor = 0.0;
    double sway = 0.0;
    double force = 0.0;
    constexpr int kTicks = 240 * 120;
    for (int i = 0; i < kTicks; ++i) {
        const HandError error = hand.next();
        tremor += static_cast<double>(error.offset_m.x * error.offset_m.x);
        sway += static_cast<double>(error.sway_rad.y * error.sway_rad.y);
        force += static_cast<double>((error.forceFactor - 1.0f) * (error.forceFactor - 1.0f));
    }
    EXPECT_NEAR(std::sqrt(tremor / kTicks), 30e-6, 3e-6);
    EXPECT_NEAR(std::sqrt(sway / kTicks), 0.02, 0.002);
    EXPECT_NEAR(std::sqrt(force / kTicks), 0.1, 0.01);
}

TEST(HandMotion, TremblesEightToTwelveTimesASecond) {
    HandMotion hand({.tremor_m = 30e-6f, .drift_m = 0.0f}, seededRandom(9));
    int crossings = 0;
    float last = 0.0f;
    constexpr int kSeconds = 60;
    for (int i = 0; i < 240 * kSeconds; ++i) {
        const float x = hand.next().offset_m.x;
        crossings += (x < 0.0f) != (last < 0.0f) ? 1 : 0;
        last = x;
    }
    // two crossings a period
    EXPECT_GE(crossings, 2 * 8 * kSeconds - 4);
    EXPECT_LE(crossings, 2 * 12 * kSeconds + 4);
}

} // namespace
} // namespace stipple::input
