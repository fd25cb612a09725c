#include "engine/base/result.h"
#include "engine/ui/meter.h"
#include "training/ui/hint.h"
#include "training/ui/live_parts.h"
#include "training/ui/panels.h"
#include "training/ui/parts.h"
#include "training/ui/screen_layout.h"

#include <imgui.h>

#include <algorithm>
#include <array>

namespace stipple::training_ui {

namespace {

namespace colour = ui::colour;

void drawHintLine(const ui::Screen& screen, const ui::Box& box, const LiveView& view) {
    ImDrawList& list = *ImGui::GetBackgroundDrawList();
    ImFont* font = screen.fonts.strong;
    float y = box.y;
    const auto banner = [&](const std::string& words, ImU32 back, ImU32 front, ui::State state) {
        const float pad = screen.px(10.0f);
        const float side = font->FontSize;
        const float room = box.width - 3.0f * pad - side;
        const float width = std::min(ui::textSize(font, words).x, room) + 3.0f * pad + side;
        const float height = side + screen.px(16.0f);
        const float x = box.x + (box.width - width) * 0.5f;
        list.AddRectFilled(ImVec2(x, y), ImVec2(x + width, y + height), back, screen.px(8.0f));
        ui::drawStateMark(list, ImVec2(x + pad, y + screen.px(8.0f)), side, state);
        ui::drawFittedText(list, font, ImVec2(x + 2.0f * pad + side, y + screen.px(8.0f)), front,
                           room, words);
        y += height + screen.px(6.0f);
    };
    if (!view.criticalFails.empty()) {
        const std::string more = view.criticalFails.size() > 1
                                     ? fmt::format(" (and {} more)", view.criticalFails.size() - 1)
                                     : std::string();
        banner("Critical: " + view.criticalFails.front() + more, colour::kAlarm, colour::kText,
               ui::State::Poor);
    }
    if (const Hint hint = hintFor(view); hint.kind != HintKind::None) {
        banner(hint.text, ui::faded(colour::kPanel, 0.95f), colour::kText,
               hint.urgent ? ui::State::Fair : ui::State::Good);
    }
}

/// A card in the middle of the picture with a question; the buttons follow. End with ImGui::End().
void beginQuestion(const ui::Screen& screen, const char* name, const std::string& title,
                   const std::string& words) {
    const LiveLayout layout = liveLayout(screen);
    const float margin = screen.px(12.0f);
    const float width = std::min(screen.px(420.0f), screen.width_px - 2.0f * margin);
    // over the middle of the picture, and over the panel where the picture is too narrow
    const float middle = std::max(layout.picture.width * 0.5f, width * 0.5f + margin);
    ImGui::SetNextWindowPos(ImVec2(middle, screen.height_px * 0.4f), ImGuiCond_Always,
                            ImVec2(0.5f, 0.5f));
    ImGui::SetNextWindowSize(ImVec2(width, 0.0f));
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(screen.px(24.0f), screen.px(20.0f)));
    ImGui::Begin(name, nullptr,
                 ImGuiWindowFlags_NoTitleBar | ImGuiWindowFlags_NoResize | ImGuiWindowFlags_NoMove |
                     ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_AlwaysAutoResize |
                     ImGuiWindowFlags_NoScrollbar);
    ImGui::PopStyleVar();
    text(screen.fonts.heading, colour::kText, title);
    text(screen.fonts.body, colour::kQuiet, words);
    ImGui::Dummy(ImVec2(0.0f, screen.px(4.0f)));
}

void drawQuestions(const ui::Screen& screen, const LiveView& view, LiveChoices& choices,
                   UiActions& actions) {
    choices.endWasAsked = choices.endWasAsked && choices.askEnd;
    if (choices.askEnd) {
        beginQuestion(screen, "ask end", "End the attempt?",
                      "The score is computed and the recording is closed.");
        // Enter opened this question; a second press answers it
        const bool again =
            choices.endWasAsked && ImGui::IsKeyPressed(ImGui::GetKeyIndex(ImGuiKey_Enter), false);
        choices.endWasAsked = true;
        if (primaryButton("End and score (Enter)") || again) {
            choices.askEnd = false;
            actions.emplace_back(EndAttempt{});
        }
        ImGui::SameLine();
        if (ImGui::Button("Go on")) {
            choices.askEnd = false;
        }
        ImGui::End();
    } else if (choices.askAbandon) {
        beginQuestion(screen, "ask abandon", "Abandon the attempt?",
                      "It stays on disk without a score.");
        if (primaryButton("Abandon")) {
            choices.askAbandon = false;
            actions.emplace_back(AbandonAttempt{});
        }
        ImGui::SameLine();
        if (ImGui::Button("Go on")) {
            choices.askAbandon = false;
        }
        ImGui::End();
    } else if (view.paused) {
        beginQuestion(screen, "paused", "Paused",
                      "The clock stands still and the pen is not recorded.");
        if (primaryButton("Resume (P)")) {
            actions.emplace_back(ResumeAttempt{});
        }
        ImGui::SameLine();
        if (ImGui::Button("Keys (F1)")) {
            actions.emplace_back(ToggleKeyCard{});
        }
        ImGui::SameLine();
        if (ImGui::Button("Settings")) {
            actions.emplace_back(OpenSettings{});
        }
        ImGui::End();
    }
}

} // namespace

void drawLive(const ui::Screen& screen, const LiveView& view, const SectionView& section,
              const CoverageView& coverage, LiveChoices& choices, UiActions& actions) {
    const LiveLayout layout = liveLayout(screen);
    ImDrawList& behind = *ImGui::GetBackgroundDrawList();
    if (view.showSection) {
        drawSection(behind, screen, layout.section, section);
    }
    if (view.showMap && coverage.mode != MapMode::Off && layout.map.width > 0.0f) {
        drawCoverage(behind, screen, layout.map, coverage, ImGui::GetIO().MousePos);
    }
    drawHintLine(screen, layout.hint, view);

    beginPanel("live", layout.panel, colour::kPanel, true);
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing,
                        ImVec2(ImGui::GetStyle().ItemSpacing.x, screen.px(5.0f)));
    drawClock(screen, view);
    drawPenSwitches(screen, view, actions);
    drawZoneBand(screen, view);
    drawMeters(screen, view);
    drawProgress(screen, view);
    drawLiveButtons(screen, view, choices, actions);
    ImGui::PopStyleVar();
    ImGui::End();
    drawQuestions(screen, view, choices, actions);
}

} // namespace stipple::training_ui
