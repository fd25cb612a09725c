#include "tests/unit/scoring/scored_hand.h"

#include <gtest/gtest.h>

namespace stipple::test {
namespace {

TEST(GlideSpeed, IsAShareOfTheTimeInContact) {
    ScoredHand hand;
    hand.put(-0.015f, 0.0f);
    hand.feed({.speed_mps = 0.02f}, 240);
    hand.lift(0.003f, 24);
    hand.put(-0.015f, 0.0f);
    hand.feed({.speed_mps = 0.05f}, 80); // too fast: 240 of 320 ticks were right
    EXPECT_DOUBLE_EQ(hand.measured("glide_speed").value, 75.0);
}

TEST(GlideSpeed, IsNotJudgedWhereTheLessonWantsStamping) {
    ScoredHand hand;
    hand.assignment_.targets[1].stamping = true;
    hand.put(-0.015f, 0.0f);
    hand.feed({.speed_mps = 0.02f}, 120);
    hand.lift(0.003f, 24);
    hand.put(0.005f, 0.0f);
    hand.feed({.speed_mps = 0.0f}, 240); // stamps stand still
    const scoring::Measurement glide = hand.measured("glide_speed");
    EXPECT_TRUE(glide.assessed);
    EXPECT_DOUBLE_EQ(glide.value, 100.0);
    EXPECT_EQ(glide.evidence, "100 % of 0.5 s at 1-3 cm/s; 1.0 s in stamped zones left aside");
}

TEST(GlideSpeed, IsNotAssessedWhereAllZonesAreStamped) {
    ScoredHand hand;
    hand.assignment_.targets[0].stamping = hand.assignment_.targets[1].stamping = true;
    hand.put(0.005f, 0.0f);
    hand.feed({.speed_mps = 0.0f}, 240);
    const scoring::Measurement glide = hand.measured("glide_speed");
    EXPECT_FALSE(glide.assessed);
    EXPECT_EQ(glide.evidence, "all zones are stamped: there is no glide to judge");
}

TEST(Angle, AllowsMoreTiltForDeeperWork) {
    // asin(0.25 / 5) = 2.87 degrees, raised to the floor of 4; asin(1.0 / 5) = 11.5 degrees
    constexpr float kTilt_rad = 0.14f; // 8 degrees
    ScoredHand shallow;
    shallow.feed({.tilt_rad = kTilt_rad, .needle_um = 250}, 240);
    EXPECT_DOUBLE_EQ(shallow.measured("angle").value, 0.0);
    ScoredHand deep;
    deep.feed({.tilt_rad = kTilt_rad, .needle_um = 1000}, 240);
    EXPECT_DOUBLE_EQ(deep.measured("angle").value, 100.0);
}

TEST(ContactForce, HasALowerLimitOverBone) {
    ScoredHand hand;
    hand.put(-0.010f, 0.0f); // forehead: bone beneath, at most 1.5 N
    hand.feed({.speed_mps = 0.0f, .force_N = 1.8f}, 120);
    EXPECT_DOUBLE_EQ(hand.measured("contact_force").value, 0.0);
    hand.lift(0.003f, 24);
    hand.put(0.010f, 0.0f); // cheek: at most 2 N
    hand.feed({.speed_mps = 0.0f, .force_N = 1.8f}, 120);
    EXPECT_DOUBLE_EQ(hand.measured("contact_force").value, 50.0);
}

TEST(ContactForce, APeakCostsHalfOfThePoints) {
    ScoredHand hand;
    hand.put(0.010f, 0.0f);
    hand.feed({.speed_mps = 0.0f, .force_N = 1.0f}, 2376);
    hand.feed({.speed_mps = 0.0f, .force_N = 3.5f}, 23);
    EXPECT_DOUBLE_EQ(hand.measured("contact_force").mostShare, 1.0);
    hand.feed({.speed_mps = 0.0f, .force_N = 3.5f}, 1); // now a tenth of a second
    EXPECT_DOUBLE_EQ(hand.measured("contact_force").mostShare, 0.5);
    for (const scoring::MetricScore& metric : hand.score().metrics) {
        if (metric.id == "contact_force") {
            EXPECT_DOUBLE_EQ(metric.value, 99.0);
            EXPECT_DOUBLE_EQ(metric.points, 0.5);
            EXPECT_EQ(metric.verdict, scoring::Verdict::Fair);
        }
    }
}

TEST(Drag, CountsRunsOfThreeStrokesOnce) {
    ScoredHand hand; // 16 cm2 in the lesson: one event is 6.25 per 100 cm2
    hand.feed({.speed_mps = 0.0f, .slipIndex = 1.2f}, 2);
    EXPECT_DOUBLE_EQ(hand.measured("drag").value, 0.0);
    hand.feed({.speed_mps = 0.0f, .slipIndex = 1.2f}, 100);
    EXPECT_NEAR(hand.measured("drag").value, 6.25, 1e-4);
    hand.feed({.speed_mps = 0.0f, .slipIndex = 0.5f}, 48);
    hand.feed({.speed_mps = 0.0f, .slipIndex = 1.2f}, 10);
    EXPECT_NEAR(hand.measured("drag").value, 12.5, 1e-4);
}

TEST(Drag, CountsAgainEveryHalfSecondThatItGoesOn) {
    ScoredHand hand;
    // counted at the third stroke, and 120, 240 and 360 ticks later
    hand.feed({.speed_mps = 0.0f, .slipIndex = 1.2f}, 480);
    EXPECT_NEAR(hand.measured("drag").value, 4 * 6.25, 1e-4);
}

TEST(Drag, CountsSlidingAtRest) {
    ScoredHand hand;
    hand.feed({.speed_mps = 0.02f, .strokeRate_dHz = 0}, 100);
    EXPECT_NEAR(hand.measured("drag").value, 6.25, 1e-4);
}

void line(ScoredHand& hand, glm::vec3 direction) {
    hand.feed({.speed_mps = 0.02f, .direction = direction}, 60);
}

TEST(LiftAtTurns, CountsTurnsBeyondSixtyDegrees) {
    ScoredHand hand;
    line(hand, {1, 0, 0});
    hand.lift(0.003f, 40);
    line(hand, {-1, 0, 0}); // lifted 3 mm: good
    hand.lift(0.001f, 40);
    line(hand, {1, 0, 0}); // lifted 1 mm: not enough
    EXPECT_DOUBLE_EQ(hand.measured("lift_at_turns").value, 50.0);
    hand.lift(0.001f, 40);
    line(hand, {0.7071068f, 0, 0.7071068f}); // 45 degrees: no turn
    EXPECT_DOUBLE_EQ(hand.measured("lift_at_turns").value, 50.0);
    line(hand, {-0.7071068f, 0, -0.7071068f}); // back on the skin
    EXPECT_EQ(hand.seen_.turns.all, 3U);
    EXPECT_NEAR(hand.measured("lift_at_turns").value, 100.0 / 3.0, 1e-9);
}

TEST(LiftAtTurns, ALossOfTrackingIsNoLift) {
    for (const std::uint32_t lost : {24U, 25U}) {
        ScoredHand hand;
        line(hand, {1, 0, 0});
        hand.feed({.touching = false, .depth_m = 0.0f, .notes = sim::kTrackingLost}, lost);
        line(hand, {-1, 0, 0});
        // bridged it is a turn on the skin; after a longer loss nobody knows
        EXPECT_EQ(hand.seen_.turns.all, lost == 24U ? 1U : 0U);
        EXPECT_EQ(hand.seen_.turns.lifted.plain, 0U);
    }
}

TEST(LiftAtTurns, IsFullWithoutTurns) {
    ScoredHand hand;
    line(hand, {1, 0, 0});
    EXPECT_DOUBLE_EQ(hand.measured("lift_at_turns").value, 100.0);
}

TEST(SkinAndGel, AreSharesOfTheTimeInContact) {
    ScoredHand hand;
    hand.feed({.speed_mps = 0.0f, .stretch_pct = 5}, 180);
    hand.lift(0.003f, 24);
    hand.feed({.speed_mps = 0.0f, .gel = 0.0f, .stretch_pct = 4}, 60);
    EXPECT_DOUBLE_EQ(hand.measured("skin_tension").value, 75.0);
    EXPECT_DOUBLE_EQ(hand.measured("gel_film").value, 75.0);
}

TEST(Settings, AreJudgedAtTheFirstLandingInAZone) {
    ScoredHand hand;
    hand.put(-0.010f, 0.0f);
    hand.feed({.speed_mps = 0.0f}, 24);                         // forehead, all right
    EXPECT_DOUBLE_EQ(hand.measured("settings_ok").value, 50.0); // cheek is not begun
    hand.lift(0.003f, 24);
    hand.put(0.010f, 0.0f);
    hand.feed({.speed_mps = 0.0f, .needle_um = 700, .gel = 0.0f}, 24);
    EXPECT_DOUBLE_EQ(hand.measured("settings_ok").value, 50.0);
    hand.feed({.speed_mps = 0.0f}, 24); // too late
    EXPECT_DOUBLE_EQ(hand.measured("settings_ok").value, 50.0);
    EXPECT_EQ(hand.measured("settings_ok").evidence,
              "Forehead: right; Medial cheek: wrong dial (0.70 mm), glide (no gel)");
}

TEST(Settings, SlidingInIsNoLanding) {
    ScoredHand hand;
    hand.put(-0.001f, 0.0f);
    hand.feed({.needle_um = 700}, 24); // 2 mm: ends in the cheek
    EXPECT_TRUE(hand.seen_.setups[0].landed);
    EXPECT_FALSE(hand.seen_.setups[1].landed);
}

TEST(NotAssessed, WhatTheDeviceDoesNotMeasure) {
    ScoredHand hand(twoZonePad(), {.name = "mouse"});
    hand.feed({.speed_mps = 0.0f}, 2400);
    EXPECT_FALSE(hand.measured("angle").assessed);
    EXPECT_FALSE(hand.measured("contact_force").assessed);
    EXPECT_TRUE(hand.measured("drag").assessed);
    EXPECT_FALSE(hand.measured("no_such_key").assessed);
    double most = 0.0;
    for (const scoring::MetricScore& metric : hand.score().metrics) {
        most += metric.maxPoints;
    }
    EXPECT_DOUBLE_EQ(most, 3.0); // of five metrics with a point each
}

} // namespace
} // namespace stipple::test
