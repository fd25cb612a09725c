#include "tests/unit/scoring/scored_hand.h"

#include <gtest/gtest.h>

namespace stipple::test {
namespace {

/// One tissue all over the pad: 40 x 40 fine blocks of 1 mm2.
ScoredHand foreheadHand() {
    FlatPad pad;
    pad.patches = {{foreheadZone()}};
    return ScoredHand(pad);
}

void hit(ScoredHand& hand, std::uint32_t fine, float mean_m, float deepest_m) {
    hand.seen_.fineHits[fine] = 10;
    hand.seen_.fineDepthSum_m[fine] = 10.0f * mean_m;
    hand.seen_.fineDeepest_m[fine] = deepest_m;
}

TEST(DepthError, IsTheRootMeanSquareOverHitBlocks) {
    ScoredHand hand = foreheadHand();
    // target 0.375 mm: errors of +0.3 and -0.4 mm; sqrt((0.09 + 0.16) / 2) = 0.353553
    hit(hand, 0, 0.000675f, 0.0007f);
    hit(hand, 1, -0.000025f, 0.0001f);
    EXPECT_NEAR(hand.measured("depth_error_rms").value, 0.353553, 1e-5);
}

TEST(DepthError, UncertaintyMovesAllDepthsTogether) {
    ScoredHand hand = foreheadHand();
    // every depth on target: moved by the doubt, the error is the doubt
    hit(hand, 0, 0.000375f, 0.0004f);
    const double doubt_mm = 1e3 * static_cast<double>(hand.rules_.doubts.depth_m[0]);
    EXPECT_GT(doubt_mm, 0.1); // the dial is part of it, of which taut skin takes a little
    EXPECT_NEAR(hand.measured("depth_error_rms").value, 0.0, 1e-6);
    EXPECT_NEAR(hand.measured("depth_error_rms").uncertainty, doubt_mm, 1e-6);
}

TEST(OverDepth, IsAnAreaOfDeepestChannels) {
    ScoredHand hand = foreheadHand();
    for (std::uint32_t fine = 0; fine < 25; ++fine) {
        hit(hand, fine, 0.0004f, 0.0013f); // maximum 1.0 mm; 25 blocks of 1 mm2
    }
    hit(hand, 30, 0.0004f, 0.00095f);
    const scoring::Measurement over = hand.measured("over_depth_area");
    EXPECT_NEAR(over.value, 0.25, 1e-6);
    // 0.95 mm may be above 1.0, 1.3 mm may not be below: one block more
    EXPECT_NEAR(over.uncertainty, 0.01, 1e-6);
    EXPECT_EQ(over.evidence, "Forehead 2 % over 1.00 mm, deepest 1.30");
}

TEST(OverDepth, WhereTheOnlyDialIsTheMaximumItsToleranceIsNoFault) {
    ScoredHand hand = foreheadHand();
    lesson::ZoneTarget& target = hand.assignment_.targets[0];
    target.depthMin_m = target.depthMax_m = target.max_m = 0.0005f;
    for (sim::PenDevice& pen : hand.model_->pens) {
        pen.dialTolerance_m = 0.00015f;
    }
    hit(hand, 0, 0.0005f, 0.00064f); // 0.5 and 0.15 may be reached
    hit(hand, 1, 0.0005f, 0.00066f);
    EXPECT_NEAR(hand.measured("over_depth_area").value, 0.01, 1e-6); // one block of 1 mm2
    hand.seen_.fineFlags[0] = scoring::kDialWrong; // a deeper dial has no such excuse
    EXPECT_NEAR(hand.measured("over_depth_area").value, 0.02, 1e-6);
    // with room below the maximum a shallower dial would have kept it
    hand.seen_.fineFlags[0] = 0;
    target.depthMin_m = 0.00025f;
    EXPECT_NEAR(hand.measured("over_depth_area").value, 0.02, 1e-6);
}

TEST(UnderTreated, IsAShareOfThePlannedArea) {
    ScoredHand hand = foreheadHand();
    // of 1600 blocks 800 reached the target, 400 did not reach half of it, the rest was left out
    for (std::uint32_t fine = 0; fine < 800; ++fine) {
        hit(hand, fine, 0.00019f, 0.0002f); // half the target is 0.1875 mm
    }
    for (std::uint32_t fine = 800; fine < 1200; ++fine) {
        hit(hand, fine, 0.00018f, 0.0002f);
    }
    EXPECT_DOUBLE_EQ(hand.measured("under_treated").value, 50.0);
}

TEST(SettingCompliance, IsAShareOfThePlannedArea) {
    ScoredHand hand = foreheadHand();
    hand.put(-0.0195f, 0.0005f);
    hand.feed({.needle_um = 500}, 240);  // 20 mm: 20 blocks along the line, dial right
    hand.feed({.needle_um = 1000}, 120); // 10 mm: dial wrong
    // the punctures of this hand lie under the plate's centre: 20 of 1600 blocks
    EXPECT_NEAR(hand.measured("setting_compliance").value, 100.0 * 20 / 1600, 0.07);
}

TEST(DepthMeasures, HaveNoDataWithoutContact) {
    const ScoredHand hand = foreheadHand();
    for (const char* key : {"setting_compliance", "depth_error_rms", "over_depth_area",
                            "under_treated", "coverage", "uniformity", "angle", "drag"}) {
        EXPECT_FALSE(hand.measured(key).hasData) << key;
    }
}

} // namespace
} // namespace stipple::test
