#include "training/scoring/measure.h"

#include "engine/base/fixed_math.h"

#include "engine/base/result.h"

#include <algorithm>

namespace stipple::scoring {

namespace {

constexpr double kToMm = 1e3;
constexpr double kToCm2 = 1e4;

/// What the fine blocks of one target add up to, with every depth moved by `shift` times the
/// target's depth uncertainty. Areas are in full fine blocks.
struct DepthSums {
    double planned = 0.0, hit = 0.0;
    double over = 0.0, under = 0.0, dialRight = 0.0;
    double squares_m2 = 0.0;
    float deepest_m = 0.0f;
    double depthSum_m = 0.0;
};

/// The depth above which a zone is needled too deep. Where the range ends at the maximum and even
/// its least dial carries channels over it, no setting could keep them below: then what the dial's
/// tolerance adds to that least dial is the device's fault and not the trainee's.
float overAbove_m(const ScoreView& view, const lesson::ZoneTarget& target) {
    float tolerance_m = 0.0f;
    for (const sim::PenDevice& pen : view.model.pens) {
        tolerance_m = std::max(tolerance_m, pen.dialTolerance_m);
    }
    return std::max(target.max_m, target.depthMin_m + tolerance_m);
}

void addFine(const ScoreView& view, const lesson::ZoneTarget& target, std::uint32_t fine,
             float shift_m, DepthSums& sums) {
    const ScoreState& score = view.score;
    const auto area = static_cast<double>(view.rules.grid.fineWeight[fine]);
    sums.planned += area;
    const std::uint8_t flags = score.fineFlags[fine];
    sums.dialRight += (flags & kDialRight) != 0 && (flags & kDialWrong) == 0 ? area : 0.0;
    const std::uint32_t hits = score.fineHits[fine];
    if (hits == 0) {
        sums.under += area; // nothing arrived, whatever the doubt about depths
        return;
    }
    sums.hit += area;
    const float mean_m = score.fineDepthSum_m[fine] / static_cast<float>(hits) + shift_m;
    const auto least_m =
        static_cast<float>(view.rules.assignment->rubric.underShare) * target.target_m;
    sums.under += mean_m < least_m ? area : 0.0;
    const auto error_m = static_cast<double>(mean_m - target.target_m);
    sums.squares_m2 += area * error_m * error_m;
    sums.depthSum_m += area * static_cast<double>(mean_m);
    const float most_m = (flags & kDialWrong) != 0 ? target.max_m : overAbove_m(view, target);
    sums.over += score.fineDeepest_m[fine] + shift_m > most_m ? area : 0.0;
    sums.deepest_m = std::max(sums.deepest_m, score.fineDeepest_m[fine]);
}

std::vector<DepthSums> sumTargets(const ScoreView& view, float shift) {
    const CoverageGrid& grid = view.rules.grid;
    const std::vector<lesson::ZoneTarget>& targets = view.rules.assignment->targets;
    const std::vector<float> doubts_m = shift != 0.0f ? depthDoubts_m(view) : std::vector<float>();
    std::vector<DepthSums> sums(targets.size());
    for (std::uint32_t fine = 0; fine < grid.fineZone.size(); ++fine) {
        const std::uint8_t target = view.rules.targetOfZone[grid.fineZone[fine]];
        if (target != kNoTarget) {
            addFine(view, targets[target], fine, shift != 0.0f ? shift * doubts_m[target] : 0.0f,
                    sums[target]);
        }
    }
    return sums;
}

DepthSums together(const std::vector<DepthSums>& parts) {
    DepthSums all;
    for (const DepthSums& part : parts) {
        all.planned += part.planned;
        all.hit += part.hit;
        all.over += part.over;
        all.under += part.under;
        all.dialRight += part.dialRight;
        all.squares_m2 += part.squares_m2;
    }
    return all;
}

double percent(double part, double whole) {
    return whole > 0.0 ? 100.0 * part / whole : 0.0;
}

double rms_mm(const DepthSums& sums) {
    return sums.hit > 0.0 ? kToMm * fixedSqrt(sums.squares_m2 / sums.hit) : 0.0;
}

/// "Forehead 98 %, Medial cheek 12 %"
template <class Text>
std::string perTarget(const ScoreView& view, const std::vector<DepthSums>& sums, Text&& text) {
    std::string all;
    for (std::size_t i = 0; i < sums.size(); ++i) {
        all += (i > 0 ? ", " : "") + view.rules.assignment->targets[i].label + " " + text(i);
    }
    return all;
}

Measurement settingCompliance(const ScoreView& view, const std::vector<DepthSums>& sums) {
    const DepthSums all = together(sums);
    return {.value = percent(all.dialRight, all.planned),
            .hasData = all.hit > 0.0,
            .evidence = perTarget(view, sums, [&](std::size_t i) {
                return fmt::format("{:.0f} % needled within {:.2f}-{:.2f} mm",
                                   percent(sums[i].dialRight, sums[i].planned),
                                   kToMm * view.rules.assignment->targets[i].depthMin_m,
                                   kToMm * view.rules.assignment->targets[i].depthMax_m);
            })};
}

Measurement depthError(const ScoreView& view, const std::vector<DepthSums>& sums) {
    const double value = rms_mm(together(sums));
    const double low = rms_mm(together(sumTargets(view, -1.0f)));
    const double high = rms_mm(together(sumTargets(view, 1.0f)));
    return {.value = value,
            .uncertainty = halfWidth(low, value, high),
            .hasData = together(sums).hit > 0.0,
            .evidence = perTarget(view, sums, [&](std::size_t i) {
                const double mean_mm =
                    sums[i].hit > 0.0 ? kToMm * sums[i].depthSum_m / sums[i].hit : 0.0;
                return fmt::format("{:.2f} mm delivered, target {:.2f}", mean_mm,
                                   kToMm * view.rules.assignment->targets[i].target_m);
            })};
}

Measurement overDepth(const ScoreView& view, const std::vector<DepthSums>& sums) {
    const double toArea = kToCm2 * static_cast<double>(view.rules.grid.fineArea_m2);
    const double value = toArea * together(sums).over;
    const double low = toArea * together(sumTargets(view, -1.0f)).over;
    const double high = toArea * together(sumTargets(view, 1.0f)).over;
    return {.value = value,
            .uncertainty = halfWidth(low, value, high),
            .hasData = together(sums).hit > 0.0,
            .evidence = perTarget(view, sums, [&](std::size_t i) {
                return fmt::format("{:.0f} % over {:.2f} mm, deepest {:.2f}",
                                   percent(sums[i].over, sums[i].planned),
                                   kToMm * overAbove_m(view, view.rules.assignment->targets[i]),
                                   kToMm * sums[i].deepest_m);
            })};
}

Measurement underTreated(const ScoreView& view, const std::vector<DepthSums>& sums) {
    const DepthSums all = together(sums);
    const DepthSums low = together(sumTargets(view, -1.0f));
    const DepthSums high = together(sumTargets(view, 1.0f));
    const double value = percent(all.under, all.planned);
    const double half_mm = kToMm * view.rules.assignment->rubric.underShare;
    return {.value = value,
            .uncertainty = halfWidth(percent(low.under, low.planned), value,
                                     percent(high.under, high.planned)),
            .hasData = all.hit > 0.0,
            .evidence = perTarget(view, sums, [&](std::size_t i) {
                return fmt::format("{:.0f} % under {:.2f} mm",
                                   percent(sums[i].under, sums[i].planned),
                                   half_mm * view.rules.assignment->targets[i].target_m);
            })};
}

} // namespace

bool measureDepth(const ScoreView& view, std::string_view key, Measurement& out) {
    using Measure = Measurement (*)(const ScoreView&, const std::vector<DepthSums>&);
    struct Known {
        std::string_view key;
        Measure measure;
    };
    constexpr Known kKnown[] = {{"setting_compliance", settingCompliance},
                                {"depth_error_rms", depthError},
                                {"over_depth_area", overDepth},
                                {"under_treated", underTreated}};
    for (const Known& known : kKnown) {
        if (known.key == key) {
            out = known.measure(view, sumTargets(view, 0.0f));
            return true;
        }
    }
    return false;
}

} // namespace stipple::scoring
