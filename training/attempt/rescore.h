#pragma once

#include "training/attempt/attempt.h"
#include "training/recording/attempt_record.h"

#include <memory>
#include <string>

namespace stipple::attempt {

/// What came of simulating a record again.
struct Rescored {
    scoring::Score score;
    std::uint64_t finalHash = 0;     ///< of the last state
    bool matches = false;            ///< every mark, the last hash and the score are equal
    std::string finding;             ///< when not: the first thing that differs, in words
    std::unique_ptr<Attempt> replay; ///< at the last tick; borrows `model` and the assignment
};

/// Feeds the record's samples through the same steps and compares. Of a record that was cut off
/// only the marks can be compared. `model` and `rules.assignment` must outlive the result.
[[nodiscard]] Rescored rescore(const sim::SimModel& model, const scoring::ScoreRules& rules,
                               const recording::AttemptRecord& record);

} // namespace stipple::attempt
