#include "engine/sim/needle_drive.h"

#include <gtest/gtest.h>

namespace stipple::sim {
namespace {

std::uint32_t strokesIn(std::uint32_t ticks, std::uint16_t rate_dHz) {
    std::uint32_t phase = 0, count = 0;
    for (std::uint32_t k = 0; k < ticks; ++k) {
        count += advanceDrive(phase, rate_dHz).count;
    }
    return count;
}

TEST(NeedleDrive, StrokesPerSecondAreTheRate) {
    EXPECT_EQ(strokesIn(240, 1200), 120U);
    EXPECT_EQ(strokesIn(240, 500), 50U);
    EXPECT_EQ(strokesIn(2400, 1167), 1167U); // 116.7 Hz over ten seconds
    EXPECT_EQ(strokesIn(240, 4800), 480U);   // two a tick
    EXPECT_EQ(strokesIn(240, 0), 0U);
}

TEST(NeedleDrive, ThePhaseStaysWithinAStroke) {
    std::uint32_t phase = 0xffffffffU; // any bits
    for (int k = 0; k < 100; ++k) {
        (void)advanceDrive(phase, 65535);
        EXPECT_LT(phase, kPhasePerStroke);
    }
    phase = 1000 * kPhasePerStroke + 1800; // a thousand strokes that never were
    const TickStrokes strokes = advanceDrive(phase, 1200);
    EXPECT_EQ(strokes.count, 1U);
    EXPECT_EQ(strokeMoment(strokes, 0), 0.5f);
}

TEST(NeedleDrive, MomentsLieInTheTickInRisingOrder) {
    std::uint32_t phase = 1800;
    const TickStrokes one = advanceDrive(phase, 1200); // 600 of 1200 to go: half the tick
    ASSERT_EQ(one.count, 1U);
    EXPECT_EQ(strokeMoment(one, 0), 0.5f);
    EXPECT_EQ(phase, 600U);
    phase = 0;
    const TickStrokes two = advanceDrive(phase, 4800);
    ASSERT_EQ(two.count, 2U);
    EXPECT_EQ(strokeMoment(two, 0), 0.5f);
    EXPECT_EQ(strokeMoment(two, 1), 1.0f);
}

TEST(NeedleDrive, TheTableOfNeedleKinematics) {
    // clinical.md 3.4: 2.5 mm total stroke, 116.7 Hz; printed to two digits
    struct Row {
        float depth_mm, dwell_ms, speed_mps;
    };
    for (const Row& row : {Row{0.25f, 1.8f, 0.55f}, Row{0.5f, 2.5f, 0.73f}, Row{1.0f, 3.7f, 0.90f},
                           Row{1.5f, 4.8f, 0.90f}, Row{2.0f, 6.0f, 0.73f}}) {
        const StrokeTiming timing = strokeTiming(2.5e-3f, 1167, row.depth_mm * 1e-3f);
        EXPECT_NEAR(timing.dwell_s * 1e3f, row.dwell_ms, 0.051f) << row.depth_mm;
        EXPECT_NEAR(timing.entrySpeed_mps, row.speed_mps, 0.0051f) << row.depth_mm;
    }
}

TEST(NeedleDrive, HalfTheStrokeIsHalfThePeriodAtFullSpeed) {
    // d = A: acos(0) / (pi f) = 1 / (2 f) = 5 ms at 100 Hz; 2 pi f A = 0.785 m/s
    const StrokeTiming timing = strokeTiming(2.5e-3f, 1000, 1.25e-3f);
    EXPECT_NEAR(timing.dwell_s, 5e-3f, 1e-8f);
    EXPECT_NEAR(timing.entrySpeed_mps, 0.785398f, 1e-5f);
}

TEST(NeedleDrive, ExtremesAreTamed) {
    // deeper than the stroke: in the skin all the time, and never entering it
    const StrokeTiming deep = strokeTiming(2.5e-3f, 1000, 9.0f);
    EXPECT_NEAR(deep.dwell_s, 0.01f, 1e-8f);
    EXPECT_EQ(deep.entrySpeed_mps, 0.0f);
    EXPECT_EQ(strokeTiming(2.5e-3f, 0, 1e-3f).dwell_s, 0.0f);
    EXPECT_EQ(strokeTiming(2.5e-3f, 1000, 0.0f).dwell_s, 0.0f);
    EXPECT_EQ(strokeTiming(0.0f, 1000, 1e-3f).dwell_s, 0.0f);
}

TEST(NeedleDrive, AMotorSlowsInAStraightLineFromWhereItIsFreeToItsStall) {
    // set x (1 - (F - free) / (stall - free)): 100 Hz, free 2 N, stall 8 N
    EXPECT_EQ(loadedRate_dHz(1000, 0.0f, 2.0f, 8.0f), 1000);
    EXPECT_EQ(loadedRate_dHz(1000, 2.0f, 2.0f, 8.0f), 1000);
    EXPECT_EQ(loadedRate_dHz(1000, 3.5f, 2.0f, 8.0f), 750);
    EXPECT_EQ(loadedRate_dHz(1000, 5.0f, 2.0f, 8.0f), 500);
    EXPECT_EQ(loadedRate_dHz(1000, 8.0f, 2.0f, 8.0f), 0);
    EXPECT_EQ(loadedRate_dHz(1000, 1e9f, 2.0f, 8.0f), 0);
    // never free: set x (1 - F / stall)
    EXPECT_EQ(loadedRate_dHz(1200, 2.0f, 0.0f, 8.0f), 900);
    EXPECT_EQ(loadedRate_dHz(0, 5.0f, 2.0f, 8.0f), 0);
    // a device file without a stall says nothing of a load
    EXPECT_EQ(loadedRate_dHz(1000, 1e9f, 0.0f, 0.0f), 1000);
}

TEST(NeedleDrive, MorePressNeverMakesAMotorFaster) {
    for (const std::uint16_t set_dHz :
         {std::uint16_t{1}, std::uint16_t{900}, std::uint16_t{5000}}) {
        std::uint16_t before = set_dHz;
        for (int k = 0; k <= 1000; ++k) {
            const std::uint16_t now =
                loadedRate_dHz(set_dHz, 0.01f * static_cast<float>(k), 1.3f, 7.7f);
            EXPECT_LE(now, before);
            before = now;
        }
        EXPECT_EQ(before, 0);
    }
}

} // namespace
} // namespace stipple::sim
