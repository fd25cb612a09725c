#pragma once

#include "engine/base/result.h"
#include "training/app/bench_core.h"

#include <string>
#include <vector>

namespace stipple::app {

/// The 3D frame at 1280 x 720 without a window, each pass, against its own bound.
[[nodiscard]] Result<std::vector<BenchFigure>> benchPicture(const Exercise& exercise,
                                                            const std::string& gpu);

} // namespace stipple::app
