#include "engine/base/result.h"
#include "engine/ui/meter.h"
#include "training/ui/hint.h"
#include "training/ui/live_parts.h"
#include "training/ui/panels.h"
#include "training/ui/parts.h"
#include "training/ui/screen_layout.h"

#include <imgui.h>

#include <algorithm>
#include <cfloat>
#include <cmath>

namespace stipple::training_ui {

namespace {

namespace colour = ui::colour;

/// Words at the top of the picture, in the middle, on as many lines as they need up to `most`.
void drawBanner(const ui::Screen& screen, const ui::Box& box, const std::string& words, ImU32 back,
                ui::State state, int most) {
    ImDrawList& list = *ImGui::GetBackgroundDrawList();
    ImFont* font = screen.fonts.strong;
    const float pad = screen.px(10.0f);
    const float side = font->FontSize;
    const float room = std::max(box.width - 3.0f * pad - side, 1.0f);
    const ImVec2 wrapped = font->CalcTextSizeA(side, FLT_MAX, room, words.c_str());
    const bool cut = wrapped.y > side * (static_cast<float>(most) + 0.5f);
    const float width = (cut ? room : wrapped.x) + 3.0f * pad + side;
    const float height = cut ? side : wrapped.y;
    const float x = box.x + (box.width - width) * 0.5f;
    const float y = box.y + screen.px(8.0f);
    list.AddRectFilled(ImVec2(x, box.y), ImVec2(x + width, y + height + screen.px(8.0f)), back,
                       screen.px(8.0f));
    ui::drawStateMark(list, ImVec2(x + pad, y), side, state);
    const ImVec2 at(x + 2.0f * pad + side, y);
    if (cut) {
        ui::drawFittedText(list, font, at, colour::kText, room, words);
    } else {
        list.AddText(font, side, at, colour::kText, words.c_str(), nullptr, room);
    }
}

/// What went wrong for good; announced only to those who asked for some assistance.
void drawCriticals(const ui::Screen& screen, const ui::Box& box, const LiveView& view) {
    if (view.criticalFails.empty() || view.assistance == lesson::Assistance::None) {
        return;
    }
    const std::string more = view.criticalFails.size() > 1
                                 ? fmt::format(" (and {} more)", view.criticalFails.size() - 1)
                                 : std::string();
    drawBanner(screen, box, "Critical: " + view.criticalFails.front() + more, colour::kAlarm,
               ui::State::Poor, 1);
}

/// The line from the hint to the tip ends before the tip, which must stay in sight.
void drawLeader(ImDrawList& list, const ui::Screen& screen, const ui::Box& box, ImVec2 tip) {
    const ImVec2 from(std::clamp(tip.x, box.x, box.x + box.width),
                      std::clamp(tip.y, box.y, box.y + box.height));
    const float x = from.x - tip.x;
    const float y = from.y - tip.y;
    const float length = std::sqrt(x * x + y * y);
    const float stop = screen.px(16.0f);
    if (length > stop) {
        list.AddLine(from, ImVec2(tip.x + x / length * stop, tip.y + y / length * stop),
                     ui::faded(colour::kText, 0.55f), std::max(1.0f, screen.px(1.5f)));
    }
}

/// The hint beside the tip. It follows calmly: the tip makes lines of a few centimetres a second.
void drawHintAtTip(const ui::Screen& screen, const ui::Box& area, const LiveView& view,
                   HeldHint& held) {
    ImDrawList& list = *ImGui::GetBackgroundDrawList();
    ImFont* font = screen.fonts.strong;
    const float pad = screen.px(9.0f);
    const float side = font->FontSize;
    const float wrap = std::max(std::min(screen.px(250.0f), area.width * 0.3f), 1.0f);
    const std::string& words = held.hint.text;
    const ImVec2 text = font->CalcTextSizeA(font->FontSize, FLT_MAX, wrap, words.c_str());
    const ImVec2 tip(view.tipX_px, view.tipY_px);
    const ui::Box goal = hintBox(area, tip, ImVec2(text.x + 3.0f * pad + side, text.y + 2.0f * pad),
                                 screen.px(64.0f));
    constexpr float kFollow_perS = 5.0f;
    const float share =
        held.placed ? std::min(1.0f, ImGui::GetIO().DeltaTime * kFollow_perS) : 1.0f;
    held.x_px += (goal.x - held.x_px) * share;
    held.y_px += (goal.y - held.y_px) * share;
    held.placed = true;
    ui::Box box{held.x_px, held.y_px, goal.width, goal.height};
    const float keep = screen.px(18.0f);
    const ui::Box around{box.x - keep, box.y - keep, box.width + 2.0f * keep,
                         box.height + 2.0f * keep};
    if (around.holds(tip)) {
        // the tip was faster than the box
        held.x_px = box.x = goal.x;
        held.y_px = box.y = goal.y;
    }
    drawLeader(list, screen, box, tip);
    list.AddRectFilled(box.low(), box.high(), ui::faded(colour::kPanel, 0.93f), screen.px(7.0f));
    ui::drawStateMark(list, ImVec2(box.x + pad, box.y + pad), side,
                      held.hint.urgent ? ui::State::Fair : ui::State::Good);
    list.AddText(font, font->FontSize, ImVec2(box.x + 2.0f * pad + side, box.y + pad),
                 colour::kText, words.c_str(), nullptr, wrap);
}

void drawHint(const ui::Screen& screen, const LiveLayout& layout, const LiveView& view,
              HeldHint& held) {
    holdHint(held, hintFor(view), ImGui::GetTime());
    if (held.hint.kind == HintKind::None || view.paused) {
        return;
    }
    // a box beside the tip must leave something of a small picture to see
    const bool roomy =
        layout.hintArea.width >= screen.px(520.0f) && layout.hintArea.height >= screen.px(200.0f);
    if (view.tipInPicture && roomy) {
        drawHintAtTip(screen, layout.hintArea, view, held);
        return;
    }
    ui::Box line = layout.hint;
    line.y += view.criticalFails.empty() || view.assistance == lesson::Assistance::None
                  ? 0.0f
                  : line.height;
    drawBanner(screen, line, held.hint.text, ui::faded(colour::kPanel, 0.95f),
               held.hint.urgent ? ui::State::Fair : ui::State::Good, 3);
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

/// The clock stands while something is asked, and goes on after it only if it went before.
void holdClock(const LiveView& view, LiveChoices& choices, UiActions& actions) {
    const bool asks = choices.askEnd || choices.askAbandon;
    if (asks && !choices.asking) {
        choices.goesOnAfter = !view.paused;
    }
    if (asks && !view.paused) {
        actions.emplace_back(PauseAttempt{});
    }
    choices.asking = asks;
}

void goOn(LiveChoices& choices, UiActions& actions) {
    choices.askEnd = choices.askAbandon = choices.asking = false;
    if (choices.goesOnAfter) {
        actions.emplace_back(ResumeAttempt{});
    }
}

void drawQuestions(const ui::Screen& screen, const LiveView& view, LiveChoices& choices,
                   UiActions& actions) {
    choices.endWasAsked = choices.endWasAsked && choices.askEnd;
    holdClock(view, choices, actions);
    if (choices.askEnd) {
        beginQuestion(screen, "ask end", "End the attempt?",
                      "The clock stands still. The score is computed and the recording closed.");
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
            goOn(choices, actions);
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
            goOn(choices, actions);
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
    const LiveLayout layout = liveLayout(screen, view.onPerson);
    ImDrawList& behind = *ImGui::GetBackgroundDrawList();
    if (view.showSection) {
        drawSection(behind, screen, layout.section, section);
    }
    const bool map = view.showMap && coverage.mode != MapMode::Off && layout.map.width > 0.0f;
    if (map) {
        drawCoverage(behind, screen, layout.map, coverage, ImGui::GetIO().MousePos);
    }
    drawCriticals(screen, layout.hint, view);
    drawHint(screen, layout, view, choices.hint);

    beginPanel("live", layout.panel, colour::kPanel, false);
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing,
                        ImVec2(ImGui::GetStyle().ItemSpacing.x, screen.px(5.0f)));
    // the buttons stay in sight; what is above them scrolls where there is too much of it
    ImGui::BeginChild("live body",
                      ImVec2(0.0f, ImGui::GetContentRegionAvail().y - liveButtonsHeight(screen)));
    drawClock(screen, view);
    drawPenSwitches(screen, view, actions);
    drawZoneBand(screen, view);
    drawMeters(screen, view);
    drawProgress(screen, view, map && coverage.person);
    ImGui::EndChild();
    drawLiveButtons(screen, view, choices, actions);
    ImGui::PopStyleVar();
    ImGui::End();
    drawQuestions(screen, view, choices, actions);
}

} // namespace stipple::training_ui
