#include "training/report/report.h"
#include "training/report/report_sections.h"

#include "training/report/number_text.h"

#include <fmt/format.h>

#include <array>

namespace stipple::report {

namespace {

struct Entry {
    const char* id;
    const char* label;
};
constexpr std::array<Entry, 9> kContents{{{"result", "Result"},
                                          {"critical", "Critical fails"},
                                          {"domains", "Domains"},
                                          {"measures", "Every measure"},
                                          {"coverage", "Coverage"},
                                          {"traces", "Over time"},
                                          {"settings", "Settings used"},
                                          {"asked", "What was asked"},
                                          {"record", "Record"}}};

std::string orDash(const std::string& text) {
    return text.empty() ? "\xe2\x80\x93" : text;
}

void writeHead(HtmlText& html, const ReportInput& input) {
    const std::string& who = input.header.trainee;
    html.open("head");
    html.empty("meta", {{"charset", "utf-8"}});
    html.empty("meta", {{"name", "viewport"}, {"content", "width=device-width, initial-scale=1"}});
    html.element("title", fmt::format("{}: {}{}{}", verdictLine(input.score),
                                      input.assignment.lesson.title, who.empty() ? "" : ", ", who));
    html.style(reportStyle());
    html.close();
}

void writeFacts(HtmlText& html, const ReportInput& input) {
    const scoring::Score& score = input.score;
    html.open("dl", {{"class", "facts"}});
    const auto fact = [&](const char* name, const std::string& value) {
        html.element("dt", name).element("dd", orDash(value));
    };
    fact("Trainee", input.header.trainee);
    fact("Started", dateText(input.header.startedAt_unix));
    fact("Duration", clockTime(input.duration_s) + " min");
    fact("Mode", score.mode);
    fact("Assistance", score.assistance);
    fact("Device", score.device);
    html.close();
}

void writeContents(HtmlText& html) {
    html.open("nav", {{"aria-label", "Contents"}}).open("ul");
    for (const Entry& entry : kContents) {
        html.open("li");
        html.element("a", entry.label, {{"href", fmt::format("#{}", entry.id)}});
        html.close();
    }
    html.close().close();
}

} // namespace

void openSection(HtmlText& html, const std::string& id, std::string_view heading) {
    html.open("section", {{"id", id}, {"aria-labelledby", id + "-heading"}});
    html.element("h2", heading, {{"id", id + "-heading"}});
}

void closeSection(HtmlText& html) {
    html.close();
}

void openTable(HtmlText& html, std::string_view caption, std::span<const std::string> columns) {
    html.open("div", {{"class", "scroll"},
                      {"role", "region"},
                      {"tabindex", "0"},
                      {"aria-label", std::string(caption)}});
    html.open("table").element("caption", caption).open("thead").open("tr");
    for (const std::string& column : columns) {
        html.element("th", column, {{"scope", "col"}});
    }
    html.close().close().open("tbody");
}

void openTable(HtmlText& html, std::string_view caption,
               std::initializer_list<std::string> columns) {
    openTable(html, caption, std::span(columns.begin(), columns.size()));
}

void closeTable(HtmlText& html) {
    html.close().close().close();
}

void rowHead(HtmlText& html, std::string_view text) {
    html.element("th", text, {{"scope", "row"}});
}

void cell(HtmlText& html, std::string_view text) {
    html.element("td", text);
}

void numberCell(HtmlText& html, std::string_view text) {
    html.element("td", text, {{"class", "number"}});
}

std::string reportHtml(const ReportInput& input) {
    HtmlText html;
    html.open("html", {{"lang", "en-GB"}});
    writeHead(html, input);
    html.open("body");
    html.element("a", "Skip to the result", {{"class", "skip"}, {"href", "#result"}});
    html.open("div", {{"class", "page"}}).open("header");
    html.element("h1", fmt::format("Attempt report: {}", input.assignment.lesson.title));
    writeFacts(html, input);
    writeContents(html);
    html.close().open("main");
    writeResult(html, input);
    writeCriticals(html, input);
    writeDomains(html, input);
    writeMetrics(html, input);
    writeCoverage(html, input);
    writeTraces(html, input);
    writeSettings(html, input);
    writeTargets(html, input);
    writeRecord(html, input);
    html.close().open("footer");
    html.element("p", "Result of a training simulator. Limits of grade P are proposals; they need "
                      "the agreement of a clinical panel before they may decide about anybody.");
    html.close().close().close().close();
    return html.take();
}

} // namespace stipple::report
