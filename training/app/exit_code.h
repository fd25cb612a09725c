#pragma once

namespace stipple::app {

/// What the program tells the shell. Always with one sentence on standard error when not Fine.
enum ExitCode : int {
    kFine = 0,
    kCheckFailed = 1, ///< lint errors, a re-score that differs, a damaged record
    kWrongUsage = 2,
    kSurroundings = 3, ///< no Vulkan, no display, a file that cannot be read or written
};

} // namespace stipple::app
