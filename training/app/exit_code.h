#pragma once

#include "engine/base/log.h"
#include "engine/base/result.h"

namespace stipple::app {

/// What the program tells the shell. Always with one sentence on standard error when not Fine.
enum ExitCode : int {
    kFine = 0,
    /// The content of a file is not right: lint errors, a damaged record or none at all, a re-score
    /// that differs.
    kCheckFailed = 1,
    kWrongUsage = 2,
    kSurroundings = 3, ///< no Vulkan, no display, a file that cannot be read or written
};

/// Says why and gives the code on.
[[nodiscard]] inline int refused(const Error& error, int code) {
    logError("{}", error.text);
    return code;
}

} // namespace stipple::app
