#include "engine/base/result.h"
#include "training/ui/live_parts.h"
#include "training/ui/parts.h"

#include <imgui.h>

#include <algorithm>

namespace stipple::training_ui {

namespace {

namespace colour = ui::colour;

/// "1.4 of 3 passes", "1.4 of 2–3 passes"; without the target where bands are hidden.
std::string passesText(const LiveView& view, const ZoneProgress& zone) {
    if (!showsBands(view)) {
        return fmt::format("{:.1f} passes", zone.passesMedian);
    }
    const std::string most =
        zone.passesMax > zone.passesMin ? fmt::format("–{}", zone.passesMax) : std::string();
    return fmt::format("{:.1f} of {}{} passes", zone.passesMedian, zone.passesMin, most);
}

void drawZoneProgress(const ui::Screen& screen, const LiveView& view, const ZoneProgress& zone) {
    const float width = ImGui::GetContentRegionAvail().x;
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const std::string passes = passesText(view, zone);
    const float passesWidth = ui::textSize(screen.fonts.small, passes).x;
    ui::drawFittedText(list, zone.active ? screen.fonts.strong : screen.fonts.body, at,
                       zone.active ? colour::kText : colour::kQuiet,
                       width - passesWidth - screen.px(8.0f), zone.label);
    list.AddText(screen.fonts.small, screen.fonts.small->FontSize,
                 ImVec2(at.x + width - passesWidth, at.y + screen.px(1.0f)), colour::kQuiet,
                 passes.c_str());
    const float barY = at.y + screen.fonts.body->FontSize + screen.px(4.0f);
    const float share = std::clamp(zone.done_pct / 100.0f, 0.0f, 1.0f);
    list.AddRectFilled(ImVec2(at.x, barY), ImVec2(at.x + width, barY + screen.px(5.0f)),
                       colour::kRaised, screen.px(3.0f));
    // how much of the patch has enough passes tells the target
    if (share > 0.0f && showsStates(view)) {
        list.AddRectFilled(ImVec2(at.x, barY), ImVec2(at.x + width * share, barY + screen.px(5.0f)),
                           zone.active ? colour::kAccent : colour::kQuiet, screen.px(3.0f));
    }
    ImGui::Dummy(ImVec2(width, screen.fonts.body->FontSize + screen.px(9.0f)));
}

/// Always as high: the panel must not jump while the pen crosses a border.
void drawFewZones(const ui::Screen& screen, const LiveView& view) {
    const auto active = std::find_if(view.zones.begin(), view.zones.end(),
                                     [](const ZoneProgress& zone) { return zone.active; });
    if (active != view.zones.end()) {
        drawZoneProgress(screen, view, *active);
    } else {
        ImGui::Dummy(ImVec2(0.0f, screen.fonts.body->FontSize + screen.px(9.0f)));
    }
    const auto done =
        std::count_if(view.zones.begin(), view.zones.end(),
                      [](const ZoneProgress& zone) { return zone.done_pct >= kZoneDone_pct; });
    const std::string next = view.nextZone.empty() ? std::string() : ", next: " + view.nextZone;
    ui::drawFittedText(*ImGui::GetWindowDrawList(), screen.fonts.small, ImGui::GetCursorScreenPos(),
                       colour::kQuiet, ImGui::GetContentRegionAvail().x,
                       showsStates(view)
                           ? fmt::format("{} of {} zones done{}", done, view.zones.size(), next)
                           : fmt::format("{} zones", view.zones.size()));
    ImGui::Dummy(ImVec2(0.0f, screen.fonts.small->FontSize));
}

} // namespace

void drawProgress(const ui::Screen& screen, const LiveView& view, bool listedElsewhere) {
    groupHeading(screen, view.onPerson ? "ZONES" : "PATCHES");
    constexpr std::size_t kFew = 3;
    if (listedElsewhere && view.zones.size() > kFew) {
        drawFewZones(screen, view);
        return;
    }
    for (const ZoneProgress& zone : view.zones) {
        drawZoneProgress(screen, view, zone);
    }
}

float liveButtonsHeight(const ui::Screen& screen) {
    return screen.px(2.0f) + ImGui::GetFrameHeight() + screen.fonts.small->FontSize +
           3.0f * ImGui::GetStyle().ItemSpacing.y;
}

void drawLiveButtons(const ui::Screen& screen, const LiveView& view, LiveChoices& choices,
                     UiActions& actions) {
    const float width = ImGui::GetContentRegionAvail().x;
    const float gap = screen.px(6.0f);
    const float third = (width - 2.0f * gap) / 3.0f;
    ImGui::Dummy(ImVec2(0.0f, screen.px(2.0f)));
    if (ImGui::Button("End", ImVec2(third, 0.0f))) {
        choices.askEnd = true;
    }
    ImGui::SameLine(0.0f, gap);
    if (ImGui::Button(view.paused ? "Resume" : "Pause", ImVec2(third, 0.0f))) {
        if (view.paused) {
            actions.emplace_back(ResumeAttempt{});
        } else {
            actions.emplace_back(PauseAttempt{});
        }
    }
    ImGui::SameLine(0.0f, gap);
    if (ImGui::Button("Abandon", ImVec2(third, 0.0f))) {
        choices.askAbandon = true;
    }
    if (!view.device.empty()) {
        const ImVec2 at = ImGui::GetCursorScreenPos();
        ui::drawFittedText(*ImGui::GetWindowDrawList(), screen.fonts.small, at, colour::kQuiet,
                           width, view.device);
        ImGui::Dummy(ImVec2(width, screen.fonts.small->FontSize));
    }
}

} // namespace stipple::training_ui
