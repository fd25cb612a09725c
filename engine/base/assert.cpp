#include "engine/base/assert.h"

#include <cstdio>
#include <cstdlib>

namespace stipple {

void assertionFailed(const char* condition, const char* why, const char* file, int line) {
    std::fprintf(stderr, "stipple: internal error at %s:%d: %s (%s)\n", file, line, why, condition);
    std::fflush(stderr);
    std::abort();
}

} // namespace stipple
