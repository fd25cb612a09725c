#pragma once

#include <ctime>

namespace stipple::app {

/// Seconds that this program has kept processors busy: what work costs also while others use the
/// machine. For benchmarks of one thread; in steps of a microsecond.
[[nodiscard]] inline double processorClock_s() {
    return static_cast<double>(std::clock()) / CLOCKS_PER_SEC;
}

} // namespace stipple::app
