#include "engine/base/fixed_math.h"
#include "engine/sim/needle_insertion.h"
#include "tests/analytic/svg_plot.h"
#include "tests/analytic/validation_needles.h"

namespace stipple::test {

namespace {

PlotSeries seriesOf(const sim::SimModel& model, const char* label, sim::HeldPen held, int colour) {
    PlotSeries series{.label = label, .points = {}, .marks = false, .colour = colour};
    for (int k = 5; k <= 50; ++k) {
        const float set_mm = 0.05f * static_cast<float>(k);
        held.set_m = set_mm * 1e-3f;
        const auto depth_mm = 1e3 * static_cast<double>(sim::heldStroke(model, held).delivered_m);
        series.points.emplace_back(static_cast<double>(set_mm), depth_mm);
    }
    return series;
}

} // namespace

std::string needlePlot() {
    const auto model = needleModel();
    const sim::HeldPen taut{.zone = kCheekZone};
    sim::HeldPen slack = taut, bone = taut, leaning = taut, hovering = taut;
    slack.strain = 0.0f;
    bone.zone = kForeheadZone;
    leaning.tilt_rad = static_cast<float>(20.0 * kPi / 180.0);
    hovering.force_N = 0.0f;
    hovering.gap_m = 0.4e-3f;
    PlotSeries dial{
        .label = "dial", .points = {{0.25, 0.25}, {2.5, 2.5}}, .marks = false, .colour = 5};
    return svgOf(
        {.title = "12 needles, 1 N, 100 Hz, on gel: mean depth over the dial",
         .x = {"set, mm", 0.0, 2.5, {0.0, 0.5, 1.0, 1.5, 2.0, 2.5}, false},
         .y = {"depth, mm", 0.0, 2.75, {0.0, 0.5, 1.0, 1.5, 2.0, 2.5}, false},
         .series = {seriesOf(*model, "forehead", bone, 0), seriesOf(*model, "cheek", taut, 1),
                    seriesOf(*model, "slack", slack, 2), seriesOf(*model, "leaning", leaning, 3),
                    seriesOf(*model, "hovering", hovering, 4), dial},
         .rows = {}});
}

} // namespace stipple::test
