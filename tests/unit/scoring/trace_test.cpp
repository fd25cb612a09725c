#include "training/scoring/trace.h"

#include <gtest/gtest.h>

namespace stipple::scoring {
namespace {

TEST(Trace, HasAPointEveryTenthOfASecondWithTheMeanDepthSinceTheLast) {
    TraceRecorder trace;
    sim::SimState state;
    const sim::PenSample sample{.needle_um = 500, .strokeRate_dHz = 1000};
    const sim::Puncture shallow{.depth_m = 0.0002f};
    const sim::Puncture deep{.depth_m = 0.0004f};
    for (std::uint32_t tick = 1; tick <= 48; ++tick) {
        state.tick = tick;
        sim::StepReport report;
        report.contact.force_N = 1.5f;
        if (tick == 3) {
            report.fresh = {&shallow, 1};
        } else if (tick == 24) {
            report.fresh = {&deep, 1};
        }
        trace.add(state, sample, report);
    }
    ASSERT_EQ(trace.points().size(), 2U);
    EXPECT_EQ(trace.points()[0].tick, 24U);
    EXPECT_FLOAT_EQ(trace.points()[0].dial_mm, 0.5f);
    EXPECT_FLOAT_EQ(trace.points()[0].delivered_mm, 0.3f);
    EXPECT_FLOAT_EQ(trace.points()[0].deepest_mm, 0.4f);
    EXPECT_FLOAT_EQ(trace.points()[0].force_N, 1.5f);
    EXPECT_TRUE(trace.points()[0].motor);
    EXPECT_FLOAT_EQ(trace.points()[1].delivered_mm, 0.0f);
}

} // namespace
} // namespace stipple::scoring
