#pragma once

#include "engine/base/result.h"
#include "training/lesson/lesson.h"
#include "training/recording/attempt_record.h"
#include "training/scoring/coverage_grid.h"
#include "training/scoring/score_state.h"
#include "training/scoring/trace.h"

#include <span>
#include <string>

namespace stipple::report {

/// Everything a report is made of; borrowed.
struct ReportInput {
    const lesson::Assignment& assignment;
    const recording::AttemptHeader& header;
    const scoring::Score& score;
    const scoring::ScoreState& scoreState;
    const scoring::CoverageGrid& grid;
    const sim::SimModel& model;
    std::span<const scoring::TracePoint> trace;
    std::uint64_t stateHash = 0;
    bool matchesRecord = true; ///< the re-simulation gave the recorded hashes and score
    bool complete = true;
    std::string signatureText; ///< "signed by station 12ab...", "not signed: ..."
    double duration_s = 0.0;
    std::string integrity; ///< what is wrong with the record, in words; empty when all is well
    /// One per tick: stroke rate and cartridge of the settings used. Without them the report shows
    /// the dial only.
    std::span<const sim::PenSample> samples = {};
};

/// "Passed", "Not passed", "Practice attempt, neither passed nor failed" or "Cannot be assessed":
/// the same words in the report and on the review screen.
[[nodiscard]] std::string verdictLine(const scoring::Score& score);

/// One self-contained accessible HTML file: no scripts, text alternatives, prints well.
[[nodiscard]] std::string reportHtml(const ReportInput& input);

/// The same content for machines.
[[nodiscard]] std::string reportJson(const ReportInput& input);

/// The object that `perform --json` and `score --json` print; README.md lists its keys.
[[nodiscard]] std::string scoreJson(const scoring::Score& score, std::uint64_t stateHash,
                                    bool matchesRecord);

} // namespace stipple::report
