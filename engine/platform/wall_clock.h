#pragma once

#include <cstdint>

namespace stipple::platform {

/// The only place that reads a clock: everything else is told the time.

/// Seconds since the program's first call; rises steadily whatever happens to the date.
[[nodiscard]] double wallClock_s();

/// Seconds since 1970, UTC, for the date of an attempt.
[[nodiscard]] std::int64_t dateNow_unix();

} // namespace stipple::platform
