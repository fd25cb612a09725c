#include "engine/sim/roller_contact.h"
#include "engine/sim/roller_geometry.h"
#include "training/scoring/tick_view.h"

#include <glm/geometric.hpp>

#include <algorithm>

namespace stipple::scoring {

namespace {

// coming back to a block after this long counts as another visit
constexpr std::uint32_t kVisitPause = 120; // ticks: 0.5 s
// in another direction after this long: the needles must have left it, so that scribbling on the
// spot is one visit
constexpr std::uint32_t kTurnPause = 12; // ticks: 0.05 s
constexpr float kTurnOfAxis_deg = 180.0f;

[[nodiscard]] std::uint8_t axisBin(std::uint8_t axis_deg) {
    // bins are centred on 0, 22.5, 45 ... degrees
    const auto bin = static_cast<std::uint32_t>(static_cast<float>(axis_deg) / 22.5f + 0.5f);
    return static_cast<std::uint8_t>(bin % kAxisBins);
}

[[nodiscard]] float axesApart_deg(std::uint8_t a_deg, std::uint8_t b_deg) {
    const auto difference = static_cast<float>(a_deg > b_deg ? a_deg - b_deg : b_deg - a_deg);
    return std::min(difference, kTurnOfAxis_deg - difference);
}

void countVisit(const TickView& view, ScoreState& score, std::uint32_t fine) {
    const CoverageGrid& grid = view.rules.grid;
    score.visits[fine] = static_cast<std::uint16_t>(std::min<int>(score.visits[fine] + 1, 65535));
    score.lastAxis_deg[fine] = view.axis_deg;
    const std::uint32_t block = scoreOf(grid, fine);
    if (grid.fineZone[fine] != grid.scoreZone[block]) {
        return;
    }
    const std::uint8_t bin = axisBin(view.axis_deg);
    std::uint16_t& along = score.axisVisits[block * kAxisBins + bin];
    along = static_cast<std::uint16_t>(std::min<int>(along + 1, 65535));
    if (along >= kAxisShare * grid.scoreOwnFines[block]) {
        score.directions[block] = static_cast<std::uint8_t>(score.directions[block] | (1U << bin));
    }
    score.passes[block] = passesAt(grid, score.visits, block, 0.5f);
}

void visitFine(const TickView& view, ScoreState& score, std::uint32_t fine) {
    const auto apart_deg = static_cast<float>(rubricOf(view).directionsApart_deg);
    const bool first = score.lastVisit[fine] == kNever;
    const std::uint32_t away = view.tick - score.lastVisit[fine];
    if (first || away > kVisitPause ||
        (away > kTurnPause && axesApart_deg(score.lastAxis_deg[fine], view.axis_deg) > apart_deg)) {
        countVisit(view, score, fine);
    }
    score.lastVisit[fine] = view.tick;
}

void countPuncture(const TickView& view, ScoreState& score, const sim::Puncture& puncture) {
    const CoverageGrid& grid = view.rules.grid;
    const std::uint32_t fine = fineOf(grid, puncture.cell);
    if (fine == sim::kNone) {
        return;
    }
    ++score.fineHits[fine];
    score.fineDepthSum_m[fine] += puncture.depth_m;
    score.fineDeepest_m[fine] = std::max(score.fineDeepest_m[fine], puncture.depth_m);
    const std::uint8_t target = view.rules.targetOfZone[grid.fineZone[fine]];
    if (target != kNoTarget) {
        const lesson::ZoneTarget& wanted = view.rules.assignment->targets[target];
        // half a micrometre: the dial is a whole number of them
        const float dial_m = static_cast<float>(view.sample.needle_um) * 1e-6f;
        const bool right = dial_m > wanted.depthMin_m - 5e-7f && dial_m < wanted.depthMax_m + 5e-7f;
        score.fineFlags[fine] =
            static_cast<std::uint8_t>(score.fineFlags[fine] | (right ? kDialRight : kDialWrong));
    }
    const std::uint32_t block = scoreOf(grid, fine);
    if (grid.fineZone[fine] == grid.scoreZone[block]) {
        ++score.punctures[block];
        score.depthSum_m[block] += puncture.depth_m;
        score.deepest_m[block] = std::max(score.deepest_m[block], puncture.depth_m);
    }
}

std::vector<std::uint32_t> underCircle(const TickView& view) {
    std::vector<std::uint32_t> under;
    under.reserve(64);
    sim::cellsWithin(view.rules.grid.fineCells, view.rules.grid.fineIndex,
                     view.report.contact.point_m,
                     0.5f * view.model.pens[view.sample.pen].needleCircle_m, under);
    return under;
}

/// The strip that one row of a roller needles: as wide as the drum, half a pitch to both sides of
/// the bottom and half a fine block more, so that the strips of two rows leave nothing between.
std::vector<std::uint32_t> underRow(const TickView& view) {
    constexpr float kHalfFine_m = 0.0005f;
    const sim::PenDevice& roller = view.model.pens[view.sample.pen];
    const sim::PenContact& contact = view.report.contact;
    const auto stand = sim::standOf(roller, view.state.pen, contact.normal);
    if (!stand) {
        return {};
    }
    const float halfWidth_m = 0.5f * roller.drumWidth_m;
    const float halfPitch_m = 0.5f * static_cast<float>(sim::rowPitch_m(roller)) + kHalfFine_m;
    std::vector<std::uint32_t> under;
    sim::cellsWithin(view.rules.grid.fineCells, view.rules.grid.fineIndex, contact.point_m,
                     halfWidth_m + halfPitch_m, under);
    std::erase_if(under, [&](std::uint32_t fine) {
        const glm::vec3 away_m = view.rules.grid.fineCells.position_m[fine] - contact.point_m;
        const float aside_m = glm::dot(away_m, stand->aside);
        const float ahead_m = glm::dot(away_m, stand->forward);
        return aside_m > halfWidth_m || aside_m < -halfWidth_m || ahead_m > halfPitch_m ||
               ahead_m < -halfPitch_m;
    });
    return under;
}

} // namespace

float passesAt(const CoverageGrid& grid, const std::vector<std::uint16_t>& visits,
               std::uint32_t score, float quantile) {
    // a full block has 25; pieces joined to it add some
    constexpr std::size_t kMost = 128;
    std::uint16_t own[kMost];
    std::size_t count = 0;
    forOwnFines(grid, score, [&](std::uint32_t fine) {
        if (count < kMost) {
            own[count++] = visits[fine];
        }
    });
    if (count == 0) {
        return 0.0f;
    }
    // equal visits are the same number: the order of ties cannot show
    const float place = quantile * static_cast<float>(count - 1);
    const auto low = static_cast<std::size_t>(place);
    const std::size_t high = std::min(low + 1, count - 1);
    std::nth_element(own, own + low, own + count);
    const auto below = static_cast<float>(own[low]);
    const float share = place - static_cast<float>(low);
    if (share == 0.0f || high == low) {
        return below;
    }
    const auto above = static_cast<float>(*std::min_element(own + high, own + count));
    return below + (above - below) * share;
}

std::uint32_t directionsApart(std::uint8_t axes, double apart_deg) {
    std::uint32_t best = 0;
    for (std::uint32_t start = 0; start < kAxisBins; ++start) {
        if ((axes & (1U << start)) == 0) {
            continue;
        }
        std::uint32_t taken = 1;
        std::uint32_t last = 0; // steps from `start` to the last one taken
        for (std::uint32_t step = 1; step < kAxisBins; ++step) {
            const bool here = (axes & (1U << ((start + step) % kAxisBins))) != 0;
            const bool apart =
                22.5 * (step - last) > apart_deg && 22.5 * (kAxisBins - step) > apart_deg;
            if (here && apart) {
                ++taken;
                last = step;
            }
        }
        best = std::max(best, taken);
    }
    return best;
}

namespace {

void noteUse(const TickView& view, ScoreState& score) {
    if (view.target == kNoTarget || view.report.fresh.empty()) {
        return;
    }
    DepthUse& use = score.uses[view.target];
    ++use.ticks;
    use.pen = view.sample.pen;
    use.set_m += view.sample.needle_um * 1e-6;
    use.force_N += static_cast<double>(view.report.contact.force_N);
    use.tilt_rad += static_cast<double>(view.report.contact.tilt_rad);
    use.strain += view.sample.stretch_pct * 0.01;
    use.rate_dHz += view.report.strokeRate_dHz;
    double sum_m = 0.0;
    for (const sim::Puncture& puncture : view.report.fresh) {
        sum_m += static_cast<double>(puncture.depth_m);
    }
    use.delivered_m += sum_m / static_cast<double>(view.report.fresh.size());
}

} // namespace

void observeCoverage(const TickView& view, ScoreState& score) {
    noteUse(view, score);
    for (const sim::Puncture& puncture : view.report.fresh) {
        countPuncture(view, score, puncture);
    }
    if (!view.needling || view.report.fresh.empty()) {
        return;
    }
    const std::vector<std::uint32_t> under = isRoller(view) ? underRow(view) : underCircle(view);
    for (const std::uint32_t fine : under) {
        // the other side of an ear or a nostril is near as well
        if (glm::dot(view.rules.grid.fineCells.normal[fine], view.report.contact.normal) > 0.0f) {
            visitFine(view, score, fine);
        }
    }
}

} // namespace stipple::scoring
