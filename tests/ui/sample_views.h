#pragma once

#include "training/ui/panels.h"

#include <vector>

namespace stipple::tests {

// Views of an attempt that never was: enough of everything to fill every panel. The depths are
// those of no protocol.

[[nodiscard]] training_ui::StartView sampleStart();
[[nodiscard]] training_ui::LiveView sampleLive();
[[nodiscard]] training_ui::SectionView sampleSection();
[[nodiscard]] training_ui::CoverageView sampleCoverage(training_ui::MapMode mode);
/// The same of a person with so many zones, the second under the pen.
[[nodiscard]] training_ui::CoverageView samplePerson(std::size_t zones);
/// The live view that goes with it.
[[nodiscard]] training_ui::LiveView sampleLiveOnPerson(std::size_t zones);

/// A review view and what it borrows.
struct SampleReview {
    std::vector<scoring::TracePoint> trace;
    std::vector<training_ui::TraceTarget> targets;
    training_ui::ReviewView view;
};
void fillReview(SampleReview& review);

} // namespace stipple::tests
