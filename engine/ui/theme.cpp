#include "engine/ui/theme.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace stipple::ui {

namespace {

double linearChannel(ImU32 colourValue, unsigned int shift) {
    const double channel = static_cast<double>((colourValue >> shift) & 0xffU) / 255.0;
    return channel <= 0.04045 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
}

double luminance(ImU32 colourValue) {
    return 0.2126 * linearChannel(colourValue, IM_COL32_R_SHIFT) +
           0.7152 * linearChannel(colourValue, IM_COL32_G_SHIFT) +
           0.0722 * linearChannel(colourValue, IM_COL32_B_SHIFT);
}

constexpr std::array kWidgetColours{
    std::pair{ImGuiCol_Text, colour::kText},
    std::pair{ImGuiCol_TextDisabled, colour::kQuiet},
    std::pair{ImGuiCol_WindowBg, colour::kPanel},
    std::pair{ImGuiCol_ChildBg, IM_COL32(0, 0, 0, 0)},
    std::pair{ImGuiCol_PopupBg, colour::kRaised},
    std::pair{ImGuiCol_Border, colour::kLine},
    std::pair{ImGuiCol_BorderShadow, IM_COL32(0, 0, 0, 0)},
    std::pair{ImGuiCol_FrameBg, colour::kRaised},
    std::pair{ImGuiCol_FrameBgHovered, colour::kHovered},
    std::pair{ImGuiCol_FrameBgActive, colour::kHovered},
    std::pair{ImGuiCol_ScrollbarBg, IM_COL32(0, 0, 0, 0)},
    std::pair{ImGuiCol_ScrollbarGrab, colour::kLine},
    std::pair{ImGuiCol_ScrollbarGrabHovered, colour::kQuiet},
    std::pair{ImGuiCol_ScrollbarGrabActive, colour::kQuiet},
    std::pair{ImGuiCol_CheckMark, colour::kAccent},
    std::pair{ImGuiCol_SliderGrab, colour::kAccent},
    std::pair{ImGuiCol_SliderGrabActive, colour::kText},
    std::pair{ImGuiCol_Button, colour::kRaised},
    std::pair{ImGuiCol_ButtonHovered, colour::kHovered},
    std::pair{ImGuiCol_ButtonActive, colour::kLine},
    std::pair{ImGuiCol_Header, colour::kRaised},
    std::pair{ImGuiCol_HeaderHovered, colour::kHovered},
    std::pair{ImGuiCol_HeaderActive, colour::kLine},
    std::pair{ImGuiCol_Separator, colour::kLine},
    std::pair{ImGuiCol_TableHeaderBg, colour::kRaised},
    std::pair{ImGuiCol_TableBorderStrong, colour::kLine},
    std::pair{ImGuiCol_TableBorderLight, colour::kRaised},
    std::pair{ImGuiCol_TableRowBg, IM_COL32(0, 0, 0, 0)},
    std::pair{ImGuiCol_TableRowBgAlt, IM_COL32(255, 255, 255, 8)},
    std::pair{ImGuiCol_TextSelectedBg, colour::kAccentDeep},
    std::pair{ImGuiCol_NavHighlight, colour::kAccent},
    std::pair{ImGuiCol_ModalWindowDimBg, IM_COL32(8, 10, 14, 170)},
};

} // namespace

ImU32 faded(ImU32 colourValue, float alpha) {
    const float kept = std::clamp(alpha, 0.0f, 1.0f) *
                       static_cast<float>((colourValue >> IM_COL32_A_SHIFT) & 0xffU);
    return (colourValue & ~IM_COL32_A_MASK) | (static_cast<ImU32>(kept + 0.5f) << IM_COL32_A_SHIFT);
}

ImU32 stateColour(State state) {
    switch (state) {
    case State::Good:
        return colour::kGood;
    case State::Fair:
        return colour::kFair;
    case State::Poor:
        return colour::kPoor;
    case State::Unknown:
        break;
    }
    return colour::kUnknown;
}

void drawStateMark(ImDrawList& list, ImVec2 leftTop, float side_px, State state) {
    const ImU32 paint = stateColour(state);
    const ImVec2 middle(leftTop.x + side_px * 0.5f, leftTop.y + side_px * 0.5f);
    const float radius = side_px * 0.42f;
    const float line = std::max(1.5f, side_px * 0.13f);
    switch (state) {
    case State::Good:
        list.AddCircleFilled(middle, radius, paint, 24);
        break;
    case State::Fair:
        list.AddTriangleFilled(ImVec2(middle.x, middle.y - radius * 1.05f),
                               ImVec2(middle.x + radius * 1.1f, middle.y + radius * 0.85f),
                               ImVec2(middle.x - radius * 1.1f, middle.y + radius * 0.85f), paint);
        break;
    case State::Poor: {
        const float half = radius * 0.95f;
        list.AddRectFilled(ImVec2(middle.x - half, middle.y - half),
                           ImVec2(middle.x + half, middle.y + half), paint, side_px * 0.08f);
        const float arm = half * 0.55f;
        list.AddLine(ImVec2(middle.x - arm, middle.y - arm), ImVec2(middle.x + arm, middle.y + arm),
                     colour::kPanel, line);
        list.AddLine(ImVec2(middle.x - arm, middle.y + arm), ImVec2(middle.x + arm, middle.y - arm),
                     colour::kPanel, line);
        break;
    }
    case State::Unknown:
        list.AddCircle(middle, radius * 0.92f, paint, 24, line);
        list.AddCircleFilled(middle, line * 0.75f, paint, 8);
        break;
    }
}

double contrast(ImU32 a, ImU32 b) {
    const double light = std::max(luminance(a), luminance(b));
    const double dark = std::min(luminance(a), luminance(b));
    return (light + 0.05) / (dark + 0.05);
}

void applyTheme(ImGuiStyle& style, float scale) {
    style = ImGuiStyle();
    ImGui::StyleColorsDark(&style);
    for (const auto& [index, paint] : kWidgetColours) {
        style.Colors[index] = ImGui::ColorConvertU32ToFloat4(paint);
    }
    style.WindowPadding = ImVec2(16.0f, 14.0f);
    style.FramePadding = ImVec2(10.0f, 6.0f);
    style.ItemSpacing = ImVec2(10.0f, 8.0f);
    style.ItemInnerSpacing = ImVec2(8.0f, 6.0f);
    style.CellPadding = ImVec2(8.0f, 4.0f);
    style.ScrollbarSize = 12.0f;
    style.GrabMinSize = 14.0f;
    style.WindowRounding = 8.0f;
    style.ChildRounding = 6.0f;
    style.FrameRounding = 5.0f;
    style.PopupRounding = 6.0f;
    style.GrabRounding = 5.0f;
    style.ScrollbarRounding = 6.0f;
    style.WindowBorderSize = 0.0f;
    style.PopupBorderSize = 1.0f;
    style.FrameBorderSize = 0.0f;
    style.ScaleAllSizes(scale);
    style.DisabledAlpha = 0.55f;
}

} // namespace stipple::ui
