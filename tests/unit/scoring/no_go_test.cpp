#include "tests/unit/scoring/scored_hand.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>

namespace stipple::test {
namespace {

/// Forehead on the left; on the right of x = 5 mm a no-go area.
FlatPad maskedPad(const std::string& id, bool noGo = true) {
    sim::SkinZone mask = lowerLidZone();
    mask.id = id;
    mask.label = "The mask";
    mask.treatable = false;
    mask.noGo = noGo;
    mask.reason = noGo ? "the eye lies below" : "";
    FlatPad pad;
    pad.patches = {{foreheadZone()}, {mask, {0.005f, -1.0f}, {1.0f, 1.0f}}};
    return pad;
}

lesson::Assignment maskedAssignment(const sim::SimModel& model) {
    lesson::Assignment assignment = padAssignment(model);
    assignment.targets.pop_back(); // the mask is not asked for
    for (const auto& [key, amount] : {std::pair("no_go", 0.2), std::pair("lesion", 0.0)}) {
        lesson::CriticalRule rule;
        rule.id = rule.key = rule.label = key;
        rule.amount = amount;
        assignment.rubric.criticals.push_back(rule);
    }
    return assignment;
}

/// The real simulation and its score.
struct Needling {
    explicit Needling(const FlatPad& from)
        : pad(from), model(flatModel(from)), assignment(maskedAssignment(*model)),
          rules(scoring::makeScoreRules(
              assignment, *model, {.name = "test", .measuresForce = true, .measuresTilt = true})),
          state(sim::startState(*model, 1)), seen(scoring::startScore(rules, *model)) {}

    /// One tick at a place, seated with about a newton. Returns whether anything was raised.
    void at(float x_m, std::uint16_t strokeRate_dHz, std::uint16_t needle_um = 500) {
        const sim::PenSample sample =
            pressedSample(pad, x_m, 0.0f, press_m, needle_um, strokeRate_dHz);
        const sim::StepReport report = sim::step(*model, state, sample);
        scoring::observe(rules, *model, seen, state, sample, report);
    }
    [[nodiscard]] const scoring::CriticalWatch& watch(const std::string& key) const {
        std::size_t i = 0;
        while (assignment.rubric.criticals[i].key != key) {
            ++i;
        }
        return seen.criticals[i];
    }
    [[nodiscard]] bool holesInMask() const {
        return std::any_of(
            state.skin.log.begin(), state.skin.log.end(),
            [this](const sim::Puncture& hole) { return model->cells.zone[hole.cell] == 1; });
    }
    [[nodiscard]] double intrusion_mm() const {
        return scoring::measure({rules, *model, seen}, "zone_intrusion").value;
    }

    FlatPad pad;
    std::unique_ptr<sim::SimModel> model;
    float press_m = pressFor_m(model->zones[0], model->pens[0], 1.0f); ///< for about a newton
    lesson::Assignment assignment;
    scoring::ScoreRules rules;
    sim::SimState state;
    scoring::ScoreState seen;
};

TEST(NoGo, APenThatLandsInTheMaskIsCaughtWithinAFifthOfASecond) {
    for (const auto rate_dHz : std::to_array<std::uint16_t>({500, 800, 1000, 1200, 1500})) {
        Needling hand(maskedPad("orbit"));
        for (int tick = 0; tick < 60; ++tick) {
            hand.at(0.010f, rate_dHz);
        }
        ASSERT_TRUE(hand.watch("no_go").raised) << rate_dHz;
        EXPECT_LE(hand.watch("no_go").tick, 47U) << rate_dHz; // 48 ticks are 0.2 s
        EXPECT_GE(hand.watch("no_go").tick, 36U) << rate_dHz; // not at the first puncture
        EXPECT_FALSE(hand.watch("lesion").raised);
    }
}

TEST(NoGo, APenThatStaysThreeMillimetresOutsideNeverIs) {
    Needling hand(maskedPad("orbit"));
    // needle circle of 5 mm: its rim stays half a millimetre outside
    for (int tick = 0; tick < 2400; ++tick) {
        hand.at(0.002f, 1200);
    }
    EXPECT_FALSE(hand.watch("no_go").raised);
    EXPECT_EQ(hand.watch("no_go").worst, 0.0);
    EXPECT_DOUBLE_EQ(hand.intrusion_mm(), 0.0);
}

TEST(NoGo, NeedlesAreJudgedAndNotTheMiddleOfThePlate) {
    Needling hand(maskedPad("orbit"));
    // 2 mm outside the rim: needles of the ring reach half a millimetre into the mask
    for (int tick = 0; tick < 60; ++tick) {
        hand.at(0.003f, 1200);
    }
    EXPECT_TRUE(hand.watch("no_go").raised);
    EXPECT_EQ(hand.watch("no_go").zone, 1); // where the needles were, not the plate
}

TEST(NoGo, AGlideIntoTheMaskIsCaughtAFifthOfASecondAfterTheFirstNeedle) {
    Needling hand(maskedPad("orbit"));
    std::uint32_t inside = 0;
    for (std::uint32_t tick = 0; tick < 240; ++tick) {
        const float x_m = -0.002f + 0.02f * kTick_s * static_cast<float>(tick);
        hand.at(x_m, 1200);
        // by the holes: dry skin is drawn along, and the needles come into the mask later
        inside = inside == 0 && hand.holesInMask() ? tick : inside;
    }
    ASSERT_TRUE(hand.watch("no_go").raised);
    ASSERT_GT(inside, 0U);
    EXPECT_LE(hand.watch("no_go").tick, inside + 48U);
    EXPECT_GT(hand.intrusion_mm(), 10.0); // 20 mm/s for the rest of the second
}

TEST(NoGo, SkinOffTheZonesThatNoNeedleEntersIsNoIntrusion) {
    Needling hand(maskedPad("elsewhere", false));
    const auto glide = [&hand](std::uint16_t needle_um) {
        for (std::uint32_t tick = 0; tick < 240; ++tick) {
            hand.at(0.008f + 0.02f * kTick_s * static_cast<float>(tick), 1200, needle_um);
        }
    };
    glide(0); // pressed as a fold stands up to a plate: it touches, the needles do not reach
    ASSERT_TRUE(hand.state.skin.log.empty());
    EXPECT_DOUBLE_EQ(hand.intrusion_mm(), 0.0);
    glide(500);
    ASSERT_FALSE(hand.state.skin.log.empty());
    EXPECT_GT(hand.intrusion_mm(), 10.0);
}

TEST(NoGo, ABrushIsAnIntrusionOnly) {
    Needling hand(maskedPad("orbit"));
    for (int round = 0; round < 5; ++round) {
        for (int tick = 0; tick < 24; ++tick) { // a tenth of a second inside, gliding by 2 mm
            hand.at(0.006f + 0.02f * kTick_s * static_cast<float>(tick), 1200);
        }
        for (int tick = 0; tick < 24; ++tick) {
            hand.at(-0.005f, 1200);
        }
    }
    EXPECT_FALSE(hand.watch("no_go").raised);
    EXPECT_GT(hand.intrusion_mm(), 2.0);
}

TEST(NoGo, ContactWithTheMotorOffIsAnIntrusionOnly) {
    Needling hand(maskedPad("orbit"));
    for (int tick = 0; tick < 240; ++tick) {
        hand.at(0.006f + 0.02f * kTick_s * static_cast<float>(tick % 48), 0);
    }
    EXPECT_FALSE(hand.watch("no_go").raised);
    EXPECT_FALSE(hand.watch("lesion").raised);
    EXPECT_GT(hand.seen.intrusion_m, 0.002);
}

TEST(NoGo, AZoneThatIsNoneIsNone) {
    Needling hand(maskedPad("sub_brow", false));
    for (int tick = 0; tick < 240; ++tick) {
        hand.at(0.010f, 1200);
    }
    EXPECT_FALSE(hand.watch("no_go").raised);
}

TEST(Lesion, AnyPunctureIsTooMany) {
    Needling hand(maskedPad(std::string(scoring::kLesionPrefix) + "mole"));
    int first = -1;
    for (int tick = 0; tick < 60 && first < 0; ++tick) {
        hand.at(0.010f, 1200);
        first = hand.state.skin.log.empty() ? -1 : tick;
    }
    ASSERT_GE(first, 0);
    EXPECT_TRUE(hand.watch("lesion").raised);
    EXPECT_EQ(hand.watch("lesion").tick, static_cast<std::uint32_t>(first));
    for (int tick = 0; tick < 240; ++tick) {
        hand.at(0.010f, 1200);
    }
    EXPECT_FALSE(hand.watch("no_go").raised); // one fault, one event
}

TEST(NoGo, SaysWhereAndWhy) {
    Needling hand(maskedPad("orbit"));
    for (int tick = 0; tick < 240; ++tick) {
        hand.at(0.010f, 1200);
    }
    const auto score = scoring::scoreSoFar(hand.rules, *hand.model, hand.seen, hand.state);
    ASSERT_FALSE(score.criticalFails.empty());
    const std::string& evidence = score.criticalFails.back().evidence;
    EXPECT_NE(evidence.find("The mask"), std::string::npos) << evidence;
    EXPECT_NE(evidence.find("the eye lies below"), std::string::npos) << evidence;
}

} // namespace
} // namespace stipple::test
