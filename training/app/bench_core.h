#pragma once

#include "training/app/exercise_loader.h"

#include <string>
#include <vector>

namespace stipple::app {

/// One figure of a benchmark run. `goal` 0: a raw number without a goal.
struct BenchFigure {
    std::string part, name, unit;
    double value = 0.0;
    double goal = 0.0;
    bool lessIsBetter = true;
};

[[nodiscard]] bool meetsGoal(const BenchFigure& figure);

/// The upper of the two in the middle when there are two; of at least one value.
[[nodiscard]] double median(std::vector<double> values);

/// The whole attempt of the scripted expert, seed 1.
[[nodiscard]] std::vector<sim::PenSample> expertSamples(const Exercise& exercise);

/// Attempt seconds per run second on one core, of a whole attempt by the scripted expert.
[[nodiscard]] std::vector<BenchFigure> benchScore(const Exercise& exercise);

/// Time of single ticks with the pen seated, against the length of a tick.
[[nodiscard]] std::vector<BenchFigure> benchTick(const Exercise& exercise);

/// Cost and memory of punctures, against plain appends and a plain field.
[[nodiscard]] std::vector<BenchFigure> benchPuncture(const Exercise& exercise);

} // namespace stipple::app
