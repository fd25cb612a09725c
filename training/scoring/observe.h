#pragma once

#include "engine/sim/step.h"
#include "training/lesson/lesson.h"
#include "training/scoring/coverage_grid.h"
#include "training/scoring/score.h"
#include "training/scoring/score_state.h"

#include <string_view>

namespace stipple::scoring {

/// How far the measured quantities may be off: half widths of 95 percent intervals.
struct MeasureDoubts {
    std::vector<float> depth_m; ///< per target of the assignment, with a pen held as taught
    float position_m = 0.0f, speed_mps = 0.0f, tilt_rad = 0.0f, force_N = 0.0f;
    float swapped =
        0.0f; ///< share of a score block that an unsure position carries over its border
};

/// Whether and why a zone must not be needled.
enum class NoGo : std::uint8_t { Allowed, Anatomy, Lesion };

/// What stays the same while an attempt is scored.
struct ScoreRules {
    const lesson::Assignment* assignment = nullptr; ///< outlives the attempt
    sim::InputTraits input;
    CoverageGrid grid;
    MeasureDoubts doubts;
    std::vector<std::uint8_t> targetOfZone; ///< 256 entries: index into targets, or kNoTarget
    std::vector<NoGo> noGoOfZone;           ///< 256 entries
    bool anyNoGo = false;
    float cosTurn = 0.0f; ///< of the rubric's turn
};

inline constexpr std::uint8_t kNoTarget = 0xffU;

/// Zones whose id begins so are lesions that must not be needled: "lesion_mole_cheek_medial".
inline constexpr std::string_view kLesionPrefix = "lesion_";

[[nodiscard]] ScoreRules makeScoreRules(const lesson::Assignment& assignment,
                                        const sim::SimModel& model, sim::InputTraits input);

[[nodiscard]] ScoreState startScore(const ScoreRules& rules, const sim::SimModel& model);

/// Takes one tick into account. Reads the simulation, never writes it.
void observe(const ScoreRules& rules, const sim::SimModel& model, ScoreState& score,
             const sim::SimState& state, const sim::PenSample& sample,
             const sim::StepReport& report);

/// The score so far; cheap enough for four times a second.
[[nodiscard]] Score scoreSoFar(const ScoreRules& rules, const sim::SimModel& model,
                               const ScoreState& score, const sim::SimState& state);

/// Takes ticks that the program dropped into account: above 1 percent of all the attempt cannot
/// be assessed, and so is not passed.
void applyLostTicks(Score& score, std::int64_t lostTicks, std::uint32_t ticks);

/// Hash of a score's values, for "the same bits".
[[nodiscard]] std::uint64_t scoreHash(const Score& score);

} // namespace stipple::scoring
