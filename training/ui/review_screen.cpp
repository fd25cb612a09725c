#include "engine/base/result.h"
#include "training/ui/panels.h"
#include "training/ui/parts.h"
#include "training/ui/review_parts.h"

#include <imgui.h>

#include <algorithm>
#include <array>

namespace stipple::training_ui {

namespace {

namespace colour = ui::colour;

void drawTotal(const ui::Screen& screen, const ReviewView& view) {
    const scoring::Score& score = view.score;
    const std::string total = score.assessable ? fmt::format("{:.0f}", score.total) : "–";
    text(screen.fonts.number, colour::kText, total);
    ImGui::SameLine(0.0f, screen.px(8.0f));
    ImGui::BeginGroup();
    text(screen.fonts.small, colour::kQuiet, fmt::format("of 100, pass at {:.0f}", view.passTotal));
    if (!score.assessable) {
        stateLabel(screen, ui::State::Unknown, "Not assessable");
    } else {
        stateLabel(screen, score.passed ? ui::State::Good : ui::State::Poor,
                   score.passed ? "Passed" : "Not passed");
    }
    ImGui::EndGroup();
}

void drawReasons(const ui::Screen& screen, const ReviewView& view) {
    const std::vector<std::string> reasons = failReasons(view);
    if (reasons.empty()) {
        text(screen.fonts.body, colour::kText,
             "Every domain and the total reach their pass marks, and no critical event happened.");
        return;
    }
    for (const std::string& reason : reasons) {
        const float side = screen.fonts.body->FontSize;
        ui::drawStateMark(*ImGui::GetWindowDrawList(), ImGui::GetCursorScreenPos(), side,
                          view.score.assessable ? ui::State::Poor : ui::State::Unknown);
        ImGui::Dummy(ImVec2(side, side));
        ImGui::SameLine(0.0f, screen.px(6.0f));
        text(screen.fonts.body, colour::kText, reason);
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

void drawReview(const ui::Screen& screen, const ReviewView& view, ReviewChoices& choices,
                UiActions& actions) {
    constexpr std::array kTabs{"Result", "Traces and replay"};
    const bool narrow = isNarrow(screen);
    beginPanel("review", {0.0f, 0.0f, screen.width_px, screen.height_px}, colour::kBackground,
               narrow);
    const float width = ImGui::GetContentRegionAvail().x;
    if (narrow) {
        drawTotal(screen, view);
        drawReasons(screen, view);
        drawHead(screen, view, actions);
    } else {
        const float head = std::min(screen.px(146.0f), screen.height_px * 0.3f);
        const float left = std::min(screen.px(500.0f), width * 0.45f);
        ImGui::BeginChild("head", ImVec2(left, head));
        drawHead(screen, view, actions);
        ImGui::EndChild();
        ImGui::SameLine(0.0f, screen.px(20.0f));
        ImGui::BeginChild("total", ImVec2(0.0f, head));
        drawTotal(screen, view);
        drawReasons(screen, view);
        ImGui::EndChild();
    }
    if (const int tab =
            segments(screen, "tabs", kTabs, choices.tab, std::min(screen.px(380.0f), width));
        tab >= 0) {
        choices.tab = tab;
    }
    if (choices.tab == 0) {
        drawResultTab(screen, view);
    } else {
        drawTraceTab(screen, view, actions);
    }
    ImGui::End();
}

} // namespace stipple::training_ui
