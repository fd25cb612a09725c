#pragma once

namespace stipple {

/// Prints where and why and stops the program. For our own mistakes only.
[[noreturn]] void assertionFailed(const char* condition, const char* why, const char* file,
                                  int line);

} // namespace stipple

/// On in every build: a wrong score is worse than a stopped program.
#define STIPPLE_ASSERT(condition, why)                                                             \
    ((condition) ? void(0) : ::stipple::assertionFailed(#condition, why, __FILE__, __LINE__))
