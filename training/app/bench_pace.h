#pragma once

#include "engine/base/result.h"
#include "training/app/bench_core.h"
#include "training/app/pace.h"

#include <string>
#include <vector>

namespace stipple::app {

/// Frame times of the whole program while the scripted expert performs, and the scale that `auto`
/// came to. `lesson` as somebody names it.
[[nodiscard]] Result<std::vector<BenchFigure>> benchPace(const std::string& lesson, double seconds,
                                                         const CommonOptions& common);

/// Growth of the process's memory meanwhile, beside what the attempt itself must keep, and both
/// after every five minutes of the attempt. `seconds` are of the attempt.
[[nodiscard]] Result<std::vector<BenchFigure>>
benchMemory(const std::string& lesson, double seconds, double speed, const CommonOptions& common);

} // namespace stipple::app
