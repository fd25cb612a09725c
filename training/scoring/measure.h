#pragma once

#include "training/scoring/observe.h"

#include <string>
#include <string_view>

namespace stipple::scoring {

/// One metric's raw quantity.
struct Measurement {
    double value = 0.0;
    double uncertainty = 0.0; ///< half width of the 95 percent interval, same unit
    bool assessed = true;     ///< false: the device or the exercise cannot tell it
    bool hasData = true;      ///< false: nothing happened that could be measured; no points
    double mostShare = 1.0;   ///< of the points; below 1 when a side condition was broken
    std::string evidence{};   ///< raw quantities in words
};

/// Everything that a measurement reads.
struct ScoreView {
    const ScoreRules& rules;
    const sim::SimModel& model;
    const ScoreState& score;
    /// Half width of the 95 percent interval of depths, per target; empty: worked out where it is
    /// asked for.
    std::vector<float> depthDoubt_m{};
};

/// The half widths for pens as they were held in each target; as taught where none was.
[[nodiscard]] std::vector<float> depthDoubts_m(const ScoreView& view);

/// Measures what `key` names (clinical definitions in training/scoring/README.md). A key that
/// nothing here knows comes back as not assessed.
[[nodiscard]] Measurement measure(const ScoreView& view, std::string_view key);

// the measures of one domain each; empty evidence and assessed = false for foreign keys
[[nodiscard]] bool measureDepth(const ScoreView& view, std::string_view key, Measurement& out);
[[nodiscard]] bool measureCoverage(const ScoreView& view, std::string_view key, Measurement& out);
[[nodiscard]] bool measureDose(const ScoreView& view, std::string_view key, Measurement& out);
[[nodiscard]] bool measureHandling(const ScoreView& view, std::string_view key, Measurement& out);
[[nodiscard]] bool measureCartridge(const ScoreView& view, std::string_view key, Measurement& out);

/// Time of a tick since the attempt began: "1:07.5".
[[nodiscard]] std::string clockOf(double tick);

/// A value with its bracket: the half width is the larger of the two differences.
[[nodiscard]] double halfWidth(double strict, double plain, double lenient);

/// Evidence of a critical event that was raised.
[[nodiscard]] std::string criticalEvidence(const ScoreView& view, const lesson::CriticalRule& rule,
                                           const CriticalWatch& watch);
/// The same of the rule for cartridges.
[[nodiscard]] std::string reusedEvidence(const ScoreView& view, const CriticalWatch& watch);

} // namespace stipple::scoring
