#include "training/ui/key_bindings.h"

#include <array>

namespace stipple::training_ui {

namespace {

using ui::InputFrame;
using ui::Key;
using ui::MouseButton;

constexpr std::string_view kPen = "Pen";
constexpr std::string_view kSettings = "Settings";
constexpr std::string_view kSkin = "Skin";
constexpr std::string_view kPicture = "Picture";
constexpr std::string_view kProgram = "Attempt";

constexpr std::array kBindings{
    KeyBinding{"Mouse", "move the pen over the skin", kPen},
    KeyBinding{"Left button", "hold: seat the pen with about 1 N", kPen},
    KeyBinding{"Shift", "hold with the left button: press harder", kPen},
    KeyBinding{"Up / Down", "tilt the pen more / less", kPen},
    KeyBinding{"Left / Right", "turn the direction of the tilt", kPen},
    KeyBinding{"R", "upright again", kPen},
    KeyBinding{"Wheel, E / Q", "dial one step deeper / shallower", kSettings},
    KeyBinding{"M, Space", "motor on / off", kSettings},
    KeyBinding{"[ / ]", "stroke rate slower / faster", kSettings},
    KeyBinding{"1  2  3", "choose the pen", kSettings},
    KeyBinding{"C", "fit a new cartridge", kSettings},
    KeyBinding{"S", "support hand: stretch the skin on / off", kSkin},
    KeyBinding{"A / D", "turn the direction of that stretch", kSkin},
    KeyBinding{"G", "hold: spread gel under the tip", kSkin},
    KeyBinding{"W", "hold: wipe with gauze", kSkin},
    KeyBinding{"Right button", "drag: turn about what lies under the pointer", kPicture},
    KeyBinding{"Middle button", "drag: move the picture", kPicture},
    KeyBinding{"Ctrl + wheel, + / -", "zoom to the pointer", kPicture},
    KeyBinding{"F", "frame the zone under the pen", kPicture},
    KeyBinding{"X", "close-up of the tip", kPicture},
    KeyBinding{"I", "the instructor's view", kPicture},
    KeyBinding{"Home, 0", "reset the camera", kPicture},
    KeyBinding{"V", "next coverage map", kPicture},
    KeyBinding{"P, Esc", "pause", kProgram},
    KeyBinding{"Enter", "end the attempt", kProgram},
    KeyBinding{"Ctrl + Q", "leave the program", kProgram},
    KeyBinding{"F1", "show or hide this card", kProgram},
};

// one press of a tilt key; 3 degrees is below the smallest tolerance of the rubric (4 degrees)
constexpr float kTiltStep_deg = 3.0f;
constexpr float kTurnStep_deg = 15.0f;

int steps(const InputFrame& frame, Key more, Key less) {
    return (wasRepeated(frame, more) ? 1 : 0) - (wasRepeated(frame, less) ? 1 : 0);
}

// A key of the pen with Ctrl is none: Ctrl + Q leaves the program and turns no dial.
InputFrame withoutChords(const InputFrame& frame) {
    InputFrame plain = frame;
    plain.pressed &= ~frame.withControl;
    plain.repeated &= ~frame.withControl;
    return plain;
}

bool eitherPressed(const InputFrame& frame, Key one, Key other) {
    return wasPressed(frame, one) || wasPressed(frame, other);
}

void readMouse(const InputFrame& frame, const InputFrame& previous, Intents& intents) {
    intents.seat = wasHeld(frame, MouseButton::Left);
    intents.zoom += frame.wheelWithControl;
    // one step per frame however fast the wheel spins: the dial clicks
    const float dial = frame.wheel - frame.wheelWithControl;
    intents.dialSteps += dial > 0.0f ? 1 : (dial < 0.0f ? -1 : 0);
    const float travelX = frame.mouseX_px - previous.mouseX_px;
    const float travelY = frame.mouseY_px - previous.mouseY_px;
    intents.orbiting = isDown(frame, MouseButton::Right);
    if (intents.orbiting && isDown(previous, MouseButton::Right)) {
        intents.orbitX_px = travelX;
        intents.orbitY_px = travelY;
    }
    if (isDown(frame, MouseButton::Middle) && isDown(previous, MouseButton::Middle)) {
        intents.panX_px = travelX;
        intents.panY_px = travelY;
    }
}

void readPenKeys(const InputFrame& frame, Intents& intents) {
    intents.pressHarder = shiftDown(frame);
    intents.dialSteps += steps(frame, Key::E, Key::Q);
    intents.rateSteps = steps(frame, Key::RightBracket, Key::LeftBracket);
    intents.tiltMore_deg = kTiltStep_deg * static_cast<float>(steps(frame, Key::Up, Key::Down));
    intents.tiltTurn_deg = kTurnStep_deg * static_cast<float>(steps(frame, Key::Right, Key::Left));
    intents.resetTilt = wasPressed(frame, Key::R);
    intents.toggleMotor = eitherPressed(frame, Key::M, Key::Space);
    intents.toggleStretch = wasPressed(frame, Key::S);
    intents.pullSteps = steps(frame, Key::D, Key::A);
    intents.gel = wasHeld(frame, Key::G);
    intents.wipe = wasHeld(frame, Key::W);
    intents.newCartridge = wasPressed(frame, Key::C);
    constexpr std::array kPenKeys{Key::Digit1, Key::Digit2, Key::Digit3};
    for (std::size_t i = 0; i < kPenKeys.size(); ++i) {
        if (wasPressed(frame, kPenKeys.at(i))) {
            intents.choosePen = static_cast<int>(i);
        }
    }
}

void readProgramKeys(const InputFrame& frame, Intents& intents) {
    intents.zoom += static_cast<float>(steps(frame, Key::Equal, Key::Minus) +
                                       steps(frame, Key::KeypadPlus, Key::KeypadMinus));
    intents.resetCamera = eitherPressed(frame, Key::Home, Key::Digit0);
    intents.frameZone = wasPressed(frame, Key::F);
    intents.closeUp = wasPressed(frame, Key::X);
    intents.instructorView = wasPressed(frame, Key::I);
    intents.nextMap = wasPressed(frame, Key::V);
    intents.togglePause = eitherPressed(frame, Key::P, Key::Escape);
    intents.endAttempt = eitherPressed(frame, Key::Enter, Key::KeypadEnter);
    intents.toggleKeyCard = wasPressed(frame, Key::F1);
}

} // namespace

std::span<const KeyBinding> keyBindings() {
    return kBindings;
}

Intents intentsOf(const InputFrame& frame, const InputFrame& previous, bool mouseTaken,
                  bool textTaken) {
    Intents intents;
    if (!mouseTaken) {
        readMouse(frame, previous, intents);
    }
    if (!textTaken) {
        readPenKeys(withoutChords(frame), intents);
        readProgramKeys(frame, intents);
    }
    return intents;
}

bool asksToLeave(const InputFrame& frame) {
    return wasPressedWithControl(frame, Key::Q);
}

} // namespace stipple::training_ui
