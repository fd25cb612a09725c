#include "engine/platform/wall_clock.h"

#include <chrono>

namespace stipple::platform {

double wallClock_s() {
    using Clock = std::chrono::steady_clock;
    static const Clock::time_point begin = Clock::now();
    return std::chrono::duration<double>(Clock::now() - begin).count();
}

std::int64_t dateNow_unix() {
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    return std::chrono::duration_cast<std::chrono::seconds>(now).count();
}

} // namespace stipple::platform
