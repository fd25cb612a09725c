#pragma once

#include "training/report/html_text.h"
#include "training/report/report.h"

#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace stipple::report {

// The sections of report.html, in their order. Each opens and closes its own <section>.

void writeResult(HtmlText& html, const ReportInput& input);
void writeCriticals(HtmlText& html, const ReportInput& input);
void writeDomains(HtmlText& html, const ReportInput& input);
void writeMetrics(HtmlText& html, const ReportInput& input);
void writeCoverage(HtmlText& html, const ReportInput& input);
void writeTraces(HtmlText& html, const ReportInput& input);
void writeSettings(HtmlText& html, const ReportInput& input);
void writeTargets(HtmlText& html, const ReportInput& input);
void writeRecord(HtmlText& html, const ReportInput& input);

/// Why, one sentence each; never empty.
[[nodiscard]] std::vector<std::string> reasons(const ReportInput& input);

/// Opens a section with its heading; `id` is what the contents list links to.
void openSection(HtmlText& html, const std::string& id, std::string_view heading);
void closeSection(HtmlText& html);

/// Opens a table that a keyboard can scroll when it is wider than the page.
void openTable(HtmlText& html, std::string_view caption, std::span<const std::string> columns);
void openTable(HtmlText& html, std::string_view caption,
               std::initializer_list<std::string> columns);
void closeTable(HtmlText& html);
/// A row's first cell, which names the row.
void rowHead(HtmlText& html, std::string_view text);
void cell(HtmlText& html, std::string_view text);
void numberCell(HtmlText& html, std::string_view text);

/// The stylesheet of report.html: light, good contrast, with rules for print.
[[nodiscard]] std::string_view reportStyle();

} // namespace stipple::report
