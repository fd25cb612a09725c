#include "training/report/report_svg.h"

#include "training/report/number_text.h"

#include <fmt/format.h>

#include <algorithm>

namespace stipple::report {

namespace {

// the picture's own units: 900 wide, the plot between these edges
constexpr double kWidth = 900.0, kHeight = 230.0;
constexpr double kShortestStay_s = 1.0; // shorter ones would only hide the curve
constexpr double kLeft = 56.0, kRight = 874.0, kTop = 26.0, kBottom = 200.0;

double across(const TraceChart& chart, double time_s) {
    return kLeft + (kRight - kLeft) * (time_s - chart.from_s) / (chart.to_s - chart.from_s);
}

double down(const TraceChart& chart, double value) {
    return kBottom - (kBottom - kTop) * std::clamp(value / chart.top, 0.0, 1.0);
}

std::string at(double place) {
    return fixedNumber(place, 1);
}

void axisText(HtmlText& html, double x, double y, const char* anchor, std::string_view text) {
    html.element("text", text,
                 {{"x", at(x)}, {"y", at(y)}, {"text-anchor", anchor}, {"class", "axis"}});
}

void line(HtmlText& html, double x1, double y1, double x2, double y2, const char* style) {
    html.empty("line",
               {{"x1", at(x1)}, {"y1", at(y1)}, {"x2", at(x2)}, {"y2", at(y2)}, {"class", style}});
}

void drawAxes(HtmlText& html, const TraceChart& chart) {
    for (int i = 0; i <= 4; ++i) {
        const double value = chart.top * i / 4.0;
        const double y = down(chart, value);
        line(html, kLeft, y, kRight, y, "grid");
        axisText(html, kLeft - 6.0, y + 4.0, "end", shortNumber(value));
    }
    // a mark every 5, 10, 30 or 60 s, so that at most about a dozen stand
    double step_s = 5.0;
    for (const double wider : {10.0, 20.0, 30.0, 60.0, 120.0, 300.0, 600.0, 1800.0, 3600.0}) {
        if ((chart.to_s - chart.from_s) / step_s > 12.0) {
            step_s = wider;
        }
    }
    for (double time_s = 0.0; time_s <= chart.to_s + 1e-6 && time_s < 1e6; time_s += step_s) {
        const double x = across(chart, time_s);
        line(html, x, kBottom, x, kBottom + 5.0, "tick");
        const auto whole = static_cast<std::int64_t>(time_s + 0.5);
        axisText(html, x, kBottom + 19.0, "middle",
                 fmt::format("{}:{:02}", whole / 60, whole % 60));
    }
}

void drawStays(HtmlText& html, const ReportInput& input, const TraceChart& chart) {
    double free = kLeft; // names must not run into each other
    for (const ZoneStay& stay : zoneStays(input)) {
        if (stay.to_s - stay.from_s < kShortestStay_s) {
            continue;
        }
        const double x = across(chart, stay.from_s);
        line(html, x, kTop - 16.0, x, kBottom, "stay");
        const std::string label = zoneLabel(input, stay.zone);
        if (x >= free) {
            axisText(html, x + 4.0, kTop - 8.0, "start", label);
            free = x + 12.0 + 7.0 * static_cast<double>(label.size());
        }
    }
}

void drawLine(HtmlText& html, const TraceChart& chart, const TraceChart::Line& one) {
    std::string path;
    for (std::size_t i = 0; i < one.points.size(); ++i) {
        const TraceChart::Point& point = one.points[i];
        path += fmt::format("{}{} {}", point.starts ? "M" : "L", at(across(chart, point.time_s)),
                            at(down(chart, point.value)));
        // a point alone would draw nothing
        if (point.starts && (i + 1 == one.points.size() || one.points[i + 1].starts)) {
            path += "h0.1";
        }
    }
    if (!path.empty()) {
        html.empty("path", {{"d", path}, {"class", one.strong ? "strong" : "weak"}});
    }
}

std::string chartDescription(const ReportInput& input, const TraceChart& chart) {
    std::string text;
    for (const TraceChart::ZoneSummary& zone : chart.zones) {
        text += fmt::format("{}: mean {}, from {} to {}", zoneLabel(input, zone.zone),
                            quantity(zone.mean, chart.unit), shortNumber(zone.lowest),
                            shortNumber(zone.highest));
        text += zone.within_pct ? fmt::format(", {} % as asked. ", fixedNumber(*zone.within_pct, 0))
                                : ". ";
    }
    return text.empty() ? "The pen was never needling, so there is no curve." : text;
}

} // namespace

void drawChart(HtmlText& html, const ReportInput& input, const TraceChart& chart) {
    const std::string id = "trace-" + chart.id;
    html.open("svg", {{"class", "chart"},
                      {"role", "img"},
                      {"viewBox", fmt::format("0 0 {:.0f} {:.0f}", kWidth, kHeight)},
                      {"aria-labelledby", fmt::format("{}-title {}-text", id, id)}});
    html.element("title", fmt::format("{} over time", chart.title), {{"id", id + "-title"}});
    html.element("desc", chartDescription(input, chart), {{"id", id + "-text"}});
    for (const TraceChart::Band& band : chart.bands) {
        const double top = down(chart, std::min(band.high, chart.top));
        html.empty("rect", {{"x", at(across(chart, band.from_s))},
                            {"y", at(top)},
                            {"width", at(across(chart, band.to_s) - across(chart, band.from_s))},
                            {"height", at(down(chart, band.low) - top)},
                            {"class", "band"}});
    }
    drawAxes(html, chart);
    drawStays(html, input, chart);
    for (const TraceChart::Limit& limit : chart.limits) {
        const double y = down(chart, limit.value);
        line(html, across(chart, limit.from_s), y, across(chart, limit.to_s), y, "limit");
    }
    for (auto one = chart.lines.rbegin(); one != chart.lines.rend(); ++one) {
        drawLine(html, chart, *one);
    }
    html.close();
}

} // namespace stipple::report
