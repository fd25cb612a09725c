#include "engine/platform/glfw_keys.h"

#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>

#include <array>

namespace stipple::platform {

namespace {

struct Pair {
    int glfw;
    Key key;
};

constexpr std::array kPairs{
    Pair{GLFW_KEY_SPACE, Key::Space},
    Pair{GLFW_KEY_ENTER, Key::Enter},
    Pair{GLFW_KEY_ESCAPE, Key::Escape},
    Pair{GLFW_KEY_TAB, Key::Tab},
    Pair{GLFW_KEY_BACKSPACE, Key::Backspace},
    Pair{GLFW_KEY_DELETE, Key::Delete},
    Pair{GLFW_KEY_INSERT, Key::Insert},
    Pair{GLFW_KEY_LEFT, Key::Left},
    Pair{GLFW_KEY_RIGHT, Key::Right},
    Pair{GLFW_KEY_UP, Key::Up},
    Pair{GLFW_KEY_DOWN, Key::Down},
    Pair{GLFW_KEY_HOME, Key::Home},
    Pair{GLFW_KEY_END, Key::End},
    Pair{GLFW_KEY_PAGE_UP, Key::PageUp},
    Pair{GLFW_KEY_PAGE_DOWN, Key::PageDown},
    Pair{GLFW_KEY_LEFT_BRACKET, Key::LeftBracket},
    Pair{GLFW_KEY_RIGHT_BRACKET, Key::RightBracket},
    Pair{GLFW_KEY_MINUS, Key::Minus},
    Pair{GLFW_KEY_EQUAL, Key::Equal},
    Pair{GLFW_KEY_COMMA, Key::Comma},
    Pair{GLFW_KEY_PERIOD, Key::Period},
    Pair{GLFW_KEY_SLASH, Key::Slash},
    Pair{GLFW_KEY_KP_ADD, Key::KeypadPlus},
    Pair{GLFW_KEY_KP_SUBTRACT, Key::KeypadMinus},
    Pair{GLFW_KEY_KP_ENTER, Key::KeypadEnter},
    Pair{GLFW_KEY_LEFT_SHIFT, Key::LeftShift},
    Pair{GLFW_KEY_RIGHT_SHIFT, Key::RightShift},
    Pair{GLFW_KEY_LEFT_CONTROL, Key::LeftControl},
    Pair{GLFW_KEY_RIGHT_CONTROL, Key::RightControl},
    Pair{GLFW_KEY_LEFT_ALT, Key::LeftAlt},
    Pair{GLFW_KEY_RIGHT_ALT, Key::RightAlt},
};

Key offset(Key first, int by) {
    return static_cast<Key>(static_cast<int>(first) + by);
}

/// The symbol printed on a key that makes one character; Unknown when it is none of ours.
Key printedKey(const char* name) {
    if (name == nullptr || name[0] == '\0' || name[1] != '\0') {
        return Key::Unknown;
    }
    const char letter = name[0];
    if (letter >= 'a' && letter <= 'z') {
        return offset(Key::A, letter - 'a');
    }
    switch (letter) {
    case '[':
        return Key::LeftBracket;
    case ']':
        return Key::RightBracket;
    case '-':
        return Key::Minus;
    case '=':
    case '+':
        return Key::Equal;
    default:
        return Key::Unknown;
    }
}

} // namespace

Key keyOf(int glfwKey, int scancode) {
    // digits and function keys by position: a French top row prints symbols unshifted
    if (glfwKey >= GLFW_KEY_0 && glfwKey <= GLFW_KEY_9) {
        return offset(Key::Digit0, glfwKey - GLFW_KEY_0);
    }
    if (glfwKey >= GLFW_KEY_KP_0 && glfwKey <= GLFW_KEY_KP_9) {
        return offset(Key::Digit0, glfwKey - GLFW_KEY_KP_0);
    }
    if (glfwKey >= GLFW_KEY_F1 && glfwKey <= GLFW_KEY_F12) {
        return offset(Key::F1, glfwKey - GLFW_KEY_F1);
    }
    const bool onKeypad = glfwKey >= GLFW_KEY_KP_0 && glfwKey <= GLFW_KEY_KP_EQUAL;
    if (!onKeypad) {
        const Key printed = printedKey(glfwGetKeyName(glfwKey, scancode));
        if (printed != Key::Unknown) {
            return printed;
        }
    }
    if (glfwKey >= GLFW_KEY_A && glfwKey <= GLFW_KEY_Z) {
        return offset(Key::A, glfwKey - GLFW_KEY_A);
    }
    for (const Pair& pair : kPairs) {
        if (pair.glfw == glfwKey) {
            return pair.key;
        }
    }
    return Key::Unknown;
}

} // namespace stipple::platform
