#pragma once

#include "engine/base/result.h"
#include "engine/platform/input_frame.h"

#include <memory>
#include <string>

struct GLFWwindow;

namespace stipple::platform {

struct WindowSettings {
    std::string title = "Stipple";
    int width = 1280, height = 720; ///< screen units
    int leastWidth = 960, leastHeight = 600;
    bool visible = true;
};

/// A window without a graphics API of its own: engine/platform/window_surface puts Vulkan into it.
/// Collects what happens as one InputFrame per poll. Does not draw, and does not wait.
/// One at a time, from the main thread.
class Window {
public:
    /// Fails in words when there is no display or the window system refuses.
    [[nodiscard]] static Result<Window> create(const WindowSettings& settings);

    Window(Window&&) noexcept;
    Window& operator=(Window&&) noexcept;
    ~Window();

    /// Reads all waiting events. The frame is valid until the next poll.
    const InputFrame& poll();
    [[nodiscard]] const InputFrame& frame() const;

    /// Sleeps until an event comes or the time is over; for a minimised window.
    void waitEvents(double most_s);

    void setTitle(const std::string& title);
    /// Hides the system's arrow over the 3D picture, where the pen itself is the pointer.
    void showCursor(bool shown);

    /// The GLFW window, for window_surface only.
    [[nodiscard]] GLFWwindow* native() const;

private:
    struct Open;
    explicit Window(std::unique_ptr<Open> open);
    std::unique_ptr<Open> open_;
};

} // namespace stipple::platform
