#pragma once

#include <string>
#include <utility>
#include <vector>

namespace stipple::test {

/// A line or a row of marks in a plot.
struct PlotSeries {
    std::string label;
    std::vector<std::pair<double, double>> points;
    bool marks = false; ///< single marks instead of a line
    int colour = 0;     ///< of a small fixed palette
};

struct PlotAxis {
    std::string label;
    double from = 0.0, to = 1.0;
    std::vector<double> ticks; ///< values with a number
    bool logarithmic = false;
};

struct Plot {
    std::string title;
    PlotAxis x, y;
    std::vector<PlotSeries> series;
    /// One row of text per y tick instead of its number; empty: numbers
    std::vector<std::string> rows;
};

/// The plot as a small SVG document, 720 x 440 or taller where it has rows of text.
[[nodiscard]] std::string svgOf(const Plot& plot);

/// A number in a table or at a tick: `digits` significant ones, without an exponent.
[[nodiscard]] std::string numberText(double value, int digits);

} // namespace stipple::test
