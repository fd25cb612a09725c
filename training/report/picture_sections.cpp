#include "training/report/report_sections.h"

#include "training/report/number_text.h"
#include "training/report/report_svg.h"

#include <fmt/format.h>

#include <algorithm>

namespace stipple::report {

namespace {

void legendItem(HtmlText& html, const char* kind, std::string_view label) {
    html.open("li").open("svg",
                         {{"class", "key"}, {"viewBox", "0 0 30 16"}, {"aria-hidden", "true"}});
    const std::string_view shape = kind;
    if (shape == "band") {
        html.empty("rect", {{"width", "30"}, {"height", "16"}, {"class", "band"}});
    } else {
        html.empty("path", {{"d", "M0 8H30"}, {"class", kind}});
    }
    html.close().text(label).close();
}

void drawRamp(HtmlText& html, double most) {
    html.open("li");
    html.text("0 ").open("svg", {{"class", "key ramp"},
                                 {"viewBox", "0 0 200 16"},
                                 {"preserveAspectRatio", "none"},
                                 {"aria-hidden", "true"}});
    for (int i = 0; i < 40; ++i) {
        html.empty("rect", {{"x", fmt::format("{}", 5 * i)},
                            {"width", "5.5"},
                            {"height", "16"},
                            {"fill", fmt::format("#{:06x}", cividis((i + 0.5) / 40.0))}});
    }
    html.close().text(shortNumber(most)).close();
}

void mapLegend(HtmlText& html, MapMode mode, double most) {
    html.open("ul", {{"class", "legend"}});
    drawRamp(html, most);
    if (mode == MapMode::Passes) {
        html.element("li", "diagonal hatch: fewer passes than asked")
            .element("li", "cross hatch: more than one pass too many");
    }
    if (mode == MapMode::Depth) {
        html.element("li", "diagonal hatch: too shallow on average")
            .element("li", "cross hatch: a needle went below the effective maximum");
    }
    html.element("li", "bold frame: needled outside the lesson's zones").close();
}

void writeBlockTable(HtmlText& html, const ReportInput& input, const CoverageMap& map) {
    html.open("details").element("summary", "All squares as a table");
    openTable(html, "Every square of the coverage maps",
              {"Zone", "Row", "Column", "Passes", "Punctures per cm²", "Mean depth", "Deepest",
               "By passes", "By depth"});
    for (const MapBlock& block : map.blocks) {
        html.open("tr");
        rowHead(html, zoneLabel(input, block.zone));
        numberCell(html, fmt::format("{}", block.row + 1));
        numberCell(html, fmt::format("{}", block.column + 1));
        numberCell(html, fixedNumber(static_cast<double>(block.passes), 1));
        numberCell(html, fixedNumber(static_cast<double>(block.density_perCm2), 0));
        numberCell(html, fixedNumber(static_cast<double>(block.depth_mm), 2) + " mm");
        numberCell(html, fixedNumber(static_cast<double>(block.deepest_mm), 2) + " mm");
        cell(html, findingName(findingOf(input.assignment, MapMode::Passes, block)));
        cell(html, findingName(findingOf(input.assignment, MapMode::Depth, block)));
        html.close();
    }
    closeTable(html);
    html.close();
}

void chartLegend(HtmlText& html, const TraceChart& chart) {
    html.open("ul", {{"class", "legend"}});
    for (const TraceChart::Line& line : chart.lines) {
        legendItem(html, line.strong ? "strong" : "weak", line.label);
    }
    if (!chart.bandLabel.empty()) {
        legendItem(html, "band", chart.bandLabel);
    }
    if (!chart.limitLabel.empty()) {
        legendItem(html, "limit", chart.limitLabel);
    }
    html.close();
}

void writeTraceTable(HtmlText& html, const ReportInput& input,
                     const std::vector<TraceChart>& charts) {
    openTable(html, "The curves in numbers, by zone",
              {"Quantity", "Zone", "Mean", "Lowest", "Highest", "As asked"});
    for (const TraceChart& chart : charts) {
        for (const TraceChart::ZoneSummary& zone : chart.zones) {
            html.open("tr");
            rowHead(html, chart.title);
            cell(html, zoneLabel(input, zone.zone));
            numberCell(html, quantity(zone.mean, chart.unit));
            numberCell(html, quantity(zone.lowest, chart.unit));
            numberCell(html, quantity(zone.highest, chart.unit));
            numberCell(html, zone.within_pct ? fixedNumber(*zone.within_pct, 0) + " % of the time"
                                             : "\xe2\x80\x93");
            html.close();
        }
    }
    closeTable(html);
}

} // namespace

void writeCoverage(HtmlText& html, const ReportInput& input) {
    const CoverageMap map = coverageMap(input);
    openSection(html, "coverage", "Coverage");
    const std::string side = fixedNumber(static_cast<double>(map.blockSide_mm), 0);
    html.element("p", input.header.peopleHash != 0
                          ? fmt::format("Squares of about {} mm as they are seen from the front of "
                                        "the body; the end towards the head is at the top.",
                                        side)
                          : fmt::format("Squares of about {} mm as they lie on the pad, seen from "
                                        "above; the edge near the trainee is at the bottom.",
                                        side));
    for (const MapMode mode : kMapModes) {
        double most = 0.0;
        for (const MapBlock& block : map.blocks) {
            most = std::max(most, static_cast<double>(valueOf(mode, block)));
        }
        html.element("h3", modeTitle(mode)).open("figure");
        drawMap(html, input, map, mode);
        html.open("figcaption");
        mapLegend(html, mode, most);
        html.close().close();
    }
    writeBlockTable(html, input, map);
    closeSection(html);
}

void writeTraces(HtmlText& html, const ReportInput& input) {
    openSection(html, "traces", "Over time");
    if (input.trace.empty()) {
        html.element("p", "The attempt is too short for curves.");
        closeSection(html);
        return;
    }
    html.element("p", "Time runs in minutes and seconds. The names above each curve say on which "
                      "zone the pen was.");
    const std::vector<TraceChart> charts = traceCharts(input);
    for (const TraceChart& chart : charts) {
        html.element("h3", chart.unit == "1" ? chart.title
                                             : fmt::format("{} ({})", chart.title, chart.unit));
        html.open("figure");
        drawChart(html, input, chart);
        html.open("figcaption");
        if (!chart.note.empty()) {
            html.element("p", chart.note, {{"class", "note"}});
        }
        chartLegend(html, chart);
        html.close().close();
    }
    html.element("h3", "In numbers");
    writeTraceTable(html, input, charts);
    closeSection(html);
}

} // namespace stipple::report
