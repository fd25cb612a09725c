#include "training/app/healing_preview.h"

#include "engine/base/file.h"
#include "tests/support/data_text.h"
#include "training/app/commands.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace stipple::app {
namespace {

using training_ui::HealingChoices;
using training_ui::HealingCurve;

/// The expert's attempt on the pad, recorded and read back.
const CheckedAttempt& expertAttempt() {
    static const CheckedAttempt attempt = [] {
        const std::string out = testing::TempDir() + "healing_preview";
        EXPECT_EQ(perform({.lesson = "training/lessons/pad_first_passes.toml",
                           .pen = "scripted:expert",
                           .out = out,
                           .quiet = true}),
                  0);
        auto checked = checkAttempt(out + "/attempt.stipple");
        EXPECT_TRUE(checked) << checked.error().text;
        return std::move(checked).value();
    }();
    return attempt;
}

std::unique_ptr<HealingPreview> preview() {
    auto made = previewHealing(expertAttempt(), test::dataRoot());
    EXPECT_TRUE(made) << made.error().text;
    return std::move(made).value();
}

const HealingCurve& curve(const HealingPreview& healing, const std::string& label) {
    const auto at = std::find_if(healing.curves.begin(), healing.curves.end(),
                                 [&](const HealingCurve& one) { return one.label == label; });
    EXPECT_NE(at, healing.curves.end()) << label;
    return *at;
}

TEST(HealingPreview, ShowsTheTreatedZonesAndTheirDose) {
    const auto healing = preview();
    // the three patches first, then what the rims of the plate reached beside them
    ASSERT_GE(healing->zoneNames.size(), 3U);
    EXPECT_GT(healing->zones[healing->treatedZones[2]].treatedShare, 0.9f);
    const sim::ZoneDose& first = healing->zones[healing->treatedZones[0]];
    EXPECT_GT(first.treatedShare, 0.9f);
    EXPECT_GT(first.mean.density, 0.5f);
    EXPECT_GT(first.mean.depth_m, 0.1e-3f);
}

TEST(HealingPreview, BeginsWithTheCartridgeOfTheRecord) {
    EXPECT_TRUE(cartridgeWasNew(expertAttempt()));
    const std::string out = testing::TempDir() + "healing_preview_reused";
    ASSERT_EQ(perform({.lesson = "training/lessons/pad_reused_cartridge.toml",
                       .pen = "scripted:reuser",
                       .out = out,
                       .quiet = true}),
              0);
    const auto reused = checkAttempt(out + "/attempt.stipple");
    ASSERT_TRUE(reused) << reused.error().text;
    EXPECT_TRUE(reused->matches) << reused->finding;
    EXPECT_FALSE(cartridgeWasNew(*reused));
}

TEST(HealingPreview, ADayLaterThereIsLessRednessAndAYearLaterNone) {
    const auto healing = preview();
    HealingChoices choices;
    ASSERT_TRUE(renewHealing(*healing, choices));
    EXPECT_FALSE(renewHealing(*healing, choices)) << "nothing was chosen anew";
    const auto sum = [&] {
        double all = 0.0;
        for (const float value : healing->shown.erythema) {
            all += static_cast<double>(value);
        }
        return all;
    };
    const double now = sum();
    const std::uint32_t revision = healing->shown.tileRevision[0];
    choices.day = 1.0f;
    ASSERT_TRUE(renewHealing(*healing, choices));
    EXPECT_LT(sum(), 0.8 * now);
    EXPECT_GT(sum(), 0.0);
    EXPECT_NE(healing->shown.tileRevision[0], revision) << "the renderer would keep the old skin";
    choices.day = 365.0f;
    ASSERT_TRUE(renewHealing(*healing, choices));
    EXPECT_LT(sum(), 1e-6 * now);
}

TEST(HealingPreview, WhatIfChangesTheCurves) {
    const auto healing = preview();
    HealingChoices choices;
    choices.day = 90.0f;
    (void)renewHealing(*healing, choices);
    const float once = curve(*healing, "Denser dermis").nowLikely;
    EXPECT_GT(once, 0.0f);
    EXPECT_LT(curve(*healing, "Denser dermis").nowLow, once);
    choices.depthFactor = 0.5f;
    (void)renewHealing(*healing, choices);
    EXPECT_LT(curve(*healing, "Denser dermis").nowLikely, once);
    choices.depthFactor = 1.0f;
    choices.sessions = 3;
    (void)renewHealing(*healing, choices);
    EXPECT_GT(curve(*healing, "Denser dermis").nowLikely, once);
}

TEST(HealingPreview, AFileThatIsNotThereIsNamed) {
    const auto made = previewHealing(expertAttempt(), testing::TempDir() + "nowhere");
    ASSERT_FALSE(made);
    EXPECT_NE(made.error().text.find("healing.toml"), std::string::npos);
}

} // namespace
} // namespace stipple::app
