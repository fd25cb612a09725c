#pragma once

#include "training/app/bench_core.h"

#include <vector>

namespace stipple::app {

/// The same punch pressed by the tissue step, Bullet's soft body and Bullet's deformable: times,
/// and forces against the layered reference. Up to two minutes; tells on the error stream how far
/// it is. `exercise` lends its pen and needling parameters.
[[nodiscard]] std::vector<BenchFigure> benchMechanics(const Exercise& exercise);

} // namespace stipple::app
