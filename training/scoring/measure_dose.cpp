#include "training/scoring/measure.h"

#include "engine/base/result.h"
#include "engine/sim/skin_response.h"

#include <algorithm>

namespace stipple::scoring {

namespace {

/// Punctures weighted as the redness that they bring, over the planned area, in clinical end
/// points; every depth moved by `shift` times its doubt.
double endPoints(const ScoreView& view, float shift) {
    const CoverageGrid& grid = view.rules.grid;
    const sim::NeedlingParameters& needling = view.model.needling;
    const std::vector<float> doubts_m = depthDoubts_m(view);
    double dose = 0.0, area_m2 = 0.0;
    for (std::size_t fine = 0; fine < grid.fineZone.size(); ++fine) {
        const std::uint8_t target = view.rules.targetOfZone[grid.fineZone[fine]];
        if (target == kNoTarget) {
            continue;
        }
        area_m2 +=
            static_cast<double>(grid.fineWeight[fine]) * static_cast<double>(grid.fineArea_m2);
        const std::uint32_t hits = view.score.fineHits[fine];
        if (hits > 0) {
            const float mean_m = view.score.fineDepthSum_m[fine] / static_cast<float>(hits);
            const float moved_m = std::max(0.0f, mean_m + shift * doubts_m[target]);
            dose += hits * static_cast<double>(sim::doseWeight(needling, moved_m));
        }
    }
    return area_m2 > 0.0 ? dose / area_m2 / static_cast<double>(needling.endpointDose_perM2) : 0.0;
}

} // namespace

bool measureDose(const ScoreView& view, std::string_view key, Measurement& out) {
    if (key != "dose") {
        return false;
    }
    const double value = endPoints(view, 0.0f);
    out = {.value = value,
           .uncertainty = halfWidth(endPoints(view, -1.0f), value, endPoints(view, 1.0f)),
           .hasData = value > 0.0,
           .evidence =
               fmt::format("{:.2f} clinical end points of redness over the planned area", value)};
    return true;
}

} // namespace stipple::scoring
