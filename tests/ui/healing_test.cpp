#include "tests/ui/sample_views.h"
#include "tests/ui/ui_bench.h"
#include "training/ui/healing_view.h"
#include "training/ui/panels.h"
#include "training/ui/review_parts.h"

#include <gtest/gtest.h>

namespace stipple {
namespace {

using namespace training_ui;
using tests::UiBench;

/// A view with one curve, one risk and two zones; borrows what is declared before it.
struct SampleHealing {
    std::vector<float> days{0.0f, 1.0f, 7.0f, 90.0f, 365.0f};
    std::vector<HealingCurve> curves;
    std::vector<HealingRisk> risks{{"Dark marks", "7 % (3 to 16 %)", ui::State::Fair}};
    std::vector<std::string> zones{"Medial cheek", "Lateral cheek"};

    [[nodiscard]] HealingView view() const {
        HealingView out;
        out.days = days;
        out.curves = curves;
        out.risks = risks;
        out.zones = zones;
        out.phase = "Day 1: inflammation";
        out.client = "Woman, 34 years, type II";
        out.dose = "99 % of the zone treated";
        return out;
    }
};

SampleHealing sample() {
    SampleHealing healing;
    HealingCurve curve;
    curve.label = "Barrier open";
    curve.unit = "%";
    curve.low = {100.0f, 15.0f, 1.0f, 0.0f, 0.0f};
    curve.likely = {100.0f, 19.0f, 2.0f, 0.0f, 0.0f};
    curve.high = {100.0f, 24.0f, 4.0f, 0.0f, 0.0f};
    curve.most = 100.0f;
    for (int k = 0; k < 6; ++k) {
        healing.curves.push_back(curve);
    }
    return healing;
}

TEST(HealingTab, TheAxisGivesHoursAndMonthsTheirRoomAndTurnsBack) {
    EXPECT_EQ(healingAxis(0.0f), 0.0f);
    EXPECT_FLOAT_EQ(healingAxis(kHealingDays), 1.0f);
    for (const float day : {0.04f, 1.0f, 3.0f, 28.0f, 200.0f}) {
        EXPECT_NEAR(healingDay(healingAxis(day)), day, 1e-3f * day);
    }
    // the first day, which is a 365th of the time, has more than a quarter of the room
    EXPECT_GT(healingAxis(1.0f), 0.25f);
    EXPECT_EQ(healingTime(0.0f), "Right after the treatment");
    EXPECT_EQ(healingTime(0.25f), "6 h after");
    EXPECT_EQ(healingTime(7.0f), "Day 7");
    EXPECT_EQ(healingTime(365.0f), "Day 365, month 12");
}

TEST(HealingTab, EveryChoiceCanBeMadeWithTheMouse) {
    const SampleHealing healing = sample();
    tests::SampleReview review;
    tests::fillReview(review);
    review.view.healing = healing.view();
    for (const auto& [width, height] : {std::pair{1280, 720}, std::pair{1920, 1080}}) {
        UiBench bench(width, height, 1.0f);
        ReviewChoices choices;
        HealingChoices seen;
        bool otherDay = false;
        const auto draw = [&](const ui::Screen& screen, UiActions& actions) {
            drawReview(screen, review.view, choices, actions);
            otherDay |= choices.healing.day == 28.0f;
            seen.sunProtected &= choices.healing.sunProtected;
            seen.depthFactor = std::max(seen.depthFactor, choices.healing.depthFactor);
            seen.sessions = std::max(seen.sessions, choices.healing.sessions);
        };
        (void)bench.clickEverywhere(draw, 12.0f, [&] {
            choices = {};
            choices.tab = 2;
        });
        EXPECT_TRUE(otherDay) << width;
        EXPECT_GT(seen.depthFactor, 1.2f) << width;
        EXPECT_GT(seen.sessions, 2) << width;
        if (height > 1000) {
            // on the lower screen the boxes for aftercare are reached by scrolling
            EXPECT_FALSE(seen.sunProtected);
        }
        EXPECT_TRUE(bench.cutWindows().empty()) << bench.cutWindows().front();
        EXPECT_TRUE(bench.windowsOffScreen().empty());
    }
}

TEST(HealingTab, WithoutAPunctureItSaysSo) {
    tests::SampleReview review;
    tests::fillReview(review);
    UiBench bench(1280, 720, 1.0f);
    ReviewChoices choices;
    choices.tab = 2;
    const auto draw = [&](const ui::Screen& screen, UiActions& actions) {
        drawReview(screen, review.view, choices, actions);
    };
    (void)bench.frame(draw);
    EXPECT_TRUE(bench.cutWindows().empty());
}

} // namespace
} // namespace stipple
