#pragma once

#include "training/report/report.h"

#include <vector>

namespace stipple::report {

/// An invented attempt on a pad of 24 x 16 squares with two patches, and everything a report
/// borrows. Each value stands in the constructor; tests change what they need.
struct SampleReport {
    SampleReport();

    [[nodiscard]] ReportInput input() const;

    lesson::Assignment assignment;
    recording::AttemptHeader header;
    scoring::Score score;
    scoring::ScoreState state;
    scoring::CoverageGrid grid;
    sim::SimModel model;
    std::vector<scoring::TracePoint> trace;
    std::vector<sim::PenSample> samples;
    bool matchesRecord = true, complete = true;
    std::string integrity;

    /// Index of the square at a row and column.
    [[nodiscard]] std::size_t square(std::size_t row, std::size_t column) const {
        return row * 24 + column;
    }
};

} // namespace stipple::report
