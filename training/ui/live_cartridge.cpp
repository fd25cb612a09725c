#include "engine/base/result.h"
#include "training/ui/live_parts.h"
#include "training/ui/parts.h"

#include <imgui.h>

namespace stipple::training_ui {

namespace colour = ui::colour;

std::string rateText(const LiveView& view, bool unit) {
    const std::string set = fmt::format("{:.0f}{}", view.strokeRate_Hz, unit ? " Hz" : "");
    return view.slowed_Hz ? fmt::format("{:.0f}/{}", *view.slowed_Hz, set) : set;
}

void drawCartridge(const ui::Screen& screen, const LiveView& view) {
    if (view.cartridge.empty()) {
        return;
    }
    // who is examined must see for themselves whether it is right
    const bool tells = showsStates(view) && view.mode != lesson::Mode::Graded;
    const float width = ImGui::GetContentRegionAvail().x;
    const ImU32 paint = tells && !view.cartridgeFresh ? colour::kFair : colour::kText;
    ui::drawFittedText(*ImGui::GetWindowDrawList(), screen.fonts.body, ImGui::GetCursorScreenPos(),
                       paint, width,
                       fmt::format("{}: {}", view.roller ? "Roller" : "Cartridge", view.cartridge));
    ImGui::Dummy(ImVec2(width, screen.fonts.body->FontSize));
}

} // namespace stipple::training_ui
