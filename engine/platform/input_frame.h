#pragma once

#include <array>
#include <bitset>
#include <cstddef>
#include <cstdint>
#include <string>

namespace stipple::platform {

/// The keys that the program can bind. Letters and digits follow the keyboard's printed layout as
/// far as GLFW knows it.
enum class Key : std::uint8_t {
    Unknown,
    A,
    B,
    C,
    D,
    E,
    F,
    G,
    H,
    I,
    J,
    K,
    L,
    M,
    N,
    O,
    P,
    Q,
    R,
    S,
    T,
    U,
    V,
    W,
    X,
    Y,
    Z,
    Digit0,
    Digit1,
    Digit2,
    Digit3,
    Digit4,
    Digit5,
    Digit6,
    Digit7,
    Digit8,
    Digit9,
    Space,
    Enter,
    Escape,
    Tab,
    Backspace,
    Delete,
    Insert,
    Left,
    Right,
    Up,
    Down,
    Home,
    End,
    PageUp,
    PageDown,
    F1,
    F2,
    F3,
    F4,
    F5,
    F6,
    F7,
    F8,
    F9,
    F10,
    F11,
    F12,
    LeftBracket,
    RightBracket,
    Minus,
    Equal,
    Comma,
    Period,
    Slash,
    KeypadPlus,
    KeypadMinus,
    KeypadEnter,
    LeftShift,
    RightShift,
    LeftControl,
    RightControl,
    LeftAlt,
    RightAlt,
    Count,
};
inline constexpr std::size_t kKeyCount = static_cast<std::size_t>(Key::Count);

enum class MouseButton : std::uint8_t { Left, Right, Middle };
inline constexpr std::size_t kMouseButtonCount = 3;

using KeySet = std::bitset<kKeyCount>;

/// Everything that happened to the window since the frame before. A plain value: tests make their
/// own. Positions are framebuffer pixels from the left top.
struct InputFrame {
    int width_px = 0, height_px = 0; ///< framebuffer; 0 while minimised
    float contentScale = 1.0f;       ///< of the monitor, 1 = 96 dots per inch
    float mouseX_px = 0.0f, mouseY_px = 0.0f;
    bool mouseInside = false;
    std::array<bool, kMouseButtonCount> buttonDown{};
    std::array<bool, kMouseButtonCount> buttonPressed{}; ///< went down since the last frame
    std::array<bool, kMouseButtonCount> buttonReleased{};
    float wheel = 0.0f;             ///< notches, up is positive
    float wheelWithControl = 0.0f;  ///< the part of `wheel` that was turned while Ctrl was held
    KeySet down, pressed, released; ///< `pressed` does not repeat while a key is held
    KeySet repeated;                ///< `pressed`, and again while held, as the system repeats
    /// Of `repeated`, those that came while Ctrl or Shift was held. Only the moment of the press
    /// tells: within a slow frame the other key may come or go before or after it.
    KeySet withControl, withShift;
    std::string text; ///< typed characters, UTF-8
    bool closeRequested = false;
    bool minimised = false;
    bool focused = true;
    bool focusLost = false; ///< in this frame: whatever was held is released
    bool resized = false;
};

[[nodiscard]] inline bool isDown(const InputFrame& frame, Key key) {
    return frame.down.test(static_cast<std::size_t>(key));
}
[[nodiscard]] inline bool wasPressed(const InputFrame& frame, Key key) {
    return frame.pressed.test(static_cast<std::size_t>(key));
}
[[nodiscard]] inline bool wasRepeated(const InputFrame& frame, Key key) {
    return frame.repeated.test(static_cast<std::size_t>(key));
}
[[nodiscard]] inline bool isDown(const InputFrame& frame, MouseButton button) {
    return frame.buttonDown.at(static_cast<std::size_t>(button));
}
[[nodiscard]] inline bool wasPressed(const InputFrame& frame, MouseButton button) {
    return frame.buttonPressed.at(static_cast<std::size_t>(button));
}
/// Pressed while Ctrl was held, whatever of the two was let go since.
[[nodiscard]] inline bool wasPressedWithControl(const InputFrame& frame, Key key) {
    return wasPressed(frame, key) && frame.withControl.test(static_cast<std::size_t>(key));
}
/// Held, or pressed and let go within one slow frame.
[[nodiscard]] inline bool wasHeld(const InputFrame& frame, Key key) {
    return isDown(frame, key) || wasPressed(frame, key);
}
[[nodiscard]] inline bool wasHeld(const InputFrame& frame, MouseButton button) {
    return isDown(frame, button) || wasPressed(frame, button);
}
[[nodiscard]] inline bool shiftDown(const InputFrame& frame) {
    return wasHeld(frame, Key::LeftShift) || wasHeld(frame, Key::RightShift);
}
[[nodiscard]] inline bool controlDown(const InputFrame& frame) {
    return wasHeld(frame, Key::LeftControl) || wasHeld(frame, Key::RightControl);
}

} // namespace stipple::platform
