#include "training/scoring/measure.h"
#include "training/scoring/tick_view.h"

#include "engine/base/fixed_math.h"

#include "engine/base/result.h"

#include <algorithm>

namespace stipple::scoring {

namespace {

// of a raster, a score block with less own skin than this share is a sliver and is not judged
constexpr double kLeastOwnShare = 0.3;

bool judged(const CoverageGrid& grid, std::uint32_t block) {
    return !grid.raster || scoreWeight(grid, block) >= kLeastOwnShare;
}

/// Calls `use(block, target)` for every judged score block of the lesson's zones.
template <class Use> void forTargetBlocks(const ScoreView& view, Use&& use) {
    const CoverageGrid& grid = view.rules.grid;
    for (std::uint32_t block = 0; block < grid.scoreZone.size(); ++block) {
        const std::uint8_t target = view.rules.targetOfZone[grid.scoreZone[block]];
        if (target != kNoTarget && judged(grid, block)) {
            use(block, target);
        }
    }
}

/// Areas, in full score blocks.
struct Share {
    double part = 0.0, whole = 0.0;
    [[nodiscard]] double percent() const { return whole > 0.0 ? 100.0 * part / whole : 0.0; }
};

/// Shares per target and together, of blocks for which `holds(block, target)`.
struct Shares {
    Share all;
    std::vector<Share> each;
};

template <class Holds> Shares countBlocks(const ScoreView& view, Holds&& holds) {
    Shares shares;
    shares.each.resize(view.rules.assignment->targets.size());
    forTargetBlocks(view, [&](std::uint32_t block, std::uint8_t target) {
        const double area = scoreWeight(view.rules.grid, block);
        const double yes = holds(block, target) ? area : 0.0;
        shares.all.part += yes;
        shares.all.whole += area;
        shares.each[target].part += yes;
        shares.each[target].whole += area;
    });
    return shares;
}

bool needledAtAll(const ScoreView& view) {
    return std::any_of(view.score.fineHits.begin(), view.score.fineHits.end(),
                       [](std::uint32_t hits) { return hits > 0; });
}

std::string describe(const ScoreView& view, const Shares& shares, std::string_view what) {
    std::string text;
    for (std::size_t i = 0; i < shares.each.size(); ++i) {
        text += fmt::format("{}{} {:.0f} %", i > 0 ? ", " : "",
                            view.rules.assignment->targets[i].label, shares.each[i].percent());
    }
    return fmt::format("{} {}", text, what);
}

/// Share of blocks whose passes satisfy `holds`, bracketed: an unsure position moves blocks of
/// skin in and out of a stroke, so the median is also taken off its middle.
template <class Holds>
Measurement passesShare(const ScoreView& view, std::string_view what, Holds&& holds) {
    const CoverageGrid& grid = view.rules.grid;
    const float moved = view.rules.doubts.swapped;
    const auto at = [&](float quantile) {
        return countBlocks(view, [&](std::uint32_t block, std::uint8_t target) {
            return holds(passesAt(grid, view.score.visits, block, quantile), target);
        });
    };
    const Shares plain = at(0.5f);
    const double value = plain.all.percent();
    return {.value = value,
            .uncertainty =
                halfWidth(at(0.5f - moved).all.percent(), value, at(0.5f + moved).all.percent()),
            .hasData = needledAtAll(view),
            .evidence = describe(view, plain, what)};
}

Measurement coverage(const ScoreView& view) {
    return passesShare(view, "with enough passes", [&](float passes, std::uint8_t target) {
        return passes >= static_cast<float>(view.rules.assignment->targets[target].passesMin);
    });
}

Measurement overTreatment(const ScoreView& view) {
    return passesShare(view, "passed over too often", [&](float passes, std::uint8_t target) {
        return passes > static_cast<float>(view.rules.assignment->targets[target].passesMax + 1);
    });
}

/// Coefficient of variation of the punctures per cm2 among the judged blocks of one target. A
/// target that was not needled is as uneven as one with all its punctures in a single block of n,
/// sqrt(n - 1), and not even: leaving a zone out must not pay. Blocks count by their area.
double variationOf(const ScoreView& view, std::uint8_t wanted, double& blocks) {
    double sum = 0.0;
    double squares = 0.0;
    blocks = 0.0;
    forTargetBlocks(view, [&](std::uint32_t block, std::uint8_t target) {
        if (target == wanted) {
            const double area = scoreWeight(view.rules.grid, block);
            const double density = static_cast<double>(view.score.punctures[block]) /
                                   static_cast<double>(view.rules.grid.scoreOwnWeight[block]);
            sum += area * density;
            squares += area * density * density;
            blocks += area;
        }
    });
    if (!(blocks > 0.0)) {
        return 0.0;
    }
    if (!(sum > 0.0)) {
        return fixedSqrt(std::max(0.0, blocks - 1.0));
    }
    const double mean = sum / blocks;
    const double variance = squares / blocks - mean * mean;
    return variance > 0.0 ? fixedSqrt(variance) / mean : 0.0;
}

Measurement uniformity(const ScoreView& view) {
    // within each zone, because zones ask for different passes; then weighted by area
    double sum = 0.0;
    double whole = 0.0;
    std::string text;
    const auto& targets = view.rules.assignment->targets;
    for (std::size_t target = 0; target < targets.size(); ++target) {
        double blocks = 0.0;
        const double variation = variationOf(view, static_cast<std::uint8_t>(target), blocks);
        sum += variation * blocks;
        whole += blocks;
        text +=
            fmt::format("{}{} {:.2f}", target > 0 ? ", " : "", targets[target].label, variation);
    }
    // what is swapped with a neighbour evens a block out, or has evened it out
    const double value = whole > 0.0 ? sum / whole : 0.0;
    const auto swapped = static_cast<double>(view.rules.doubts.swapped);
    return {.value = value,
            .uncertainty = value * swapped / (1.0 - swapped),
            .hasData = needledAtAll(view),
            .evidence = text + " (spread of punctures per cm2 over their mean)"};
}

/// Stroke axes along which at least `share` of a block was visited.
std::uint8_t axesOver(const ScoreView& view, std::uint32_t block, double share) {
    std::uint32_t axes = 0;
    for (std::uint32_t bin = 0; bin < kAxisBins; ++bin) {
        const double visits = view.score.axisVisits[block * kAxisBins + bin];
        const bool enough = visits > 0.0 && visits >= share * view.rules.grid.scoreOwnFines[block];
        axes |= enough ? 1U << bin : 0U;
    }
    return static_cast<std::uint8_t>(axes);
}

Measurement directionDiversity(const ScoreView& view) {
    const lesson::Rubric& rubric = view.rules.assignment->rubric;
    const auto swapped = static_cast<double>(view.rules.doubts.swapped);
    const auto over = [&](double share) {
        return countBlocks(view, [&](std::uint32_t block, std::uint8_t) {
            return directionsApart(axesOver(view, block, share), rubric.directionsApart_deg) >=
                   rubric.directionsWanted;
        });
    };
    const Shares shares = over(kAxisShare);
    const double value = shares.all.percent();
    return {.value = value,
            .uncertainty = halfWidth(over(kAxisShare + swapped).all.percent(), value,
                                     over(kAxisShare - swapped).all.percent()),
            .hasData = needledAtAll(view),
            .evidence = describe(view, shares, "worked in different directions")};
}

/// Holes per cm2 of a score block.
double holesPerCm2(const ScoreView& view, std::uint32_t block) {
    const CoverageGrid& grid = view.rules.grid;
    const double area_cm2 = 1e4 * static_cast<double>(grid.fineArea_m2) *
                            static_cast<double>(grid.scoreOwnWeight[block]);
    return static_cast<double>(view.score.punctures[block]) / area_cm2;
}

Measurement holeDensity(const ScoreView& view) {
    const lesson::Rubric& rubric = view.rules.assignment->rubric;
    const auto swapped = static_cast<double>(view.rules.doubts.swapped);
    // `doubt` narrows or widens what is permitted by so much of the holes that were counted
    const auto within = [&](double doubt) {
        return countBlocks(view, [&](std::uint32_t block, std::uint8_t) {
            const double found = holesPerCm2(view, block);
            return found * (1.0 - doubt) >= rubric.holesMin_perCm2 &&
                   found * (1.0 + doubt) <= rubric.holesMax_perCm2;
        });
    };
    const Shares shares = within(0.0);
    double holes = 0.0;
    double area = 0.0;
    forTargetBlocks(view, [&](std::uint32_t block, std::uint8_t) {
        const double weight = scoreWeight(view.rules.grid, block);
        holes += weight * holesPerCm2(view, block);
        area += weight;
    });
    const double value = shares.all.percent();
    return {.value = value,
            .uncertainty =
                halfWidth(within(swapped).all.percent(), value, within(-swapped).all.percent()),
            .hasData = needledAtAll(view),
            .evidence =
                describe(view, shares,
                         fmt::format("with {:.0f} to {:.0f} holes per cm2; {:.0f} on average",
                                     rubric.holesMin_perCm2, rubric.holesMax_perCm2,
                                     area > 0.0 ? holes / area : 0.0))};
}

} // namespace

bool measureCoverage(const ScoreView& view, std::string_view key, Measurement& out) {
    using Measure = Measurement (*)(const ScoreView&);
    struct Known {
        std::string_view key;
        Measure measure;
    };
    constexpr Known kKnown[] = {{"coverage", coverage},
                                {"uniformity", uniformity},
                                {"over_treatment", overTreatment},
                                {"direction_diversity", directionDiversity},
                                {"hole_density", holeDensity}};
    for (const Known& known : kKnown) {
        if (known.key == key) {
            out = known.measure(view);
            return true;
        }
    }
    return false;
}

} // namespace stipple::scoring
