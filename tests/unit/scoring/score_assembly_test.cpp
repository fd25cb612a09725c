#include "tests/unit/scoring/scored_hand.h"

#include "engine/base/random.h"

#include <gtest/gtest.h>

namespace stipple::test {
namespace {

const scoring::MetricScore& metricOf(const scoring::Score& score, const std::string& id) {
    for (const scoring::MetricScore& metric : score.metrics) {
        if (metric.id == id) {
            return metric;
        }
    }
    ADD_FAILURE() << "no metric " << id;
    return score.metrics.front();
}

TEST(Score, GivesNothingForNothing) {
    const ScoredHand hand;
    const scoring::Score score = hand.score();
    EXPECT_DOUBLE_EQ(score.total, 0.0);
    EXPECT_FALSE(score.passed);
    EXPECT_FALSE(score.assessable);
    EXPECT_EQ(score.assessableReason, "only 0.0 s of needling");
    EXPECT_EQ(metricOf(score, "drag").verdict, scoring::Verdict::Poor);
    EXPECT_DOUBLE_EQ(metricOf(score, "drag").maxPoints, 1.0);
}

TEST(Score, IsOfAHundredOverWhatWasAssessed) {
    ScoredHand hand;
    hand.put(-0.010f, 0.0f);
    hand.feed({.speed_mps = 0.0f}, 2400);
    hand.lift(0.003f, 24);
    hand.put(0.010f, 0.0f);
    hand.feed({.speed_mps = 0.0f}, 2400);
    const scoring::Score score = hand.score();
    EXPECT_DOUBLE_EQ(score.total, 100.0);
    EXPECT_TRUE(score.passed);
    EXPECT_EQ(score.mode, "graded");
    EXPECT_EQ(score.domains.size(), 3U);
}

TEST(Score, CannotBeAssessedWhenThePenWasLost) {
    ScoredHand hand;
    hand.feed({.speed_mps = 0.0f}, 2376);
    hand.feed({.speed_mps = 0.0f, .notes = sim::kTrackingLost}, 24); // 1 %: still all right
    EXPECT_TRUE(hand.score().assessable);
    hand.feed({.speed_mps = 0.0f, .notes = sim::kTrackingLost}, 1);
    EXPECT_FALSE(hand.score().assessable);
}

TEST(LostTicks, MakeAnAttemptNotAssessableAboveOnePercent) {
    scoring::Score score;
    score.passed = true;
    scoring::applyLostTicks(score, 10, 990); // 1 % of 1000
    EXPECT_TRUE(score.assessable);
    EXPECT_TRUE(score.passed);
    scoring::applyLostTicks(score, 11, 989);
    EXPECT_FALSE(score.assessable);
    EXPECT_FALSE(score.passed);
}

TEST(ScoreHash, FollowsTheValues) {
    ScoredHand hand;
    hand.feed({.speed_mps = 0.0f}, 2400);
    scoring::Score score = hand.score();
    const std::uint64_t before = scoring::scoreHash(score);
    EXPECT_EQ(scoring::scoreHash(hand.score()), before);
    score.metrics[1].uncertainty += 1e-12;
    EXPECT_NE(scoring::scoreHash(score), before);
}

/// Any bits as a sample, but near the skin most of the time.
sim::PenSample anySample(Pcg32& random, const FlatPad& pad) {
    sim::PenSample sample = pressedSample(
        pad, 0.03f * (nextUniform(random) - 0.5f), 0.03f * (nextUniform(random) - 0.5f),
        0.003f * (nextUniform(random) - 0.3f), static_cast<std::uint16_t>(nextBits(random) % 3000U),
        static_cast<std::uint16_t>(nextBits(random) % 1600U));
    sample.pen = static_cast<std::uint8_t>(nextBits(random)); // mostly pens that do not exist
    sample.buttons = static_cast<std::uint16_t>(nextBits(random));
    sample.stretch_pct = static_cast<std::uint8_t>(nextBits(random));
    if (nextBits(random) % 16U == 0) {
        sample.orientation_q15 = {};
    }
    return sample;
}

TEST(Observe, NeverChangesTheSimulationWhateverTheSamples) {
    ScoredHand hand;
    Pcg32 random = seededRandom(7);
    sim::SimState alone = sim::startState(*hand.model_, 3);
    sim::SimState watched = sim::startState(*hand.model_, 3);
    for (int tick = 0; tick < 2000; ++tick) {
        const sim::PenSample sample = anySample(random, hand.pad_);
        (void)sim::step(*hand.model_, alone, sample);
        const sim::StepReport report = sim::step(*hand.model_, watched, sample);
        scoring::observe(hand.rules_, *hand.model_, hand.seen_, watched, sample, report);
        if (tick % 100 == 0) {
            (void)scoring::scoreSoFar(hand.rules_, *hand.model_, hand.seen_, watched);
        }
    }
    EXPECT_EQ(sim::stateHash(alone), sim::stateHash(watched));
}

} // namespace
} // namespace stipple::test
