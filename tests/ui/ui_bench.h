#pragma once

#include "engine/ui/imgui_context.h"
#include "training/ui/ui_action.h"

#include <functional>
#include <string>
#include <vector>

namespace stipple::tests {

/// Runs panels as a window would, without one: a size, a mouse, and what came back.
class UiBench {
public:
    using Draw = std::function<void(const ui::Screen&, training_ui::UiActions&)>;

    UiBench(int width_px, int height_px, float scale);

    /// One frame with the mouse where it is; the actions it asked for.
    training_ui::UiActions frame(const Draw& draw);
    /// Moves there, presses, lets go: three frames and what they asked for.
    training_ui::UiActions click(const Draw& draw, float x_px, float y_px);
    /// Clicks everywhere on a grid; every action that came back. `reset` runs before each click.
    training_ui::UiActions clickEverywhere(const Draw& draw, float step_px,
                                           const std::function<void()>& reset);

    /// Windows and children of the last frame whose content is cut: wider than they are, or higher
    /// without a way to scroll. Empty is good.
    [[nodiscard]] std::vector<std::string> cutWindows() const;
    /// Windows of the last frame that stand out of the screen.
    [[nodiscard]] std::vector<std::string> windowsOffScreen() const;
    /// Windows and children of the last frame that hold more than is in sight.
    [[nodiscard]] std::vector<std::string> scrollingWindows() const;
    [[nodiscard]] const ImDrawData& drawn() const { return *drawn_; }
    [[nodiscard]] ui::ImguiContext& context() { return context_; }

    platform::InputFrame input;

private:
    ui::ImguiContext context_;
    const ImDrawData* drawn_ = nullptr;
};

} // namespace stipple::tests
