#include "engine/base/result.h"
#include "training/ui/parts.h"
#include "training/ui/review_parts.h"

#include <imgui.h>

#include <algorithm>
#include <array>

namespace stipple::training_ui {

namespace {

namespace colour = ui::colour;

ui::State stateOf(scoring::Verdict verdict) {
    switch (verdict) {
    case scoring::Verdict::Good:
        return ui::State::Good;
    case scoring::Verdict::Fair:
        return ui::State::Fair;
    case scoring::Verdict::Poor:
        return ui::State::Poor;
    case scoring::Verdict::CannotTell:
    case scoring::Verdict::NotAssessed:
        break;
    }
    return ui::State::Unknown;
}

/// So many decimals that the uncertainty shows one digit, two when the first is a 1.
int decimalsFor(double uncertainty) {
    int decimals = 0;
    for (double unit = 1.0; decimals < 4 && uncertainty < unit * 1.95; unit *= 0.1) {
        ++decimals;
    }
    return uncertainty >= 10.0 ? 0 : decimals;
}

/// Up to two decimals, without zeros at the end.
std::string plainNumber(double value) {
    std::string words = fmt::format("{:.2f}", value);
    words.erase(words.find_last_not_of('0') + 1);
    if (words.back() == '.') {
        words.pop_back();
    }
    return words;
}

/// The unit as people write it: "cm2" is how it stands in data files.
std::string unitText(const std::string& unit) {
    std::string words = unit == "1" ? std::string() : unit;
    if (const std::size_t at = words.find("cm2"); at != std::string::npos) {
        words.replace(at, 3, "cm²");
    }
    return words.empty() ? words : " " + words;
}

std::string valueText(const scoring::MetricScore& metric) {
    if (metric.verdict == scoring::Verdict::NotAssessed) {
        return "–";
    }
    std::string words = plainNumber(metric.value);
    if (metric.uncertainty > 0.0) {
        const int decimals = decimalsFor(metric.uncertainty);
        words =
            fmt::format("{:.{}f} ± {:.{}f}", metric.value, decimals, metric.uncertainty, decimals);
    }
    return words + unitText(metric.unit);
}

std::string pointsText(const scoring::MetricScore& metric) {
    return metric.maxPoints > 0.0
               ? fmt::format("{:.1f} / {}", metric.points, plainNumber(metric.maxPoints))
               : std::string("–");
}

void drawDomains(const ui::Screen& screen, const ReviewView& view) {
    const auto count = static_cast<float>(std::max<std::size_t>(view.score.domains.size(), 1));
    const float gap = screen.px(10.0f);
    const float width = (ImGui::GetContentRegionAvail().x - gap * (count - 1.0f)) / count;
    const float height =
        screen.fonts.body->FontSize + screen.fonts.heading->FontSize + screen.px(34.0f);
    ImVec2 at = ImGui::GetCursorScreenPos();
    ImGui::Dummy(ImVec2(ImGui::GetContentRegionAvail().x, height));
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const float pad = screen.px(12.0f);
    for (const scoring::DomainScore& domain : view.score.domains) {
        list.AddRectFilled(at, ImVec2(at.x + width, at.y + height), colour::kPanel,
                           screen.px(6.0f));
        const std::string name(lesson::domainName(domain.domain));
        const float mark = screen.fonts.small->FontSize;
        const bool assessed = domain.maxPoints > 0.0;
        ui::drawFittedText(list, screen.fonts.body, ImVec2(at.x + pad, at.y + screen.px(8.0f)),
                           colour::kQuiet, width - 2.0f * pad - mark - screen.px(4.0f), name);
        ui::drawStateMark(list, ImVec2(at.x + width - pad - mark, at.y + screen.px(9.0f)), mark,
                          !assessed       ? ui::State::Unknown
                          : domain.passed ? ui::State::Good
                                          : ui::State::Poor);
        const float second = at.y + screen.fonts.body->FontSize + screen.px(11.0f);
        const std::string percent =
            assessed ? fmt::format("{:.0f} %", domain.percent) : std::string("not assessed");
        const float used = ui::drawFittedText(
            list, assessed ? screen.fonts.heading : screen.fonts.body, ImVec2(at.x + pad, second),
            colour::kText, width - 2.0f * pad, percent);
        if (assessed) {
            const std::string points =
                fmt::format("{:.1f} of {:.0f}", domain.points, domain.maxPoints);
            ui::drawFittedText(list, screen.fonts.small,
                               ImVec2(at.x + pad + used + screen.px(8.0f),
                                      second + screen.fonts.heading->FontSize -
                                          screen.fonts.small->FontSize - screen.px(2.0f)),
                               colour::kQuiet, width - 2.0f * pad - used - screen.px(8.0f), points);
        }
        const float barY = at.y + height - screen.px(9.0f);
        const float room = width - 2.0f * pad;
        const auto share = static_cast<float>(std::clamp(domain.percent / 100.0, 0.0, 1.0));
        list.AddRectFilled(ImVec2(at.x + pad, barY),
                           ImVec2(at.x + pad + room, barY + screen.px(4.0f)), colour::kRaised,
                           screen.px(2.0f));
        if (assessed && share > 0.0f) {
            list.AddRectFilled(ImVec2(at.x + pad, barY),
                               ImVec2(at.x + pad + room * share, barY + screen.px(4.0f)),
                               domain.passed ? colour::kGood : colour::kPoor, screen.px(2.0f));
        }
        const float passX = at.x + pad + room * static_cast<float>(view.passDomain / 100.0);
        list.AddRectFilled(ImVec2(passX - 1.0f, barY - screen.px(3.0f)),
                           ImVec2(passX + 1.0f, barY + screen.px(7.0f)), colour::kText);
        at.x += width + gap;
    }
}

void drawMetricRow(const ui::Screen& screen, const scoring::MetricScore& metric) {
    ImGui::TableNextRow();
    ImGui::TableNextColumn();
    text(screen.fonts.small, colour::kQuiet, metric.id);
    ImGui::TableNextColumn();
    text(screen.fonts.body, colour::kText, metric.label);
    ImGui::TableNextColumn();
    text(screen.fonts.strong, colour::kText, valueText(metric));
    ImGui::TableNextColumn();
    text(screen.fonts.body, colour::kQuiet, targetText(metric));
    ImGui::TableNextColumn();
    text(screen.fonts.body, colour::kText, pointsText(metric));
    ImGui::TableNextColumn();
    stateLabel(screen, stateOf(metric.verdict), scoring::verdictName(metric.verdict));
    ImGui::TableNextColumn();
    text(screen.fonts.small, colour::kQuiet, metric.evidence);
    if (ImGui::IsItemHovered() && !metric.source.empty()) {
        ImGui::SetTooltip("Source %s, grade %s", metric.source.c_str(), metric.grade.c_str());
    }
}

/// Two lines a measure: for a narrow window.
void drawNarrowRow(const ui::Screen& screen, const scoring::MetricScore& metric) {
    ImGui::Separator();
    text(screen.fonts.strong, colour::kText, metric.id + "  " + metric.label);
    stateLabel(screen, stateOf(metric.verdict),
               fmt::format("{}: {}, wanted {}", scoring::verdictName(metric.verdict),
                           valueText(metric), targetText(metric)));
    text(screen.fonts.small, colour::kQuiet, pointsText(metric) + " points; " + metric.evidence);
}

void drawNarrowDomains(const ui::Screen& screen, const ReviewView& view) {
    for (const scoring::DomainScore& domain : view.score.domains) {
        const std::string name(lesson::domainName(domain.domain));
        if (domain.maxPoints > 0.0) {
            stateLabel(screen, domain.passed ? ui::State::Good : ui::State::Poor,
                       fmt::format("{}: {:.0f} %, {:.1f} of {:.0f} points", name, domain.percent,
                                   domain.points, domain.maxPoints));
        } else {
            stateLabel(screen, ui::State::Unknown, name + ": not assessed");
        }
    }
}

void drawMetricTable(const ui::Screen& screen, const ReviewView& view) {
    constexpr ImGuiTableFlags kFlags = ImGuiTableFlags_ScrollY | ImGuiTableFlags_RowBg |
                                       ImGuiTableFlags_BordersInnerH |
                                       ImGuiTableFlags_SizingFixedFit;
    if (!ImGui::BeginTable("metrics", 7, kFlags, ImVec2(0.0f, 0.0f))) {
        return;
    }
    const auto column = [&](const char* name, float units) {
        ImGui::TableSetupColumn(name, ImGuiTableColumnFlags_WidthFixed, screen.px(units));
    };
    ImGui::TableSetupScrollFreeze(0, 1);
    column("", 30.0f);
    ImGui::TableSetupColumn("Measure", ImGuiTableColumnFlags_WidthStretch, 1.0f);
    column("Value", 136.0f);
    column("Target", 132.0f);
    column("Points", 72.0f);
    column("Verdict", 128.0f);
    ImGui::TableSetupColumn("Evidence", ImGuiTableColumnFlags_WidthStretch, 1.4f);
    ImGui::TableHeadersRow();
    for (const scoring::MetricScore& metric : view.score.metrics) {
        drawMetricRow(screen, metric);
    }
    ImGui::EndTable();
}

} // namespace

std::string targetText(const scoring::MetricScore& metric) {
    return fmt::format("{} {}{}", metric.highIsGood ? "at least" : "at most",
                       plainNumber(metric.target), unitText(metric.unit));
}

void drawResultTab(const ui::Screen& screen, const ReviewView& view) {
    if (!isNarrow(screen)) {
        drawDomains(screen, view);
        drawMetricTable(screen, view);
        return;
    }
    drawNarrowDomains(screen, view);
    for (const scoring::MetricScore& metric : view.score.metrics) {
        drawNarrowRow(screen, metric);
    }
}

} // namespace stipple::training_ui
