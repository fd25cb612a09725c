#include "engine/base/result.h"
#include "training/ui/key_bindings.h"
#include "training/ui/panels.h"
#include "training/ui/parts.h"

#include <imgui.h>
#include <imgui_internal.h>

#include <algorithm>
#include <array>

namespace stipple::training_ui {

namespace {

namespace colour = ui::colour;

/// A card in the middle of the window over a darkened picture; the mouse reaches nothing behind it.
/// End with endCard().
void beginCard(const ui::Screen& screen, const char* name, float width_units, float height_units) {
    beginPanel(name, {0.0f, 0.0f, screen.width_px, screen.height_px}, IM_COL32(8, 10, 14, 150),
               false);
    // on top of whatever else appeared; the focus only once, for taking it lets go of a held button
    ImGui::BringWindowToDisplayFront(ImGui::GetCurrentWindow());
    if (ImGui::IsWindowAppearing()) {
        ImGui::SetWindowFocus();
    }
    const float margin = screen.px(18.0f);
    const float width = std::min(screen.px(width_units), screen.width_px - 2.0f * margin);
    const float height = std::min(screen.px(height_units), screen.height_px - 2.0f * margin);
    ImGui::SetCursorPos(
        ImVec2((screen.width_px - width) * 0.5f, (screen.height_px - height) * 0.5f));
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(screen.px(26.0f), screen.px(20.0f)));
    ImGui::PushStyleColor(ImGuiCol_ChildBg, colour::kPanel);
    ImGui::BeginChild("card", ImVec2(width, height), true);
    ImGui::PopStyleColor();
    ImGui::PopStyleVar();
}

void endCard() {
    ImGui::EndChild();
    ImGui::End();
}

void drawBinding(const ui::Screen& screen, const KeyBinding& binding, float keyWidth) {
    const float left = ImGui::GetCursorPosX();
    text(screen.fonts.strong, colour::kText, std::string(binding.keys));
    ImGui::SameLine(left + keyWidth);
    text(screen.fonts.body, colour::kQuiet, std::string(binding.what));
}

/// The bindings [from, to) with the headings of their groups.
void drawBindings(const ui::Screen& screen, std::span<const KeyBinding> bindings) {
    std::string_view group;
    for (const KeyBinding& binding : bindings) {
        if (binding.group != group) {
            group = binding.group;
            ImGui::Dummy(ImVec2(0.0f, screen.px(2.0f)));
            text(screen.fonts.small, colour::kAccent, std::string(group));
        }
        drawBinding(screen, binding, screen.px(160.0f));
    }
}

/// First binding of the second column: where a group begins nearest to the middle.
std::size_t columnBreak(std::span<const KeyBinding> bindings) {
    std::size_t best = bindings.size();
    for (std::size_t i = 1; i < bindings.size(); ++i) {
        const auto away = [&](std::size_t at) {
            const std::size_t twice = 2 * at;
            return twice > bindings.size() ? twice - bindings.size() : bindings.size() - twice;
        };
        if (bindings[i].group != bindings[i - 1].group && away(i) < away(best)) {
            best = i;
        }
    }
    return best;
}

} // namespace

void drawLoading(const ui::Screen& screen, const LoadingView& view, UiActions& actions) {
    beginCard(screen, "loading", 520.0f, 150.0f);
    text(screen.fonts.heading, colour::kText, view.title);
    text(screen.fonts.body, colour::kQuiet,
         fmt::format("{} ...  step {} of {}, {:.0f} s", view.step,
                     std::min(view.done + 1, view.steps), view.steps, view.waited_s));
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float width = ImGui::GetContentRegionAvail().x;
    const float high = screen.px(6.0f);
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const float share = static_cast<float>(view.done) / static_cast<float>(view.steps);
    list.AddRectFilled(at, ImVec2(at.x + width, at.y + high), colour::kRaised, screen.px(3.0f));
    if (share > 0.0f) {
        list.AddRectFilled(at, ImVec2(at.x + width * std::min(share, 1.0f), at.y + high),
                           colour::kAccent, screen.px(3.0f));
    }
    ImGui::Dummy(ImVec2(width, high + screen.px(8.0f)));
    if (ImGui::Button("Cancel (Esc)") ||
        ImGui::IsKeyPressed(ImGui::GetKeyIndex(ImGuiKey_Escape), false)) {
        actions.emplace_back(CancelStart{});
    }
    endCard();
}

void drawKeyCard(const ui::Screen& screen, UiActions& actions) {
    const std::span<const KeyBinding> bindings = keyBindings();
    const bool twoColumns = screen.width_px >= screen.px(960.0f);
    beginCard(screen, "keys", twoColumns ? 980.0f : 520.0f, twoColumns ? 590.0f : 800.0f);
    text(screen.fonts.heading, colour::kText, "Mouse and keys");
    const float footer = ImGui::GetFrameHeight() + screen.px(10.0f);
    const float height = ImGui::GetContentRegionAvail().y - footer;
    if (twoColumns) {
        const std::size_t second = columnBreak(bindings);
        const float width = ImGui::GetContentRegionAvail().x * 0.5f - screen.px(8.0f);
        ImGui::BeginChild("left", ImVec2(width, height));
        drawBindings(screen, bindings.subspan(0, second));
        ImGui::EndChild();
        ImGui::SameLine(0.0f, screen.px(16.0f));
        ImGui::BeginChild("right", ImVec2(0.0f, height));
        drawBindings(screen, bindings.subspan(second));
        ImGui::EndChild();
    } else {
        ImGui::BeginChild("all", ImVec2(0.0f, height));
        drawBindings(screen, bindings);
        ImGui::EndChild();
    }
    if (primaryButton("Close (F1)", ImVec2(screen.px(130.0f), 0.0f))) {
        actions.emplace_back(ToggleKeyCard{});
    }
    endCard();
}

void drawSettings(const ui::Screen& screen, const Settings& settings, UiActions& actions) {
    constexpr std::array kQualities{"Low", "Full", "Auto"};
    constexpr std::array kMaps{"Off", "Passes", "Density", "Depth"};
    constexpr std::array kScales{0.8f, 1.0f, 1.25f, 1.5f, 2.0f, 2.5f};
    constexpr std::array kScaleNames{"80 %", "100 %", "125 %", "150 %", "200 %", "250 %"};

    beginCard(screen, "settings", 600.0f, 420.0f);
    text(screen.fonts.heading, colour::kText, "Settings");
    const float width = ImGui::GetContentRegionAvail().x;

    groupHeading(screen, "SIZE OF TEXT AND PANELS");
    int scale = -1;
    for (std::size_t i = 0; i < kScales.size(); ++i) {
        if (std::abs(kScales.at(i) - settings.uiScale) < 0.01f) {
            scale = static_cast<int>(i);
        }
    }
    if (const int chosen = segments(screen, "scale", kScaleNames, scale, width); chosen >= 0) {
        actions.emplace_back(SetUiScale{kScales.at(static_cast<std::size_t>(chosen))});
    }
    groupHeading(screen, "3D PICTURE");
    if (const int chosen =
            segments(screen, "quality", kQualities, static_cast<int>(settings.quality), width);
        chosen >= 0) {
        actions.emplace_back(SetQuality{static_cast<QualityChoice>(chosen)});
    }
    text(screen.fonts.small, colour::kQuiet,
         "Auto lowers the resolution of the 3D picture, never of text, to hold 25 pictures a "
         "second.");
    groupHeading(screen, "COVERAGE MAP");
    if (const int chosen = segments(screen, "map", kMaps, static_cast<int>(settings.map), width);
        chosen >= 0) {
        actions.emplace_back(SetMap{static_cast<MapMode>(chosen)});
    }
    ImGui::Dummy(ImVec2(0.0f, screen.px(10.0f)));
    if (primaryButton("Done", ImVec2(screen.px(110.0f), 0.0f))) {
        actions.emplace_back(CloseSettings{});
    }
    ImGui::SameLine();
    if (ImGui::Button("Show the keys")) {
        actions.emplace_back(CloseSettings{});
        actions.emplace_back(ToggleKeyCard{});
    }
    endCard();
}

} // namespace stipple::training_ui
