#include "training/ui/key_bindings.h"

#include <gtest/gtest.h>

#include <set>
#include <string>

namespace stipple {
namespace {

using training_ui::Intents;
using training_ui::intentsOf;
using ui::InputFrame;
using ui::Key;

InputFrame pressing(Key key) {
    InputFrame frame;
    const auto bit = static_cast<std::size_t>(key);
    frame.down.set(bit);
    frame.pressed.set(bit);
    frame.repeated.set(bit);
    return frame;
}

Intents of(const InputFrame& frame) {
    return intentsOf(frame, InputFrame{}, false, false);
}

TEST(KeyBindings, NothingPressedAsksForNothing) {
    const Intents intents = of(InputFrame{});
    EXPECT_FALSE(intents.seat || intents.pressHarder || intents.toggleMotor || intents.gel ||
                 intents.wipe || intents.newCartridge || intents.togglePause ||
                 intents.endAttempt || intents.toggleKeyCard || intents.resetCamera);
    EXPECT_EQ(intents.dialSteps, 0);
    EXPECT_EQ(intents.rateSteps, 0);
    EXPECT_EQ(intents.choosePen, -1);
    EXPECT_EQ(intents.tiltMore_deg, 0.0f);
    EXPECT_EQ(intents.zoom, 0.0f);
}

TEST(KeyBindings, KeysOfThePen) {
    EXPECT_EQ(of(pressing(Key::E)).dialSteps, 1);
    EXPECT_EQ(of(pressing(Key::Q)).dialSteps, -1);
    EXPECT_EQ(of(pressing(Key::RightBracket)).rateSteps, 1);
    EXPECT_EQ(of(pressing(Key::LeftBracket)).rateSteps, -1);
    EXPECT_TRUE(of(pressing(Key::M)).toggleMotor);
    EXPECT_TRUE(of(pressing(Key::Space)).toggleMotor);
    EXPECT_GT(of(pressing(Key::Up)).tiltMore_deg, 0.0f);
    EXPECT_LT(of(pressing(Key::Down)).tiltMore_deg, 0.0f);
    EXPECT_GT(of(pressing(Key::Right)).tiltTurn_deg, 0.0f);
    EXPECT_LT(of(pressing(Key::Left)).tiltTurn_deg, 0.0f);
    EXPECT_TRUE(of(pressing(Key::R)).resetTilt);
    EXPECT_TRUE(of(pressing(Key::S)).toggleStretch);
    EXPECT_EQ(of(pressing(Key::D)).pullSteps, 1);
    EXPECT_EQ(of(pressing(Key::A)).pullSteps, -1);
    EXPECT_TRUE(of(pressing(Key::G)).gel);
    EXPECT_TRUE(of(pressing(Key::W)).wipe);
    EXPECT_TRUE(of(pressing(Key::C)).newCartridge);
    EXPECT_EQ(of(pressing(Key::Digit1)).choosePen, 0);
    EXPECT_EQ(of(pressing(Key::Digit3)).choosePen, 2);
    EXPECT_TRUE(of(pressing(Key::LeftShift)).pressHarder);
}

TEST(KeyBindings, KeysOfPictureAndProgram) {
    EXPECT_TRUE(of(pressing(Key::Home)).resetCamera);
    EXPECT_TRUE(of(pressing(Key::Digit0)).resetCamera);
    EXPECT_TRUE(of(pressing(Key::F)).frameZone);
    EXPECT_TRUE(of(pressing(Key::X)).closeUp);
    EXPECT_TRUE(of(pressing(Key::I)).instructorView);
    EXPECT_EQ(of(pressing(Key::Equal)).zoom, 1.0f);
    EXPECT_EQ(of(pressing(Key::Minus)).zoom, -1.0f);
    EXPECT_TRUE(of(pressing(Key::P)).togglePause);
    EXPECT_TRUE(of(pressing(Key::Escape)).togglePause);
    EXPECT_TRUE(of(pressing(Key::Enter)).endAttempt);
    EXPECT_TRUE(of(pressing(Key::F1)).toggleKeyCard);
    EXPECT_TRUE(of(pressing(Key::V)).nextMap);
}

TEST(KeyBindings, HeldKeysActOnceOrAsLongAsTheyAreHeld) {
    InputFrame held;
    for (const Key key : {Key::M, Key::C, Key::G, Key::W}) {
        held.down.set(static_cast<std::size_t>(key));
    }
    const Intents intents = of(held);
    EXPECT_FALSE(intents.toggleMotor);
    EXPECT_FALSE(intents.newCartridge);
    EXPECT_TRUE(intents.gel);
    EXPECT_TRUE(intents.wipe);
}

TEST(KeyBindings, TheWheelTurnsTheDialAndWithControlTheZoom) {
    InputFrame frame;
    frame.wheel = 2.0f; // a fast turn is still one click of the dial
    EXPECT_EQ(of(frame).dialSteps, 1);
    EXPECT_EQ(of(frame).zoom, 0.0f);
    frame.wheelWithControl = 2.0f;
    EXPECT_EQ(of(frame).dialSteps, 0);
    EXPECT_EQ(of(frame).zoom, 2.0f);
    // Ctrl was let go between two notches of one slow frame
    frame.wheel = 3.0f;
    EXPECT_EQ(of(frame).dialSteps, 1);
    EXPECT_EQ(of(frame).zoom, 2.0f);
}

TEST(KeyBindings, WhatCountsIsWhetherControlWasHeldAtThePress) {
    InputFrame frame = pressing(Key::Q);
    EXPECT_FALSE(training_ui::asksToLeave(frame));
    // Q, then Ctrl in the same frame: the dial
    frame.down.set(static_cast<std::size_t>(Key::LeftControl));
    frame.pressed.set(static_cast<std::size_t>(Key::LeftControl));
    EXPECT_FALSE(training_ui::asksToLeave(frame));
    EXPECT_EQ(of(frame).dialSteps, -1);
    // the chord, both let go again before the frame ended
    frame = InputFrame{};
    frame.pressed.set(static_cast<std::size_t>(Key::Q));
    frame.repeated = frame.withControl = frame.pressed;
    frame.released = frame.pressed;
    EXPECT_TRUE(training_ui::asksToLeave(frame));
    EXPECT_EQ(of(frame).dialSteps, 0);
}

TEST(KeyBindings, ATapShorterThanAFrameIsHeldForThatFrame) {
    InputFrame frame;
    for (const Key key : {Key::G, Key::W, Key::LeftShift}) {
        frame.pressed.set(static_cast<std::size_t>(key));
        frame.released.set(static_cast<std::size_t>(key));
    }
    frame.buttonPressed[0] = frame.buttonReleased[0] = true;
    const Intents intents = of(frame);
    EXPECT_TRUE(intents.gel);
    EXPECT_TRUE(intents.wipe);
    EXPECT_TRUE(intents.pressHarder);
    EXPECT_TRUE(intents.seat);
}

TEST(KeyBindings, DraggingWithTheRightButtonOrbits) {
    InputFrame before;
    before.mouseX_px = 100.0f;
    before.mouseY_px = 100.0f;
    InputFrame now = before;
    now.mouseX_px = 130.0f;
    now.mouseY_px = 90.0f;
    now.buttonDown[1] = true;
    // the button went down in this frame: the way to here was no drag
    EXPECT_EQ(intentsOf(now, before, false, false).orbitX_px, 0.0f);
    before.buttonDown[1] = true;
    EXPECT_EQ(intentsOf(now, before, false, false).orbitX_px, 30.0f);
    EXPECT_EQ(intentsOf(now, before, false, false).orbitY_px, -10.0f);
}

TEST(KeyBindings, PanelsAndTextFieldsComeFirst) {
    InputFrame frame = pressing(Key::M);
    frame.buttonDown[0] = true;
    frame.wheel = 1.0f;
    const Intents overPanel = intentsOf(frame, InputFrame{}, true, false);
    EXPECT_FALSE(overPanel.seat);
    EXPECT_EQ(overPanel.dialSteps, 0);
    EXPECT_TRUE(overPanel.toggleMotor);
    const Intents typing = intentsOf(frame, InputFrame{}, false, true);
    EXPECT_TRUE(typing.seat);
    EXPECT_FALSE(typing.toggleMotor);
}

TEST(KeyBindings, TheCardNamesEachKeyOnce) {
    std::set<std::string> keys;
    for (const training_ui::KeyBinding& binding : training_ui::keyBindings()) {
        EXPECT_TRUE(keys.insert(std::string(binding.keys)).second) << binding.keys;
        EXPECT_FALSE(binding.what.empty());
    }
    EXPECT_GE(keys.size(), 20U);
}

} // namespace
} // namespace stipple
