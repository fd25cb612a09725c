// Measures what a stroke costs on skins of different size and draws engine/sim/validation/cost.svg.
// The times are this computer's: the page shows one run, and nothing is tested against it.

#include "engine/platform/paths.h"
#include "tests/analytic/svg_plot.h"
#include "training/app/bench_cost.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <fstream>

namespace {

stipple::test::Plot plotOf(const std::vector<stipple::app::CostCurve>& curves) {
    stipple::test::Plot plot;
    plot.title = "Re-scoring a minute of work: time against needle strokes in it";
    double strokes = 0.0, run_ms = 0.0;
    int colour = 0;
    for (const stipple::app::CostCurve& curve : curves) {
        stipple::test::PlotSeries marks;
        marks.label = std::filesystem::path(curve.lesson).stem().string() + ", " +
                      stipple::test::numberText(curve.cells / 1e3, 3) + " thousand cells";
        marks.marks = true;
        marks.colour = colour;
        for (const stipple::app::CostPoint& point : curve.points) {
            marks.points.emplace_back(point.strokes / 1e3, point.run_s * 1e3);
            strokes = std::max(strokes, point.strokes / 1e3);
            run_ms = std::max(run_ms, point.run_s * 1e3);
        }
        stipple::test::PlotSeries line;
        line.colour = colour++;
        line.label = "its straight line";
        const double end = curve.points.back().strokes;
        line.points = {{0.0, curve.still_s * 1e3},
                       {end / 1e3, (curve.still_s + curve.perMillionStrokes_s * end / 1e6) * 1e3}};
        plot.series.push_back(marks);
        plot.series.push_back(line);
    }
    const double step = 25.0, most = std::ceil(strokes / step) * step;
    plot.x = {"thousand strokes of single needles in the minute", 0.0, most, {}, false};
    for (double tick = 0.0; tick <= most; tick += step) {
        plot.x.ticks.push_back(tick);
    }
    const double high = std::ceil(run_ms / 50.0) * 50.0;
    plot.y = {"milliseconds", 0.0, high, {}, false};
    for (double tick = 0.0; tick <= high; tick += 50.0) {
        plot.y.ticks.push_back(tick);
    }
    return plot;
}

} // namespace

int main() {
    const auto root = stipple::platform::dataRoot();
    if (!root) {
        std::fprintf(stderr, "%s\n", root.error().text.c_str());
        return 1;
    }
    const auto curves = stipple::app::costCurves(*root);
    if (!curves) {
        std::fprintf(stderr, "%s\n", curves.error().text.c_str());
        return 1;
    }
    std::ofstream file(*root / "engine/sim/validation/cost.svg", std::ios::binary);
    file << svgOf(plotOf(*curves));
    return file.good() ? 0 : 1;
}
