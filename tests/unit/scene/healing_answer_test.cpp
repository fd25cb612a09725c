#include "engine/scene/healing_file.h"
#include "engine/sim/healed_marks.h"
#include "engine/sim/healed_skin.h"
#include "engine/sim/healing_early.h"
#include "tests/support/data_text.h"
#include "tests/support/flat_model.h"

#include <gtest/gtest.h>

#include <cmath>

namespace stipple::sim {
namespace {

constexpr const char* kFile = "scenes/healing.toml";
constexpr float kHour_s = 3600.0f, kMinute_s = 60.0f;
constexpr float kDay_s = 24.0f * kHour_s;

HealingParameters shipped() {
    const auto parsed = scene::parseHealing(test::dataText(kFile), kFile);
    EXPECT_TRUE(parsed) << parsed.error().text;
    return *parsed;
}

const HealingClient kYoung{35.0f, 2};
const AfterCare kGood;
const PlaceDose kEndPoint{1.0e-3f, 1.0f, 1.0f, 0.0f};

TEST(Swelling, ComesInMinutesGoesInHoursAndLeavesAMildOedemaForDays) {
    const HealingParameters healing = shipped();
    EXPECT_EQ(swollen_m(healing, kEndPoint, 0.0f), 0.0f);
    const float quarter_m = swollen_m(healing, kEndPoint, 15.0f * kMinute_s);
    EXPECT_GT(quarter_m, 0.75f * healing.whealHeight_m);
    // S80: gone in 3 to 6 hours, but for the oedema
    const float afterHours_m = swollen_m(healing, kEndPoint, 6.0f * kHour_s);
    EXPECT_LT(afterHours_m, 0.35f * quarter_m);
    // S135: mild swelling, gone within 72 hours
    EXPECT_GT(swollen_m(healing, kEndPoint, kDay_s), 0.05f * healing.whealHeight_m);
    EXPECT_LT(swollen_m(healing, kEndPoint, 3.0f * kDay_s), 0.02f * healing.whealHeight_m);
    PlaceDose twice = kEndPoint;
    twice.redness = 2.0f;
    EXPECT_FLOAT_EQ(swollen_m(healing, twice, kHour_s),
                    2.0f * swollen_m(healing, kEndPoint, kHour_s));
    PlaceDose far = kEndPoint;
    far.redness = 100.0f;
    EXPECT_LE(swollen_m(healing, far, kHour_s), healing.overdoseFrom * healing.whealHeight_m);
}

TEST(RednessSeen, LessShowsThroughDarkerSkin) {
    const HealingParameters healing = shipped();
    EXPECT_FLOAT_EQ(rednessSeen(healing, 0.8f, 1), 0.8f);
    for (int type = 2; type <= 6; ++type) {
        EXPECT_LT(rednessSeen(healing, 1.0f, type), rednessSeen(healing, 1.0f, type - 1));
    }
}

TEST(Bleeding, EndsAsTheModelSays) {
    // pinpoint from 10 to 15 per cm2, streaming above 40
    const HealingParameters healing = shipped();
    EXPECT_EQ(bleedEnd(healing, 0.0f), BleedEnd::None);
    EXPECT_EQ(bleedEnd(healing, 9.0e4f), BleedEnd::Few);
    EXPECT_EQ(bleedEnd(healing, 10.1e4f), BleedEnd::Pinpoint);
    EXPECT_EQ(bleedEnd(healing, 39.0e4f), BleedEnd::Pinpoint);
    EXPECT_EQ(bleedEnd(healing, 41.0e4f), BleedEnd::Streaming);
    AfterCare drunk;
    drunk.before.thinnersStopped = false;
    EXPECT_FLOAT_EQ(bleedFactor(healing, kYoung, drunk), 2.0f);
    AfterCare numbed;
    numbed.before.vasoconstrictor = true;
    EXPECT_FLOAT_EQ(bleedFactor(healing, kYoung, numbed), 0.5f);
    HealingClient thin = kYoung;
    thin.thinBlood = true;
    EXPECT_FLOAT_EQ(bleedFactor(healing, thin, numbed), 1.0f);
}

TEST(Bleeding, StreamsWhereItIsDenseAndNotWhereItIsSpread) {
    const HealingParameters healing = shipped();
    const auto model = test::flatModel();
    SimState state = startState(*model, 1);
    const SkinCells& cells = model->cells;
    // 80 x 80 cells of 0.25 mm2, 16 cm2 in all: 64 points in one square centimetre, and as many
    // over all the rest
    for (std::uint32_t row = 0; row < cells.height; ++row) {
        for (std::uint32_t column = 0; column < cells.width; ++column) {
            const std::uint32_t cell = row * cells.width + column;
            state.skin.punctures[cell] = 1;
            const bool dense = row >= 30 && row < 50 && column >= 30 && column < 50;
            const bool far = row < 10 && column % 5 == 0 && row % 5 == 0;
            state.skin.bleeding[cell] = dense ? 64.0f / 400.0f : far ? 1.0f : 0.0f;
        }
    }
    const std::vector<ZoneBlood> blood = zoneBlood(*model, healing, state.skin, 0.002f);
    // 64 points and 2 x 16
    EXPECT_NEAR(blood[0].points_perM2, (64.0f + 32.0f) / 16.0f * 1e4f, 1.0f);
    // a disc of 2 mm sees less than 40 from 0.4 mm inside the dense square outwards: 9.2 x 9.2 mm
    // left
    EXPECT_NEAR(blood[0].streamingShare, 0.85f * 64.0f / 96.0f, 0.05f);
}

TEST(Serum, PassesWhileTheBarrierIsOpenAndLongerThroughDeepChannels) {
    const HealingParameters healing = shipped();
    constexpr float kDensity_perM2 = 1500e4f;
    double open_s = 0.0;
    constexpr int kSteps = 20000;
    const float step_s = kDay_s / kSteps;
    for (int k = 0; k < kSteps; ++k) {
        const float at_s = (static_cast<float>(k) + 0.5f) * step_s;
        open_s += static_cast<double>(step_s) *
                  static_cast<double>(barrierOpen(healing, 1.0e-3f, kYoung, kGood, at_s).likely);
    }
    const auto surface = static_cast<double>(openSurface(healing, kDensity_perM2));
    const float passed_s = serumPassage_s(healing, kDensity_perM2, 1.0e-3f, kYoung, kGood, kDay_s);
    EXPECT_NEAR(passed_s, surface * open_s, 0.002 * surface * open_s);
    EXPECT_GT(serumPassage_s(healing, kDensity_perM2, 2.0e-3f, kYoung, kGood, kDay_s), passed_s);
    EXPECT_NEAR(serumPassage_s(healing, 0.5f * kDensity_perM2, 1.0e-3f, kYoung, kGood, kDay_s),
                0.5f * passed_s, 1e-3f * passed_s);
}

TEST(PreCare, WhatWasNotDoneBeforeCosts) {
    const HealingParameters healing = shipped();
    const HealingClient five{30.0f, 5};
    const float plain = darkMarkChance(healing, kEndPoint, five, kGood, {}).likely;
    AfterCare tanned;
    tanned.before.sunAvoided = false;
    EXPECT_GT(darkMarkChance(healing, kEndPoint, five, tanned, {}).likely, 1.5f * plain);
    AfterCare primed;
    primed.before.primed = true;
    EXPECT_LT(darkMarkChance(healing, kEndPoint, five, primed, {}).likely, plain);
    AfterCare acids;
    acids.before.activesStopped = false;
    EXPECT_GT(rednessLeft(healing, 1.0e-3f, acids, kDay_s),
              rednessLeft(healing, 1.0e-3f, kGood, kDay_s));
    HealingClient slow = kYoung;
    slow.isotretinoin = true;
    EXPECT_GT(barrierOpen(healing, 1.0e-3f, slow, kGood, kDay_s).likely,
              barrierOpen(healing, 1.0e-3f, kYoung, kGood, kDay_s).likely);
}

TEST(Harm, FaultsOfHygieneClientsAndHasteAreTold) {
    const HealingParameters healing = shipped();
    AfterCare used;
    used.newCartridge = false;
    EXPECT_EQ(infectionRisk(healing, kYoung, used, {}), RiskLevel::High);
    AfterCare sweaty;
    sweaty.rested = false;
    EXPECT_EQ(infectionRisk(healing, kYoung, sweaty, {}), RiskLevel::Raised);
    HealingClient sore = kYoung;
    sore.openSkin = true;
    EXPECT_EQ(infectionRisk(healing, sore, kGood, {}), RiskLevel::High);
    // crusts last a week
    EXPECT_EQ(infectionRisk(healing, kYoung, kGood, {2, 5.0f * kDay_s}), RiskLevel::Raised);
    EXPECT_EQ(infectionRisk(healing, kYoung, kGood, {2, 28.0f * kDay_s}), RiskLevel::Baseline);
    HealingClient herpes = kYoung;
    herpes.coldSores = true;
    AfterCare bare;
    bare.before.antiviral = false;
    EXPECT_EQ(coldSoreRisk(kYoung, bare), RiskLevel::Baseline);
    EXPECT_EQ(coldSoreRisk(herpes, kGood), RiskLevel::Raised);
    EXPECT_EQ(coldSoreRisk(herpes, bare), RiskLevel::High);
    HealingClient keloid = kYoung;
    keloid.raisedScars = true;
    EXPECT_EQ(raisedScarRisk(keloid), RiskLevel::High);
    // a scratch multiplies the odds
    PlaceDose scratched = kEndPoint;
    scratched.scratch_m = 1.0e-3f;
    const HealingClient five{30.0f, 5};
    const float plain = darkMarkChance(healing, kEndPoint, five, kGood, {}).likely;
    const float odds = plain / (1.0f - plain) * healing.scratchOdds;
    EXPECT_NEAR(darkMarkChance(healing, scratched, five, kGood, {}).likely, odds / (1.0f + odds),
                1e-5f);
}

TEST(SpreadDoses, KeepTheSumAndHaveTheWidthThatIsAskedFor) {
    const auto model = test::flatModel();
    const SkinCells& cells = model->cells;
    std::vector<PlaceDose> doses(cellCount(cells));
    const std::uint32_t middle = 40 * cells.width + 40;
    doses[middle] = {1.2e-3f, 3.0f, 5.0f, 0.7e-3f};
    constexpr float kSpread_m = 0.002f; // four cells: 32 rounds
    const std::vector<PlaceDose> spread = spreadDoses(*model, doses, kSpread_m);
    double sum = 0.0, square_m2 = 0.0;
    for (std::uint32_t cell = 0; cell < spread.size(); ++cell) {
        const auto redness = static_cast<double>(spread[cell].redness);
        const auto off_m = static_cast<double>(cells.position_m[cell].x) -
                           static_cast<double>(cells.position_m[middle].x);
        sum += redness;
        square_m2 += redness * off_m * off_m;
    }
    EXPECT_NEAR(sum, 5.0, 1e-4);
    EXPECT_NEAR(std::sqrt(square_m2 / sum), 0.002, 2e-5);
    EXPECT_NEAR(spread[middle + 3].depth_m, 1.2e-3f, 1e-7f); // all the redness is of that depth
    EXPECT_EQ(spread[middle].scratch_m, 0.7e-3f);
    EXPECT_EQ(spread[middle + 3].scratch_m, 0.0f);
    EXPECT_EQ(spread[0].redness, 0.0f);
}

TEST(DarkMarks, CoverTheShareOfPlacesThatTheChanceSays) {
    // 200 x 200 patches: the share of a chance of 0.3 is known to 3 sqrt(0.3 0.7 / 40000) = 0.7 %
    int below = 0, all = 0;
    for (int x = 0; x < 400; ++x) {
        for (int z = 0; z < 400; ++z) {
            const glm::vec3 place(0.0025f * static_cast<float>(x) - 0.5f, 0.0012f,
                                  0.0025f * static_cast<float>(z) - 0.5f);
            below += darkeningOf(place, 0.005f) < 0.3f ? 1 : 0;
            ++all;
        }
    }
    EXPECT_NEAR(static_cast<double>(below) / all, 0.3, 0.01);
}

TEST(DarkMarks, ComeOfAbuseOnSkinThatIsProneAndNotElsewhere) {
    const HealingParameters healing = shipped();
    const auto model = test::flatModel();
    const std::vector<PlaceDose> none(cellCount(model->cells));
    const auto sum = [&](const std::vector<PlaceDose>& doses, int type, const AfterCare& care) {
        double all = 0.0;
        for (const float mark : darkMarks(*model, healing, doses, {30.0f, type}, care, {})) {
            EXPECT_GE(mark, 0.0f);
            EXPECT_LE(mark, 1.0f);
            all += static_cast<double>(mark);
        }
        return all;
    };
    EXPECT_EQ(sum(none, 6, kGood), 0.0);
    const std::vector<PlaceDose> whole(cellCount(model->cells), kEndPoint);
    PlaceDose abused = kEndPoint;
    abused.redness = 3.0f * healing.overdoseFrom;
    const std::vector<PlaceDose> hurt(cellCount(model->cells), abused);
    AfterCare sun;
    sun.sunProtected = sun.leftAlone = false;
    EXPECT_GT(sum(hurt, 5, sun), 4.0 * sum(whole, 5, kGood));
    EXPECT_GT(sum(hurt, 5, sun), sum(hurt, 2, sun));
}

} // namespace
} // namespace stipple::sim
