#include "tests/unit/scoring/scored_hand.h"

#include <gtest/gtest.h>

namespace stipple::test {
namespace {

using sim::CartridgeOrigin;

/// A hand with a cartridge of that origin, judged by A3 and X4.
ScoredHand handWith(CartridgeOrigin origin) {
    ScoredHand hand;
    lesson::CriticalRule rule;
    rule.id = "X4";
    rule.key = "cartridge";
    hand.assignment_.rubric.criticals = {rule};
    hand.seen_ = scoring::startScore(hand.rules_, *hand.model_);
    hand.state_.cartridge.origin = origin;
    return hand;
}

void fitNew(ScoredHand& hand) {
    hand.state_.cartridge = {};
    hand.feed({.touching = false, .gap_m = 0.02f, .notes = sim::kCartridgeChanged}, 1);
}

TEST(CartridgeScore, AFreshOneIsNoBreach) {
    ScoredHand hand = handWith(CartridgeOrigin::Sealed);
    hand.rules_.assignment = &hand.assignment_;
    hand.feed({.speed_mps = 0.0f}, 240);
    EXPECT_FALSE(hand.raised("cartridge"));
    EXPECT_EQ(hand.measured("cartridge_breaches").value, 0.0);
    EXPECT_TRUE(hand.measured("cartridge_breaches").hasData);
}

TEST(CartridgeScore, AUsedOrOpenedOneIsCriticalAtTheFirstPuncture) {
    for (const CartridgeOrigin origin : {CartridgeOrigin::Used, CartridgeOrigin::Open}) {
        ScoredHand hand = handWith(origin);
        hand.rules_.assignment = &hand.assignment_;
        // over the skin, and on it with the motor off, nothing has gone in yet
        hand.feed({.touching = false, .speed_mps = 0.0f, .gap_m = 0.02f}, 480);
        hand.feed({.speed_mps = 0.0f, .strokeRate_dHz = 0}, 24);
        EXPECT_FALSE(hand.raised("cartridge"));
        hand.feed({.speed_mps = 0.0f}, 1);
        EXPECT_TRUE(hand.raised("cartridge"));
        hand.feed({.speed_mps = 0.0f}, 2400);
        const scoring::Score score = hand.score();
        ASSERT_EQ(score.criticalFails.size(), 1U);
        EXPECT_EQ(score.criticalFails[0].tick, 504U);
        // 504 ticks are 2.1 s
        EXPECT_EQ(score.criticalFails[0].evidence,
                  origin == CartridgeOrigin::Used
                      ? "the cartridge (used on another client) went into skin at 0:02.1, in " +
                            hand.model_->zones[1].label
                      : "the cartridge (seal broken, lot unknown) went into skin at 0:02.1, in " +
                            hand.model_->zones[1].label);
        EXPECT_EQ(hand.measured("cartridge_breaches").value, 1.0) << "one, however long";
        EXPECT_FALSE(score.passed);
    }
}

TEST(CartridgeScore, HoveringNeedlesCountAsWell) {
    ScoredHand hand = handWith(CartridgeOrigin::Used);
    hand.rules_.assignment = &hand.assignment_;
    hand.feed({.touching = false, .gap_m = 0.0002f}, 2);
    EXPECT_TRUE(hand.raised("cartridge"));
}

TEST(CartridgeScore, ADroppedOneIsABreachAndNotCritical) {
    ScoredHand hand = handWith(CartridgeOrigin::Dropped);
    hand.rules_.assignment = &hand.assignment_;
    hand.feed({.speed_mps = 0.0f}, 240);
    EXPECT_FALSE(hand.raised("cartridge"));
    EXPECT_EQ(hand.measured("cartridge_breaches").value, 1.0);
    EXPECT_EQ(hand.measured("cartridge_breaches").evidence,
              "cartridge dropped, a needle is bent: needled with it from 0:00.0 on");
}

TEST(CartridgeScore, ChangedBeforeTheFirstTouchItIsNone) {
    ScoredHand hand = handWith(CartridgeOrigin::Used);
    hand.rules_.assignment = &hand.assignment_;
    fitNew(hand);
    hand.feed({.speed_mps = 0.0f}, 2400);
    EXPECT_FALSE(hand.raised("cartridge"));
    EXPECT_EQ(hand.measured("cartridge_breaches").value, 0.0);
}

TEST(CartridgeScore, ChangedAfterTheFirstTouchItStaysOne) {
    ScoredHand hand = handWith(CartridgeOrigin::Used);
    hand.rules_.assignment = &hand.assignment_;
    hand.feed({.speed_mps = 0.0f}, 24);
    fitNew(hand);
    hand.feed({.speed_mps = 0.0f}, 240);
    EXPECT_TRUE(hand.raised("cartridge"));
    EXPECT_EQ(hand.measured("cartridge_breaches").value, 1.0);
}

TEST(CartridgeScore, AStalledPenDoesNotNeedleButDrags) {
    ScoredHand hand;
    hand.feed({.speed_mps = 0.02f, .depth_m = 0.0f, .notes = sim::kStalled}, 240);
    EXPECT_EQ(hand.seen_.handling.needling, 0U);
    EXPECT_GT(hand.seen_.drag.runs, 0U);
}

} // namespace
} // namespace stipple::test
