#include "tests/analytic/validation_slack.h"

#include "engine/base/fixed_math.h"
#include "engine/sim/needle_insertion.h"
#include "engine/sim/plate_stiffening.h"
#include "engine/sim/skin_drag.h"
#include "engine/sim/skin_fold.h"
#include "engine/sim/skin_pull.h"
#include "engine/sim/skin_stretch.h"
#include "engine/sim/step.h"
#include "tests/analytic/svg_plot.h"
#include "tests/analytic/validation_needles.h"
#include "tests/analytic/zone_stacks.h"
#include "tests/support/flat_model.h"

#include <fmt/format.h>

#include <cmath>

namespace stipple::test {

namespace {

constexpr double kRadius_m = 4.5e-3, kMilli = 1e3;
constexpr const char* kZones[] = {"forehead", "lower_lid", "cheek_medial", "cheek_lateral",
                                  "neck",     "scalp",     "dorsal_hand",  "abdomen"};

sim::NeedlingParameters needlingAsShipped() {
    return scene::parseNeedling(dataText("scenes/needling.toml"), "scenes/needling.toml").value();
}

double drawn_mm(const sim::NeedlingParameters& needling, float gel, double held_NpM) {
    return kMilli * static_cast<double>(sim::skinGrip(needling, 1.0f, gel, held_NpM).sticks_m);
}

/// Share of the needles that open the skin in half a second of stamping with 0.25 mm, percent.
double opened_pct(const sim::SkinZone& zone, std::uint8_t stretch_pct) {
    FlatPad pad;
    pad.patches = {{zone}};
    const char* path = "scenes/devices/pen_12.toml";
    pad.pens = {scene::parsePenDevice(dataText(path), path).value()};
    const auto model = flatModel(pad);
    model->needling = needlingAsShipped();
    const float press_m = pressFor_m(zone, pad.pens[0], 1.0f);
    sim::SimState state = sim::startState(*model, 7);
    std::uint32_t strokes = 0;
    for (int k = 0; k < 120; ++k) {
        sim::PenSample sample = pressedSample(pad, 0.0f, 0.0f, press_m, 250, 1000);
        sample.stretch_pct = stretch_pct;
        strokes += sim::step(*model, state, sample).strokes;
    }
    const double needles = static_cast<double>(pad.pens[0].needles_m.size());
    return 100.0 * static_cast<double>(state.skin.log.size()) /
           (needles * static_cast<double>(strokes));
}

} // namespace

double discInSheet_NpM(const sim::TissueStack& tissue, double radius_m) {
    const auto layerOf = [&tissue](sim::Layer layer) {
        return tissue.layers[static_cast<std::size_t>(layer)];
    };
    double sheet_NpM = 0.0;
    for (const sim::Layer layer : {sim::Layer::PapillaryDermis, sim::Layer::ReticularDermis}) {
        const sim::TissueLayer dermis = layerOf(layer);
        sheet_NpM += static_cast<double>(dermis.youngsModulus_Pa * dermis.thickness_m) /
                     (2.0 * (1.0 + static_cast<double>(dermis.poissonRatio)));
    }
    const sim::TissueLayer fat = layerOf(sim::Layer::Hypodermis);
    const double springs_NpM3 = static_cast<double>(fat.youngsModulus_Pa) /
                                (2.0 * (1.0 + static_cast<double>(fat.poissonRatio))) /
                                static_cast<double>(fat.thickness_m);
    // plane stress: waves of pressure are the root of 2 / (1 - nu) times longer than those of shear
    const double poisson = static_cast<double>(layerOf(sim::Layer::ReticularDermis).poissonRatio);
    const double q = radius_m * std::sqrt(springs_NpM3 / sheet_NpM);
    const double s = q / std::sqrt(2.0 / (1.0 - poisson));
    const auto k0 = [](double x) { return std::cyl_bessel_k(0.0, x); };
    const auto k1 = [](double x) { return std::cyl_bessel_k(1.0, x); };
    const double above = 4.0 * k1(q) * k1(s) + s * k1(q) * k0(s) + q * k0(q) * k1(s);
    const double below = q * k0(q) * k1(s) + s * k1(q) * k0(s) + q * s * k0(q) * k0(s);
    // around the disc, and the springs under it
    return kPi * sheet_NpM * q * q * above / below + kPi * radius_m * radius_m * springs_NpM3;
}

std::vector<SidewaysRow> sidewaysRows() {
    const auto zones = zoneTissues();
    const sim::NeedlingParameters needling = needlingAsShipped();
    std::vector<SidewaysRow> rows;
    for (const char* id : kZones) {
        const sim::TissueStack& tissue = zones.at(id).tissue;
        const double ours_NpM = sim::lateralStiffness_NpM(tissue, kRadius_m);
        const double taut_NpM = ours_NpM * sim::tautHolding(needling, needling.tautStrain);
        rows.push_back({id, ours_NpM, discInSheet_NpM(tissue, kRadius_m),
                        drawn_mm(needling, 0.0f, ours_NpM), drawn_mm(needling, 1.0f, ours_NpM),
                        drawn_mm(needling, 1.0f, taut_NpM)});
    }
    return rows;
}

std::vector<DirectionRow> directionRows() {
    const auto zones = zoneTissues();
    const sim::NeedlingParameters needling = needlingAsShipped();
    const sim::PlateDisc disc{4.5e-3f, 3e-3f};
    const sim::ThicknessRange range;
    const sim::PlateShape fine =
        sim::plateShape(3.0 / 4.5, {.rings = 16, .sectors = 2, .waveReach = 900.0});
    std::vector<DirectionRow> rows;
    for (const char* id : kZones) {
        const sim::TissueStack& tissue = zones.at(id).tissue;
        const sim::PlateTables tables = sim::plateTables({&tissue, 1}, {&range, 1}, {&disc, 1});
        const auto looked = [&tables](float strain) {
            return sim::readPlate(tables, {.strain = strain}, {}).stiffness_NperM;
        };
        const auto solved = [&](double strain) {
            const std::vector<double> waves = sim::tautened(
                fine, sim::waveFlexibility(fine, sim::layeredSolid(tissue), kRadius_m), kRadius_m,
                strain * sim::dermisTension_NperM(tissue));
            sim::PlateWork work;
            return sim::solvePlate(fine, sim::plateFlexibility(fine, waves, kRadius_m),
                                   {.press_m = 1.0}, work)
                .force_N;
        };
        const float taut = needling.tautStrain;
        const float along = taut * sim::holdAlong(needling.lineRatio, 90, 90);
        const float across = taut * sim::holdAlong(needling.lineRatio, 180, 90);
        const double rest = looked(0.0f);
        rows.push_back({id, looked(taut) / rest, looked(along) / rest, looked(across) / rest,
                        solved(static_cast<double>(along)) / solved(0.0)});
    }
    return rows;
}

std::vector<TentingRow> tentingRows() {
    const auto model = needleModel();
    std::vector<TentingRow> rows;
    for (std::size_t zone = 0; zone < model->zones.size(); ++zone) {
        sim::HeldPen held{.zone = zone, .set_m = 0.5e-3f, .strain = 0.0f};
        const sim::DepthTerms slack = sim::heldStroke(*model, held);
        held.strain = model->needling.tautStrain;
        const sim::DepthTerms taut = sim::heldStroke(*model, held);
        rows.push_back({model->zones[zone].id, kMilli * static_cast<double>(slack.dimple_m),
                        kMilli * static_cast<double>(taut.dimple_m),
                        kMilli * static_cast<double>(slack.delivered_m),
                        kMilli * static_cast<double>(taut.delivered_m),
                        opened_pct(model->zones[zone], 0), opened_pct(model->zones[zone], 10)});
        const auto lift_um = [&](float strain, float gel) {
            const sim::HeldPen deep{.zone = zone, .set_m = 1e-3f, .strain = strain, .gel = gel};
            return 1e6 * static_cast<double>(sim::heldStroke(*model, deep).lift_m);
        };
        rows.back().dryLift_um = lift_um(0.0f, 0.0f);
        rows.back().gelLift_um = lift_um(0.0f, 1.0f);
        rows.back().tautLift_um = lift_um(model->needling.tautStrain, 1.0f);
    }
    return rows;
}

std::vector<FoldRow> foldRows() {
    const auto zones = zoneTissues();
    const sim::NeedlingParameters needling = needlingAsShipped();
    std::vector<FoldRow> rows;
    for (const char* id : kZones) {
        const sim::TissueStack& tissue = zones.at(id).tissue;
        const sim::FoldLaw law = sim::foldLaw(tissue);
        const auto pushedBy = [&](float hold, float gel, float strain) {
            const double held_NpM = sim::lateralStiffness_NpM(tissue, kRadius_m, hold) *
                                    sim::tautHolding(needling, strain);
            return sim::PushedSkin{.drawn_m = static_cast<double>(
                                       sim::skinGrip(needling, 1.0f, gel, held_NpM).sticks_m),
                                   .radius_m = kRadius_m,
                                   .poissonRatio = 0.48,
                                   .tension_NperM = sim::naturalTension_NperM(needling, hold),
                                   .pulled = static_cast<double>(strain)};
        };
        const auto height_mm = [&](float hold, float gel, float strain) {
            return kMilli * sim::foldBefore_m(law, pushedBy(hold, gel, strain));
        };
        const sim::PushedSkin dry = pushedBy(1.0f, 0.0f, 0.0f);
        rows.push_back({id, kMilli * law.wave_m,
                        100.0 * (dry.tension_NperM + law.critical_NperM) / law.membrane_NperM,
                        100.0 * sim::drawnStrain(dry.drawn_m, kRadius_m, law.wave_m, 0.48),
                        height_mm(4.0f / 3.0f, 0.0f, 0.0f), height_mm(2.0f / 3.0f, 0.0f, 0.0f),
                        height_mm(2.0f / 3.0f, 1.0f, 0.0f), height_mm(2.0f / 3.0f, 0.0f, 0.05f)});
    }
    return rows;
}

namespace {

std::string foldTable() {
    std::string out =
        "\n### Folds before the plate\n\nUnder 1 N, just before the skin slips back. Borne is what "
        "tension and sheet take before skin folds, compressed the mean over one wave, both slack, "
        "dry and halfway between along and across the lines.\n\n"
        "| zone | wave | borne | compressed | slack, dry: along, across the lines | across, gel | "
        "across, pulled by 5 % |\n|---|---|---|---|---|---|---|\n";
    for (const FoldRow& row : foldRows()) {
        out += fmt::format("| {} | {} mm | {} % | {} % | {}, {} mm | {} mm | {} mm |\n", row.zone,
                           numberText(row.wave_mm, 3), numberText(row.borne_pct, 3),
                           numberText(row.compressed_pct, 3), numberText(row.along_mm, 3),
                           numberText(row.across_mm, 3), numberText(row.gel_mm, 3),
                           numberText(row.pulled_mm, 3));
    }
    return out;
}

} // namespace

std::string slackTables() {
    std::string out = "### Direction of the pull\n\nStiffness under a ring of 6 to 9 mm on skin "
                      "pulled by 10 %, over "
                      "that at rest.\n\n| zone | not told | along the lines | the same, solved | "
                      "across the lines |\n|---|---|---|---|---|\n";
    for (const DirectionRow& row : directionRows()) {
        out += fmt::format("| {} | {} | {} | {} | {} |\n", row.zone, numberText(row.notTold, 4),
                           numberText(row.along, 4), numberText(row.direct, 4),
                           numberText(row.across, 4));
    }
    out += "\n### Skin that a plate draws along\n\nUnder a plate of 9 mm and 1 N, just before the "
           "skin slips back; taut is 10 %, the direction not told.\n\n"
           "| zone | held sideways | disc in a sheet on springs | slack, dry | slack, gel | taut, "
           "gel |\n|---|---|---|---|---|---|\n";
    for (const SidewaysRow& row : sidewaysRows()) {
        out += fmt::format("| {} | {} N/m | {} N/m | {} mm | {} mm | {} mm |\n", row.zone,
                           numberText(row.ours_NpM, 3), numberText(row.sheet_NpM, 3),
                           numberText(row.dry_mm, 3), numberText(row.gel_mm, 3),
                           numberText(row.taut_mm, 3));
    }
    out += "\n### Needles in slack skin\n\nThe pen of 12 needles at 1 N and 100 Hz. A needle that "
           "only dents the skin does not open it.\n\n"
           "| zone | dimple at 0.5 mm: slack, taut | depth of it: slack, taut | needles that open "
           "the skin at 0.25 mm: slack, taut | comes up with them from 1 mm: slack and dry, slack "
           "under gel, taut under gel |\n|---|---|---|---|---|\n";
    for (const TentingRow& row : tentingRows()) {
        out += fmt::format("| {} | {}, {} mm | {}, {} mm | {}, {} % | {}, {}, {} um |\n", row.zone,
                           numberText(row.slackDimple_mm, 3), numberText(row.tautDimple_mm, 3),
                           numberText(row.slackDepth_mm, 3), numberText(row.tautDepth_mm, 3),
                           numberText(row.slackOpened_pct, 3), numberText(row.tautOpened_pct, 3),
                           numberText(row.dryLift_um, 3), numberText(row.gelLift_um, 3),
                           numberText(row.tautLift_um, 3));
    }
    return out + foldTable();
}

} // namespace stipple::test
