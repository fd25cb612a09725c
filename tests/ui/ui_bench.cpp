#include "tests/ui/ui_bench.h"

#include <imgui.h>
#include <imgui_internal.h>

namespace stipple::tests {

using training_ui::UiActions;

UiBench::UiBench(int width_px, int height_px, float scale) : context_({.scale = scale}) {
    input.width_px = width_px;
    input.height_px = height_px;
}

UiActions UiBench::frame(const Draw& draw) {
    UiActions actions;
    context_.beginFrame(input, 0.04f);
    draw(context_.screen(), actions);
    drawn_ = context_.endFrame();
    return actions;
}

UiActions UiBench::click(const Draw& draw, float x_px, float y_px) {
    UiActions all;
    input.mouseInside = true;
    input.mouseX_px = x_px;
    input.mouseY_px = y_px;
    for (const bool down : {false, true, false}) {
        input.buttonDown[0] = down;
        for (training_ui::UiAction& action : frame(draw)) {
            all.push_back(std::move(action));
        }
    }
    return all;
}

UiActions UiBench::clickEverywhere(const Draw& draw, float step_px,
                                   const std::function<void()>& reset) {
    UiActions all;
    for (float y = step_px * 0.5f; y < static_cast<float>(input.height_px); y += step_px) {
        for (float x = step_px * 0.5f; x < static_cast<float>(input.width_px); x += step_px) {
            reset();
            for (training_ui::UiAction& action : click(draw, x, y)) {
                all.push_back(std::move(action));
            }
        }
    }
    return all;
}

std::vector<std::string> UiBench::cutWindows() const {
    std::vector<std::string> cut;
    for (const ImGuiWindow* window : GImGui->Windows) {
        if (!window->WasActive || window->Hidden) {
            continue;
        }
        // a pixel of rounding is no cut
        const bool scrolls = (window->Flags & ImGuiWindowFlags_NoScrollbar) == 0;
        if (window->ScrollMax.x > 1.0f || (!scrolls && window->ScrollMax.y > 1.0f)) {
            cut.emplace_back(window->Name);
        }
    }
    return cut;
}

std::vector<std::string> UiBench::windowsOffScreen() const {
    std::vector<std::string> off;
    for (const ImGuiWindow* window : GImGui->Windows) {
        const bool child = (window->Flags & ImGuiWindowFlags_ChildWindow) != 0;
        if (!window->WasActive || window->Hidden || child) {
            continue;
        }
        const ImVec2 high(window->Pos.x + window->Size.x, window->Pos.y + window->Size.y);
        if (window->Pos.x < -0.5f || window->Pos.y < -0.5f ||
            high.x > static_cast<float>(input.width_px) + 0.5f ||
            high.y > static_cast<float>(input.height_px) + 0.5f) {
            off.emplace_back(window->Name);
        }
    }
    return off;
}

std::vector<std::string> UiBench::scrollingWindows() const {
    std::vector<std::string> scrolling;
    for (const ImGuiWindow* window : GImGui->Windows) {
        if (window->WasActive && !window->Hidden && window->ScrollMax.y > 1.0f) {
            scrolling.emplace_back(window->Name);
        }
    }
    return scrolling;
}

} // namespace stipple::tests
