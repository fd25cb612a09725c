#pragma once

#include "training/app/exercise_loader.h"
#include "training/attempt/attempt.h"
#include "training/ui/coverage_view.h"
#include "training/ui/live_view.h"
#include "training/ui/review_view.h"
#include "training/ui/section_view.h"

#include <vector>

namespace stipple::app {

// Copies what the panels show out of the attempt. Reads only.

/// A moment of an attempt, live or replayed.
struct Moment {
    const Exercise& exercise;
    const attempt::Attempt& attempt;
    double wall_s = 0.0; ///< moves the needles in the picture, whatever the tick rate
};

/// How far the needles stand out of the plate at a moment of the drive's turn, in metres.
[[nodiscard]] float needleOut_m(const Moment& moment);

[[nodiscard]] training_ui::SectionView sectionView(const Moment& moment);

/// Adds to `view` everything that the simulation and the lesson know; the app fills the switches.
void fillLiveView(const Moment& moment, const scoring::Score& score, training_ui::LiveView& view);

[[nodiscard]] training_ui::CoverageView coverageView(const Moment& moment,
                                                     training_ui::MapMode mode);

/// What each trace point was aiming at.
[[nodiscard]] std::vector<training_ui::TraceTarget> traceTargets(const Moment& moment);

/// Tilt that the rubric allows for a depth.
[[nodiscard]] float tiltLimit_deg(const lesson::Rubric& rubric, float depth_m);

} // namespace stipple::app
