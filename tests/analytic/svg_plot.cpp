#include "tests/analytic/svg_plot.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace stipple::test {

namespace {

constexpr std::array<const char*, 6> kColours{"#1f5fa8", "#c2501a", "#2b8a4b",
                                              "#8a3ba0", "#6b6b6b", "#b08a00"};

struct Frame {
    double left, top, right, bottom, width, height;
};

double along(const PlotAxis& axis, double value) {
    return axis.logarithmic ? std::log(value / axis.from) / std::log(axis.to / axis.from)
                            : (value - axis.from) / (axis.to - axis.from);
}

double xOf(const Plot& plot, const Frame& f, double value) {
    return f.left + (f.right - f.left) * along(plot.x, value);
}

double yOf(const Plot& plot, const Frame& f, double value) {
    return f.bottom - (f.bottom - f.top) * along(plot.y, value);
}

std::string text(double x, double y, const char* anchor, const std::string& words,
                 const char* more = "") {
    return fmt::format("<text x=\"{:.1f}\" y=\"{:.1f}\" text-anchor=\"{}\"{}>{}</text>\n", x, y,
                       anchor, more, words);
}

std::string axes(const Plot& plot, const Frame& f) {
    std::string out;
    for (const double tick : plot.x.ticks) {
        const double x = xOf(plot, f, tick);
        out +=
            fmt::format("<path class=\"grid\" d=\"M{:.1f} {:.1f}V{:.1f}\"/>\n", x, f.top, f.bottom);
        out += text(x, f.bottom + 18.0, "middle", numberText(tick, 3));
    }
    for (std::size_t k = 0; k < plot.y.ticks.size(); ++k) {
        const double y = yOf(plot, f, plot.y.ticks[k]);
        out +=
            fmt::format("<path class=\"grid\" d=\"M{:.1f} {:.1f}H{:.1f}\"/>\n", f.left, y, f.right);
        out += text(f.left - 8.0, y + 4.0, "end",
                    k < plot.rows.size() ? plot.rows[k] : numberText(plot.y.ticks[k], 3));
    }
    out += fmt::format("<path class=\"frame\" d=\"M{:.1f} {:.1f}V{:.1f}H{:.1f}\"/>\n", f.left,
                       f.top, f.bottom, f.right);
    out += text(0.5 * (f.left + f.right), f.bottom + 40.0, "middle", plot.x.label);
    out += text(12.0, f.top - 14.0, "start", plot.y.label);
    return out;
}

std::string drawn(const Plot& plot, const Frame& f, const PlotSeries& series) {
    const char* colour = kColours[static_cast<std::size_t>(series.colour) % kColours.size()];
    std::string out;
    if (series.marks) {
        for (const auto& [x, y] : series.points) {
            out += fmt::format("<circle cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"3.6\" fill=\"none\" "
                               "stroke=\"{}\" stroke-width=\"1.6\"/>\n",
                               xOf(plot, f, x), yOf(plot, f, y), colour);
        }
        return out;
    }
    out = "<path fill=\"none\" clip-path=\"url(#inside)\" stroke-width=\"1.8\" stroke=\"" +
          std::string(colour) + "\" d=\"";
    bool first = true;
    for (const auto& [x, y] : series.points) {
        out += fmt::format("{}{:.1f} {:.1f}", first ? "M" : "L", xOf(plot, f, x), yOf(plot, f, y));
        first = false;
    }
    return out + "\"/>\n";
}

std::string legend(const Plot& plot, const Frame& f) {
    std::string out;
    double y = f.top + 8.0;
    for (const PlotSeries& series : plot.series) {
        if (series.label.empty()) {
            continue;
        }
        const char* colour = kColours[static_cast<std::size_t>(series.colour) % kColours.size()];
        out +=
            series.marks
                ? fmt::format("<circle cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"3.6\" fill=\"none\" "
                              "stroke=\"{}\" stroke-width=\"1.6\"/>\n",
                              f.right + 24.0, y - 4.0, colour)
                : fmt::format("<path stroke=\"{}\" stroke-width=\"2\" d=\"M{:.1f} {:.1f}h20\"/>\n",
                              colour, f.right + 14.0, y - 4.0);
        out += text(f.right + 40.0, y, "start", series.label);
        y += 19.0;
    }
    return out;
}

} // namespace

std::string numberText(double value, int digits) {
    const double size = std::abs(value);
    const int whole = size >= 1.0
                          ? static_cast<int>(std::floor(std::log10(size))) + 1
                          : (size > 0.0 ? static_cast<int>(std::ceil(std::log10(size) + 1e-9)) : 1);
    std::string out = fmt::format("{:.{}f}", value, std::max(digits - whole, 0));
    if (out.find('.') != std::string::npos) {
        out.erase(out.find_last_not_of('0') + 1);
        if (out.back() == '.') {
            out.pop_back();
        }
    }
    return out == "-0" ? "0" : out;
}

std::string svgOf(const Plot& plot) {
    Frame f{};
    f.width = 860.0;
    f.height = plot.rows.empty() ? 460.0 : 120.0 + 24.0 * static_cast<double>(plot.rows.size());
    f.left = plot.rows.empty() ? 70.0 : 150.0;
    f.top = 60.0;
    f.right = f.width - 230.0;
    f.bottom = f.height - 56.0;
    std::string out = fmt::format(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{0:.0f}\" height=\"{1:.0f}\" "
        "viewBox=\"0 0 {0:.0f} {1:.0f}\" font-family=\"sans-serif\" font-size=\"13\">\n"
        "<style>.grid{{stroke:#ddd;fill:none}}.frame{{stroke:#333;fill:none}}</style>\n"
        "<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n",
        f.width, f.height);
    out += fmt::format("<clipPath id=\"inside\"><rect x=\"{:.1f}\" y=\"{:.1f}\" width=\"{:.1f}\" "
                       "height=\"{:.1f}\"/></clipPath>\n",
                       f.left, f.top, f.right - f.left, f.bottom - f.top);
    out += text(f.left, 24.0, "start", plot.title, " font-size=\"16\"");
    out += axes(plot, f);
    for (const PlotSeries& series : plot.series) {
        out += drawn(plot, f, series);
    }
    out += legend(plot, f);
    return out + "</svg>\n";
}

} // namespace stipple::test
