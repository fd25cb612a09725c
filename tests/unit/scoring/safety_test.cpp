#include "tests/unit/scoring/scored_hand.h"

#include <gtest/gtest.h>

namespace stipple::test {
namespace {

/// A dial of 0.5 mm is right for the forehead and too shallow for the cheek beside it.
void cheekWantsMore(ScoredHand& hand) {
    hand.assignment_.targets[1].depthMin_m = 0.00075f;
    hand.assignment_.targets[1].depthMax_m = 0.001f;
}

TEST(Intrusion, IsTheLengthNeedledBeyondTheBorder) {
    ScoredHand hand;
    cheekWantsMore(hand);
    hand.put(-0.005f, 0.0f);
    hand.feed({}, 180); // 15 mm: 5 in the forehead, 10 in the cheek
    EXPECT_NEAR(hand.measured("zone_intrusion").value, 10.0, 0.1);
    EXPECT_EQ(hand.seen_.intrusions, 1U);
}

TEST(Intrusion, IsNoneWhenThePenWasLiftedBetween) {
    ScoredHand hand;
    hand.put(-0.005f, 0.0f);
    hand.feed({}, 48);
    hand.lift(0.003f, 24);
    hand.put(0.005f, 0.0f);
    hand.feed({}, 48);
    EXPECT_DOUBLE_EQ(hand.measured("zone_intrusion").value, 0.0);
    EXPECT_FALSE(hand.raised("wrong_zone"));
}

TEST(Intrusion, NeedsTheMotor) {
    ScoredHand hand;
    hand.put(-0.005f, 0.0f);
    hand.feed({.strokeRate_dHz = 0}, 180);
    EXPECT_DOUBLE_EQ(hand.measured("zone_intrusion").value, 0.0);
    EXPECT_FALSE(hand.raised("wrong_zone"));
}

TEST(RunningOn, IsRightIntoAZoneThatPermitsTheSettings) {
    ScoredHand hand; // dial, rate and cartridge are right for both zones
    hand.put(-0.005f, 0.0f);
    hand.feed({}, 180); // 5 mm in the forehead, 10 in the cheek
    EXPECT_DOUBLE_EQ(hand.measured("zone_intrusion").value, 0.0);
    EXPECT_FALSE(hand.raised("wrong_zone"));
    // both zones count as begun with the right settings
    EXPECT_DOUBLE_EQ(hand.measured("settings_ok").value, 100.0);
}

TEST(RunningOn, IsWrongWithADialOrRateOrCartridgeThatTheZoneForbids) {
    for (const char* wrong : {"dial", "rate", "cartridge"}) {
        SCOPED_TRACE(wrong);
        ScoredHand hand;
        lesson::ZoneTarget& cheek = hand.assignment_.targets[1];
        cheek.depthMin_m = *wrong == 'd' ? 0.00075f : cheek.depthMin_m;
        cheek.rateMin_Hz = *wrong == 'r' ? 110.0f : cheek.rateMin_Hz; // the pen does 100
        cheek.needlesMin = *wrong == 'c' ? cheek.needlesMax : cheek.needlesMin;
        const auto needles = static_cast<std::uint32_t>(hand.model_->pens[0].needles_m.size());
        ASSERT_LT(needles, cheek.needlesMax);
        hand.put(-0.005f, 0.0f);
        hand.feed({}, 180);
        EXPECT_NEAR(hand.measured("zone_intrusion").value, 10.0, 0.1);
        EXPECT_TRUE(hand.raised("wrong_zone"));
    }
}

TEST(RunningOn, EndsTheFaultOnceTheDialIsRight) {
    ScoredHand hand;
    cheekWantsMore(hand);
    hand.put(-0.00005f, 0.0f);
    hand.feed({}, 37); // 36 ticks, 3 mm, in the cheek with the forehead's dial
    hand.feed({.needle_um = 750}, 120);
    EXPECT_NEAR(hand.measured("zone_intrusion").value, 3.0, 0.1);
    EXPECT_FALSE(hand.raised("wrong_zone"));
}

/// Forehead and cheek with skin between them that the lesson does not ask for.
FlatPad apartBy(float gap_m) {
    FlatPad pad;
    pad.patches = {{foreheadZone(), {-1.0f, -1.0f}, {0.0f, 1.0f}},
                   {medialCheekZone(), {gap_m, -1.0f}, {1.0f, 1.0f}}};
    return pad;
}

TEST(RunningOn, OverOtherSkinIsWrongWhateverTheSettings) {
    ScoredHand hand(apartBy(0.004f));
    hand.put(-0.005f, 0.0f);
    hand.feed({}, 240); // 20 mm: 5 in the forehead, 4 between, 11 in the cheek
    EXPECT_NEAR(hand.measured("zone_intrusion").value, 15.0, 0.1);
    EXPECT_TRUE(hand.raised("wrong_zone"));
}

TEST(RunningOn, OverAGapOfAMillimetreCountsTheGapAlone) {
    ScoredHand hand(apartBy(0.001f));
    hand.put(-0.005f, 0.0f);
    hand.feed({}, 240);
    EXPECT_NEAR(hand.measured("zone_intrusion").value, 1.0, 0.1);
    EXPECT_FALSE(hand.raised("wrong_zone"));
}

TEST(RunningOn, FromAZoneThatIsNotAskedForIsRightFromItsEdgeOnly) {
    for (const float start_m : {-0.0015f, -0.0035f}) {
        ScoredHand hand;
        hand.rules_.targetOfZone[0] = scoring::kNoTarget; // the forehead is not asked for
        hand.put(start_m, 0.0f);
        hand.feed({}, 120); // 10 mm; the last ones in the cheek
        const bool edge = start_m > -0.002f;
        EXPECT_NEAR(hand.measured("zone_intrusion").value, edge ? 1.5 : 10.0, 0.1);
        EXPECT_EQ(hand.raised("wrong_zone"), !edge);
    }
}

TEST(WrongZone, IsNoRunOverOfAMillimetreAndAHalfButThatIsAnIntrusion) {
    ScoredHand hand;
    hand.rules_.targetOfZone[1] = scoring::kNoTarget; // the cheek is there, but not asked for
    hand.put(-0.003f, 0.0f);
    hand.feed({}, 54); // 4.5 mm: 3 in the forehead, 1.5 over the border
    hand.lift(0.003f, 24);
    EXPECT_NEAR(hand.measured("zone_intrusion").value, 1.5, 0.1);
    EXPECT_FALSE(hand.raised("wrong_zone"));
}

TEST(WrongZone, IsRaisedAfterAFifthOfASecond) {
    ScoredHand hand;
    cheekWantsMore(hand);
    hand.put(-0.00005f, 0.0f);
    hand.feed({}, 1);  // lands in the forehead, then slides on
    hand.feed({}, 48); // 0.2 s in the cheek: not yet
    EXPECT_FALSE(hand.raised("wrong_zone"));
    hand.feed({}, 1);
    EXPECT_TRUE(hand.raised("wrong_zone"));
    EXPECT_EQ(hand.seen_.criticals[4].tick, 49U);
}

TEST(WrongZone, IsAlsoOneThatTheLessonDoesNotAskFor) {
    ScoredHand hand;
    hand.rules_.targetOfZone[1] = scoring::kNoTarget; // the cheek is there, but not asked for
    hand.put(0.005f, 0.0f);
    hand.feed({}, 48); // 0.2 s: not yet
    EXPECT_FALSE(hand.raised("wrong_zone"));
    hand.feed({}, 1);
    EXPECT_TRUE(hand.raised("wrong_zone"));
}

/// The evidence for X14 of a score with no other critical fail.
std::string wrongZoneEvidence(const ScoredHand& hand) {
    const scoring::Score score = hand.score();
    EXPECT_EQ(score.criticalFails.size(), 1U);
    return score.criticalFails.empty() ? "" : score.criticalFails[0].evidence;
}

TEST(WrongZone, SaysFromWhereIntoWhatAndWhenThePenRanOn) {
    ScoredHand hand;
    cheekWantsMore(hand);
    hand.lift(0.01f, 65 * kTickRate_Hz);
    hand.put(-0.01f, 0.0f);
    hand.feed({}, 120); // 10 mm in 0.5 s: at the border at 65.5 s
    hand.feed({}, 120); // and 0.5 s in the cheek
    EXPECT_EQ(wrongZoneEvidence(hand), "went on from Forehead into Medial cheek without lifting at "
                                       "1:05.5; the longest such stretch lasted 0.5 s");
}

TEST(WrongZone, SaysWhichZoneWasNotAskedFor) {
    ScoredHand hand;
    hand.rules_.targetOfZone[1] = scoring::kNoTarget;
    hand.lift(0.01f, 3 * kTickRate_Hz);
    hand.put(0.002f, 0.0f);
    hand.feed({}, 96);
    EXPECT_EQ(wrongZoneEvidence(hand), "needled Medial cheek, which this lesson does not ask for, "
                                       "at 0:03.0; the longest such stretch lasted 0.4 s");
}

TEST(Intrusion, EndsWhereTheZoneOfTheLessonBegins) {
    FlatPad pad;
    pad.patches = {{foreheadZone(), {-1.0f, -1.0f}, {0.0f, 1.0f}}}; // no zone on the right half
    ScoredHand hand(pad);
    hand.put(0.002f, 0.0f);
    hand.feed({.direction = {-1, 0, 0}}, 120); // 10 mm: 2 beside the forehead, 8 in it
    EXPECT_NEAR(hand.measured("zone_intrusion").value, 2.0, 0.1);
    EXPECT_FALSE(hand.raised("wrong_zone"));
}

// A plate that hovers a tenth of a millimetre above the skin does not touch, but needles of half a
// millimetre reach the skin all the same.
constexpr Touch kHover{.touching = false, .gap_m = 0.0001f};

TEST(Hovering, DoesNotHideAWrongZone) {
    ScoredHand hand;
    cheekWantsMore(hand);
    hand.put(-0.005f, 0.0f);
    hand.feed({}, 24);
    hand.feed(kHover, 156); // 13 mm: 3 in the forehead, 10 in the cheek
    EXPECT_NEAR(hand.measured("zone_intrusion").value, 10.0, 0.1);
    EXPECT_TRUE(hand.raised("wrong_zone"));
}

TEST(Hovering, DoesNotHideADialAboveTheCeiling) {
    ScoredHand hand;
    Touch deep = kHover;
    deep.needle_um = 1750;
    hand.feed(deep, 1);
    EXPECT_TRUE(hand.raised("jurisdiction"));
}

TEST(Hovering, OutOfReachIsALift) {
    ScoredHand hand;
    hand.put(-0.005f, 0.0f);
    hand.feed({}, 24);
    hand.lift(0.0006f, 1); // needles of 0.5 mm
    hand.put(0.005f, 0.0f);
    hand.feed(kHover, 180);
    EXPECT_DOUBLE_EQ(hand.measured("zone_intrusion").value, 0.0);
    EXPECT_FALSE(hand.raised("wrong_zone"));
}

constexpr Touch kUnseen{
    .touching = false, .speed_mps = 0.0f, .depth_m = 0.0f, .notes = sim::kTrackingLost};

TEST(TrackingLost, ForATenthOfASecondIsNoLift) {
    for (const bool bridged : {true, false}) {
        ScoredHand hand;
        cheekWantsMore(hand);
        hand.put(-0.005f, 0.0f);
        hand.feed({}, 24);
        hand.feed(kUnseen, bridged ? 24 : 25);
        hand.put(0.005f, 0.0f);
        hand.feed({}, 60);
        // after a longer loss nobody knows whether the pen was lifted: for the trainee
        EXPECT_EQ(hand.raised("wrong_zone"), bridged);
    }
}

TEST(TrackingLost, DoesNotInterruptABurden) {
    ScoredHand hand;
    hand.put(-0.010f, 0.0f);
    const Touch hard{.speed_mps = 0.0f, .force_N = 4.5f};
    hand.feed(hard, 200);
    hand.feed(kUnseen, 10);
    hand.feed(hard, 40);
    EXPECT_FALSE(hand.raised("bone_force")); // 240 ticks were seen, more than that are needed
    hand.feed(hard, 1);
    EXPECT_TRUE(hand.raised("bone_force"));
}

TEST(OverDepth, NeedsOneSquareCentimetre) {
    ScoredHand hand;
    const auto puncture = [&hand](std::uint32_t i, float depth_m) {
        // the middle of the i-th block of 1 mm2, row by row in the left half
        hand.put(-0.0195f + 0.001f * static_cast<float>(i % 10),
                 -0.0195f + 0.001f * static_cast<float>(i / 10));
        hand.feed({.speed_mps = 0.0f, .depth_m = depth_m}, 1);
    };
    for (std::uint32_t i = 0; i < 100; ++i) {
        puncture(i, 0.00149f); // not half a millimetre above 1.0
    }
    for (std::uint32_t i = 0; i < 99; ++i) {
        puncture(i, 0.00151f);
        puncture(i, 0.00152f); // a block counts once
    }
    EXPECT_FALSE(hand.raised("over_depth"));
    puncture(99, 0.00151f);
    EXPECT_TRUE(hand.raised("over_depth"));
}

TEST(OverDepth, IsRaisedByOneChannelDeeperThanAnyFaceAllows) {
    ScoredHand hand;
    hand.put(-0.010f, 0.0f);
    hand.feed({.speed_mps = 0.0f, .depth_m = 0.00249f}, 1);
    EXPECT_FALSE(hand.raised("over_depth"));
    hand.feed({.speed_mps = 0.0f, .depth_m = 0.00251f}, 1);
    EXPECT_TRUE(hand.raised("over_depth"));
    // the reason given is the one that it was raised for
    ASSERT_EQ(hand.score().criticalFails.size(), 1U);
    const std::string evidence = hand.score().criticalFails[0].evidence;
    EXPECT_NE(evidence.find("a channel of 2.51 mm where a face allows 2.5"), std::string::npos)
        << evidence;
    EXPECT_NE(evidence.find("depths are known to"), std::string::npos) << evidence;
}

TEST(Jurisdiction, IsAboutTheDialInContact) {
    ScoredHand hand;
    hand.feed({.touching = false, .gap_m = 0.003f, .needle_um = 2000}, 24);
    hand.feed({.needle_um = 1500}, 24);
    EXPECT_FALSE(hand.raised("jurisdiction"));
    hand.feed({.needle_um = 1501}, 1);
    EXPECT_TRUE(hand.raised("jurisdiction"));
}

TEST(Jurisdiction, CountsNeedlesThatRestInTheSkin) {
    ScoredHand hand;
    hand.feed({.needle_um = 1500, .strokeRate_dHz = 0}, 24);
    EXPECT_FALSE(hand.raised("jurisdiction"));
    hand.feed({.needle_um = 1750, .strokeRate_dHz = 0}, 1);
    EXPECT_TRUE(hand.raised("jurisdiction"));
}

TEST(BoneForce, NeedsMoreThanFourNewtons) {
    ScoredHand hand;
    hand.put(-0.010f, 0.0f);
    hand.feed({.speed_mps = 0.0f, .force_N = 4.0f}, 480);
    EXPECT_FALSE(hand.raised("bone_force"));
    hand.lift(0.003f, 24);
    hand.put(0.010f, 0.0f); // no bone under the cheek
    hand.feed({.speed_mps = 0.0f, .force_N = 9.0f}, 480);
    EXPECT_FALSE(hand.raised("bone_force"));
}

TEST(BoneForce, NeedsMoreThanASecondWithoutABreak) {
    ScoredHand hand;
    hand.put(-0.010f, 0.0f);
    const Touch hard{.speed_mps = 0.0f, .force_N = 4.5f};
    hand.feed(hard, 240);
    hand.feed({.speed_mps = 0.0f}, 1);
    hand.feed(hard, 240);
    EXPECT_FALSE(hand.raised("bone_force"));
    hand.feed(hard, 1);
    EXPECT_TRUE(hand.raised("bone_force"));
}

TEST(BoneForce, IsNotJudgedWhenTheDeviceDoesNotMeasureIt) {
    ScoredHand hand(twoZonePad(), {.name = "mouse"});
    hand.put(-0.010f, 0.0f);
    hand.feed({.speed_mps = 0.0f, .force_N = 9.0f}, 480);
    EXPECT_FALSE(hand.raised("bone_force"));
}

void scratch(ScoredHand& hand, float z_m, std::uint32_t ticks) {
    hand.put(-0.018f, z_m);
    hand.feed({.notes = sim::kScratched}, ticks); // a twelfth of a millimetre each
    hand.lift(0.003f, 48);
}

TEST(TramLines, AreThreeParallelScratchesOfTenMillimetres) {
    ScoredHand hand;
    scratch(hand, 0.000f, 132); // 11 mm
    scratch(hand, 0.002f, 108); // 9 mm: too short
    scratch(hand, 0.004f, 132);
    EXPECT_FALSE(hand.raised("tram_lines"));
    scratch(hand, 0.006f, 132);
    EXPECT_TRUE(hand.raised("tram_lines"));
}

TEST(TramLines, GoingToAndFroMakesALineEachWay) {
    ScoredHand hand;
    hand.put(-0.018f, 0.0f);
    hand.feed({.notes = sim::kScratched}, 132); // 11 mm
    hand.feed({.direction = {-1, 0, 0}, .notes = sim::kScratched}, 132);
    EXPECT_FALSE(hand.raised("tram_lines"));
    hand.feed({.notes = sim::kScratched}, 132);
    EXPECT_TRUE(hand.raised("tram_lines"));
}

TEST(TramLines, OfAFastDragAreWholeLines) {
    ScoredHand hand;
    for (int line = 0; line < 3; ++line) {
        EXPECT_FALSE(hand.raised("tram_lines"));
        hand.put(-0.019f, 0.002f * static_cast<float>(line));
        for (int stroke = 0; stroke < 5; ++stroke) { // 6.25 mm apart
            hand.feed({.speed_mps = 0.5f, .notes = sim::kScratched}, 1);
            hand.feed({.speed_mps = 0.5f, .stroke = false}, 2);
        }
        hand.lift(0.003f, 48);
    }
    EXPECT_TRUE(hand.raised("tram_lines"));
}

TEST(TramLines, AreNotCrossingScratches) {
    ScoredHand hand;
    scratch(hand, 0.000f, 132);
    scratch(hand, 0.004f, 132);
    hand.put(-0.012f, -0.006f);
    hand.feed({.direction = {0, 0, 1}, .notes = sim::kScratched}, 132);
    EXPECT_FALSE(hand.raised("tram_lines"));
}

} // namespace
} // namespace stipple::test
