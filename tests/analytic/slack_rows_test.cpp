#include "tests/analytic/validation_slack.h"
#include "tests/support/data_text.h"

#include <gtest/gtest.h>

namespace stipple::test {
namespace {

TEST(SlackRows, AreThoseOfThePage) {
    const std::string page = dataText("engine/sim/VALIDATION.md");
    const std::string first = kSlackBegin;
    const std::size_t begin = page.find(first), end = page.find(kSlackEnd);
    ASSERT_NE(begin, std::string::npos);
    ASSERT_NE(end, std::string::npos);
    const std::size_t from = begin + first.size();
    EXPECT_EQ(page.substr(from, end - from), "\n" + slackTables() + "\n")
        << "renew it with validation_page";
}

TEST(SlackRows, SkinHoldsSidewaysAsADiscInASheetDoes) {
    // half-space and sheet on springs bend the same skin in two ways. They agree within a
    // quarter where a few millimetres of fat lie below; over next to none ours is half
    // as stiff, and over a centimetre the springs of the sheet are too weak
    for (const SidewaysRow& row : sidewaysRows()) {
        const double ratio = row.ours_NpM / row.sheet_NpM;
        const bool usual = row.zone != "lower_lid" && row.zone != "abdomen";
        EXPECT_GT(ratio, usual ? 0.75 : 0.5) << row.zone;
        EXPECT_LT(ratio, usual ? 1.1 : 1.55) << row.zone;
        EXPECT_GT(row.dry_mm, row.gel_mm);
        EXPECT_GT(row.gel_mm, row.taut_mm);
    }
}

TEST(SlackRows, AStiffDiscInSoftSpringsIsHeldByTheSpringsAlone) {
    // a sheet that gives much more than its springs: G pi a^2 / h of the layer below
    sim::TissueStack tissue;
    const auto layerOf = [&tissue](sim::Layer layer) -> sim::TissueLayer& {
        return tissue.layers[static_cast<std::size_t>(layer)];
    };
    layerOf(sim::Layer::PapillaryDermis) = {1e-4f, 1.0f, 0.48f};
    layerOf(sim::Layer::ReticularDermis) = {1e-4f, 1.0f, 0.48f};
    layerOf(sim::Layer::Hypodermis) = {1e-3f, 1e3f, 0.48f};
    // E / (2 (1 + nu)) times 20 pi mm2 over 1 mm
    const double wanted_NpM = 1e3 / (2.0 * 1.48) * 3.14159265358979 * 20e-6 / 1e-3;
    EXPECT_NEAR(discInSheet_NpM(tissue, 4.472136e-3), wanted_NpM, 0.02 * wanted_NpM);
}

TEST(SlackRows, TensionAddsToTheStiffnessInAStraightLine) {
    for (const DirectionRow& row : directionRows()) {
        EXPECT_NEAR(row.along - row.notTold, row.notTold - row.across, 1e-5) << row.zone;
        EXPECT_NEAR(row.along / row.direct, 1.0, 0.05) << row.zone;
    }
}

TEST(SlackRows, SlackSkinGivesWayFartherAndOpensLessOften) {
    for (const TentingRow& row : tentingRows()) {
        EXPECT_GT(row.slackDimple_mm, row.tautDimple_mm) << row.zone;
        EXPECT_LT(row.slackDepth_mm, row.tautDepth_mm) << row.zone;
        EXPECT_LE(row.slackOpened_pct, row.tautOpened_pct) << row.zone;
    }
}

TEST(SlackRows, SlackDrySkinComesUpFarthest) {
    for (const TentingRow& row : tentingRows()) {
        EXPECT_GT(row.dryLift_um, row.gelLift_um) << row.zone;
        EXPECT_GT(row.gelLift_um, row.tautLift_um) << row.zone;
        EXPECT_GT(row.tautLift_um, 0.0) << row.zone;
    }
}

TEST(SlackRows, SkinFoldsAcrossItsLinesFirstAndNeverUnderGelOrPulled) {
    for (const FoldRow& row : foldRows()) {
        EXPECT_GE(row.across_mm, row.along_mm) << row.zone;
        EXPECT_EQ(row.gel_mm, 0.0) << row.zone;
        EXPECT_LE(row.pulled_mm, row.across_mm) << row.zone;
        EXPECT_LT(row.across_mm, 0.5 * row.wave_mm) << row.zone << ": small slopes";
    }
}

} // namespace
} // namespace stipple::test
