#pragma once

#include "engine/ui/events.h"

#include <cstdint>
#include <span>
#include <string_view>

namespace stipple::training_ui {

/// What mouse and keys ask for in one frame of an attempt. Continuous things are states, the rest
/// are counts or flags of this frame.
struct Intents {
    // the pen
    bool seat = false;        ///< left button: on the skin
    bool pressHarder = false; ///< Shift while seated
    int dialSteps = 0;        ///< up is deeper
    int rateSteps = 0;
    float tiltMore_deg = 0.0f;
    float tiltTurn_deg = 0.0f;
    bool resetTilt = false;
    bool toggleMotor = false, toggleStretch = false;
    int pullSteps = 0;              ///< turns the direction of the support hand's pull
    bool gel = false, wipe = false; ///< while held
    bool newCartridge = false;
    int choosePen = -1; ///< index, or -1
    // the camera
    float orbitX_px = 0.0f, orbitY_px = 0.0f; ///< mouse travel with the right button down
    bool orbiting = false;                    ///< the right button is held
    float panX_px = 0.0f, panY_px = 0.0f;     ///< the same with the middle button
    float zoom = 0.0f;                        ///< notches, closer is positive
    bool resetCamera = false, frameZone = false, closeUp = false, instructorView = false;
    // the program
    bool togglePause = false, toggleKeyCard = false, endAttempt = false, nextMap = false;
};

/// One line of the key card.
struct KeyBinding {
    std::string_view keys; ///< as printed on the card: "Up / Down"
    std::string_view what;
    std::string_view group; ///< heading on the card; lines of a group stand together
};

/// Everything that intentsOf and asksToLeave understand, in the order of the card.
[[nodiscard]] std::span<const KeyBinding> keyBindings();

/// The intents of a frame. `previous` is the frame before, for the travel of the mouse.
/// mouseTaken  a panel is under the mouse: pen, wheel and camera stay as they are
/// textTaken   a text field has the keyboard: no key means anything here
[[nodiscard]] Intents intentsOf(const ui::InputFrame& frame, const ui::InputFrame& previous,
                                bool mouseTaken, bool textTaken);

/// Ctrl + Q: on every screen, also in a text field.
[[nodiscard]] bool asksToLeave(const ui::InputFrame& frame);

} // namespace stipple::training_ui
