#include "tests/unit/scoring/scored_hand.h"
#include "training/scoring/tick_view.h"

#include <gtest/gtest.h>

namespace stipple::test {
namespace {

using scoring::directionsApart;
using scoring::passesAt;

std::uint32_t fineAt(const ScoredHand& hand, float x_m, float z_m) {
    const glm::vec2 uv{x_m / 0.04f + 0.5f, z_m / 0.04f + 0.5f};
    return scoring::fineOf(hand.rules_.grid, sim::cellAt(hand.model_->cells, uv));
}

int visitsAt(const ScoredHand& hand, float x_m, float z_m) {
    return hand.seen_.visits[fineAt(hand, x_m, z_m)];
}

TEST(Visits, CountEachBlockUnderTheNeedleCircleOnce) {
    ScoredHand hand;
    hand.put(-0.015f, 0.0005f);
    hand.feed({}, 240); // 20 mm at 2 cm/s; needle circle of 5 mm
    EXPECT_EQ(visitsAt(hand, -0.0055f, 0.0005f), 1);
    EXPECT_EQ(visitsAt(hand, -0.0055f, 0.0025f), 1); // 2 mm aside
    EXPECT_EQ(visitsAt(hand, -0.0055f, 0.0035f), 0); // 3 mm aside
    EXPECT_EQ(visitsAt(hand, 0.0145f, 0.0005f), 0);  // beyond the end
}

TEST(Visits, StayingIsOneVisitAndComingBackIsAnother) {
    ScoredHand hand;
    hand.put(0.0005f, 0.0005f);
    hand.feed({.speed_mps = 0.0f}, 2400);
    EXPECT_EQ(visitsAt(hand, 0.0005f, 0.0005f), 1);
    hand.lift(0.003f, 60); // a quarter of a second is too short
    hand.feed({.speed_mps = 0.0f}, 24);
    EXPECT_EQ(visitsAt(hand, 0.0005f, 0.0005f), 1);
    hand.lift(0.003f, 240);
    hand.feed({.speed_mps = 0.0f}, 24);
    EXPECT_EQ(visitsAt(hand, 0.0005f, 0.0005f), 2);
}

TEST(Visits, AnotherStrokeAxisIsAnotherVisitAtOnce) {
    ScoredHand hand;
    hand.put(0.0005f, 0.0005f);
    hand.feed({.direction = {1, 0, 0}}, 12);
    hand.lift(0.003f, 24);
    hand.put(0.0005f, 0.0005f);
    hand.feed({.direction = {-1, 0, 0}}, 12); // the same axis backwards
    EXPECT_EQ(visitsAt(hand, 0.0005f, 0.0005f), 1);
    hand.lift(0.003f, 24);
    hand.put(0.0005f, 0.0005f);
    hand.feed({.direction = {0, 0, 1}}, 12);
    EXPECT_EQ(visitsAt(hand, 0.0005f, 0.0005f), 2);
}

TEST(Visits, ScribblingOnTheSpotIsOneVisit) {
    ScoredHand hand;
    hand.put(-0.0005f, -0.0005f);
    for (int round = 0; round < 10; ++round) { // squares of 2 mm around the block at (0.5, 0.5)
        hand.feed({.direction = {1, 0, 0}}, 24);
        hand.feed({.direction = {0, 0, 1}}, 24);
        hand.feed({.direction = {-1, 0, 0}}, 24);
        hand.feed({.direction = {0, 0, -1}}, 24);
    }
    EXPECT_EQ(visitsAt(hand, 0.0005f, 0.0005f), 1);
}

TEST(Visits, NeedPunctures) {
    ScoredHand hand;
    hand.put(0.0005f, 0.0005f);
    hand.feed({.depth_m = 0.0f}, 240);
    EXPECT_EQ(visitsAt(hand, 0.0005f, 0.0005f), 0);
}

TEST(Visits, OfAPenThatDoesNotExistAreThoseOfTheLastOneAsInTheSimulation) {
    ScoredHand hand;
    hand.put(-0.0005f, 0.0005f);
    hand.feed({.pen = 200}, 240);
    EXPECT_EQ(visitsAt(hand, 0.0095f, 0.0025f), 1);
    EXPECT_EQ(visitsAt(hand, 0.0095f, 0.0035f), 0);
}

TEST(Passes, AreTheMedianOfTheBlock) {
    const ScoredHand hand;
    const scoring::CoverageGrid& grid = hand.rules_.grid;
    std::vector<std::uint16_t> visits(grid.fineZone.size(), 1);
    std::uint32_t raised = 0;
    scoring::forOwnFines(grid, 0, [&](std::uint32_t fine) {
        if (raised < 12) {
            visits[fine] = 3;
            ++raised;
        }
    });
    // 12 of 25 have 3 visits: the 13th in order has 1
    EXPECT_FLOAT_EQ(passesAt(grid, visits, 0, 0.5f), 1.0f);
    bool one = true;
    scoring::forOwnFines(grid, 0, [&](std::uint32_t fine) {
        if (visits[fine] == 1 && one) {
            visits[fine] = 3;
            one = false;
        }
    });
    EXPECT_FLOAT_EQ(passesAt(grid, visits, 0, 0.5f), 3.0f);
}

TEST(Directions, CountAxesThatLieFarEnoughApart) {
    EXPECT_EQ(directionsApart(0b00000000, 30.0), 0U);
    EXPECT_EQ(directionsApart(0b00000001, 30.0), 1U);
    EXPECT_EQ(directionsApart(0b00000011, 30.0), 1U); // 22.5 degrees
    EXPECT_EQ(directionsApart(0b00000101, 30.0), 2U); // 45 degrees
    EXPECT_EQ(directionsApart(0b10000001, 30.0), 1U); // 157.5 is 22.5 the other way round
    EXPECT_EQ(directionsApart(0b00010001, 30.0), 2U); // 90 degrees
    EXPECT_EQ(directionsApart(0b01001001, 30.0), 3U); // 0, 67.5, 135
    EXPECT_EQ(directionsApart(0b11111111, 30.0), 4U); // every second one
}

TEST(Directions, OfAStrokeAreAnAxisWithoutSign) {
    const glm::vec3 up{0, 1, 0};
    EXPECT_EQ(scoring::strokeAxis_deg({0.02f, 0, 0}, up), 0);
    EXPECT_EQ(scoring::strokeAxis_deg({-0.02f, 0, 0}, up), 0);
    EXPECT_EQ(scoring::strokeAxis_deg({0, 0, 0.02f}, up), 90);
    EXPECT_EQ(scoring::strokeAxis_deg({0.02f, 0, 0.02f}, up), 45);
    EXPECT_EQ(scoring::strokeAxis_deg({0.02f, 0, -0.02f}, up), 135);
}

/// Lines along x, 4 mm apart, over the whole pad.
void passAlongX(ScoredHand& hand) {
    for (float z_m = -0.018f; z_m < 0.0195f; z_m += 0.004f) {
        hand.put(-0.0199f, z_m);
        hand.feed({}, 477); // 39.75 mm
        hand.lift(0.003f, 150);
    }
}

TEST(Coverage, NeedsTheMinimumOfPasses) {
    ScoredHand hand;
    passAlongX(hand);
    EXPECT_DOUBLE_EQ(hand.measured("coverage").value, 0.0); // the minimum is 2
    EXPECT_DOUBLE_EQ(hand.measured("direction_diversity").value, 0.0);
    passAlongX(hand);
    EXPECT_DOUBLE_EQ(hand.measured("coverage").value, 100.0);
    EXPECT_DOUBLE_EQ(hand.measured("direction_diversity").value, 0.0);
    EXPECT_DOUBLE_EQ(hand.measured("over_treatment").value, 0.0);
}

TEST(Uniformity, IsTheSpreadOverTheMean) {
    ScoredHand hand;
    // two kinds of blocks, half with 100 and half with 300 punctures: spread 100, mean 200
    for (std::size_t block = 0; block < hand.seen_.punctures.size(); ++block) {
        hand.seen_.punctures[block] = block % 2 == 0 ? 100 : 300;
    }
    hand.seen_.fineHits[0] = 1;
    EXPECT_NEAR(hand.measured("uniformity").value, 0.5, 1e-12);
}

TEST(Uniformity, OfAZoneLeftOutIsNotEven) {
    ScoredHand hand;
    // 32 blocks of forehead all alike, 32 of cheek without a puncture: (0 + sqrt(31)) / 2
    for (std::size_t block = 0; block < hand.seen_.punctures.size(); ++block) {
        hand.seen_.punctures[block] = hand.rules_.grid.scoreZone[block] == 0 ? 100 : 0;
    }
    hand.seen_.fineHits[0] = 1;
    EXPECT_NEAR(hand.measured("uniformity").value, 5.567764 / 2.0, 1e-5);
}

} // namespace
} // namespace stipple::test
