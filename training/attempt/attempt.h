#pragma once

#include "engine/base/result.h"
#include "engine/sim/step.h"
#include "training/recording/attempt_writer.h"
#include "training/scoring/observe.h"
#include "training/scoring/trace.h"

#include <optional>

namespace stipple::attempt {

/// One attempt, from the first tick to the score. Owns what changes; borrows what does not.
class Attempt {
public:
    /// `model` and `rules.assignment` must outlive the attempt. Without a writer nothing is kept
    /// on disk (benchmarks, replays).
    Attempt(const sim::SimModel& model, scoring::ScoreRules rules, std::uint64_t seed,
            std::optional<recording::AttemptWriter> writer);

    /// Records the sample, then simulates and scores it. Once it failed (disk full, non-finite
    /// state) it stays failed and further ticks do nothing.
    [[nodiscard]] Status tick(const sim::PenSample& sample);

    /// Closes the record with the score.
    [[nodiscard]] Result<scoring::Score> finish(std::int64_t lostTicks,
                                                const std::optional<recording::SigningKey>& key);

    [[nodiscard]] scoring::Score scoreSoFar() const;
    [[nodiscard]] const sim::SimModel& model() const { return *model_; }
    [[nodiscard]] const sim::SimState& state() const { return state_; }
    [[nodiscard]] const scoring::ScoreState& scoreState() const { return score_; }
    [[nodiscard]] const scoring::ScoreRules& rules() const { return rules_; }
    [[nodiscard]] const sim::StepReport& lastReport() const { return report_; }
    [[nodiscard]] const sim::PenSample& lastSample() const { return sample_; }
    [[nodiscard]] const std::vector<scoring::TracePoint>& trace() const { return trace_.points(); }
    [[nodiscard]] const std::vector<recording::HashMark>& marks() const { return marks_; }
    [[nodiscard]] std::uint32_t tickCount() const { return state_.tick; }

private:
    [[nodiscard]] Status mark();

    const sim::SimModel* model_;
    scoring::ScoreRules rules_;
    sim::SimState state_;
    scoring::ScoreState score_;
    scoring::TraceRecorder trace_;
    std::vector<recording::HashMark> marks_;
    sim::TileHashes hashed_; ///< at the last mark
    std::optional<recording::AttemptWriter> writer_;
    sim::StepReport report_;
    sim::PenSample sample_;
    std::optional<Error> broken_;
};

} // namespace stipple::attempt
