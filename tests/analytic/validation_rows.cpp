#include "tests/analytic/validation_rows.h"

#include "engine/base/fixed_math.h"
#include "engine/sim/layered_punch.h"
#include "engine/sim/plate_relaxation.h"
#include "engine/sim/plate_stiffening.h"
#include "engine/sim/plate_table.h"
#include "engine/sim/skin_stretch.h"
#include "tests/analytic/published_stacks.h"
#include "tests/analytic/svg_plot.h"
#include "tests/analytic/validation_traction.h"
#include "tests/analytic/zone_stacks.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace stipple::test {

namespace {

using sim::LayeredSolid;
using sim::PlateGrid;
using sim::PlatePose;

/// What the reference must hold, and what the scored core must hold.
constexpr double kReference_percent = 2.0, kCore_percent = 5.0;
constexpr double kRadius_m = 4.5e-3;

void addClosedForms(std::vector<ValidationRow>& rows) {
    const double reduced_Pa = 50e3 / (1.0 - 0.45 * 0.45);
    const LayeredSolid half{{{1.0, 50e3, 0.45}}, false};
    rows.push_back({"T1 flat punch", "half-space, 50 kPa, nu 0.45, radius 4 mm", "N/m",
                    2.0 * 4e-3 * reduced_Pa, sim::flatPunchStiffness_NperM(half, 4e-3),
                    kReference_percent});
    const sim::ParaboloidContact hertz = sim::paraboloidContact(half, 0.01, 1e-3);
    rows.push_back({"T2 Hertz", "half-space, R 10 mm, touched radius 1 mm: force", "mN",
                    1e3 * 4.0 / 3.0 * reduced_Pa * std::sqrt(0.01) * std::pow(1e-4, 1.5),
                    1e3 * hertz.force_N, kReference_percent});
    for (const PublishedKappa& row : publishedKappa()) {
        rows.push_back({"T3 Hayes, bonded layer",
                        fmt::format("nu {}, a/h {}", row.poissonRatio, row.radiusOverThickness),
                        "kappa", row.kappa,
                        sim::bondedLayerKappa(row.radiusOverThickness, row.poissonRatio),
                        kReference_percent});
    }
}

void addSpheres(std::vector<ValidationRow>& rows) {
    const LayeredSolid layer{{{5e-3, 50e3, 0.45}}, true};
    const LayeredSolid stack{{{1.25e-3, 100e3, 0.45}, {3.75e-3, 10e3, 0.45}}, true};
    const sim::ParaboloidContact one = sim::paraboloidContact(layer, 4e-3, 1e-3);
    const sim::ParaboloidContact two = sim::paraboloidContact(stack, 4e-3, 1e-3);
    const char* check = "T5 sphere R 4 mm, touched radius 1 mm";
    rows.push_back({check, "5 mm of 50 kPa: press", "mm", 0.21696, 1e3 * one.indentation_m,
                    kReference_percent});
    rows.push_back(
        {check, "5 mm of 50 kPa: force", "mN", 21.011, 1e3 * one.force_N, kReference_percent});
    rows.push_back({check, "1.25 mm of 100 kPa on 3.75 mm of 10 kPa: press", "mm", 0.40537,
                    1e3 * two.indentation_m, kReference_percent});
    rows.push_back({check, "1.25 mm of 100 kPa on 3.75 mm of 10 kPa: force", "mN", 29.389,
                    1e3 * two.force_N, kReference_percent});
}

void addSurfaceLoads(std::vector<ValidationRow>& rows) {
    const LayeredSolid half{{{1.0, 40e3, 0.48}}, false};
    const PlateGrid rings{.rings = 8, .sectors = 2, .waveReach = 2000.0};
    const sim::PlateShape shape = sim::plateShape(0.0, rings);
    const sim::PlateFlexibility flexibility = sim::plateFlexibility(shape, half, kRadius_m);
    double middle = 0.0, rim = 0.0;
    for (std::size_t i = 0; i < rings.rings; ++i) {
        middle += flexibility.mean.front()[i];
        rim += flexibility.mean.back()[i];
    }
    const double unit_um = 1e6 * 1e3 * kRadius_m * (1.0 - 0.48 * 0.48) / 40e3;
    rows.push_back({"T6 Boussinesq", "1 kPa on a disc of 9 mm on a half-space: middle", "um",
                    2.0 * unit_um, 1e9 * middle, kReference_percent});
    rows.push_back({"T6 Boussinesq", "1 kPa on a disc of 9 mm on a half-space: rim", "um",
                    4.0 / kPi * unit_um, 1e9 * rim, kReference_percent});
    const LayeredSolid layer{{{4e-3, 40e3, 0.48}}, true};
    rows.push_back({"T6 confined compression", "1 kPa all over 4 mm of 40 kPa, nu 0.48", "um",
                    1e9 * 4e-3 * 1.48 * 0.04 / (0.52 * 40e3),
                    1e9 * sim::surfaceFlexibility_mPerPa(layer, 0.1), kReference_percent});
}

/// Row of the reference's own zone values and what the table says for `press_m`.
void addZones(std::vector<ValidationRow>& rows) {
    const sim::PlateDisc discs[] = {{4e-3f, 0.0f}, {4.5e-3f, 0.0f}, {5e-3f, 0.0f}};
    std::vector<sim::TissueStack> tissues;
    std::vector<std::string> names;
    for (const auto& [id, zone] : zoneTissues()) {
        names.push_back(id);
        tissues.push_back(zone.tissue);
    }
    const std::vector<sim::ThicknessRange> ranges(tissues.size());
    const sim::PlateTables tables = sim::plateTables(tissues, ranges, discs);
    for (std::size_t zone = 0; zone < tissues.size(); ++zone) {
        ValidationRow worst;
        for (std::size_t disc = 0; disc < 3; ++disc) {
            const auto radius_m = static_cast<double>(discs[disc].radius_m);
            const double stiffness =
                sim::flatPunchStiffness_NperM(sim::layeredSolid(tissues[zone]), radius_m);
            for (const double press_m : {0.2e-3, 1e-3}) {
                const double exact =
                    stiffness * sim::stiffenedPress_m(sim::lockingPress_m(tissues[zone]), press_m);
                const sim::PlateReading reading =
                    sim::readPlate(tables, {disc, zone}, {.press_m = press_m});
                const ValidationRow row{"full plate, from the table",
                                        fmt::format("{}, {:.0f} mm plate, {} mm press", names[zone],
                                                    2e3 * radius_m, numberText(1e3 * press_m, 2)),
                                        "mN",
                                        1e3 * exact,
                                        1e3 * reading.force_N,
                                        kCore_percent};
                if (worst.check.empty() || errorPercent(row) > errorPercent(worst)) {
                    worst = row;
                }
            }
        }
        rows.push_back(worst);
    }
}

/// The ring against patches about twice as fine in each direction.
void addRings(std::vector<ValidationRow>& rows) {
    const auto zones = zoneTissues();
    const double opening = 3.0 / 4.5;
    const sim::PlateDisc disc{4.5e-3f, 3e-3f};
    const sim::PlateShape fine =
        sim::plateShape(opening, {.rings = 12, .sectors = 14, .waveReach = 700.0});
    struct Lie {
        const char* words;
        PlatePose pose;
    };
    const Lie lies[] = {{"upright, flat, 0.5 mm", {0.5e-3, 0.0, 0.0}},
                        {"5 degrees, flat, 0.5 mm", {0.5e-3, 0.392e-3, 0.0}},
                        {"12 degrees, flat, 0.5 mm", {0.5e-3, 0.936e-3, 0.0}},
                        {"upright, convex R 30 mm, 0.6 mm", {0.6e-3, 0.0, 0.3375e-3}},
                        {"8 degrees, convex R 20 mm, 0.8 mm", {0.8e-3, 0.626e-3, 0.506e-3}},
                        {"upright, hollow R 30 mm, 0.2 mm", {0.2e-3, 0.0, -0.3375e-3}}};
    for (const char* id : {"forehead", "cheek_medial", "lower_lid", "neck"}) {
        const sim::TissueStack& tissue = zones.at(id).tissue;
        const sim::ThicknessRange range;
        const sim::PlateTables tables = sim::plateTables({&tissue, 1}, {&range, 1}, {&disc, 1});
        const sim::PlateFlexibility flexibility =
            sim::plateFlexibility(fine, sim::layeredSolid(tissue), kRadius_m);
        for (const Lie& lie : lies) {
            sim::PlateWork work;
            const double direct_N = sim::solvePlate(fine, flexibility, lie.pose, work).force_N;
            const sim::PlateReading reading = sim::readPlate(tables, {}, lie.pose);
            rows.push_back({"T7 ring 6 to 9 mm: table against a finer direct solve, linear part",
                            fmt::format("{}, {}", id, lie.words), "mN", 1e3 * direct_N,
                            1e3 * reading.flatPress_m * reading.stiffness_NperM, kCore_percent});
        }
    }
}

/// How the skin falls to the rim of a full plate of 9 mm, pressed in by 0.3 mm, and what that
/// stretches it by: Sneddon's flat punch, and layers against rings four times as fine.
void addBesideRim(std::vector<ValidationRow>& rows) {
    const double press_m = 0.3e-3, along_m = sim::kBesideRim * kRadius_m;
    const LayeredSolid half{{{1.0, 40e3, 0.48}}, false};
    const auto fallOf = [&](const LayeredSolid& solid, double opening, const PlateGrid& grid) {
        const sim::PlateShape shape = sim::plateShape(opening, grid);
        sim::PlateWork work;
        return sim::solvePlate(shape, sim::plateFlexibility(shape, solid, kRadius_m),
                               {.press_m = press_m}, work)
            .fall_m;
    };
    const double sneddon_m = press_m * (1.0 - 2.0 / kPi * std::asin(1.0 / (1.0 + sim::kBesideRim)));
    rows.push_back({"T9 beside the rim: fall over a fifth of the radius",
                    "full plate on a half-space, 0.3 mm press", "mm", 1e3 * sneddon_m,
                    1e3 * fallOf(half, 0.0, {}), kCore_percent});
    rows.push_back({"T9 beside the rim: stretch over a fifth of the radius",
                    "full plate on a half-space, 0.3 mm press", "%",
                    100.0 * sim::slopeStretch(sneddon_m, along_m),
                    100.0 * sim::slopeStretch(fallOf(half, 0.0, {}), along_m),
                    2.0 * kCore_percent});
    const auto zones = zoneTissues();
    const sim::PlateDisc disc{4.5e-3f, 3e-3f};
    for (const char* id : {"forehead", "cheek_medial", "lower_lid", "neck"}) {
        const sim::TissueStack& tissue = zones.at(id).tissue;
        const sim::ThicknessRange range;
        const sim::PlateTables tables = sim::plateTables({&tissue, 1}, {&range, 1}, {&disc, 1});
        const double fine_m = fallOf(sim::layeredSolid(tissue), 3.0 / 4.5,
                                     {.rings = 24, .sectors = 2, .waveReach = 2000.0});
        rows.push_back(
            {"T9 beside the rim: stretch over a fifth of the radius",
             fmt::format("{}, ring 6 to 9 mm, 0.3 mm press: table against a finer solve", id), "%",
             100.0 * sim::slopeStretch(fine_m, along_m),
             100.0 * sim::readPlate(tables, {}, {.press_m = press_m}).rimStretch,
             2.0 * kCore_percent});
    }
}

} // namespace

double errorPercent(const ValidationRow& row) {
    return 100.0 * std::abs(row.ours / row.expected - 1.0);
}

std::vector<ValidationRow> referenceRows() {
    std::vector<ValidationRow> rows;
    addClosedForms(rows);
    for (const PublishedStack& row : publishedStacks()) {
        rows.push_back({"T4 flat punch of 8 mm, 1 mm deep", row.label, "mN", row.force_mN,
                        sim::flatPunchStiffness_NperM(row.solid, 4e-3), kReference_percent});
    }
    addSpheres(rows);
    addSurfaceLoads(rows);
    return rows;
}

std::vector<ValidationRow> coreRows() {
    std::vector<ValidationRow> rows;
    addZones(rows);
    addRings(rows);
    addBesideRim(rows);
    return rows;
}

std::vector<ValidationRow> relaxationRows() {
    const sim::RelaxationTerms terms =
        sim::relaxationTerms({.perDecade = 0.35, .slow_mps = 1e-3, .most = 2.5, .press_m = 0.5e-3});
    std::vector<ValidationRow> rows;
    sim::PlateMemory memory;
    rows.push_back({"T8 sudden press", "at once: the most that the rate law allows", "times", 2.5,
                    sim::relaxedForce_N(terms, memory, 1.0, 1.0, 0.0, 0.0), kReference_percent});
    rows.push_back({"T8 sudden press", "after 10 s: the elastic force", "times", 1.0,
                    sim::relaxedForce_N(terms, memory, 1.0, 1.0, 10.0, 0.0), kReference_percent});
    for (const double speed_mps : {0.001, 0.01, 0.1, 1.0, 10.0}) {
        sim::PlateMemory fresh;
        const double law = 1.0 + 0.35 * std::log10(speed_mps / 1e-3);
        rows.push_back({"steady press of 0.5 mm against the rate law",
                        fmt::format("{} m/s", numberText(speed_mps, 2)), "times", law,
                        sim::relaxedForce_N(terms, fresh, 0.0, 1.0, 0.5e-3 / speed_mps, 0.0), 8.0});
    }
    return rows;
}

std::string markdownOf(const std::vector<ValidationRow>& rows) {
    std::string out = "| check | conditions | expected | ours | off by | asked | inside |\n"
                      "|---|---|---|---|---|---|---|\n";
    for (const ValidationRow& row : rows) {
        out += fmt::format("| {} | {} | {} {} | {} | {:.2f} % | {} % | {} |\n", row.check,
                           row.conditions, numberText(row.expected, 5), row.unit,
                           numberText(row.ours, 5), errorPercent(row),
                           numberText(row.allowed_percent, 2),
                           errorPercent(row) <= row.allowed_percent ? "yes" : "**no**");
    }
    return out;
}

std::string validationTables() {
    return "### Reference solver\n\n" + markdownOf(referenceRows()) +
           "\n### What the scored core looks up\n\nFor each zone the worst of three plates and two "
           "presses.\n\n" +
           markdownOf(coreRows()) + "\n### Rate effect and relaxation\n\n" +
           markdownOf(relaxationRows()) + "\n### Traction\n\n" + markdownOf(tractionRows());
}

} // namespace stipple::test
