#include "engine/base/result.h"
#include "training/report/report.h"
#include "training/ui/panels.h"
#include "training/ui/parts.h"
#include "training/ui/review_parts.h"
#include "training/ui/screen_layout.h"

#include <imgui.h>

#include <algorithm>
#include <array>

namespace stipple::training_ui {

namespace {

namespace colour = ui::colour;

bool isPractice(const scoring::Score& score) {
    return score.mode == "formative";
}

void drawTotal(const ui::Screen& screen, const ReviewView& view) {
    const scoring::Score& score = view.score;
    const bool practice = isPractice(score);
    // practice shows what there is, with the reason why it says little; a grade needs all of it
    const bool shown = score.assessable || practice;
    text(screen.fonts.number, colour::kText,
         shown ? fmt::format("{:.0f}", score.total) : std::string("–"));
    ImGui::SameLine(0.0f, screen.px(8.0f));
    ImGui::BeginGroup();
    text(screen.fonts.small, colour::kQuiet, fmt::format("of 100, pass at {:.0f}", view.passTotal));
    const std::string verdict = report::verdictLine(score);
    if (!score.assessable) {
        stateLabel(screen, ui::State::Unknown, verdict);
    } else if (practice) {
        text(screen.fonts.body, colour::kText, verdict);
    } else {
        stateLabel(screen, score.passed ? ui::State::Good : ui::State::Poor, verdict);
    }
    ImGui::EndGroup();
}

/// A critical fail's row leads to its moment.
void drawShowButton(const ui::Screen& screen, const scoring::CriticalFail& fail,
                    ReviewChoices& choices, UiActions& actions) {
    ImGui::SameLine(0.0f, screen.px(8.0f));
    ImGui::PushID(&fail);
    if (ImGui::SmallButton("Show")) {
        actions.emplace_back(SeekReplay{fail.tick});
        choices.tab = 1;
    }
    ImGui::PopID();
}

void drawReasons(const ui::Screen& screen, const ReviewView& view, ReviewChoices& choices,
                 UiActions& actions) {
    const std::vector<std::string> reasons = failReasons(view);
    if (reasons.empty()) {
        text(screen.fonts.body, colour::kText,
             "Every domain and the total reach their pass marks, and no critical event happened.");
        return;
    }
    const std::vector<scoring::CriticalFail>& criticals = view.score.criticalFails;
    const float buttonWidth = ui::textSize(screen.fonts.body, "Show").x + screen.px(36.0f);
    for (std::size_t i = 0; i < reasons.size(); ++i) {
        const float side = screen.fonts.body->FontSize;
        const bool leads = view.score.assessable && i < criticals.size();
        ui::drawStateMark(*ImGui::GetWindowDrawList(), ImGui::GetCursorScreenPos(), side,
                          !view.score.assessable   ? ui::State::Unknown
                          : isPractice(view.score) ? ui::State::Fair
                                                   : ui::State::Poor);
        ImGui::Dummy(ImVec2(side, side));
        ImGui::SameLine(0.0f, screen.px(6.0f));
        text(screen.fonts.body, colour::kText, reasons[i],
             ImGui::GetContentRegionAvail().x - (leads ? buttonWidth : 0.0f));
        if (leads) {
            drawShowButton(screen, criticals[i], choices, actions);
        }
    }
}

void drawHead(const ui::Screen& screen, const ReviewView& view, UiActions& actions) {
    text(screen.fonts.heading, colour::kText, view.title);
    const std::string who = view.trainee.empty() ? std::string("unnamed") : view.trainee;
    text(screen.fonts.small, colour::kQuiet,
         fmt::format("{}   {}   {}, assistance {}   device: {}", who, view.when, view.score.mode,
                     view.score.assistance, view.score.device));
    stateLabel(screen, view.matchesRecord ? ui::State::Good : ui::State::Poor,
               view.signatureText.empty() ? view.integrity
                                          : view.integrity + "; " + view.signatureText);
    if (primaryButton("Write report")) {
        actions.emplace_back(WriteReport{});
    }
    ImGui::SameLine();
    if (ImGui::Button("Back to the start screen")) {
        actions.emplace_back(BackToStart{});
    }
    if (!view.reportPath.empty()) {
        text(screen.fonts.small, colour::kQuiet, "Report: " + view.reportPath);
    }
    if (!view.notice.empty()) {
        text(screen.fonts.small, colour::kFair, view.notice);
    }
}

} // namespace

std::vector<std::string> failReasons(const ReviewView& view) {
    const scoring::Score& score = view.score;
    std::vector<std::string> reasons;
    if (!score.assessable) {
        reasons.push_back("Not assessable: " + score.assessableReason);
        return reasons;
    }
    for (const scoring::CriticalFail& fail : score.criticalFails) {
        reasons.push_back(fmt::format("Critical {}: {} ({}, at {})", fail.id, fail.label,
                                      fail.evidence, clockText(fail.tick / 240.0)));
    }
    for (const scoring::DomainScore& domain : score.domains) {
        if (!domain.passed) {
            reasons.push_back(fmt::format("{}: {:.0f} %, {:.0f} % needed",
                                          lesson::domainName(domain.domain), domain.percent,
                                          view.passDomain));
        }
    }
    if (score.total < view.passTotal) {
        reasons.push_back(fmt::format("Total {:.1f}, {:.0f} needed", score.total, view.passTotal));
    }
    if (score.passed) {
        // formative: critical events are shown and fail nothing; keep those, drop the rest
        reasons.resize(std::min(reasons.size(), score.criticalFails.size()));
    }
    return reasons;
}

namespace {

constexpr std::array kTabs{"Result", "Traces and replay", "Healing"};

void drawTabs(const ui::Screen& screen, ReviewChoices& choices, float width_px) {
    if (const int tab = segments(screen, "tabs", kTabs, choices.tab, width_px); tab >= 0) {
        choices.tab = tab;
    }
}

/// The window's colour everywhere but in the picture, which lies behind the panels.
void paintAround(const ui::Screen& screen, const ui::Box& picture) {
    ImDrawList& list = *ImGui::GetBackgroundDrawList();
    const float right = picture.x + picture.width;
    const float bottom = picture.y + picture.height;
    const auto paint = [&](float x0, float y0, float x1, float y1) {
        list.AddRectFilled(ImVec2(x0, y0), ImVec2(x1, y1), colour::kBackground);
    };
    paint(0.0f, 0.0f, screen.width_px, picture.y);
    paint(0.0f, bottom, screen.width_px, screen.height_px);
    paint(0.0f, picture.y, picture.x, bottom);
    paint(right, picture.y, screen.width_px, bottom);
}

/// The tabs stay at the top; the traces come before what is said about the whole attempt.
void drawNarrowReview(const ui::Screen& screen, const ReviewView& view, ReviewChoices& choices,
                      UiActions& actions) {
    const int tab = choices.tab;
    drawTabs(screen, choices, ImGui::GetContentRegionAvail().x);
    if (tab == 1) {
        drawTraceTab(screen, view, actions);
    }
    if (tab == 2) {
        drawHealingTab(screen, view.healing, choices.healing);
        return;
    }
    drawTotal(screen, view);
    drawReasons(screen, view, choices, actions);
    drawHead(screen, view, actions);
    if (tab == 0) {
        drawResultTab(screen, view);
    }
}

void drawWideReview(const ui::Screen& screen, const ReviewView& view, ReviewChoices& choices,
                    UiActions& actions) {
    const ReviewLayout layout = reviewLayout(screen);
    const float head = screen.px(kReviewHeadUnits);
    const float left = layout.bar.x;
    const float width = layout.bar.width;
    const float leftWidth = std::min(screen.px(500.0f), width * 0.45f);
    ImGui::SetCursorScreenPos(ImVec2(left, screen.px(14.0f)));
    ImGui::BeginChild("head", ImVec2(leftWidth, head));
    drawHead(screen, view, actions);
    ImGui::EndChild();
    ImGui::SetCursorScreenPos(ImVec2(left + leftWidth + screen.px(20.0f), screen.px(14.0f)));
    ImGui::BeginChild("total", ImVec2(width - leftWidth - screen.px(20.0f), head));
    drawTotal(screen, view);
    drawReasons(screen, view, choices, actions);
    ImGui::EndChild();
    ImGui::SetCursorScreenPos(
        ImVec2(left, layout.traces.y - screen.px(10.0f) - ImGui::GetFrameHeight()));
    const int tab = choices.tab;
    drawTabs(screen, choices, std::min(screen.px(480.0f), width));
    if (tab == 0) {
        drawResultTab(screen, view);
    } else if (tab == 1) {
        drawTraceTab(screen, view, actions);
    } else {
        drawHealingTab(screen, view.healing, choices.healing);
    }
}

} // namespace

void drawReview(const ui::Screen& screen, const ReviewView& view, ReviewChoices& choices,
                UiActions& actions) {
    const bool narrow = isNarrow(screen);
    // a click on the other tab takes effect in the next frame
    const int tab = choices.tab;
    const ReviewLayout layout = reviewLayout(screen);
    const ui::Box picture = reviewPicture(screen, tab);
    const bool seeThrough = view.hasPicture && picture.width > 0.0f;
    const bool beside = tab != 0 && narrow;
    if (seeThrough) {
        paintAround(screen, picture);
    }
    const ui::Box whole{0.0f, 0.0f, screen.width_px, screen.height_px};
    beginPanel("review", beside ? layout.panel : whole, seeThrough ? 0 : colour::kBackground,
               narrow);
    if (narrow) {
        drawNarrowReview(screen, view, choices, actions);
    } else {
        drawWideReview(screen, view, choices, actions);
    }
    ImGui::End();
}

} // namespace stipple::training_ui
