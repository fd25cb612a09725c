#include "training/scoring/measure.h"

#include "engine/base/result.h"

#include <algorithm>
#include <iterator>

namespace stipple::scoring {

namespace {

double seconds(std::uint32_t ticks) {
    return ticks / static_cast<double>(kTickRate_Hz);
}

double percent(std::uint32_t part, std::uint32_t whole) {
    return whole > 0 ? 100.0 * part / whole : 0.0;
}

Measurement timeShare(std::uint32_t whole, const Bracket& ticks) {
    const double value = percent(ticks.plain, whole);
    return {.value = value,
            .uncertainty =
                halfWidth(percent(ticks.strict, whole), value, percent(ticks.lenient, whole)),
            .hasData = whole > 0};
}

Measurement angle(const ScoreView& view) {
    Measurement out = timeShare(view.score.handling.needling, view.score.handling.angle);
    out.assessed = view.rules.input.measuresTilt;
    out.evidence = fmt::format("{:.0f} % of {:.1f} s upright enough for the depth", out.value,
                               seconds(view.score.handling.needling));
    return out;
}

Measurement glideSpeed(const ScoreView& view) {
    const lesson::Rubric& rubric = view.rules.assignment->rubric;
    const HandlingTime& time = view.score.handling;
    const std::vector<lesson::ZoneTarget>& targets = view.rules.assignment->targets;
    const auto stamped = std::count_if(targets.begin(), targets.end(),
                                       [](const auto& target) { return target.stamping; });
    Measurement out = timeShare(time.gliding, time.glide);
    if (stamped > 0 && stamped == std::ssize(targets)) {
        out.assessed = false;
        out.evidence = "all zones are stamped: there is no glide to judge";
        return out;
    }
    out.evidence =
        fmt::format("{:.0f} % of {:.1f} s at {:.0f}-{:.0f} cm/s", out.value, seconds(time.gliding),
                    100.0 * rubric.glideMin_mps, 100.0 * rubric.glideMax_mps);
    if (stamped > 0) {
        out.evidence += fmt::format("; {:.1f} s in stamped zones left aside",
                                    seconds(time.needling - time.gliding));
    }
    return out;
}

Measurement contactForce(const ScoreView& view) {
    // a few short overshoots at landing are no peak: a tenth of a second in all is
    constexpr std::uint32_t kPeakTicks = 24;
    const lesson::Rubric& rubric = view.rules.assignment->rubric;
    const HandlingTime& time = view.score.handling;
    Measurement out = timeShare(time.needling, time.force);
    out.assessed = view.rules.input.measuresForce;
    const bool peak = time.forcePeak >= kPeakTicks;
    out.mostShare = peak ? 0.5 : 1.0;
    out.evidence = fmt::format(
        "{:.0f} % of {:.1f} s at {:.1f}-{:.1f} N, most {:.1f} N{}; {:.1f} s over {:.1f} N on bone",
        out.value, seconds(time.needling), rubric.forceMin_N, rubric.forceMax_N, time.forceMost_N,
        peak ? fmt::format(" (above {:.1f} N: half the points at most)", rubric.forcePeak_N) : "",
        seconds(time.boneForce), rubric.forceBone_N);
    return out;
}

double plannedArea_cm2(const ScoreView& view) {
    const CoverageGrid& grid = view.rules.grid;
    double fines = 0.0;
    for (std::size_t fine = 0; fine < grid.fineZone.size(); ++fine) {
        const bool planned = view.rules.targetOfZone[grid.fineZone[fine]] != kNoTarget;
        fines += planned ? static_cast<double>(grid.fineWeight[fine]) : 0.0;
    }
    return 1e4 * static_cast<double>(view.rules.grid.fineArea_m2) * fines;
}

Measurement drag(const ScoreView& view) {
    const double area_cm2 = plannedArea_cm2(view);
    const double per100 = area_cm2 > 0.0 ? 100.0 / area_cm2 : 0.0;
    const ScoreState& score = view.score;
    const double value = per100 * score.drag.runs;
    return {.value = value,
            .uncertainty =
                halfWidth(per100 * score.dragStrict.runs, value, per100 * score.dragLenient.runs),
            .hasData = score.handling.needling > 0,
            .evidence =
                fmt::format("{} times on {:.1f} cm2: needles moved on by more than {:.1f} "
                            "of their width while in the skin, or slid at rest",
                            score.drag.runs, area_cm2, view.rules.assignment->rubric.slipIndexMax)};
}

Measurement liftAtTurns(const ScoreView& view) {
    const Turns& turns = view.score.turns;
    const double value = turns.all > 0 ? percent(turns.lifted.plain, turns.all) : 100.0;
    const double strict = turns.all > 0 ? percent(turns.lifted.strict, turns.all) : 100.0;
    const double lenient = turns.all > 0 ? percent(turns.lifted.lenient, turns.all) : 100.0;
    return {.value = value,
            .uncertainty = halfWidth(strict, value, lenient),
            .hasData = view.score.handling.needling > 0,
            .evidence = fmt::format("{} of {} turns lifted {:.0f} mm or with the motor off",
                                    turns.lifted.plain, turns.all,
                                    1e3 * view.rules.assignment->rubric.lift_m)};
}

Measurement skinTension(const ScoreView& view) {
    const HandlingTime& time = view.score.handling;
    Measurement out = timeShare(time.needling, time.stretched);
    out.evidence = fmt::format("stretched by {:.0f} % or more for {:.1f} of {:.1f} s",
                               view.rules.assignment->rubric.strainMin_pct,
                               seconds(time.stretched.plain), seconds(time.needling));
    return out;
}

Measurement gelFilm(const ScoreView& view) {
    const HandlingTime& time = view.score.handling;
    return {.value = percent(time.gel, time.needling),
            .hasData = time.needling > 0,
            .evidence = fmt::format("gel under the tip for {:.1f} of {:.1f} s", seconds(time.gel),
                                    seconds(time.needling))};
}

std::string setupText(const ZoneSetup& setup) {
    if (!setup.landed) {
        return "not begun";
    }
    if (setup.wrong == 0) {
        return "right";
    }
    std::string text;
    const auto add = [&text](bool wrong, std::string_view what) {
        if (wrong) {
            text += (text.empty() ? "wrong " : ", ") + std::string(what);
        }
    };
    add((setup.wrong & kWrongDial) != 0, fmt::format("dial ({:.2f} mm)", setup.needle_um * 1e-3));
    add((setup.wrong & kWrongRate) != 0,
        fmt::format("stroke rate ({:.0f} Hz)", setup.strokeRate_dHz * 0.1));
    add((setup.wrong & kWrongCartridge) != 0, "cartridge");
    add((setup.wrong & kNoGel) != 0, "glide (no gel)");
    return text;
}

Measurement settingsOk(const ScoreView& view) {
    std::uint32_t right = 0;
    std::uint32_t landed = 0;
    std::string text;
    const std::vector<ZoneSetup>& setups = view.score.setups;
    for (std::size_t i = 0; i < setups.size(); ++i) {
        right += setups[i].landed && setups[i].wrong == 0 ? 1U : 0U;
        landed += setups[i].landed ? 1U : 0U;
        text += fmt::format("{}{}: {}", i > 0 ? "; " : "", view.rules.assignment->targets[i].label,
                            setupText(setups[i]));
    }
    return {.value = percent(right, static_cast<std::uint32_t>(setups.size())),
            .hasData = landed > 0,
            .evidence = text};
}

Measurement zoneIntrusion(const ScoreView& view) {
    const double value = 1e3 * view.score.intrusion_m;
    return {.value = value,
            .uncertainty =
                1e3 * static_cast<double>(view.rules.doubts.position_m) * view.score.intrusions,
            .hasData = view.score.handling.needling > 0,
            .evidence = fmt::format("{:.1f} mm needled over the border, {} times", value,
                                    view.score.intrusions)};
}

} // namespace

bool measureHandling(const ScoreView& view, std::string_view key, Measurement& out) {
    using Measure = Measurement (*)(const ScoreView&);
    struct Known {
        std::string_view key;
        Measure measure;
    };
    constexpr Known kKnown[] = {
        {"settings_ok", settingsOk},     {"angle", angle},      {"glide_speed", glideSpeed},
        {"contact_force", contactForce}, {"drag", drag},        {"lift_at_turns", liftAtTurns},
        {"skin_tension", skinTension},   {"gel_film", gelFilm}, {"zone_intrusion", zoneIntrusion},
    };
    for (const Known& known : kKnown) {
        if (known.key == key) {
            out = known.measure(view);
            return true;
        }
    }
    return false;
}

} // namespace stipple::scoring
