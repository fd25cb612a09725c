#include "engine/base/state_hash.h"
#include "training/lesson/conditions.h"
#include "training/scoring/measure.h"
#include "training/scoring/observe.h"
#include "training/scoring/score_points.h"

#include "engine/base/result.h"

#include <bit>

namespace stipple::scoring {

namespace {

// an attempt with less needling than this was stopped at once
constexpr double kLeastNeedling_s = 5.0;
// share of ticks that may be lost, tracked or dropped, before nothing can be said
constexpr double kLostShare = 0.01;

MetricScore scoreMetric(const ScoreView& view, const lesson::MetricRule& rule) {
    Measurement measured = measure(view, rule.key);
    MetricScore metric{.id = rule.id,
                       .label = rule.label,
                       .unit = rule.unit,
                       .domain = rule.domain,
                       .value = measured.value,
                       .uncertainty = measured.uncertainty,
                       .target = rule.green,
                       .highIsGood = wantsAtLeast(rule),
                       .evidence = std::move(measured.evidence),
                       .source = rule.source,
                       .grade = rule.grade};
    if (!measured.assessed) {
        metric.verdict = Verdict::NotAssessed;
        return metric;
    }
    metric.maxPoints = rule.points;
    if (!measured.hasData) {
        metric.verdict = Verdict::Poor;
        return metric;
    }
    const double share = pointsShare(rule.green, rule.amber, measured.value);
    const bool capped = share > measured.mostShare;
    metric.points = rule.points * (capped ? measured.mostShare : share);
    metric.verdict = verdictOf(rule.green, rule.amber, measured.value, measured.uncertainty);
    if (capped && metric.verdict == Verdict::Good) {
        metric.verdict = Verdict::Fair;
    }
    return metric;
}

void judgeAssessable(const ScoreView& view, Score& score) {
    const ScoreState& seen = view.score;
    if (seen.trackingLost > kLostShare * seen.ticks) {
        score.assessable = false;
        score.assessableReason = fmt::format("the pen was not tracked for {:.1f} % of the time",
                                             100.0 * seen.trackingLost / seen.ticks);
    } else if (seen.handling.needling < kLeastNeedling_s * kTickRate_Hz) {
        score.assessable = false;
        score.assessableReason =
            fmt::format("only {:.1f} s of needling", seen.handling.needling / double{kTickRate_Hz});
    }
}

} // namespace

Score scoreSoFar(const ScoreRules& rules, const sim::SimModel& model, const ScoreState& score,
                 const sim::SimState&) {
    ScoreView view{rules, model, score};
    view.depthDoubt_m = depthDoubts_m(view);
    const lesson::Assignment& assignment = *rules.assignment;
    const lesson::Rubric& rubric = assignment.rubric;
    Score result;
    result.coreVersion = sim::kCoreVersion;
    result.mode = lesson::modeName(assignment.lesson.mode);
    result.assistance = lesson::assistanceName(assignment.lesson.assistance);
    result.device = rules.input.name;
    for (const lesson::MetricRule& rule : rubric.metrics) {
        result.metrics.push_back(scoreMetric(view, rule));
    }
    for (std::size_t i = 0; i < rubric.criticals.size(); ++i) {
        const CriticalWatch& watch = score.criticals[i];
        if (watch.raised) {
            result.criticalFails.push_back(
                {.id = rubric.criticals[i].id,
                 .label = rubric.criticals[i].label,
                 .evidence = criticalEvidence(view, rubric.criticals[i], watch),
                 .tick = watch.tick});
        }
    }
    result.domains = domainScores(result.metrics, rubric.passDomain);
    result.total = totalOf(result.metrics);
    judgeAssessable(view, result);
    result.passed =
        passes(result, rubric.passTotal, assignment.lesson.mode == lesson::Mode::Graded);
    return result;
}

void applyLostTicks(Score& score, std::int64_t lostTicks, std::uint32_t ticks) {
    const double all = static_cast<double>(lostTicks) + ticks;
    if (lostTicks > 0 && static_cast<double>(lostTicks) > kLostShare * all) {
        score.assessable = false;
        score.passed = false;
        score.assessableReason = fmt::format("the computer was too slow: {:.1f} % of the time is "
                                             "missing",
                                             100.0 * static_cast<double>(lostTicks) / all);
    }
}

std::uint64_t scoreHash(const Score& score) {
    StateHash hash;
    const auto number = [&hash](double value) { mix(hash, std::bit_cast<std::uint64_t>(value)); };
    const auto count = [&hash](std::size_t value) { mix(hash, std::uint64_t{value}); };
    mix(hash, std::uint64_t{score.coreVersion});
    number(score.total);
    count(score.passed ? 1 : 0);
    count(score.assessable ? 1 : 0);
    count(score.criticalFails.size());
    for (const CriticalFail& fail : score.criticalFails) {
        mixAll(hash, std::span<const char>(fail.id));
        mix(hash, std::uint64_t{fail.tick});
    }
    for (const DomainScore& domain : score.domains) {
        number(domain.points);
        number(domain.maxPoints);
        count(domain.passed ? 1 : 0);
    }
    for (const MetricScore& metric : score.metrics) {
        mixAll(hash, std::span<const char>(metric.id));
        number(metric.value);
        number(metric.uncertainty);
        number(metric.points);
        number(metric.maxPoints);
        count(static_cast<std::size_t>(metric.verdict));
    }
    return hash.value;
}

} // namespace stipple::scoring
