#pragma once

#include "engine/sim/step.h"
#include "training/lesson/lesson.h"
#include "training/scoring/coverage_grid.h"
#include "training/scoring/score.h"
#include "training/scoring/score_state.h"

namespace stipple::scoring {

/// What stays the same while an attempt is scored.
struct ScoreRules {
    const lesson::Assignment* assignment = nullptr; ///< outlives the attempt
    sim::InputTraits input;
    CoverageGrid grid;
};

[[nodiscard]] ScoreRules makeScoreRules(const lesson::Assignment& assignment,
                                        const sim::SimModel& model, sim::InputTraits input);

[[nodiscard]] ScoreState startScore(const ScoreRules& rules, const sim::SimModel& model);

/// Takes one tick into account. Reads the simulation, never writes it.
void observe(const ScoreRules& rules, const sim::SimModel& model, ScoreState& score,
             const sim::SimState& state, const sim::PenSample& sample, const sim::StepReport& report);

/// The score so far; cheap enough for four times a second.
[[nodiscard]] Score scoreSoFar(const ScoreRules& rules, const sim::SimModel& model,
                               const ScoreState& score, const sim::SimState& state);

/// Hash of a score's values, for "the same bits".
[[nodiscard]] std::uint64_t scoreHash(const Score& score);

} // namespace stipple::scoring
