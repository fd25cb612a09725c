#include "engine/base/result.h"
#include "training/ui/panels.h"
#include "training/ui/parts.h"

#include <imgui.h>
#include <imgui_stdlib.h>

#include <algorithm>
#include <array>

namespace stipple::training_ui {

namespace {

namespace colour = ui::colour;

constexpr std::array kModes{"Formative", "Graded"};
constexpr std::array kAssistances{"None", "Cues", "Full"};

const char* explain(lesson::Mode mode) {
    return mode == lesson::Mode::Graded
               ? "Counts: the pass rule holds and a critical fail ends in a fail."
               : "For learning: the same measures, critical events are shown but fail nothing.";
}

const char* explain(lesson::Assistance assistance) {
    switch (assistance) {
    case lesson::Assistance::None:
        return "No hints, no warnings, no target bands.";
    case lesson::Assistance::Cues:
        return "Colours and shapes tell good from poor; no targets, no hints.";
    case lesson::Assistance::Full:
        break;
    }
    return "Target bands, limits and one hint at a time.";
}

void drawHeader(const ui::Screen& screen, const StartView& view) {
    text(screen.fonts.title, colour::kText, "Stipple");
    ImGui::SameLine();
    ImGui::SetCursorPosY(ImGui::GetCursorPosY() + screen.fonts.title->FontSize -
                         screen.fonts.body->FontSize - screen.px(3.0f));
    text(screen.fonts.body, colour::kQuiet, "Microneedling trainer   " + view.version);
    if (!view.notice.empty()) {
        text(screen.fonts.body, colour::kFair, view.notice);
    }
}

void drawLessonList(const ui::Screen& screen, const StartView& view, StartChoices& choices) {
    std::string group;
    for (int i = 0; i < static_cast<int>(view.lessons.size()); ++i) {
        const LessonEntry& lesson = view.lessons[static_cast<std::size_t>(i)];
        const std::string own = !lesson.problem.empty() && lesson.patient.empty() ? "NOT READABLE"
                                : lesson.patient.empty()                          ? "ON THE PAD"
                                                                                  : "ON A PATIENT";
        if (own != group) {
            groupHeading(screen, own.c_str());
            group = own;
        }
        const bool on = i == choices.lesson;
        ImGui::PushID(i);
        ImGui::PushStyleColor(ImGuiCol_Button, on ? colour::kHovered : colour::kRaised);
        ImGui::PushStyleVar(ImGuiStyleVar_ButtonTextAlign, ImVec2(0.0f, 0.5f));
        const ImVec2 at = ImGui::GetCursorScreenPos();
        const float height = screen.fonts.body->FontSize * 2.0f + screen.px(26.0f);
        if (ImGui::Button("##lesson", ImVec2(-1.0f, height))) {
            choices.lesson = i;
        }
        const float width = ImGui::GetItemRectSize().x;
        ImDrawList& list = *ImGui::GetWindowDrawList();
        if (on) {
            list.AddRectFilled(at, ImVec2(at.x + screen.px(3.0f), at.y + height), colour::kAccent);
        }
        const float inset = screen.px(14.0f);
        ui::drawFittedText(list, screen.fonts.strong, ImVec2(at.x + inset, at.y + screen.px(9.0f)),
                           colour::kText, width - 2.0f * inset, lesson.title);
        const std::string second =
            lesson.problem.empty()
                ? (lesson.timeLimit_s > 0.0 ? clockText(lesson.timeLimit_s) + " min" : "no limit") +
                      (lesson.patient.empty() ? "" : "   " + lesson.patient)
                : "cannot be started";
        ui::drawFittedText(
            list, screen.fonts.small,
            ImVec2(at.x + inset, at.y + screen.px(14.0f) + screen.fonts.strong->FontSize),
            lesson.problem.empty() ? colour::kQuiet : colour::kPoor, width - 2.0f * inset, second);
        ImGui::PopStyleVar();
        ImGui::PopStyleColor();
        ImGui::PopID();
    }
    if (view.lessons.empty()) {
        groupHeading(screen, "LESSONS");
        text(screen.fonts.body, colour::kPoor, "No lesson was found in training/lessons.");
    }
}

void drawRecent(const ui::Screen& screen, const StartView& view, UiActions& actions) {
    groupHeading(screen, "RECENT ATTEMPTS");
    if (view.recent.empty()) {
        text(screen.fonts.body, colour::kQuiet, "None yet. What you do is kept here for review.");
    }
    for (int i = 0; i < static_cast<int>(view.recent.size()); ++i) {
        const RecentAttempt& attempt = view.recent[static_cast<std::size_t>(i)];
        ImGui::PushID(i);
        const ImVec2 at = ImGui::GetCursorScreenPos();
        const float line = screen.fonts.small->FontSize;
        const float height = screen.fonts.body->FontSize + line + screen.px(20.0f);
        if (ImGui::Button("##attempt", ImVec2(-1.0f, height))) {
            actions.emplace_back(OpenReview{attempt.path});
        }
        const float width = ImGui::GetItemRectSize().x;
        ImDrawList& list = *ImGui::GetWindowDrawList();
        const float inset = screen.px(12.0f);
        const std::string total =
            attempt.complete ? fmt::format("{:.0f}", attempt.total) : std::string("cut off");
        const float totalWidth = ui::textSize(screen.fonts.strong, total).x;
        const ui::State state = !attempt.complete ? ui::State::Unknown
                                : attempt.passed  ? ui::State::Good
                                                  : ui::State::Poor;
        // practice is neither passed nor failed
        if (!attempt.complete || attempt.mode != "formative") {
            ui::drawStateMark(list,
                              ImVec2(at.x + width - inset - totalWidth - line - screen.px(8.0f),
                                     at.y + screen.px(9.0f)),
                              line, state);
        }
        list.AddText(screen.fonts.strong, screen.fonts.strong->FontSize,
                     ImVec2(at.x + width - inset - totalWidth, at.y + screen.px(8.0f)),
                     colour::kText, total.c_str());
        ui::drawFittedText(list, screen.fonts.body, ImVec2(at.x + inset, at.y + screen.px(8.0f)),
                           colour::kText, width - totalWidth - line - 3.0f * inset, attempt.lesson);
        const std::string who = attempt.trainee.empty() ? std::string("unnamed") : attempt.trainee;
        ui::drawFittedText(
            list, screen.fonts.small,
            ImVec2(at.x + inset, at.y + screen.px(11.0f) + screen.fonts.body->FontSize),
            colour::kQuiet, width - 2.0f * inset,
            who + "   " + attempt.when + "   " + attempt.mode);
        ImGui::PopID();
    }
}

void drawMode(const ui::Screen& screen, StartChoices& choices, float width_px) {
    groupHeading(screen, "MODE");
    if (const int mode = segments(screen, "mode", kModes, static_cast<int>(choices.mode), width_px);
        mode >= 0) {
        choices.mode = static_cast<lesson::Mode>(mode);
    }
    text(screen.fonts.small, colour::kQuiet, explain(choices.mode), width_px);
}

void drawAssistance(const ui::Screen& screen, StartChoices& choices, float width_px) {
    groupHeading(screen, "ASSISTANCE");
    if (const int level = segments(screen, "assistance", kAssistances,
                                   static_cast<int>(choices.assistance), width_px);
        level >= 0) {
        choices.assistance = static_cast<lesson::Assistance>(level);
    }
    text(screen.fonts.small, colour::kQuiet, explain(choices.assistance), width_px);
}

void drawChoices(const ui::Screen& screen, StartChoices& choices) {
    const float room = ImGui::GetContentRegionAvail().x;
    const float gap = screen.px(24.0f);
    const float left = ImGui::GetCursorPosX();
    float width = room;
    if (room >= screen.px(560.0f)) {
        // two columns
        width = (std::min(room, screen.px(760.0f)) - gap) * 0.5f;
        ImGui::BeginGroup();
        drawMode(screen, choices, width);
        ImGui::EndGroup();
        ImGui::SameLine(left + width + gap);
        ImGui::BeginGroup();
        drawAssistance(screen, choices, width);
        ImGui::EndGroup();
    } else {
        drawMode(screen, choices, width);
        drawAssistance(screen, choices, width);
    }
    groupHeading(screen, "TRAINEE");
    ImGui::SetNextItemWidth(width);
    ImGui::InputTextWithHint("##trainee", "Name, as it will stand on the report", &choices.trainee);
    ImGui::Dummy(ImVec2(0.0f, screen.px(6.0f)));
}

/// Who is treated, and on request what the person says and what that means.
void drawPatient(const ui::Screen& screen, const LessonEntry& lesson, StartChoices& choices) {
    if (lesson.patient.empty()) {
        return;
    }
    groupHeading(screen, "THE PATIENT");
    text(screen.fonts.strong, colour::kText, lesson.patient);
    if (lesson.history.empty()) {
        return;
    }
    if (ImGui::Button(choices.history ? "Hide the consultation" : "Ask the patient")) {
        choices.history = !choices.history;
    }
    if (!choices.history) {
        return;
    }
    for (const HistoryLine& line : lesson.history) {
        text(screen.fonts.body, colour::kQuiet, line.question);
        const bool bears = line.bearing != "none";
        const ui::State state = line.bearing == "absolute" ? ui::State::Poor
                                : bears                    ? ui::State::Fair
                                                           : ui::State::Good;
        stateLabel(screen, state,
                   bears ? fmt::format("{} ({} contraindication)", line.answer, line.bearing)
                         : line.answer);
    }
}

void drawLesson(const ui::Screen& screen, const StartView& view, StartChoices& choices) {
    if (choices.lesson < 0 || choices.lesson >= static_cast<int>(view.lessons.size())) {
        return;
    }
    const LessonEntry& lesson = view.lessons[static_cast<std::size_t>(choices.lesson)];
    if (choices.choicesFor != choices.lesson) {
        choices.choicesFor = choices.lesson;
        choices.mode = lesson.mode;
        choices.assistance = lesson.assistance;
    }
    text(screen.fonts.heading, colour::kText, lesson.title);
    text(screen.fonts.body, colour::kQuiet, lesson.summary);
    drawPatient(screen, lesson, choices);
    if (!lesson.problem.empty()) {
        groupHeading(screen, "THIS LESSON CANNOT BE STARTED");
        text(screen.fonts.body, colour::kPoor, lesson.problem);
        return;
    }
    groupHeading(screen, "WHAT TO DO");
    int number = 0;
    for (const std::string& instruction : lesson.instructions) {
        const float left = ImGui::GetCursorPosX();
        text(screen.fonts.strong, colour::kAccent, fmt::format("{}", ++number));
        ImGui::SameLine(left + screen.px(24.0f));
        text(screen.fonts.body, colour::kText, instruction);
    }
    drawChoices(screen, choices);
}

/// Stands apart from the lesson's text, so that it is always in sight.
void drawStartButton(const ui::Screen& screen, const StartView& view, const StartChoices& choices,
                     UiActions& actions) {
    if (choices.lesson < 0 || choices.lesson >= static_cast<int>(view.lessons.size())) {
        return;
    }
    const LessonEntry& lesson = view.lessons[static_cast<std::size_t>(choices.lesson)];
    ImGui::BeginDisabled(!lesson.problem.empty());
    if (primaryButton("Start the lesson", ImVec2(screen.px(220.0f), screen.px(42.0f)))) {
        actions.emplace_back(StartAttempt{.lessonPath = lesson.path,
                                          .mode = choices.mode,
                                          .assistance = choices.assistance,
                                          .trainee = choices.trainee});
    }
    ImGui::EndDisabled();
}

void drawPreflight(const ui::Screen& screen, const StartView& view) {
    for (const PreflightLine& line : view.preflight) {
        stateLabel(screen, line.fine ? ui::State::Good : ui::State::Fair, line.text);
    }
}

void drawButtons(UiActions& actions) {
    if (ImGui::Button("Keys")) {
        actions.emplace_back(ToggleKeyCard{});
    }
    ImGui::SameLine();
    if (ImGui::Button("Settings")) {
        actions.emplace_back(OpenSettings{});
    }
    ImGui::SameLine();
    if (ImGui::Button("Quit")) {
        actions.emplace_back(Quit{});
    }
}

/// Everything under each other in one scrolling column, for a small window or large text.
void drawNarrow(const ui::Screen& screen, const StartView& view, StartChoices& choices,
                UiActions& actions) {
    drawHeader(screen, view);
    drawButtons(actions);
    drawLessonList(screen, view, choices);
    ImGui::Dummy(ImVec2(0.0f, screen.px(8.0f)));
    drawLesson(screen, view, choices);
    drawStartButton(screen, view, choices, actions);
    ImGui::Dummy(ImVec2(0.0f, screen.px(8.0f)));
    drawRecent(screen, view, actions);
    groupHeading(screen, "THIS COMPUTER");
    drawPreflight(screen, view);
}

void drawWide(const ui::Screen& screen, const StartView& view, StartChoices& choices,
              UiActions& actions) {
    const float side = std::max(screen.px(28.0f), (screen.width_px - screen.px(1160.0f)) * 0.5f);
    ImGui::SetCursorPos(ImVec2(side, screen.px(24.0f)));
    ImGui::BeginGroup();
    drawHeader(screen, view);
    ImGui::EndGroup();

    const float spacing = ImGui::GetStyle().ItemSpacing.y;
    const float lines = static_cast<float>(view.preflight.size());
    const float bottom = ImGui::GetFrameHeight() + screen.px(20.0f) +
                         lines * (screen.fonts.body->FontSize + spacing);
    const float top = ImGui::GetCursorPosY();
    const float height = std::max(screen.height_px - top - bottom - screen.px(16.0f), 1.0f);
    const float width = screen.width_px - 2.0f * side;
    const float listWidth = std::min(screen.px(360.0f), width * 0.4f);
    ImGui::SetCursorPosX(side);
    ImGui::BeginChild("lists", ImVec2(listWidth, height));
    drawLessonList(screen, view, choices);
    ImGui::Dummy(ImVec2(0.0f, screen.px(8.0f)));
    drawRecent(screen, view, actions);
    ImGui::EndChild();
    ImGui::SameLine(0.0f, screen.px(24.0f));
    ImGui::PushStyleColor(ImGuiCol_ChildBg, colour::kPanel);
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(screen.px(24.0f), screen.px(16.0f)));
    ImGui::BeginChild("lesson", ImVec2(width - listWidth - screen.px(24.0f), height), false,
                      ImGuiWindowFlags_AlwaysUseWindowPadding | ImGuiWindowFlags_NoScrollbar);
    const float button = screen.px(42.0f) + ImGui::GetStyle().ItemSpacing.y;
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(0.0f, 0.0f));
    ImGui::BeginChild("lesson text", ImVec2(0.0f, ImGui::GetContentRegionAvail().y - button));
    drawLesson(screen, view, choices);
    ImGui::EndChild();
    ImGui::PopStyleVar();
    drawStartButton(screen, view, choices, actions);
    ImGui::EndChild();
    ImGui::PopStyleVar();
    ImGui::PopStyleColor();
    ImGui::SetCursorPos(ImVec2(side, screen.height_px - bottom));
    ImGui::BeginGroup();
    drawPreflight(screen, view);
    drawButtons(actions);
    ImGui::EndGroup();
}

} // namespace

void drawStart(const ui::Screen& screen, const StartView& view, StartChoices& choices,
               UiActions& actions) {
    const bool narrow = isNarrow(screen);
    beginPanel("start", {0.0f, 0.0f, screen.width_px, screen.height_px}, colour::kBackground,
               narrow);
    if (narrow) {
        drawNarrow(screen, view, choices, actions);
    } else {
        drawWide(screen, view, choices, actions);
    }
    ImGui::End();
}

} // namespace stipple::training_ui
