#include "training/ui/hint.h"

#include "tests/ui/sample_views.h"

#include <gtest/gtest.h>

#include <functional>
#include <vector>

namespace stipple {
namespace {

using namespace training_ui;

// sampleLive: seated on the forehead, 0.50 mm where 0.25 to 0.50 is asked, motor on, 3 degrees,
// 22 mm/s, 1.1 N, 15 % stretch, gel: nothing to say
LiveView goodWork() {
    return tests::sampleLive();
}

TEST(Hint, GoodWorkNeedsNoWords) {
    EXPECT_EQ(hintFor(goodWork()).kind, HintKind::None);
}

TEST(Hint, TheMoreUrgentWins) {
    // each step breaks one thing more; what is said must be the newest
    struct Step {
        HintKind kind;
        std::function<void(LiveView&)> spoil;
    };
    const std::vector<Step> steps{
        {HintKind::TooFast, [](LiveView& view) { view.glide_mmps = 40.0f; }},
        {HintKind::Force, [](LiveView& view) { view.force_N = 2.6f; }},
        {HintKind::Slack, [](LiveView& view) { view.stretch_pct = 0.0f; }},
        {HintKind::Dry, [](LiveView& view) { view.gel = 0.0f; }},
        {HintKind::Tilt, [](LiveView& view) { view.tilt_deg = 20.0f; }},
        {HintKind::DialOutside, [](LiveView& view) { view.dial_mm = 0.75f; }},
        {HintKind::Drag, [](LiveView& view) { view.slipIndex = 1.4f; }},
        {HintKind::OverMaximum, [](LiveView& view) { view.dial_mm = 1.25f; }},
        {HintKind::WrongZone, [](LiveView& view) { view.zone.reset(); }},
        {HintKind::NotTracked, [](LiveView& view) { view.tracked = false; }},
    };
    LiveView view = goodWork();
    for (const Step& step : steps) {
        step.spoil(view);
        EXPECT_EQ(hintFor(view).kind, step.kind) << hintFor(view).text;
        EXPECT_FALSE(hintFor(view).text.empty());
    }
}

TEST(Hint, MotorOffMattersOnlyInContact) {
    LiveView view = goodWork();
    view.motor = false;
    view.slipIndex = 2.0f;
    EXPECT_EQ(hintFor(view).kind, HintKind::MotorOff);
    view.touching = false;
    EXPECT_EQ(hintFor(view).kind, HintKind::NotSeated);
}

TEST(Hint, OutsideWithoutNeedlesIsNoWrongZone) {
    // passing over the border with the motor off or lifted does no harm
    LiveView view = goodWork();
    view.zone.reset();
    view.touching = false;
    EXPECT_NE(hintFor(view).kind, HintKind::WrongZone);
}

TEST(Hint, LeadsThroughThePatches) {
    LiveView view = goodWork();
    view.touching = false;
    view.zone.reset();
    view.zones = {{"Forehead", 3.0f, 3, 3, 80.0f, true}, {"Lower lid", 0.0f, 2, 3, 0.0f, false}};
    view.nextZone = "Lower lid";
    EXPECT_EQ(hintFor(view).kind, HintKind::MissedArea);
    view.zones[0].done_pct = 96.0f;
    EXPECT_EQ(hintFor(view).kind, HintKind::NextZone);
    EXPECT_NE(hintFor(view).text.find("Lower lid"), std::string::npos);
    view.zones[1].done_pct = 100.0f;
    EXPECT_EQ(hintFor(view).kind, HintKind::Done);
}

TEST(Hint, OnlyFullAssistanceSpeaks) {
    LiveView view = goodWork();
    view.motor = false;
    view.assistance = lesson::Assistance::Cues;
    EXPECT_EQ(hintFor(view).kind, HintKind::None);
    view.assistance = lesson::Assistance::None;
    EXPECT_EQ(hintFor(view).kind, HintKind::None);
    view.assistance = lesson::Assistance::Full;
    view.paused = true;
    EXPECT_EQ(hintFor(view).kind, HintKind::None);
}

} // namespace
} // namespace stipple
