#include "training/report/report_sections.h"

#include "engine/base/fixed_clock.h"
#include "training/report/number_text.h"
#include "training/scoring/score_points.h"

#include <fmt/format.h>

#include <algorithm>

namespace stipple::report {

namespace {

using scoring::MetricScore;
using scoring::Verdict;

bool practice(const ReportInput& input) {
    return input.score.mode == "formative";
}

// A sign beside each verdict, so that it does not hang on colour.
std::string_view verdictSign(Verdict verdict) {
    switch (verdict) {
    case Verdict::Good:
        return "\xe2\x9c\x93 "; // check mark
    case Verdict::Fair:
        return "~ ";
    case Verdict::Poor:
        return "\xe2\x9c\x97 "; // cross
    case Verdict::CannotTell:
        return "? ";
    case Verdict::NotAssessed:
        break;
    }
    return "\xe2\x80\x93 "; // dash
}

const lesson::MetricRule* ruleOf(const ReportInput& input, const MetricScore& metric) {
    for (const lesson::MetricRule& rule : input.assignment.rubric.metrics) {
        if (rule.id == metric.id) {
            return &rule;
        }
    }
    return nullptr;
}

void writeTargetCell(HtmlText& html, const ReportInput& input, const MetricScore& metric) {
    const lesson::MetricRule* rule = ruleOf(input, metric);
    const std::string limit = quantity(metric.target, metric.unit);
    html.open("td", {{"class", "target"}});
    if (rule == nullptr) {
        html.text(limit);
    } else {
        html.text(scoring::wantsAtLeast(*rule) ? "at least " : "at most ").text(limit);
        html.element("small", " half the points at " + shortNumber(rule->amber));
    }
    html.close();
}

// A value that missed its mark must not be rounded up to it.
std::string missedNumber(double value, double needed) {
    for (int decimals = 1; decimals < 6; ++decimals) {
        std::string text = fixedNumber(value, decimals);
        if (text != fixedNumber(needed, decimals)) {
            return text;
        }
    }
    return fixedNumber(value, 6);
}

void listMetrics(HtmlText& html, const ReportInput& input, Verdict verdict,
                 std::string_view heading, std::string_view explained) {
    const auto& metrics = input.score.metrics;
    if (std::none_of(metrics.begin(), metrics.end(),
                     [&](const MetricScore& metric) { return metric.verdict == verdict; })) {
        return;
    }
    html.element("h3", heading).element("p", explained).open("ul");
    for (const MetricScore& metric : metrics) {
        if (metric.verdict == verdict) {
            html.element("li",
                         metric.evidence.empty()
                             ? fmt::format("{} {}", metric.id, metric.label)
                             : fmt::format("{} {}: {}", metric.id, metric.label, metric.evidence));
        }
    }
    html.close();
}

void writeMetricRow(HtmlText& html, const ReportInput& input, const MetricScore& metric) {
    const bool assessed = metric.verdict != Verdict::NotAssessed;
    html.open("tr");
    rowHead(html, fmt::format("{} {}", metric.id, metric.label));
    numberCell(html,
               assessed ? quantity(metric.value, metric.uncertainty, metric.unit) : "not assessed");
    writeTargetCell(html, input, metric);
    numberCell(html, assessed ? fmt::format("{} of {}", fixedNumber(metric.points, 1),
                                            fixedNumber(metric.maxPoints, 1))
                              : "\xe2\x80\x93");
    html.open("td", {{"class", "word-cell"}});
    html.element("span", verdictSign(metric.verdict), {{"aria-hidden", "true"}});
    html.text(scoring::verdictName(metric.verdict)).close();
    html.element("td", metric.evidence, {{"class", "evidence"}});
    html.element("td",
                 metric.source.empty() ? "" : fmt::format("{}, {}", metric.source, metric.grade),
                 {{"class", "source"}});
    html.close();
}

void drawBar(HtmlText& html, double percent, double needed) {
    // the numbers stand in the row: the bar is for the eye only
    const double width = std::clamp(percent, 0.0, 100.0) * 2.0;
    html.open("svg", {{"class", "bar"}, {"viewBox", "0 0 200 16"}, {"aria-hidden", "true"}});
    html.empty("rect", {{"x", "0.5"},
                        {"y", "0.5"},
                        {"width", "199"},
                        {"height", "15"},
                        {"fill", "#eef1f3"},
                        {"stroke", "#6b747c"}});
    html.empty("rect", {{"x", "0"},
                        {"y", "0"},
                        {"width", fixedNumber(width, 1)},
                        {"height", "16"},
                        {"fill", "#0b4f6c"}});
    const std::string mark = fixedNumber(std::clamp(needed, 0.0, 100.0) * 2.0, 1);
    for (const auto& [colour, thick] : {std::pair{"#fff", "5"}, std::pair{"#111", "2"}}) {
        html.empty("line", {{"x1", mark},
                            {"y1", "0"},
                            {"x2", mark},
                            {"y2", "16"},
                            {"stroke", colour},
                            {"stroke-width", thick}});
    }
    html.close();
}

} // namespace

std::string verdictLine(const scoring::Score& score) {
    if (!score.assessable) {
        return "Cannot be assessed";
    }
    if (score.mode == "formative") {
        return "Practice attempt, neither passed nor failed";
    }
    return score.passed ? "Passed" : "Not passed";
}

std::vector<std::string> reasons(const ReportInput& input) {
    const scoring::Score& score = input.score;
    const lesson::Rubric& rubric = input.assignment.rubric;
    std::vector<std::string> all;
    if (!score.assessable) {
        all.push_back(score.assessableReason.empty() ? "The attempt cannot be assessed."
                                                     : score.assessableReason);
    }
    if (!input.complete) {
        all.emplace_back("The record was cut off: this is the score up to its last flush.");
    }
    for (const scoring::CriticalFail& critical : score.criticalFails) {
        all.push_back(
            fmt::format("Critical: {} {} ({})", critical.id, critical.label, critical.evidence));
    }
    for (const scoring::DomainScore& domain : score.domains) {
        if (!domain.passed) {
            all.push_back(fmt::format(
                "{} reached {} %, and {} % are needed.", lesson::domainName(domain.domain),
                missedNumber(domain.percent, rubric.passDomain), shortNumber(rubric.passDomain)));
        }
    }
    if (score.total < rubric.passTotal) {
        all.push_back(fmt::format("The total is {}, and {} are needed.",
                                  missedNumber(score.total, rubric.passTotal),
                                  shortNumber(rubric.passTotal)));
    }
    if (all.empty()) {
        all.push_back(fmt::format("The total is {} or more, every domain reached {} %, and there "
                                  "was no critical fail.",
                                  shortNumber(rubric.passTotal), shortNumber(rubric.passDomain)));
    }
    return all;
}

void writeResult(HtmlText& html, const ReportInput& input) {
    const scoring::Score& score = input.score;
    const lesson::Rubric& rubric = input.assignment.rubric;
    const bool decided = score.assessable && !practice(input);
    openSection(html, "result", "Result");
    html.open("div", {{"class", !decided       ? "verdict"
                                : score.passed ? "verdict good"
                                               : "verdict poor"}});
    html.element("p", verdictLine(score), {{"class", "word"}});
    html.element("p", fmt::format("{} of 100 points", fixedNumber(score.total, 1)),
                 {{"class", "total"}});
    html.close();
    html.element("h3", "Why").open("ul");
    for (const std::string& reason : reasons(input)) {
        html.element("li", reason);
    }
    html.close();
    html.element("p", fmt::format("To pass: no critical fail, at least {} % in each domain and {} "
                                  "points in all ({}, grade {}).",
                                  shortNumber(rubric.passDomain), shortNumber(rubric.passTotal),
                                  rubric.passSource, rubric.passGrade));
    listMetrics(html, input, Verdict::NotAssessed, "Not assessed with this device",
                "These measures are left out of the points and of what they are counted against.");
    listMetrics(html, input, Verdict::CannotTell, "Cannot tell",
                "The limit lies inside the uncertainty of these measures.");
    closeSection(html);
}

void writeCriticals(HtmlText& html, const ReportInput& input) {
    openSection(html, "critical", "Critical fails");
    if (input.score.criticalFails.empty()) {
        html.element("p", "None.");
        closeSection(html);
        return;
    }
    if (practice(input)) {
        html.element("p", "In a graded attempt each of these would fail it.");
    }
    openTable(html, "Events that fail a graded attempt", {"Event", "At", "What was seen"});
    for (const scoring::CriticalFail& critical : input.score.criticalFails) {
        html.open("tr");
        rowHead(html, fmt::format("{} {}", critical.id, critical.label));
        numberCell(html, clockTime(seconds(critical.tick)));
        cell(html, critical.evidence);
        html.close();
    }
    closeTable(html);
    closeSection(html);
}

void writeDomains(HtmlText& html, const ReportInput& input) {
    const double needed = input.assignment.rubric.passDomain;
    openSection(html, "domains", "Domains");
    openTable(html, "Points by domain; the upright mark is what is needed",
              {"Domain", "Points", "Reached", "Bar", "Needed", "Verdict"});
    for (const scoring::DomainScore& domain : input.score.domains) {
        html.open("tr");
        rowHead(html, lesson::domainName(domain.domain));
        numberCell(html, fmt::format("{} of {}", fixedNumber(domain.points, 1),
                                     fixedNumber(domain.maxPoints, 1)));
        numberCell(html, fixedNumber(domain.percent, 1) + " %");
        html.open("td");
        drawBar(html, domain.percent, needed);
        html.close();
        numberCell(html, shortNumber(needed) + " %");
        cell(html, domain.maxPoints > 0.0 ? (domain.passed ? "reached" : "not reached")
                                          : "nothing was assessed");
        html.close();
    }
    closeTable(html);
    closeSection(html);
}

void writeMetrics(HtmlText& html, const ReportInput& input) {
    openSection(html, "measures", "Every measure");
    html.element("p", "Values stand with the half width of their 95 % interval, where that is not "
                      "smaller than the last digit shown. Grades of sources: "
                      "A to C as in the source list, D derived, P proposed, GK not verified.");
    for (const scoring::DomainScore& domain : input.score.domains) {
        const std::string_view name = lesson::domainName(domain.domain);
        html.element("h3", name);
        openTable(html, fmt::format("Measures of the domain {}", name),
                  {"Measure", "Value", "Target", "Points", "Verdict", "Evidence", "Source, grade"});
        for (const MetricScore& metric : input.score.metrics) {
            if (metric.domain == domain.domain) {
                writeMetricRow(html, input, metric);
            }
        }
        closeTable(html);
    }
    closeSection(html);
}

} // namespace stipple::report
