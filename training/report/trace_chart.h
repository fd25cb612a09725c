#pragma once

#include "training/report/report.h"

#include <optional>
#include <string>
#include <vector>

namespace stipple::report {

/// A quantity over the time of the attempt, with what was asked of it.
struct TraceChart {
    std::string id; ///< for the SVG's title and description
    std::string title, unit;
    std::string note; ///< what a reader must know: "not measured by this device"
    double from_s = 0.0, to_s = 0.0, top = 1.0; ///< axes; values begin at 0

    struct Point {
        double time_s = 0.0, value = 0.0;
        bool starts = false; ///< true: no line to the point before
    };
    struct Line {
        std::string label;
        bool strong = true; ///< false: thin and dashed
        std::vector<Point> points;
    };
    struct Band {
        double from_s = 0.0, to_s = 0.0, low = 0.0, high = 0.0;
    };
    struct Limit {
        double from_s = 0.0, to_s = 0.0, value = 0.0;
    };
    std::vector<Line> lines = {};
    std::vector<Band> bands = {};
    std::vector<Limit> limits = {};
    std::string bandLabel = {}, limitLabel = {}; ///< empty: there is none

    /// The same in words, per zone: the text alternative of the picture.
    struct ZoneSummary {
        std::uint8_t zone = sim::kNoZone;
        double mean = 0.0, lowest = 0.0, highest = 0.0;
        std::optional<double> within_pct; ///< share of the points inside band and limit
        std::size_t points = 0;
    };
    std::vector<ZoneSummary> zones = {};
};

/// Delivered depth, tilt, glide speed, force, stretch and gel.
[[nodiscard]] std::vector<TraceChart> traceCharts(const ReportInput& input);

/// The times at which the pen was in a zone, for the strip above the charts.
struct ZoneStay {
    double from_s = 0.0, to_s = 0.0;
    std::uint8_t zone = sim::kNoZone;
};
[[nodiscard]] std::vector<ZoneStay> zoneStays(const ReportInput& input);

} // namespace stipple::report
