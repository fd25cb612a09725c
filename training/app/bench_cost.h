#pragma once

#include "engine/base/result.h"
#include "training/app/bench_core.h"

#include <filesystem>
#include <string>
#include <vector>

namespace stipple::app {

/// Re-scoring one piece of work with the motor at one speed.
struct CostPoint {
    double strokes = 0.0; ///< of single needles that went in, per minute of the attempt
    double run_s = 0.0;   ///< of processor time, per minute of the attempt
};

/// The same work over and over, from a resting motor to a fast one.
struct CostCurve {
    std::string lesson;
    double cells = 0.0; ///< texels of skin that the scene has
    std::vector<CostPoint> points;
    double still_s = 0.0; ///< a minute without strokes, by the straight line of best fit
    double perMillionStrokes_s = 0.0; ///< its slope
};

/// Re-scores two minutes of the expert's work on the pad and on faces with ever more strokes in the
/// same time. Fails when a lesson cannot be loaded.
[[nodiscard]] Result<std::vector<CostCurve>> costCurves(const std::filesystem::path& root);

/// The same as figures.
[[nodiscard]] Result<std::vector<BenchFigure>> benchCost(const std::filesystem::path& root);

} // namespace stipple::app
