#include "engine/base/float_environment.h"

#include <cfenv>
#include <xmmintrin.h>

namespace stipple {

namespace {
constexpr unsigned kFlushToZero = 0x8000U;
constexpr unsigned kDenormalsAreZero = 0x0040U;
} // namespace

bool floatEnvironmentIsStandard() {
    return std::fegetround() == FE_TONEAREST &&
           (_mm_getcsr() & (kFlushToZero | kDenormalsAreZero)) == 0U;
}

void restoreFloatEnvironment() {
    std::fesetround(FE_TONEAREST);
    _mm_setcsr(_mm_getcsr() & ~(kFlushToZero | kDenormalsAreZero));
}

} // namespace stipple
