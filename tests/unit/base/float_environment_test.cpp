#include "engine/base/float_environment.h"

#include <gtest/gtest.h>

#include <cfenv>
#include <xmmintrin.h>

namespace stipple {
namespace {

class FloatEnvironment : public ::testing::Test {
protected:
    void TearDown() override { restoreFloatEnvironment(); }
};

TEST_F(FloatEnvironment, NoticesFlushedDenormals) {
    ASSERT_TRUE(floatEnvironmentIsStandard());
    _mm_setcsr(_mm_getcsr() | 0x8040U); // what a library built with -ffast-math does on load
    EXPECT_FALSE(floatEnvironmentIsStandard());
    restoreFloatEnvironment();
    EXPECT_TRUE(floatEnvironmentIsStandard());
    volatile float tiny = 1e-38f;
    EXPECT_GT(tiny * 0.1f, 0.0f);
}

TEST_F(FloatEnvironment, NoticesAnotherRounding) {
    std::fesetround(FE_UPWARD);
    EXPECT_FALSE(floatEnvironmentIsStandard());
    restoreFloatEnvironment();
    EXPECT_EQ(std::fegetround(), FE_TONEAREST);
}

} // namespace
} // namespace stipple
