#include "training/scoring/measure.h"

#include "engine/base/result.h"

#include <algorithm>

namespace stipple::scoring {

namespace {

std::string zoneLabel(const ScoreView& view, std::uint8_t zone) {
    return zone < view.model.zones.size() ? view.model.zones[zone].label
                                          : std::string("skin outside the zones");
}

} // namespace

double halfWidth(double strict, double plain, double lenient) {
    const double down = strict > plain ? strict - plain : plain - strict;
    const double up = lenient > plain ? lenient - plain : plain - lenient;
    return std::max(down, up);
}

Measurement measure(const ScoreView& view, std::string_view key) {
    Measurement out;
    if (measureDepth(view, key, out) || measureCoverage(view, key, out) ||
        measureHandling(view, key, out)) {
        return out;
    }
    return {.assessed = false, .hasData = false, .evidence = "not measured in this exercise"};
}

std::string criticalEvidence(const ScoreView& view, const lesson::CriticalRule& rule,
                             const CriticalWatch& watch) {
    const std::string where = zoneLabel(view, watch.zone);
    const std::string_view key = rule.key;
    if (key == "over_depth") {
        return fmt::format("{:.2f} cm2 more than {:.1f} mm beyond the zone's maximum; first in {}",
                           watch.worst, rule.threshold, where);
    }
    if (key == "jurisdiction") {
        return fmt::format("dial above the legal ceiling for {:.1f} s at a stretch; first in {}",
                           watch.worst, where);
    }
    if (key == "tram_lines") {
        return fmt::format("{:.0f} parallel scratches longer than {:.0f} mm; first in {}",
                           watch.worst, rule.threshold, where);
    }
    if (key == "bone_force") {
        return fmt::format("more than {:.1f} N over bone for {:.1f} s; first in {}", rule.threshold,
                           watch.worst, where);
    }
    return fmt::format("needling went on for {:.1f} s into {} without lifting, or where nothing "
                       "was asked for",
                       watch.worst, where);
}

} // namespace stipple::scoring
