#include "tests/unit/attempt/short_attempt.h"

#include <gtest/gtest.h>

#include <csignal>
#include <sys/resource.h>

namespace stipple::test {
namespace {

TEST(Attempt, SimulatesScoresTracesAndMarks) {
    const ShortAttempt made;
    attempt::Attempt attempt(*made.model, made.rules(), 1, std::nullopt);
    for (std::uint32_t tick = 0; tick < 600; ++tick) {
        ASSERT_TRUE(attempt.tick(made.sample(tick)).ok());
    }
    EXPECT_EQ(attempt.tickCount(), 600U);
    EXPECT_EQ(attempt.marks().size(), 2U); // after 240 and 480 ticks
    EXPECT_EQ(attempt.marks()[1].tick, 480U);
    EXPECT_EQ(attempt.trace().size(), 25U);
    EXPECT_GT(attempt.state().skin.log.size(), 1000U);
    EXPECT_GT(attempt.scoreState().handling.needling, 500U);
    EXPECT_EQ(attempt.lastSample(), made.sample(599));
}

TEST(Attempt, GivesTheSameBitsWithoutAnyoneWatching) {
    const ShortAttempt made;
    attempt::Attempt attempt(*made.model, made.rules(), 5, std::nullopt);
    sim::SimState alone = sim::startState(*made.model, 5);
    for (std::uint32_t tick = 0; tick < 480; ++tick) {
        ASSERT_TRUE(attempt.tick(made.sample(tick)).ok());
        (void)sim::step(*made.model, alone, made.sample(tick));
    }
    EXPECT_EQ(attempt.marks().back().hash, sim::stateHash(alone));
}

TEST(Attempt, StopsAtANumberThatIsNotFinite) {
    const ShortAttempt made;
    made.model->pens[0].needleDiameter_m = 0.0f; // the slip index divides by it
    attempt::Attempt attempt(*made.model, made.rules(), 1, std::nullopt);
    std::uint32_t tick = 0;
    while (tick < 240 && attempt.tick(made.sample(tick)).ok()) {
        ++tick;
    }
    ASSERT_LT(tick, 240U);
    const std::uint32_t stopped = attempt.tickCount();
    const Status again = attempt.tick(made.sample(tick));
    ASSERT_FALSE(again.ok());
    EXPECT_NE(again.error().text.find("finite"), std::string::npos);
    EXPECT_EQ(attempt.tickCount(), stopped); // nothing moves any more
    EXPECT_FALSE(attempt.finish(0, std::nullopt).ok());
}

TEST(Attempt, StaysFailedWhenTheDiskIsFull) {
    const ShortAttempt made;
    const TestFile file;
    auto writer = recording::AttemptWriter::create(file.path, {});
    ASSERT_TRUE(writer.ok());
    attempt::Attempt attempt(*made.model, made.rules(), 1, std::move(writer).value());

    // a file may grow to 4 KiB and no further
    std::signal(SIGXFSZ, SIG_IGN);
    rlimit before{};
    getrlimit(RLIMIT_FSIZE, &before);
    const rlimit small{.rlim_cur = 4096, .rlim_max = before.rlim_max};
    setrlimit(RLIMIT_FSIZE, &small);
    Status done = Done{};
    std::uint32_t tick = 0;
    while (tick < 2400 && done) {
        done = attempt.tick(made.sample(tick++));
    }
    setrlimit(RLIMIT_FSIZE, &before);

    ASSERT_FALSE(done.ok());
    EXPECT_NE(done.error().text.find(file.path), std::string::npos);
    EXPECT_FALSE(attempt.tick(made.sample(tick)).ok());
    EXPECT_FALSE(attempt.finish(0, std::nullopt).ok());
}

TEST(Attempt, TakesLostTicksIntoAccount) {
    const ShortAttempt made;
    attempt::Attempt attempt(*made.model, made.rules(), 1, std::nullopt);
    for (std::uint32_t tick = 0; tick < 2400; ++tick) {
        ASSERT_TRUE(attempt.tick(made.sample(tick)).ok());
    }
    EXPECT_TRUE(attempt.finish(0, std::nullopt)->assessable);
    EXPECT_FALSE(attempt.finish(100, std::nullopt)->assessable);
}

} // namespace
} // namespace stipple::test
