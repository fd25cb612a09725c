#include "tests/analytic/validation_plots.h"

#include "engine/sim/layered_punch.h"
#include "engine/sim/plate_relaxation.h"
#include "engine/sim/plate_table.h"
#include "tests/analytic/published_stacks.h"
#include "tests/analytic/svg_plot.h"
#include "tests/analytic/validation_traction.h"
#include "tests/analytic/zone_stacks.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace stipple::test {

namespace {

std::string kappaPlot() {
    Plot plot{.title = "Flat punch on a bonded layer: force over that of a half-space",
              .x = {"plate radius over thickness, a/h", 0.0, 2.0, {0.0, 0.5, 1.0, 1.5, 2.0}, false},
              .y = {"kappa", 0.0, 10.0, {0.0, 2.0, 4.0, 6.0, 8.0, 10.0}, false}};
    int colour = 0;
    for (const double nu : {0.30, 0.45, 0.4999}) {
        PlotSeries line{fmt::format("reference, nu {}", nu), {}, false, colour};
        for (int k = 1; k <= 80; ++k) {
            line.points.emplace_back(0.025 * k, sim::bondedLayerKappa(0.025 * k, nu));
        }
        PlotSeries marks{fmt::format("Hayes, nu {}", nu), {}, true, colour++};
        for (const PublishedKappa& row : publishedKappa()) {
            if (row.poissonRatio == nu) {
                marks.points.emplace_back(row.radiusOverThickness, row.kappa);
            }
        }
        plot.series.push_back(line);
        plot.series.push_back(marks);
    }
    return svgOf(plot);
}

/// The five stacks as rows: the reference and what the core solves.
std::string stacksPlot() {
    Plot plot{.title = "Flat punch of 8 mm, 1 mm deep, on five stacks: off from the exact force",
              .x = {"percent", -5.0, 5.0, {-5.0, -2.5, 0.0, 2.5, 5.0}, false},
              .y = {"", 0.5, 5.5, {5.0, 4.0, 3.0, 2.0, 1.0}, false}};
    PlotSeries reference{"reference solver", {}, true, 0};
    PlotSeries core{"patches of the core", {}, true, 1};
    double y = 5.0;
    const sim::PlateShape shape = sim::plateShape(0.0);
    for (const PublishedStack& row : publishedStacks()) {
        plot.rows.push_back(fmt::format("{} mN", row.force_mN));
        const auto percent = [&](double got_mN) { return 100.0 * (got_mN / row.force_mN - 1.0); };
        reference.points.emplace_back(percent(sim::flatPunchStiffness_NperM(row.solid, 4e-3)), y);
        const sim::PlateFlexibility flexibility = sim::plateFlexibility(shape, row.solid, 4e-3);
        sim::PlateWork work;
        core.points.emplace_back(
            percent(sim::solvePlate(shape, flexibility, {.press_m = 1.0}, work).force_N), y);
        y -= 1.0;
    }
    plot.series = {reference, core};
    return svgOf(plot);
}

std::string zonesPlot() {
    Plot plot{.title = "Table of the core against the reference: full plate, all zones",
              .x = {"percent off", -5.0, 5.0, {-5.0, -2.5, 0.0, 2.5, 5.0}, false},
              .y = {"", 0.0, 1.0, {}, false}};
    const float radii_m[] = {0.004f, 0.0045f, 0.005f};
    const auto zones = zoneTissues();
    plot.y.to = static_cast<double>(zones.size()) + 0.5;
    plot.y.from = 0.5;
    for (int k = 0; k < 3; ++k) {
        const sim::PlateDisc disc{radii_m[k], 0.0f};
        PlotSeries marks{
            fmt::format("plate of {:.0f} mm", 2e3 * static_cast<double>(radii_m[k])), {}, true, k};
        double y = static_cast<double>(zones.size());
        for (const auto& [id, zone] : zones) {
            if (k == 0) {
                plot.rows.push_back(id);
                plot.y.ticks.push_back(y);
            }
            const sim::ThicknessRange range;
            const sim::PlateTables tables =
                sim::plateTables({&zone.tissue, 1}, {&range, 1}, {&disc, 1});
            const double exact = sim::flatPunchStiffness_NperM(sim::layeredSolid(zone.tissue),
                                                               static_cast<double>(radii_m[k]));
            const sim::PlateReading reading = sim::readPlate(tables, {}, {.press_m = 1e-4});
            marks.points.emplace_back(100.0 * (reading.stiffness_NperM / exact - 1.0), y);
            y -= 1.0;
        }
        plot.series.push_back(marks);
    }
    return svgOf(plot);
}

sim::RelaxationTerms usualTerms() {
    return sim::relaxationTerms(
        {.perDecade = 0.35, .slow_mps = 1e-3, .most = 2.5, .press_m = 0.5e-3});
}

std::string ratePlot() {
    Plot plot{.title = "Steady press of 0.5 mm: force over the slow one",
              .x = {"speed of pressing, m/s",
                    1e-4,
                    100.0,
                    {1e-4, 1e-3, 0.01, 0.1, 1.0, 10.0, 100.0},
                    true},
              .y = {"factor", 0.8, 2.8, {1.0, 1.5, 2.0, 2.5}, false}};
    PlotSeries law{"rate law", {}, false, 4}, series{"five Prony terms", {}, false, 0};
    const sim::RelaxationTerms terms = usualTerms();
    for (int k = 0; k <= 120; ++k) {
        const double speed_mps = 1e-4 * std::pow(10.0, k / 20.0);
        law.points.emplace_back(speed_mps,
                                std::clamp(1.0 + 0.35 * std::log10(speed_mps / 1e-3), 1.0, 2.5));
        sim::PlateMemory memory;
        series.points.emplace_back(
            speed_mps, sim::relaxedForce_N(terms, memory, 0.0, 1.0, 0.5e-3 / speed_mps, 0.0));
    }
    plot.series = {law, series};
    return svgOf(plot);
}

std::string relaxationPlot() {
    Plot plot{.title = "After a press in 20 ms: force over the lasting one",
              .x = {"seconds", 1e-3, 10.0, {1e-3, 0.01, 0.1, 1.0, 10.0}, true},
              .y = {"factor", 0.8, 1.8, {0.8, 1.0, 1.2, 1.4, 1.6, 1.8}, false}};
    const double glides_mps[] = {0.0, 0.03, 0.1};
    for (int g = 0; g < 3; ++g) {
        PlotSeries line{g == 0 ? "held still"
                               : fmt::format("gliding at {:.0f} cm/s", 100.0 * glides_mps[g]),
                        {},
                        false,
                        g};
        sim::PlateMemory memory;
        double before_s = 0.0;
        for (int k = 0; k <= 160; ++k) {
            const double now_s = 1e-3 * std::pow(10.0, k / 40.0);
            const double press_s = 0.02;
            const double from = std::min(before_s / press_s, 1.0);
            const double to = std::min(now_s / press_s, 1.0);
            const double force = sim::relaxedForce_N(usualTerms(), memory, from, to,
                                                     now_s - before_s, glides_mps[g] / 0.009);
            if (to >= 1.0) {
                line.points.emplace_back(now_s, force);
            }
            before_s = now_s;
        }
        plot.series.push_back(line);
    }
    return svgOf(plot);
}

/// The skin's surface under a ring, from the axis out, for a few zones.
std::string bulgePlot() {
    Plot plot{.title = "Ring of 6 to 9 mm pressed 0.2 mm: height of the skin over the plate's face",
              .x = {"mm from the axis", 0.0, 3.0, {0.0, 1.0, 2.0, 3.0}, false},
              .y = {"mm", -0.1, 0.4, {-0.1, 0.0, 0.1, 0.2, 0.3, 0.4}, false}};
    const sim::PlateDisc disc{0.0045f, 0.003f};
    const auto zones = zoneTissues();
    int colour = 0;
    for (const char* id : {"forehead", "cheek_medial", "lower_lid", "abdomen"}) {
        const sim::TissueStack& tissue = zones.at(id).tissue;
        const sim::ThicknessRange range;
        const sim::PlateTables tables = sim::plateTables({&tissue, 1}, {&range, 1}, {&disc, 1});
        const sim::PlateReading reading = sim::readPlate(tables, {}, {.press_m = 2e-4});
        PlotSeries line{id, {}, false, colour};
        for (int k = 0; k <= 30; ++k) {
            line.points.emplace_back(0.1 * k, 1e3 * sim::skinRise_m(reading, 1e-4 * k, 1.0));
        }
        // the places at which the table knows it, by a direct solve with finer patches
        const sim::PlateShape fine =
            sim::plateShape(3.0 / 4.5, {.rings = 14, .sectors = 2, .waveReach = 900.0});
        const sim::PlateFlexibility flexibility =
            sim::plateFlexibility(fine, sim::layeredSolid(tissue), 0.0045);
        sim::PlateWork work;
        const sim::PlateAnswer direct = sim::solvePlate(fine, flexibility, {.press_m = 2e-4}, work);
        PlotSeries marks{fmt::format("{}, finer", id), {}, true, colour++};
        for (std::size_t s = 0; s < sim::kSkinPlaces; ++s) {
            marks.points.emplace_back(4.5 * fine.placeRadius[s], 1e3 * (2e-4 - direct.sunk_m[s]));
        }
        plot.series.push_back(line);
        plot.series.push_back(marks);
    }
    return svgOf(plot);
}

/// Force against tilt at one press of the centre.
std::string tiltPlot() {
    Plot plot{.title = "Ring of 6 to 9 mm, centre pressed 0.5 mm: force against tilt",
              .x = {"degrees", 0.0, 25.0, {0.0, 5.0, 10.0, 15.0, 20.0, 25.0}, false},
              .y = {"over the upright force", 0.8, 2.4, {0.8, 1.2, 1.6, 2.0, 2.4}, false}};
    const sim::PlateDisc disc{0.0045f, 0.003f};
    const auto zones = zoneTissues();
    const double opening = 3.0 / 4.5;
    const sim::PlateShape fine =
        sim::plateShape(opening, {.rings = 10, .sectors = 12, .waveReach = 500.0});
    int colour = 0;
    for (const char* id : {"forehead", "cheek_medial", "lower_lid"}) {
        const sim::TissueStack& tissue = zones.at(id).tissue;
        const sim::ThicknessRange range;
        const sim::PlateTables tables = sim::plateTables({&tissue, 1}, {&range, 1}, {&disc, 1});
        const sim::PlateFlexibility flexibility =
            sim::plateFlexibility(fine, sim::layeredSolid(tissue), 0.0045);
        PlotSeries line{fmt::format("{}, table", id), {}, false, colour};
        PlotSeries marks{fmt::format("{}, finer", id), {}, true, colour++};
        sim::PlateWork work;
        const double upright_N =
            sim::solvePlate(fine, flexibility, {.press_m = 5e-4}, work).force_N;
        for (int k = 0; k <= 50; ++k) {
            const double tilt_m = 0.0045 * std::sin(0.5 * k * 3.14159265358979 / 180.0);
            const sim::PlateReading reading = sim::readPlate(tables, {}, {5e-4, tilt_m, 0.0});
            line.points.emplace_back(0.5 * k,
                                     reading.flatPress_m * reading.stiffness_NperM / upright_N);
            if (k % 10 == 0) {
                work.touch.clear();
                marks.points.emplace_back(
                    0.5 * k, sim::solvePlate(fine, flexibility, {5e-4, tilt_m, 0.0}, work).force_N /
                                 upright_N);
            }
        }
        plot.series.push_back(line);
        plot.series.push_back(marks);
    }
    return svgOf(plot);
}

} // namespace

std::map<std::string, std::string> validationPlots() {
    return {{"bulge.svg", bulgePlot()},       {"kappa.svg", kappaPlot()},
            {"rate.svg", ratePlot()},         {"relaxation.svg", relaxationPlot()},
            {"stacks.svg", stacksPlot()},     {"tilt.svg", tiltPlot()},
            {"traction.svg", tractionPlot()}, {"zones.svg", zonesPlot()}};
}

} // namespace stipple::test
