#pragma once

#include "training/lesson/rubric.h"
#include "training/scoring/score.h"

namespace stipple::scoring {

/// Whether the rule asks for at least its green value, rather than for at most.
[[nodiscard]] bool wantsAtLeast(const lesson::MetricRule& rule);

/// Tells every metric of a score read from a record whether its target is a least value. A metric
/// that the rubric does not have keeps what it says.
void setDirections(Score& score, const lesson::Rubric& rubric);

/// Share of a metric's points for a value, 0..1: all at green, half at amber, linear between and
/// on beyond with the same slope until nothing is left.
[[nodiscard]] double pointsShare(double green, double amber, double value);

/// Good, Fair or Poor for a value that is known exactly.
[[nodiscard]] Verdict verdictAt(double green, double amber, double value);

/// As verdictAt, but CannotTell when a limit lies inside value +- uncertainty, so that another
/// true value in the interval would be judged differently.
[[nodiscard]] Verdict verdictOf(double green, double amber, double value, double uncertainty);

/// Domains in the order of lesson::Domain, for those that the metrics mention. A domain is judged
/// by what was assessed of it; with nothing assessed it stands at 100 percent.
[[nodiscard]] std::vector<DomainScore> domainScores(const std::vector<MetricScore>& metrics,
                                                    double passDomain_pct);

/// Points per hundred over everything that was assessed; 0 when nothing was.
[[nodiscard]] double totalOf(const std::vector<MetricScore>& metrics);

/// The pass rule: the attempt can be assessed, the total and each domain reach their marks, and
/// a graded attempt has no critical fail.
[[nodiscard]] bool passes(const Score& score, double passTotal_pct, bool graded);

} // namespace stipple::scoring
