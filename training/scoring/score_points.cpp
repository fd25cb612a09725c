#include "training/scoring/score_points.h"

namespace stipple::scoring {

namespace {

bool reaches(double limit, double value, bool highIsGood) {
    return highIsGood ? value >= limit : value <= limit;
}

} // namespace

bool wantsAtLeast(const lesson::MetricRule& rule) {
    return rule.green > rule.amber;
}

void setDirections(Score& score, const lesson::Rubric& rubric) {
    for (MetricScore& metric : score.metrics) {
        for (const lesson::MetricRule& rule : rubric.metrics) {
            if (rule.id == metric.id) {
                metric.highIsGood = wantsAtLeast(rule);
            }
        }
    }
}

double pointsShare(double green, double amber, double value) {
    if (green == amber) {
        return value == green ? 1.0 : 0.0;
    }
    const double share = 1.0 - 0.5 * (green - value) / (green - amber);
    return share < 0.0 ? 0.0 : (share > 1.0 ? 1.0 : share);
}

Verdict verdictAt(double green, double amber, double value) {
    const bool highIsGood = green > amber;
    if (reaches(green, value, highIsGood)) {
        return Verdict::Good;
    }
    return reaches(amber, value, highIsGood) ? Verdict::Fair : Verdict::Poor;
}

Verdict verdictOf(double green, double amber, double value, double uncertainty) {
    const Verdict here = verdictAt(green, amber, value);
    const bool same = verdictAt(green, amber, value - uncertainty) == here &&
                      verdictAt(green, amber, value + uncertainty) == here;
    return same ? here : Verdict::CannotTell;
}

std::vector<DomainScore> domainScores(const std::vector<MetricScore>& metrics,
                                      double passDomain_pct) {
    constexpr lesson::Domain kOrder[] = {lesson::Domain::Preparation, lesson::Domain::Depth,
                                         lesson::Domain::Coverage, lesson::Domain::Handling,
                                         lesson::Domain::Safety};
    std::vector<DomainScore> domains;
    for (const lesson::Domain domain : kOrder) {
        DomainScore sum{.domain = domain};
        bool mentioned = false;
        for (const MetricScore& metric : metrics) {
            if (metric.domain == domain) {
                mentioned = true;
                sum.points += metric.points;
                sum.maxPoints += metric.maxPoints;
            }
        }
        if (mentioned) {
            sum.percent = sum.maxPoints > 0.0 ? 100.0 * sum.points / sum.maxPoints : 100.0;
            sum.passed = sum.percent >= passDomain_pct;
            domains.push_back(sum);
        }
    }
    return domains;
}

double totalOf(const std::vector<MetricScore>& metrics) {
    double points = 0.0;
    double most = 0.0;
    for (const MetricScore& metric : metrics) {
        points += metric.points;
        most += metric.maxPoints;
    }
    return most > 0.0 ? 100.0 * points / most : 0.0;
}

bool passes(const Score& score, double passTotal_pct, bool graded) {
    if (!score.assessable || score.total < passTotal_pct) {
        return false;
    }
    if (graded && !score.criticalFails.empty()) {
        return false;
    }
    for (const DomainScore& domain : score.domains) {
        if (!domain.passed) {
            return false;
        }
    }
    return true;
}

} // namespace stipple::scoring
