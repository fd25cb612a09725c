#pragma once

#include "engine/base/result.h"
#include "training/app/commands.h"

#include <cstddef>
#include <string>
#include <vector>

namespace stipple::app {

/// What the process had allocated at a moment of the attempt, and how much of it was the attempt's.
struct MemoryMark {
    double attempt_s = 0.0;
    std::size_t allocated_bytes = 0, resident_bytes = 0, attempt_bytes = 0;
};

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
    std::vector<MemoryMark> marks; ///< every five minutes of the attempt
};

/// Lets the scripted expert perform `lesson` for so long, in a window where there is a display, as
/// in practice with the quality `auto`. `seconds` are of the attempt, of which `speed` pass in one
/// on the wall clock; where frames are too slow for that it takes longer. Keeps nothing on disk.
[[nodiscard]] Result<Pace> measurePace(const std::string& lesson, double seconds, double speed,
                                       const CommonOptions& common);

} // namespace stipple::app
