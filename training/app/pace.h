#pragma once

#include "engine/base/result.h"
#include "training/app/commands.h"

#include <cstddef>
#include <string>
#include <vector>

namespace stipple::app {

/// How the program kept up while a scripted pen performed.
struct Pace {
    std::vector<double> frame_s; ///< every frame after the first few seconds, in order
    double processor_s = 0.0;    ///< that these frames took on all cores together
    float scale = 1.0f;          ///< of the 3D picture at the end
    bool inWindow = false;
    std::size_t punctures = 0;
    // memory that the process has in its pages, that it has allocated, and how much of that holds
    // what the attempt has done so far; half way and at the end
    std::size_t residentEarly_bytes = 0, residentLate_bytes = 0;
    std::size_t allocatedEarly_bytes = 0, allocatedLate_bytes = 0;
    std::size_t attemptEarly_bytes = 0, attemptLate_bytes = 0;
};

/// Lets the scripted expert perform `lesson` for so long on the wall clock, in a window where there
/// is a display, as in practice with the quality `auto`. Keeps nothing on disk.
[[nodiscard]] Result<Pace> measurePace(const std::string& lesson, double seconds,
                                       const CommonOptions& common);

} // namespace stipple::app
