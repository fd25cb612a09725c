#include "tests/analytic/validation_traction.h"

#include "engine/sim/plate_stiffening.h"
#include "engine/sim/plate_table.h"
#include "tests/analytic/svg_plot.h"
#include "tests/analytic/zone_stacks.h"

#include <fmt/format.h>

namespace stipple::test {

namespace {

constexpr const char* kZones[] = {"forehead", "cheek_medial", "lower_lid", "neck"};
constexpr double kOpening = 3.0 / 4.5;

/// A ring of 6 to 9 mm on one zone: by the table, and by patches about twice as fine.
struct StretchedRing {
    explicit StretchedRing(const sim::TissueStack& stack)
        : tissue(stack), tables(sim::plateTables({&stack, 1}, {&range, 1}, {&disc, 1})) {}

    [[nodiscard]] double tableStiffness(double strain) const {
        return sim::readPlate(tables, {.strain = static_cast<float>(strain)}, {.press_m = 1e-4})
            .stiffness_NperM;
    }

    [[nodiscard]] double directStiffness(double strain) const {
        const std::vector<double> waves =
            sim::tautened(fine, sim::waveFlexibility(fine, sim::layeredSolid(tissue), kRadius_m),
                          kRadius_m, strain * sim::dermisTension_NperM(tissue));
        sim::PlateWork work;
        return sim::solvePlate(fine, sim::plateFlexibility(fine, waves, kRadius_m),
                               {.press_m = 1.0}, work)
            .force_N;
    }

    static constexpr double kRadius_m = 4.5e-3;
    sim::TissueStack tissue;
    sim::PlateDisc disc{4.5e-3f, 3e-3f};
    sim::ThicknessRange range;
    sim::PlateTables tables;
    sim::PlateShape fine =
        sim::plateShape(kOpening, {.rings = 16, .sectors = 2, .waveReach = 900.0});
};

} // namespace

std::vector<ValidationRow> tractionRows() {
    const auto zones = zoneTissues();
    std::vector<ValidationRow> rows;
    for (const char* id : kZones) {
        const StretchedRing ring(zones.at(id).tissue);
        const double rest = ring.directStiffness(0.0), tableRest = ring.tableStiffness(0.0);
        for (const double strain : {0.05, 0.1}) {
            rows.push_back({"ring 6 to 9 mm on stretched skin: stiffness over that at rest",
                            fmt::format("{}, {:.0f} % strain", id, 100.0 * strain), "times",
                            ring.directStiffness(strain) / rest,
                            ring.tableStiffness(strain) / tableRest, 5.0});
        }
    }
    return rows;
}

std::string tractionPlot() {
    Plot plot{
        .title = "Ring of 6 to 9 mm on stretched skin: stiffness over that at rest",
        .x = {"strain by the support hand, %", 0.0, 10.0, {0.0, 2.0, 4.0, 6.0, 8.0, 10.0}, false},
        .y = {"times", 1.0, 2.0, {1.0, 1.2, 1.4, 1.6, 1.8, 2.0}, false}};
    const auto zones = zoneTissues();
    int colour = 0;
    for (const char* id : kZones) {
        const StretchedRing ring(zones.at(id).tissue);
        PlotSeries line{fmt::format("{}, table", id), {}, false, colour};
        PlotSeries marks{fmt::format("{}, direct", id), {}, true, colour++};
        for (int k = 0; k <= 10; ++k) {
            line.points.emplace_back(k, ring.tableStiffness(0.01 * k) / ring.tableStiffness(0.0));
            if (k % 2 == 0) {
                marks.points.emplace_back(k, ring.directStiffness(0.01 * k) /
                                                 ring.directStiffness(0.0));
            }
        }
        plot.series.push_back(line);
        plot.series.push_back(marks);
    }
    return svgOf(plot);
}

} // namespace stipple::test
