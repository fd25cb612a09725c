#include "training/ui/healing_view.h"

#include "engine/base/result.h"
#include "training/ui/parts.h"
#include "training/ui/review_parts.h"
#include "training/ui/screen_layout.h"

#include <imgui.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace stipple::training_ui {

namespace {

namespace colour = ui::colour;

constexpr float kHours = 24.0f;
constexpr std::array kStops{0.0f, 1.0f, 3.0f, 7.0f, 28.0f, 90.0f, 365.0f};
constexpr std::array kStopNames{"Now", "Day 1", "3", "7", "28", "90", "365"};
constexpr std::array kAxisNames{"", "1", "3", "7", "28", "90", "365 d"};

void drawTimes(const ui::Screen& screen, HealingChoices& choices) {
    int at = -1;
    for (std::size_t k = 0; k < kStops.size(); ++k) {
        at = choices.day == kStops[k] ? static_cast<int>(k) : at;
    }
    const float width = ImGui::GetContentRegionAvail().x;
    if (const int picked = segments(screen, "days", kStopNames, at, width); picked >= 0) {
        choices.day = kStops[static_cast<std::size_t>(picked)];
    }
    float place = healingAxis(choices.day);
    ImGui::SetNextItemWidth(width);
    if (ImGui::SliderFloat("##day", &place, 0.0f, 1.0f, healingTime(choices.day).c_str())) {
        choices.day = healingDay(place);
    }
}

void drawZone(const HealingView& view, HealingChoices& choices) {
    const auto zone = static_cast<std::size_t>(choices.zone);
    ImGui::SetNextItemWidth(ImGui::GetContentRegionAvail().x);
    if (ImGui::BeginCombo("##zone", zone < view.zones.size() ? view.zones[zone].c_str() : "")) {
        for (std::size_t k = 0; k < view.zones.size(); ++k) {
            if (ImGui::Selectable(view.zones[k].c_str(), k == zone)) {
                choices.zone = static_cast<int>(k);
            }
        }
        ImGui::EndCombo();
    }
}

void drawCare(const ui::Screen& screen, HealingChoices& choices) {
    groupHeading(screen, "Aftercare");
    ImGui::Checkbox("Covered from the sun, two weeks", &choices.sunProtected);
    ImGui::Checkbox("Nothing picked or rubbed", &choices.leftAlone);
    ImGui::Checkbox("No make-up, acids, retinoids at first", &choices.gentleOnly);
    ImGui::Checkbox("Left uncovered", &choices.uncovered);
    ImGui::Checkbox("No sport or sauna, three days", &choices.rested);
    groupHeading(screen, "Before");
    ImGui::Checkbox("No sun, one day to two weeks", &choices.sunAvoided);
    ImGui::Checkbox("Retinoids and acids stopped", &choices.activesStopped);
    ImGui::Checkbox("No alcohol, NSAIDs: three days", &choices.thinnersStopped);
    ImGui::Checkbox("Antiviral, after cold sores", &choices.antiviral);
    ImGui::Checkbox("Lightener for 2 to 4 weeks", &choices.primed);
    groupHeading(screen, "Hygiene");
    ImGui::Checkbox("Clean hands, clean skin", &choices.cleanHands);
    ImGui::Checkbox("New cartridge", &choices.newCartridge);
    ImGui::Checkbox("Only sterile gel needled in", &choices.sterileSerum);
}

void drawWhatIf(const ui::Screen& screen, HealingChoices& choices) {
    groupHeading(screen, "What if");
    const float width = ImGui::GetContentRegionAvail().x;
    const auto slider = [&](const char* id, float& value, float least, float most,
                            const char* format) {
        ImGui::SetNextItemWidth(width);
        ImGui::SliderFloat(id, &value, least, most, format);
    };
    slider("##depth", choices.depthFactor, 0.25f, 2.0f, "depth times %.2f");
    slider("##passes", choices.passFactor, 0.25f, 3.0f, "punctures times %.2f");
    ImGui::SetNextItemWidth(width);
    ImGui::SliderInt("##sessions", &choices.sessions, 1, 6,
                     choices.sessions == 1 ? "%d treatment" : "%d treatments");
    if (choices.sessions > 1) {
        slider("##interval", choices.interval_weeks, 1.0f, 8.0f, "every %.1f weeks");
    }
    if (ImGui::Button("As it was done")) {
        const HealingChoices plain;
        choices.depthFactor = plain.depthFactor;
        choices.passFactor = plain.passFactor;
        choices.sessions = plain.sessions;
        choices.interval_weeks = plain.interval_weeks;
    }
}

void drawRisks(const ui::Screen& screen, const HealingView& view) {
    groupHeading(screen, "What can go wrong");
    const float side = screen.fonts.small->FontSize;
    for (const HealingRisk& risk : view.risks) {
        ui::drawStateMark(*ImGui::GetWindowDrawList(), ImGui::GetCursorScreenPos(), side,
                          risk.state);
        ImGui::Dummy(ImVec2(side, side));
        ImGui::SameLine(0.0f, screen.px(6.0f));
        text(screen.fonts.small, colour::kText, risk.label + ": " + risk.words);
    }
}

std::string bandText(const HealingCurve& curve) {
    const int decimals = curve.decimals;
    if (curve.nowLow == curve.nowHigh) {
        return fmt::format("{:.{}f} {}", curve.nowLikely, decimals, curve.unit);
    }
    return fmt::format("{:.{}f} {} ({:.{}f} to {:.{}f})", curve.nowLikely, decimals, curve.unit,
                       curve.nowLow, decimals, curve.nowHigh, decimals);
}

/// The band as one quad a step, the likely line above it, the chosen day across.
void drawCurve(const ui::Screen& screen, const ui::Box& box, const HealingView& view,
               const HealingCurve& curve, float day) {
    ImDrawList& list = *ImGui::GetWindowDrawList();
    ImFont* font = screen.fonts.small;
    const float line = font->FontSize;
    const std::string value = bandText(curve);
    const float valueWidth = ui::textSize(font, value).x;
    (void)ui::drawFittedText(list, font, box.low(), colour::kQuiet,
                             box.width - valueWidth - screen.px(8.0f), curve.label);
    list.AddText(font, line, ImVec2(box.x + box.width - valueWidth, box.y), colour::kText,
                 value.c_str());
    const float top = box.y + line + screen.px(2.0f);
    const float bottom = box.y + box.height - line - screen.px(2.0f);
    list.AddRectFilled(ImVec2(box.x, top), ImVec2(box.x + box.width, bottom), colour::kRaised);
    const auto at = [&](std::size_t k, float amount) {
        const float share = std::clamp(amount / curve.most, 0.0f, 1.0f);
        return ImVec2(box.x + box.width * healingAxis(view.days[k]),
                      bottom - (bottom - top) * share);
    };
    for (std::size_t k = 1; k < view.days.size(); ++k) {
        list.AddQuadFilled(at(k - 1, curve.low[k - 1]), at(k - 1, curve.high[k - 1]),
                           at(k, curve.high[k]), at(k, curve.low[k]),
                           ui::faded(colour::kAccent, 0.28f));
    }
    for (std::size_t k = 1; k < view.days.size(); ++k) {
        list.AddLine(at(k - 1, curve.likely[k - 1]), at(k, curve.likely[k]), colour::kAccent,
                     screen.px(1.6f));
    }
    const float now = box.x + box.width * healingAxis(day);
    list.AddLine(ImVec2(now, top), ImVec2(now, bottom), colour::kText, screen.px(1.0f));
    for (std::size_t k = 1; k < kStops.size(); ++k) {
        const float x = box.x + box.width * healingAxis(kStops[k]);
        list.AddLine(ImVec2(x, bottom), ImVec2(x, bottom - screen.px(3.0f)), colour::kQuiet);
        const std::string name = kAxisNames[k];
        const float width = ui::textSize(font, name).x;
        list.AddText(font, line,
                     ImVec2(std::min(x - 0.5f * width, box.x + box.width - width), bottom),
                     colour::kQuiet, name.c_str());
    }
}

void drawCurves(const ui::Screen& screen, const HealingView& view, const HealingChoices& choices,
                float height_px) {
    if (view.curves.empty()) {
        return;
    }
    const float gap = screen.px(8.0f);
    const float width = ImGui::GetContentRegionAvail().x;
    const auto count = static_cast<float>(view.curves.size());
    const float each = std::max(screen.px(64.0f), (height_px - gap * (count - 1.0f)) / count);
    for (const HealingCurve& curve : view.curves) {
        const ImVec2 low = ImGui::GetCursorScreenPos();
        drawCurve(screen, {low.x, low.y, width, each}, view, curve, choices.day);
        ImGui::Dummy(ImVec2(width, each));
    }
}

void drawControls(const ui::Screen& screen, const HealingView& view, HealingChoices& choices) {
    drawTimes(screen, choices);
    text(screen.fonts.body, colour::kText, view.phase);
    drawZone(view, choices);
    text(screen.fonts.small, colour::kQuiet, view.client + ". " + view.dose);
    drawRisks(screen, view);
    ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, ImVec2(screen.px(4.0f), screen.px(3.0f)));
    ImGui::Checkbox("Show the serum that comes in", &choices.serumMap);
    drawWhatIf(screen, choices);
    drawCare(screen, choices);
    ImGui::PopStyleVar();
    text(screen.fonts.small, colour::kQuiet,
         "A preview, not a prediction: bands are as wide as the trials behind them and the doubt "
         "about the dose. The picture shows what is likely; which places darken is made up, how "
         "many "
         "is not. Sources: scenes/healing.toml.");
}

} // namespace

float healingAxis(float day) {
    return std::log1p(std::clamp(day, 0.0f, kHealingDays) * kHours) /
           std::log1p(kHealingDays * kHours);
}

float healingDay(float place) {
    return std::expm1(std::clamp(place, 0.0f, 1.0f) * std::log1p(kHealingDays * kHours)) / kHours;
}

std::string healingTime(float day) {
    if (day * kHours < 0.5f) {
        return "Right after the treatment";
    }
    if (day < 2.0f && day != 1.0f) {
        return fmt::format("{:.0f} h after", day * kHours);
    }
    if (day < 60.0f) {
        return fmt::format("Day {:.0f}", day);
    }
    return fmt::format("Day {:.0f}, month {:.0f}", day, day / 30.4f);
}

void drawHealingTab(const ui::Screen& screen, const HealingView& view, HealingChoices& choices) {
    if (view.zones.empty()) {
        text(screen.fonts.body, colour::kText, "Nothing was needled, so there is nothing to heal.");
        return;
    }
    if (isNarrow(screen)) {
        drawControls(screen, view, choices);
        drawCurves(screen, view, choices, 0.0f);
        return;
    }
    const ReviewLayout layout = reviewLayout(screen);
    const float gap = screen.px(16.0f);
    const float half = (layout.traces.width - gap) * 0.5f;
    const float height = layout.traces.height + layout.bar.height;
    ImGui::SetCursorScreenPos(layout.traces.low());
    ImGui::BeginChild("healing", ImVec2(half, height));
    drawControls(screen, view, choices);
    ImGui::EndChild();
    ImGui::SetCursorScreenPos(ImVec2(layout.traces.x + half + gap, layout.traces.y));
    ImGui::BeginChild("curves", ImVec2(half, height));
    drawCurves(screen, view, choices, height - screen.px(4.0f));
    ImGui::EndChild();
}

} // namespace stipple::training_ui
