#include "tests/ui/sample_views.h"
#include "training/ui/hint.h"
#include "training/ui/live_parts.h"

#include <gtest/gtest.h>

namespace stipple {
namespace {

using namespace training_ui;

LiveView withBadCartridge() {
    LiveView view = tests::sampleLive();
    view.mode = lesson::Mode::Formative;
    view.cartridge = "seal broken, lot unknown";
    view.cartridgeFresh = false;
    view.touching = view.seated = false;
    return view;
}

TEST(CartridgeHint, SaysBeforeContactThatANewOneIsToBeFitted) {
    const Hint hint = hintFor(withBadCartridge());
    EXPECT_EQ(hint.kind, HintKind::Cartridge);
    EXPECT_TRUE(hint.urgent);
    EXPECT_EQ(hint.text, "Cartridge seal broken, lot unknown: fit a new one (C)");
}

TEST(CartridgeHint, LiftsAPenThatIsOnTheSkinFirst) {
    LiveView view = withBadCartridge();
    view.touching = true;
    EXPECT_EQ(hintFor(view).text,
              "Cartridge seal broken, lot unknown: lift, and fit a new one (C)");
}

TEST(CartridgeHint, IsGoneOnceANewOneIsFitted) {
    LiveView view = withBadCartridge();
    view.cartridgeFresh = true;
    EXPECT_NE(hintFor(view).kind, HintKind::Cartridge);
}

TEST(CartridgeHint, AdvisesNobodyInAnExaminationOrWithoutFullHelp) {
    LiveView view = withBadCartridge();
    view.mode = lesson::Mode::Graded;
    EXPECT_NE(hintFor(view).kind, HintKind::Cartridge);
    view = withBadCartridge();
    view.assistance = lesson::Assistance::Cues;
    EXPECT_EQ(hintFor(view).kind, HintKind::None);
}

TEST(MotorHint, SaysThatAPressSlowsOrStopsTheMotor) {
    LiveView view = tests::sampleLive();
    view.force_N = 3.5f;
    view.slowed_Hz = 75.0f;
    EXPECT_EQ(hintFor(view).kind, HintKind::Slowed);
    EXPECT_EQ(hintFor(view).text, "Motor slows to 75 of 100 Hz: press less");
    EXPECT_EQ(rateText(view, true), "75/100 Hz");
    EXPECT_EQ(rateText(view, false), "75/100");
    view.slowed_Hz = 0.0f;
    view.force_N = 8.5f;
    EXPECT_EQ(hintFor(view).kind, HintKind::Stalled);
    EXPECT_EQ(hintFor(view).text, "Motor stands still under 8.5 N: lift, and press less");
    view = tests::sampleLive();
    EXPECT_EQ(rateText(view, true), "100 Hz");
    EXPECT_NE(hintFor(view).kind, HintKind::Slowed);
}

} // namespace
} // namespace stipple
