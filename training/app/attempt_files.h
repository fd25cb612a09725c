#pragma once

#include "engine/base/result.h"
#include "training/app/exercise_loader.h"
#include "training/attempt/attempt.h"
#include "training/attempt/rescore.h"
#include "training/recording/attempt_record.h"

#include <memory>
#include <optional>
#include <string>

namespace stipple::app {

/// The header of a record that starts now.
[[nodiscard]] recording::AttemptHeader newHeader(const Exercise& exercise,
                                                 const sim::InputTraits& input, std::uint64_t seed,
                                                 const std::string& trainee);

/// The station's key, or nothing with a warning that says why attempts stay unsigned.
[[nodiscard]] std::optional<recording::SigningKey> signingKey();

/// A record read back, with the exercise that it carries and the outcome of simulating it again.
struct CheckedAttempt {
    recording::AttemptRecord record;
    std::unique_ptr<Exercise> exercise; ///< where it is, the rules and the replay point into it
    scoring::ScoreRules rules;
    std::unique_ptr<attempt::Attempt> replay; ///< at the last tick
    /// Of the replay; of a whole record of another core the recorded ones, which nothing checks.
    scoring::Score score;
    std::uint64_t stateHash = 0; ///< of the last state
    bool sameCore = true;        ///< false: recorded by another core
    /// The record is undamaged, and every mark, the last hash and the score are equal.
    bool matches = false;
    std::string finding; ///< when not: what is wrong first, in words
};

/// Reads `path`, rebuilds its exercise from the embedded files and simulates every sample again.
/// `watch` is told of the steps up to Replay.
[[nodiscard]] Result<CheckedAttempt> checkAttempt(const std::string& path,
                                                  const LoadWatch& watch = {});

/// The exit code for a record that checkAttempt refused: whether the file cannot be read at all, or
/// can be read and is not right.
[[nodiscard]] int codeOfRefusal(const std::string& path);

/// The exit code for a lesson that loadExercise refused: the lesson is not right, or only the body
/// of its patient is not here.
[[nodiscard]] int codeOfRefusedLesson(const std::filesystem::path& root, const LessonFile& lesson);

/// Says on standard error that a record was cut off, or what is wrong with it. Returns the exit
/// code.
[[nodiscard]] int remarkOn(const std::string& path, const CheckedAttempt& attempt);

/// Who vouches for the record: "signed by station 12ab...", or why nobody does.
[[nodiscard]] std::string signatureText(const recording::AttemptRecord& record);

/// Writes report.html and report.json into `folder`.
[[nodiscard]] Status writeReports(const CheckedAttempt& attempt, const std::string& folder);

/// The lines that a terminal shows: verdict, reasons, domains, metrics.
[[nodiscard]] std::string scoreText(const scoring::Score& score);

} // namespace stipple::app
