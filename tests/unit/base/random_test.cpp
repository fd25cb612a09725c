#include "engine/base/random.h"

#include <gtest/gtest.h>

#include <cmath>

namespace stipple {
namespace {

TEST(Random, FirstNumbersOfThePublishedDemo) {
    // pcg32-demo of the reference implementation: seed 42, stream 54.
    Pcg32 random = seededRandom(42, 54);
    for (const std::uint32_t expected :
         {0xa15c02b7U, 0x7b47f409U, 0xba1d3330U, 0x83d2f293U, 0xbfa4784bU, 0xcbed606eU}) {
        EXPECT_EQ(nextBits(random), expected);
    }
}

TEST(Random, ACopyGoesOnWithTheSameNumbers) {
    Pcg32 one = seededRandom(7);
    (void)nextBits(one);
    Pcg32 two = one;
    EXPECT_EQ(nextBits(one), nextBits(two));
    EXPECT_EQ(one, two);
}

TEST(Random, UniformFillsTheUnitIntervalEvenly) {
    Pcg32 random = seededRandom(1);
    int tenth[10] = {};
    for (int k = 0; k < 100000; ++k) {
        const float u = nextUniform(random);
        ASSERT_GE(u, 0.0f);
        ASSERT_LT(u, 1.0f);
        ++tenth[static_cast<int>(u * 10.0f)];
    }
    // 10,000 expected, standard deviation sqrt(1e5 * 0.1 * 0.9) = 95: five of them
    for (const int count : tenth) {
        EXPECT_NEAR(count, 10000, 475);
    }
}

TEST(Random, NormalHasMeanZeroAndDeviationOne) {
    Pcg32 random = seededRandom(2);
    constexpr int kCount = 100000;
    double sum = 0.0, squares = 0.0;
    int within = 0;
    for (int k = 0; k < kCount; ++k) {
        const auto x = static_cast<double>(nextNormal(random));
        ASSERT_TRUE(std::isfinite(x));
        sum += x;
        squares += x * x;
        within += std::abs(x) < 1.0 ? 1 : 0;
    }
    // standard errors: 0.0032 of the mean, 0.0045 of the variance, 0.0015 of the share
    EXPECT_NEAR(sum / kCount, 0.0, 0.016);
    EXPECT_NEAR(squares / kCount, 1.0, 0.0225);
    EXPECT_NEAR(static_cast<double>(within) / kCount, 0.6827, 0.0075);
}

} // namespace
} // namespace stipple
