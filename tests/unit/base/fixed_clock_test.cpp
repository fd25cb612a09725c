#include "engine/base/fixed_clock.h"

#include <gtest/gtest.h>

namespace stipple {
namespace {

int takeAll(FixedClock& clock) {
    int count = 0;
    while (clock.takeTick()) {
        ++count;
    }
    return count;
}

TEST(FixedClock, ASecondInSmallFramesIsTwoHundredAndFortyTicks) {
    FixedClock clock;
    clock.start(100.0);
    int count = 0;
    for (int frame = 1; frame <= 64; ++frame) { // 1/64 s is exact in binary
        clock.advanceTo(100.0 + frame / 64.0);
        count += takeAll(clock);
    }
    EXPECT_EQ(count, 240);
    EXPECT_EQ(clock.lostTicks(), 0);
}

TEST(FixedClock, NothingIsDueBeforeTheFirstWholeTick) {
    FixedClock clock;
    clock.start(0.0);
    clock.advanceTo(1.0 / 256.0);
    EXPECT_FALSE(clock.takeTick());
    clock.advanceTo(1.0 / 128.0); // 1.875 ticks
    EXPECT_EQ(takeAll(clock), 1);
}

TEST(FixedClock, ALongFrameLosesTicksAndCountsThem) {
    FixedClock clock;
    clock.start(0.0);
    clock.advanceTo(0.5); // 120 ticks owed, at most 24 given
    EXPECT_EQ(takeAll(clock), 24);
    EXPECT_EQ(clock.lostTicks(), 96);
    clock.advanceTo(0.5);
    EXPECT_EQ(takeAll(clock), 0);
    clock.advanceTo(0.5625); // 135 in all: 15 more
    EXPECT_EQ(takeAll(clock), 15);
    EXPECT_EQ(clock.lostTicks(), 96);
}

TEST(FixedClock, ThePauseIsNotOwedAndTimeRunningBackIsNoTick) {
    FixedClock clock;
    clock.start(0.0);
    clock.advanceTo(0.0625);
    EXPECT_EQ(takeAll(clock), 15);
    clock.start(60.0);
    clock.advanceTo(60.0);
    EXPECT_EQ(takeAll(clock), 0);
    clock.advanceTo(59.0);
    EXPECT_EQ(takeAll(clock), 0);
    EXPECT_EQ(clock.lostTicks(), 0);
}

} // namespace
} // namespace stipple
