#include "tests/ui/sample_views.h"
#include "training/ui/hint.h"

#include <gtest/gtest.h>

namespace stipple {
namespace {

using namespace training_ui;

LiveView rolling() {
    LiveView view = tests::sampleLive();
    view.roller = true;
    view.motor = false;
    return view;
}

TEST(RollerHint, ARollerHasNoMotorToStartAndNoDialToTurn) {
    EXPECT_EQ(hintFor(rolling()).kind, HintKind::None) << hintFor(rolling()).text;
    LiveView view = rolling();
    view.dial_mm = 1.25f;
    EXPECT_EQ(hintFor(view).kind, HintKind::OverMaximum);
    EXPECT_NE(hintFor(view).text.find("take a shorter roller"), std::string::npos);
    view = rolling();
    view.zone.reset();
    EXPECT_EQ(hintFor(view).kind, HintKind::WrongZone);
    view = rolling();
    view.touching = false;
    EXPECT_EQ(hintFor(view).text.find("motor"), std::string::npos) << hintFor(view).text;
    EXPECT_EQ(hintFor(view).kind, HintKind::NotSeated);
}

TEST(RollerHint, SaysThatItIsPushedSideways) {
    LiveView view = rolling();
    view.slipIndex = 5.0f;
    EXPECT_EQ(hintFor(view).kind, HintKind::Drag);
    EXPECT_NE(hintFor(view).text.find("sideways"), std::string::npos);
    // how fast it rolls is not judged
    view = rolling();
    view.glide_mmps = 55.0f;
    EXPECT_EQ(hintFor(view).kind, HintKind::None);
}

} // namespace
} // namespace stipple
