#include "engine/platform/window.h"

#include "engine/platform/glfw_keys.h"

#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>

#include <cstdlib>
#include <string_view>

namespace stipple::platform {

/// Its address is GLFW's user pointer, so it lives on the heap and never moves.
struct Window::Open {
    GLFWwindow* window = nullptr;
    InputFrame gathering; ///< filled by callbacks between two polls
    InputFrame frame;
    float pixelPerUnitX = 1.0f, pixelPerUnitY = 1.0f;

    Open() = default;
    Open(const Open&) = delete;
    Open& operator=(const Open&) = delete;
    ~Open() {
        if (window != nullptr) {
            glfwDestroyWindow(window);
        }
        glfwTerminate();
    }
};

namespace {

InputFrame& gatheringOf(GLFWwindow* window) {
    return *static_cast<InputFrame*>(glfwGetWindowUserPointer(window));
}

void appendUtf8(std::string& text, unsigned int code) {
    const auto put = [&text](unsigned int byte) { text.push_back(static_cast<char>(byte)); };
    if (code < 0x80U) {
        put(code);
    } else if (code < 0x800U) {
        put(0xC0U | (code >> 6U));
        put(0x80U | (code & 0x3FU));
    } else if (code < 0x10000U) {
        put(0xE0U | (code >> 12U));
        put(0x80U | ((code >> 6U) & 0x3FU));
        put(0x80U | (code & 0x3FU));
    } else {
        put(0xF0U | (code >> 18U));
        put(0x80U | ((code >> 12U) & 0x3FU));
        put(0x80U | ((code >> 6U) & 0x3FU));
        put(0x80U | (code & 0x3FU));
    }
}

void onKey(GLFWwindow* window, int glfwKey, int scancode, int action, int mods) {
    const Key key = keyOf(glfwKey, scancode);
    if (key == Key::Unknown) {
        return;
    }
    InputFrame& frame = gatheringOf(window);
    const auto bit = static_cast<std::size_t>(key);
    if (action == GLFW_RELEASE) {
        frame.down.reset(bit);
        frame.released.set(bit);
        return;
    }
    frame.repeated.set(bit);
    // what was held at this moment: by the end of the frame it may be let go
    if ((mods & GLFW_MOD_CONTROL) != 0) {
        frame.withControl.set(bit);
    }
    if ((mods & GLFW_MOD_SHIFT) != 0) {
        frame.withShift.set(bit);
    }
    if (action == GLFW_PRESS) {
        frame.down.set(bit);
        frame.pressed.set(bit);
    }
}

void onMouseButton(GLFWwindow* window, int button, int action, int /*mods*/) {
    if (button < 0 || button >= static_cast<int>(kMouseButtonCount)) {
        return;
    }
    InputFrame& frame = gatheringOf(window);
    const auto index = static_cast<std::size_t>(button);
    frame.buttonDown.at(index) = action == GLFW_PRESS;
    (action == GLFW_PRESS ? frame.buttonPressed : frame.buttonReleased).at(index) = true;
}

void onFocus(GLFWwindow* window, int focused) {
    InputFrame& frame = gatheringOf(window);
    frame.focused = focused == GLFW_TRUE;
    if (!frame.focused) {
        // a key let go in another window would stay down for ever
        frame.focusLost = true;
        frame.released |= frame.down;
        frame.down.reset();
        for (std::size_t button = 0; button < kMouseButtonCount; ++button) {
            frame.buttonReleased.at(button) |= frame.buttonDown.at(button);
            frame.buttonDown.at(button) = false;
        }
    }
}

void setCallbacks(GLFWwindow* window) {
    glfwSetKeyCallback(window, onKey);
    glfwSetMouseButtonCallback(window, onMouseButton);
    glfwSetWindowFocusCallback(window, onFocus);
    glfwSetCharCallback(
        window, [](GLFWwindow* of, unsigned int code) { appendUtf8(gatheringOf(of).text, code); });
    glfwSetScrollCallback(window, [](GLFWwindow* of, double /*x*/, double y) {
        InputFrame& frame = gatheringOf(of);
        frame.wheel += static_cast<float>(y);
        if (isDown(frame, Key::LeftControl) || isDown(frame, Key::RightControl)) {
            frame.wheelWithControl += static_cast<float>(y);
        }
    });
    glfwSetWindowIconifyCallback(window, [](GLFWwindow* of, int iconified) {
        gatheringOf(of).minimised = iconified == GLFW_TRUE;
    });
    glfwSetCursorEnterCallback(window, [](GLFWwindow* of, int entered) {
        gatheringOf(of).mouseInside = entered == GLFW_TRUE;
    });
}

std::string lastGlfwReason() {
    const char* reason = nullptr;
    glfwGetError(&reason);
    return reason != nullptr ? reason : "no reason given";
}

bool isSet(const char* variable) {
    const char* value = std::getenv(variable);
    return value != nullptr && *value != '\0';
}

/// What lasts over frames stays; what happened in one goes.
void forgetEvents(InputFrame& frame) {
    frame.buttonPressed = {};
    frame.buttonReleased = {};
    frame.wheel = 0.0f;
    frame.wheelWithControl = 0.0f;
    frame.pressed.reset();
    frame.released.reset();
    frame.repeated.reset();
    frame.withControl.reset();
    frame.withShift.reset();
    frame.text.clear();
    frame.focusLost = false;
}

} // namespace

Result<Window> Window::create(const WindowSettings& settings) {
    if (!isSet("DISPLAY") && !isSet("WAYLAND_DISPLAY")) {
        return fail("no display: neither DISPLAY nor WAYLAND_DISPLAY is set; start from a desktop "
                    "session, use 'xvfb-run', or run headless with 'stipple perform'");
    }
    if (glfwInit() != GLFW_TRUE) {
        return fail("the window system could not be reached ({}); check DISPLAY, or run headless "
                    "with 'stipple perform'",
                    lastGlfwReason());
    }
    auto open = std::make_unique<Open>();
    glfwWindowHint(GLFW_CLIENT_API, GLFW_NO_API);
    glfwWindowHint(GLFW_VISIBLE, settings.visible ? GLFW_TRUE : GLFW_FALSE);
    glfwWindowHint(GLFW_SCALE_TO_MONITOR, GLFW_TRUE);
    open->window =
        glfwCreateWindow(settings.width, settings.height, settings.title.c_str(), nullptr, nullptr);
    if (open->window == nullptr) {
        return fail("a window of {} x {} could not be opened: {}", settings.width, settings.height,
                    lastGlfwReason());
    }
    glfwSetWindowSizeLimits(open->window, settings.leastWidth, settings.leastHeight, GLFW_DONT_CARE,
                            GLFW_DONT_CARE);
    glfwSetWindowUserPointer(open->window, &open->gathering);
    setCallbacks(open->window);
    Window window(std::move(open));
    window.poll();
    return window;
}

Window::Window(std::unique_ptr<Open> open) : open_(std::move(open)) {}
Window::Window(Window&&) noexcept = default;
Window& Window::operator=(Window&&) noexcept = default;
Window::~Window() = default;

const InputFrame& Window::poll() {
    glfwPollEvents();
    InputFrame& now = open_->gathering;
    int unitsX = 0;
    int unitsY = 0;
    int pixelsX = 0;
    int pixelsY = 0;
    glfwGetWindowSize(open_->window, &unitsX, &unitsY);
    glfwGetFramebufferSize(open_->window, &pixelsX, &pixelsY);
    now.resized = pixelsX != open_->frame.width_px || pixelsY != open_->frame.height_px;
    now.width_px = pixelsX;
    now.height_px = pixelsY;
    if (unitsX > 0 && unitsY > 0) {
        open_->pixelPerUnitX = static_cast<float>(pixelsX) / static_cast<float>(unitsX);
        open_->pixelPerUnitY = static_cast<float>(pixelsY) / static_cast<float>(unitsY);
    }
    double x = 0.0;
    double y = 0.0;
    glfwGetCursorPos(open_->window, &x, &y);
    now.mouseX_px = static_cast<float>(x) * open_->pixelPerUnitX;
    now.mouseY_px = static_cast<float>(y) * open_->pixelPerUnitY;
    now.mouseInside = glfwGetWindowAttrib(open_->window, GLFW_HOVERED) == GLFW_TRUE;
    float scaleX = 1.0f;
    float scaleY = 1.0f;
    glfwGetWindowContentScale(open_->window, &scaleX, &scaleY);
    now.contentScale = scaleX > 0.0f ? scaleX : 1.0f;
    now.closeRequested = glfwWindowShouldClose(open_->window) == GLFW_TRUE;
    open_->frame = now;
    forgetEvents(now);
    return open_->frame;
}

const InputFrame& Window::frame() const {
    return open_->frame;
}

void Window::waitEvents(double most_s) {
    glfwWaitEventsTimeout(most_s);
}

void Window::setTitle(const std::string& title) {
    glfwSetWindowTitle(open_->window, title.c_str());
}

void Window::showCursor(bool shown) {
    glfwSetInputMode(open_->window, GLFW_CURSOR, shown ? GLFW_CURSOR_NORMAL : GLFW_CURSOR_HIDDEN);
}

GLFWwindow* Window::native() const {
    return open_->window;
}

} // namespace stipple::platform
