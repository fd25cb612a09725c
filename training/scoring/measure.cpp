#include "training/scoring/measure.h"

#include "engine/base/result.h"

#include <algorithm>

namespace stipple::scoring {

namespace {

std::string zoneLabel(const ScoreView& view, std::uint8_t zone) {
    return zone < view.model.zones.size() ? view.model.zones[zone].label
                                          : std::string("skin outside the zones");
}

/// What of the rule was broken, with how well depths are known: an automatic fail must say so.
std::string overDepthEvidence(const ScoreView& view, const lesson::CriticalRule& rule,
                              const CriticalWatch& watch) {
    float deepest_m = 0.0f;
    for (std::size_t fine = 0; fine < view.score.fineDeepest_m.size(); ++fine) {
        const std::uint8_t zone = view.rules.grid.fineZone[fine];
        if (zone < view.model.zones.size() && view.model.zones[zone].face) {
            deepest_m = std::max(deepest_m, view.score.fineDeepest_m[fine]);
        }
    }
    const double most_m = view.rules.assignment->rubric.faceDeepest_m;
    std::string text = fmt::format("{:.2f} cm2 more than {:.1f} mm beyond the zone's maximum",
                                   watch.worst, rule.threshold);
    if (static_cast<double>(deepest_m) > most_m) {
        text += fmt::format(", a channel of {:.2f} mm where a face allows {:.1f}", 1e3f * deepest_m,
                            1e3 * most_m);
    }
    float doubt_m = 0.0f;
    for (const float one_m : depthDoubts_m(view)) {
        doubt_m = std::max(doubt_m, one_m);
    }
    return fmt::format("{}; depths are known to {:.2f} mm; first in {}", text, 1e3f * doubt_m,
                       zoneLabel(view, watch.zone));
}

/// Which zone, from when on, and which of the two faults it was.
std::string wrongZoneEvidence(const ScoreView& view, const lesson::CriticalRule& rule,
                              const CriticalWatch& watch) {
    const std::string where = zoneLabel(view, watch.zone);
    const std::string what =
        watch.cameFrom < view.model.zones.size()
            ? fmt::format("went on from {} into {} without lifting",
                          zoneLabel(view, watch.cameFrom), where)
            : fmt::format("needled {}, which this lesson does not ask for,", where);
    return fmt::format("{} at {}; the longest such stretch lasted {:.1f} s", what,
                       clockOf(watch.tick - rule.amount * kTickRate_Hz), watch.worst);
}

} // namespace

std::string clockOf(double tick) {
    const double time_s = tick / kTickRate_Hz;
    const int minutes = static_cast<int>(time_s) / 60;
    return fmt::format("{}:{:04.1f}", minutes, time_s - 60.0 * minutes);
}

double halfWidth(double strict, double plain, double lenient) {
    const double down = strict > plain ? strict - plain : plain - strict;
    const double up = lenient > plain ? lenient - plain : plain - lenient;
    return std::max(down, up);
}

namespace {

float depthDoubtOfUse_m(const ScoreView& view, const DepthUse& use, std::size_t zone) {
    const sim::PenDevice& pen = view.model.pens[use.pen];
    const DepthInputs inputs = depthInputs(pen, view.model.zones[zone].tissue, view.rules.input);
    if (pen.kind == sim::DeviceKind::Roller) {
        const auto mean_m = static_cast<float>(use.delivered_m / use.ticks);
        return depthUncertainty_m(
            rollerParts(view.model, use.pen, zone, pen.needleLength_m - mean_m, inputs));
    }
    return depthUncertainty_m(depthParts(view.model, heldOnAverage(use, zone), inputs));
}

} // namespace

std::vector<float> depthDoubts_m(const ScoreView& view) {
    if (!view.depthDoubt_m.empty()) {
        return view.depthDoubt_m;
    }
    std::vector<float> out = view.rules.doubts.depth_m;
    for (std::size_t target = 0; target < out.size(); ++target) {
        const DepthUse& use = view.score.uses[target];
        if (use.ticks > 0) {
            out[target] = depthDoubtOfUse_m(view, use, view.rules.assignment->targets[target].zone);
        }
    }
    return out;
}

Measurement measure(const ScoreView& view, std::string_view key) {
    Measurement out;
    if (measureDepth(view, key, out) || measureCoverage(view, key, out) ||
        measureDose(view, key, out) || measureHandling(view, key, out) ||
        measureCartridge(view, key, out)) {
        return out;
    }
    return {.assessed = false, .hasData = false, .evidence = "not measured in this exercise"};
}

std::string criticalEvidence(const ScoreView& view, const lesson::CriticalRule& rule,
                             const CriticalWatch& watch) {
    const std::string where = zoneLabel(view, watch.zone);
    const std::string_view key = rule.key;
    if (key == "over_depth") {
        return overDepthEvidence(view, rule, watch);
    }
    if (key == "jurisdiction") {
        const lesson::Assignment& asked = *view.rules.assignment;
        const bool face =
            watch.zone >= view.model.zones.size() || view.model.zones[watch.zone].face;
        const float ceiling_m = face ? asked.jurisdictionFace_m : asked.jurisdictionBody_m;
        return fmt::format("dial above the legal ceiling of {:.2f} mm for {:.1f} s at a stretch; "
                           "first in {}",
                           1e3f * ceiling_m, watch.worst, where);
    }
    if (key == "tram_lines") {
        return fmt::format("{:.0f} parallel scratches longer than {:.0f} mm; first in {}",
                           watch.worst, rule.threshold, where);
    }
    if (key == "bone_force") {
        return fmt::format("more than {:.1f} N over bone for {:.1f} s; first in {}", rule.threshold,
                           watch.worst, where);
    }
    if (key == "cartridge") {
        return reusedEvidence(view, watch);
    }
    if (key == "no_go" || key == "lesion") {
        const bool known = watch.zone < view.model.zones.size();
        const std::string& reason = known ? view.model.zones[watch.zone].reason : std::string();
        return fmt::format("needles went into {} for {:.2f} s at a stretch{}{}", where, watch.worst,
                           reason.empty() ? "" : ": ", reason);
    }
    return wrongZoneEvidence(view, rule, watch);
}

} // namespace stipple::scoring
