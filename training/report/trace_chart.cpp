#include "training/report/trace_chart.h"

#include "engine/base/fixed_clock.h"
#include "training/report/number_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>

namespace stipple::report {

namespace {

using scoring::TracePoint;

constexpr double kNoTop = 1e9;         // of a band that has only a lower end
constexpr double kLongestGap_s = 0.35; // three trace points: a longer break lifts the line

/// What a chart takes from a point, what is asked of it there, and when it counts.
struct Quantity {
    std::function<double(const TracePoint&)> value;
    std::function<bool(const TracePoint&)> counts;
};

TraceChart::Line lineOf(const ReportInput& input, std::string label, bool strong,
                        const Quantity& quantity) {
    TraceChart::Line line{.label = std::move(label), .strong = strong, .points = {}};
    for (const TracePoint& point : input.trace) {
        const double value = quantity.value(point);
        if (!quantity.counts(point) || !std::isfinite(value)) {
            continue;
        }
        const double time_s = seconds(point.tick);
        const bool starts =
            line.points.empty() || time_s - line.points.back().time_s > kLongestGap_s;
        line.points.push_back({time_s, value, starts});
    }
    return line;
}

// Whether a value keeps to band and limit of its time; nothing where none was asked for.
std::optional<bool> asAsked(const TraceChart& chart, double time_s, double value) {
    std::optional<bool> good;
    for (const TraceChart::Band& band : chart.bands) {
        if (time_s >= band.from_s && time_s <= band.to_s) {
            good = good.value_or(true) && value >= band.low && value <= band.high;
        }
    }
    for (const TraceChart::Limit& limit : chart.limits) {
        if (time_s >= limit.from_s && time_s <= limit.to_s) {
            good = good.value_or(true) && value <= limit.value;
        }
    }
    return good;
}

void summarise(TraceChart& chart, const ReportInput& input, const Quantity& quantity) {
    for (const TracePoint& point : input.trace) {
        const double value = quantity.value(point);
        if (!quantity.counts(point) || !std::isfinite(value)) {
            continue;
        }
        auto zone = std::find_if(chart.zones.begin(), chart.zones.end(),
                                 [&](const auto& one) { return one.zone == point.zone; });
        if (zone == chart.zones.end()) {
            chart.zones.push_back(
                {.zone = point.zone, .lowest = value, .highest = value, .within_pct = {}});
            zone = chart.zones.end() - 1;
        }
        ++zone->points;
        zone->mean += value;
        zone->lowest = std::min(zone->lowest, value);
        zone->highest = std::max(zone->highest, value);
        if (const std::optional<bool> good = asAsked(chart, seconds(point.tick), value)) {
            zone->within_pct = zone->within_pct.value_or(0.0) + (*good ? 100.0 : 0.0);
        }
    }
    for (TraceChart::ZoneSummary& zone : chart.zones) {
        const auto count = static_cast<double>(zone.points);
        zone.mean /= count;
        if (zone.within_pct) {
            *zone.within_pct /= count;
        }
    }
}

// An axis that ends above everything drawn, at a number whose quarters are short.
double roundTop(double most) {
    double step = 1e-3;
    for (int i = 0; i < 30; ++i) {
        for (const double part : {1.0, 1.2, 1.6, 2.0, 4.0, 6.0, 8.0}) {
            if (most <= part * step) {
                return part * step;
            }
        }
        step *= 10.0;
    }
    return most;
}

void setAxes(TraceChart& chart, const ReportInput& input) {
    chart.to_s = input.trace.empty() ? input.duration_s : seconds(input.trace.back().tick);
    chart.to_s = std::max({chart.to_s, input.duration_s, 1.0});
    double most = 1e-3;
    for (const TraceChart::Line& line : chart.lines) {
        for (const TraceChart::Point& point : line.points) {
            most = std::max(most, point.value);
        }
    }
    for (const TraceChart::Band& band : chart.bands) {
        most = std::max(most, band.high < kNoTop ? band.high : 1.5 * band.low);
    }
    for (const TraceChart::Limit& limit : chart.limits) {
        most = std::max(most, limit.value);
    }
    chart.top = roundTop(1.05 * most);
}

bool needling(const TracePoint& point) {
    return point.touching && point.motor;
}

// The depth error up to which the rubric gives all points: how wide the band around a target is.
std::optional<double> fullPointsError_mm(const lesson::Rubric& rubric) {
    for (const lesson::MetricRule& rule : rubric.metrics) {
        if (rule.key == "depth_error_rms") {
            return rule.green;
        }
    }
    return std::nullopt;
}

TraceChart depthChart(const ReportInput& input) {
    TraceChart chart{.id = "depth", .title = "Delivered depth", .unit = "mm", .note = {}};
    const std::optional<double> error_mm = fullPointsError_mm(input.assignment.rubric);
    if (error_mm) {
        chart.bandLabel = fmt::format("target ± {} mm", shortNumber(*error_mm));
    }
    chart.limitLabel = "effective maximum of the zone";
    for (const ZoneStay& stay : zoneStays(input)) {
        const lesson::ZoneTarget* target = lesson::targetOf(input.assignment, stay.zone);
        if (target == nullptr) {
            continue;
        }
        const double target_mm = 1e3 * static_cast<double>(target->target_m);
        if (error_mm) {
            chart.bands.push_back({stay.from_s, stay.to_s, std::max(0.0, target_mm - *error_mm),
                                   target_mm + *error_mm});
        }
        chart.limits.push_back({stay.from_s, stay.to_s, 1e3 * static_cast<double>(target->max_m)});
    }
    const auto struck = [](const TracePoint& point) { return point.delivered_mm > 0.0f; };
    const Quantity mean{
        [](const TracePoint& point) { return static_cast<double>(point.delivered_mm); }, struck};
    const Quantity deepest{
        [](const TracePoint& point) { return static_cast<double>(point.deepest_mm); }, struck};
    chart.lines.push_back(lineOf(input, "mean of a tenth of a second", true, mean));
    chart.lines.push_back(lineOf(input, "deepest needle", false, deepest));
    summarise(chart, input, mean);
    setAxes(chart, input);
    return chart;
}

struct SimpleChart {
    const char* id;
    const char* title;
    const char* unit;
    float TracePoint::*field;
    double low = -1.0, high = -1.0, limit = -1.0; ///< negative: there is none
    const char* bandLabel = "";
    const char* limitLabel = "";
    std::string note = {};
};

TraceChart simpleChart(const ReportInput& input, const SimpleChart& simple) {
    TraceChart chart{
        .id = simple.id, .title = simple.title, .unit = simple.unit, .note = simple.note};
    const Quantity quantity{
        [&](const TracePoint& point) { return static_cast<double>(point.*simple.field); },
        needling};
    chart.lines.push_back(lineOf(input, "while needling", true, quantity));
    const double end_s = input.trace.empty() ? 0.0 : seconds(input.trace.back().tick);
    if (simple.low >= 0.0 && simple.high > simple.low) {
        chart.bands.push_back({0.0, end_s, simple.low, simple.high});
        chart.bandLabel = simple.bandLabel;
    }
    if (simple.limit >= 0.0) {
        chart.limits.push_back({0.0, end_s, simple.limit});
        chart.limitLabel = simple.limitLabel;
    }
    summarise(chart, input, quantity);
    setAxes(chart, input);
    return chart;
}

} // namespace

std::vector<ZoneStay> zoneStays(const ReportInput& input) {
    std::vector<ZoneStay> stays;
    for (const TracePoint& point : input.trace) {
        const double time_s = seconds(point.tick);
        if (!point.touching || point.zone >= input.model.zones.size()) {
            continue;
        }
        // a lift inside a zone does not end the stay; a visit to another zone does
        if (!stays.empty() && stays.back().zone == point.zone) {
            stays.back().to_s = time_s;
        } else {
            stays.push_back({time_s, time_s, point.zone});
        }
    }
    return stays;
}

std::vector<TraceChart> traceCharts(const ReportInput& input) {
    const lesson::Rubric& rubric = input.assignment.rubric;
    const sim::InputTraits& device = input.header.input;
    const std::string noForce =
        device.measuresForce ? "" : "This device does not measure force: shown, not scored.";
    const std::string noTilt =
        device.measuresTilt ? "" : "This device does not measure tilt: shown, not scored.";
    const double forceTop = rubric.forcePeak_N > 0.0 ? rubric.forcePeak_N : -1.0;
    const double angleTop = rubric.angleCap_deg > 0.0 ? rubric.angleCap_deg : -1.0;
    std::vector<TraceChart> charts{depthChart(input)};
    charts.push_back(simpleChart(input, {.id = "tilt",
                                         .title = "Tilt of the pen",
                                         .unit = "°",
                                         .field = &TracePoint::tilt_deg,
                                         .limit = angleTop,
                                         .limitLabel = "cap; deeper settings allow less",
                                         .note = noTilt}));
    charts.push_back(simpleChart(input, {.id = "glide",
                                         .title = "Glide speed",
                                         .unit = "mm/s",
                                         .field = &TracePoint::glide_mmps,
                                         .low = 1e3 * rubric.glideMin_mps,
                                         .high = 1e3 * rubric.glideMax_mps,
                                         .bandLabel = "asked for"}));
    charts.push_back(simpleChart(input, {.id = "force",
                                         .title = "Contact force",
                                         .unit = "N",
                                         .field = &TracePoint::force_N,
                                         .low = rubric.forceMin_N,
                                         .high = rubric.forceMax_N,
                                         .limit = forceTop,
                                         .bandLabel = "asked for",
                                         .limitLabel = "peak",
                                         .note = noForce}));
    charts.push_back(simpleChart(input, {.id = "stretch",
                                         .title = "Stretch of the skin",
                                         .unit = "%",
                                         .field = &TracePoint::stretch_pct,
                                         .low = rubric.strainMin_pct,
                                         .high = kNoTop,
                                         .bandLabel = "at least this much is asked for"}));
    charts.push_back(simpleChart(
        input,
        {.id = "gel", .title = "Gel film under the tip", .unit = "1", .field = &TracePoint::gel}));
    return charts;
}

} // namespace stipple::report
