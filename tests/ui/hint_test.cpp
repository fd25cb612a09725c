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

TEST(Hint, SaysWhyAPlaceMustNotBeNeedledBeforeTheNeedlesReachIt) {
    LiveView view = goodWork();
    view.onPerson = true;
    view.motor = false;
    view.noGoNear = "Inside the orbital rim";
    view.noGoWhy = "the globe lies below";
    EXPECT_EQ(hintFor(view).kind, HintKind::NoGoNear);
    EXPECT_NE(hintFor(view).text.find("the globe lies below"), std::string::npos);
    view.zone->inLesson = false;
    view.zone->noGo = true;
    view.zone->label = "Vermilion";
    EXPECT_EQ(hintFor(view).kind, HintKind::WrongZone);
    EXPECT_NE(hintFor(view).text.find("Vermilion"), std::string::npos);
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

TEST(Hint, StampingIsNotToldToGlide) {
    LiveView view = goodWork();
    view.glide_mmps = 1.0f;
    ASSERT_EQ(hintFor(view).kind, HintKind::TooSlow);
    view.zone->stamping = true;
    EXPECT_EQ(hintFor(view).kind, HintKind::None);
}

TEST(Hint, NothingIsSaidToOneWhoWatchesAScript) {
    LiveView view = goodWork();
    view.motor = false;
    ASSERT_NE(hintFor(view).kind, HintKind::None);
    view.performer = "scripted pen: careless";
    EXPECT_EQ(hintFor(view).kind, HintKind::None);
}

TEST(HintHold, AHintStaysLongEnoughToBeRead) {
    const Hint slow{HintKind::TooFast, false, "slow down"};
    const Hint dry{HintKind::Dry, true, "spread gel"};
    const Hint slack{HintKind::Slack, false, "stretch"};
    HeldHint held;
    holdHint(held, slow, 10.0);
    EXPECT_EQ(held.hint.kind, HintKind::TooFast);
    // gone again after one frame, and another piece of advice: both wait for 0.8 s
    holdHint(held, Hint{}, 10.04);
    EXPECT_EQ(held.hint.kind, HintKind::TooFast);
    holdHint(held, slack, 10.79);
    EXPECT_EQ(held.hint.kind, HintKind::TooFast);
    holdHint(held, slack, 10.81);
    EXPECT_EQ(held.hint.kind, HintKind::Slack);
    // a warning does not wait for advice, but advice waits for a warning
    holdHint(held, dry, 10.9);
    EXPECT_EQ(held.hint.kind, HintKind::Dry);
    holdHint(held, slow, 11.6);
    EXPECT_EQ(held.hint.kind, HintKind::Dry);
    holdHint(held, Hint{}, 11.71);
    EXPECT_EQ(held.hint.kind, HintKind::None);
}

TEST(HintHold, TheNumberInAHintMovesAtOnce) {
    HeldHint held;
    holdHint(held, {HintKind::TooFast, false, "Gliding 40 mm/s"}, 1.0);
    holdHint(held, {HintKind::TooFast, false, "Gliding 41 mm/s"}, 1.04);
    EXPECT_EQ(held.hint.text, "Gliding 41 mm/s");
    // and the same kind does not begin its time again
    EXPECT_EQ(held.since_s, 1.0);
}

TEST(HintBox, StaysInsideAndOffTheTip) {
    const ui::Box area{12.0f, 50.0f, 900.0f, 460.0f};
    for (float width : {120.0f, 290.0f}) {
        for (float x = area.x; x <= area.x + area.width; x += 20.0f) {
            for (float y = area.y; y <= area.y + area.height; y += 20.0f) {
                const ui::Box box = hintBox(area, {x, y}, {width, 60.0f}, 64.0f);
                EXPECT_GE(box.x, area.x);
                EXPECT_GE(box.y, area.y);
                EXPECT_LE(box.x + box.width, area.x + area.width + 0.01f);
                EXPECT_LE(box.y + box.height, area.y + area.height + 0.01f);
                const ui::Box wide{box.x - 18.0f, box.y - 18.0f, box.width + 36.0f,
                                   box.height + 36.0f};
                EXPECT_FALSE(wide.holds({x, y})) << x << " " << y;
            }
        }
    }
    // at the right of the tip and above it, 64 away: 400 + 64, 300 - 64 - 60
    const ui::Box box = hintBox(area, {400.0f, 300.0f}, {290.0f, 60.0f}, 64.0f);
    EXPECT_FLOAT_EQ(box.x, 464.0f);
    EXPECT_FLOAT_EQ(box.y, 176.0f);
    // no room at the right: 700 - 64 - 290
    EXPECT_FLOAT_EQ(hintBox(area, {700.0f, 300.0f}, {290.0f, 60.0f}, 64.0f).x, 346.0f);
}

} // namespace
} // namespace stipple
