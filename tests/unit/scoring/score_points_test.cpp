#include "training/scoring/score_points.h"

#include <gtest/gtest.h>

namespace stipple::scoring {
namespace {

TEST(PointsShare, FullAtGreenHalfAtAmberLinearBetweenAndBeyond) {
    // a high value is good: green 100, amber 80; the slope is half the points per 20
    EXPECT_DOUBLE_EQ(pointsShare(100, 80, 100), 1.0);
    EXPECT_DOUBLE_EQ(pointsShare(100, 80, 90), 0.75);
    EXPECT_DOUBLE_EQ(pointsShare(100, 80, 80), 0.5);
    EXPECT_DOUBLE_EQ(pointsShare(100, 80, 70), 0.25);
    EXPECT_DOUBLE_EQ(pointsShare(100, 80, 60), 0.0);
    EXPECT_DOUBLE_EQ(pointsShare(100, 80, 10), 0.0);
    EXPECT_DOUBLE_EQ(pointsShare(85, 70, 99), 1.0);
}

TEST(PointsShare, LowIsGoodWhenGreenIsBelowAmber) {
    EXPECT_DOUBLE_EQ(pointsShare(1, 4, 0), 1.0);
    EXPECT_DOUBLE_EQ(pointsShare(1, 4, 2.5), 0.75);
    EXPECT_DOUBLE_EQ(pointsShare(1, 4, 4), 0.5);
    EXPECT_DOUBLE_EQ(pointsShare(1, 4, 7), 0.0);
}

TEST(Verdict, ByTheLimits) {
    EXPECT_EQ(verdictAt(95, 85, 95), Verdict::Good);
    EXPECT_EQ(verdictAt(95, 85, 94.9), Verdict::Fair);
    EXPECT_EQ(verdictAt(95, 85, 84.9), Verdict::Poor);
    EXPECT_EQ(verdictAt(0, 0.25, 0), Verdict::Good);
    EXPECT_EQ(verdictAt(0, 0.25, 0.2), Verdict::Fair);
    EXPECT_EQ(verdictAt(0, 0.25, 0.3), Verdict::Poor);
}

lesson::MetricRule ruleOf(const char* id, double green, double amber) {
    lesson::MetricRule rule;
    rule.id = id;
    rule.green = green;
    rule.amber = amber;
    return rule;
}

TEST(Direction, FollowsTheRubricAlsoForAScoreReadFromARecord) {
    // at least 95 with half the points at 85; at most 0.15 with half at 0.30
    lesson::Rubric rubric;
    rubric.metrics = {ruleOf("B1", 95, 85), ruleOf("B2", 0.15, 0.30)};
    EXPECT_TRUE(wantsAtLeast(rubric.metrics[0]));
    EXPECT_FALSE(wantsAtLeast(rubric.metrics[1]));
    Score score;
    score.metrics.resize(3);
    score.metrics[0].id = "B2";
    score.metrics[0].highIsGood = true;
    score.metrics[1].id = "B1";
    score.metrics[2].id = "Z9"; // not in the rubric: left as it was
    setDirections(score, rubric);
    EXPECT_FALSE(score.metrics[0].highIsGood);
    EXPECT_TRUE(score.metrics[1].highIsGood);
    EXPECT_FALSE(score.metrics[2].highIsGood);
}

TEST(Verdict, CannotTellOnlyWhenALimitLiesInsideTheInterval) {
    // 0.10 +- 0.04 is good whatever the truth; 0.12 +- 0.04 may be 0.16, which is fair
    EXPECT_EQ(verdictOf(0.15, 0.30, 0.10, 0.04), Verdict::Good);
    EXPECT_EQ(verdictOf(0.15, 0.30, 0.12, 0.04), Verdict::CannotTell);
    EXPECT_EQ(verdictOf(0.15, 0.30, 0.22, 0.04), Verdict::Fair);
    EXPECT_EQ(verdictOf(0.15, 0.30, 0.28, 0.04), Verdict::CannotTell);
    EXPECT_EQ(verdictOf(0.15, 0.30, 0.40, 0.04), Verdict::Poor);
}

MetricScore metric(lesson::Domain domain, double points, double most) {
    MetricScore score;
    score.domain = domain;
    score.points = points;
    score.maxPoints = most;
    return score;
}

TEST(DomainScores, ArePercentOfWhatWasAssessed) {
    using lesson::Domain;
    // handling: 3 of 4 assessed points, a metric of 5 could not be assessed
    const std::vector<MetricScore> metrics{metric(Domain::Depth, 5, 10),
                                           metric(Domain::Handling, 3, 4),
                                           metric(Domain::Handling, 0, 0)};
    const auto domains = domainScores(metrics, 60.0);
    ASSERT_EQ(domains.size(), 2U);
    EXPECT_DOUBLE_EQ(domains[0].percent, 50.0);
    EXPECT_FALSE(domains[0].passed);
    EXPECT_DOUBLE_EQ(domains[1].percent, 75.0);
    EXPECT_TRUE(domains[1].passed);
    // 8 of 14
    EXPECT_NEAR(totalOf(metrics), 57.142857, 1e-6);
}

TEST(DomainScores, StandAtHundredWhenNothingWasAssessed) {
    const auto domains = domainScores({metric(lesson::Domain::Safety, 0, 0)}, 60.0);
    ASSERT_EQ(domains.size(), 1U);
    EXPECT_DOUBLE_EQ(domains[0].percent, 100.0);
    EXPECT_TRUE(domains[0].passed);
    EXPECT_DOUBLE_EQ(totalOf({metric(lesson::Domain::Safety, 0, 0)}), 0.0);
}

Score passing() {
    Score score;
    score.total = 80.0;
    score.domains = {{.percent = 90.0, .passed = true}, {.percent = 61.0, .passed = true}};
    return score;
}

TEST(Passes, OnlyWhenEverythingHolds) {
    EXPECT_TRUE(passes(passing(), 75.0, true));
    Score low = passing();
    low.total = 74.9;
    EXPECT_FALSE(passes(low, 75.0, true));
    Score domain = passing();
    domain.domains[1].passed = false;
    EXPECT_FALSE(passes(domain, 75.0, true));
    Score lost = passing();
    lost.assessable = false;
    EXPECT_FALSE(passes(lost, 75.0, true));
}

TEST(Passes, CriticalFailsFailAGradedAttemptAndAreShownInAFormativeOne) {
    Score score = passing();
    score.criticalFails.emplace_back().id = "X6";
    EXPECT_FALSE(passes(score, 75.0, true));
    EXPECT_TRUE(passes(score, 75.0, false));
}

} // namespace
} // namespace stipple::scoring
