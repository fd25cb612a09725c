#include "engine/base/state_hash.h"

#include <gtest/gtest.h>

#include <set>
#include <vector>

namespace stipple {
namespace {

std::uint64_t hashOf(const std::vector<std::uint8_t>& bytes) {
    StateHash hash;
    mixAll(hash, std::span<const std::uint8_t>(bytes));
    return hash.value;
}

TEST(StateHash, EverySingleBitCounts) {
    const std::vector<std::uint8_t> bytes(29, 0x5a); // three words and five bytes
    std::set<std::uint64_t> seen{hashOf(bytes)};
    for (std::size_t bit = 0; bit < bytes.size() * 8; ++bit) {
        std::vector<std::uint8_t> changed = bytes;
        changed[bit / 8] = static_cast<std::uint8_t>(changed[bit / 8] ^ (1U << (bit % 8)));
        EXPECT_TRUE(seen.insert(hashOf(changed)).second) << bit;
    }
}

TEST(StateHash, LengthAndOrderCount) {
    EXPECT_NE(hashOf({}), hashOf({0}));
    EXPECT_NE(hashOf({0}), hashOf({0, 0}));
    EXPECT_NE(hashOf({1, 2}), hashOf({2, 1}));
}

TEST(StateHash, MinusZeroIsNotZero) {
    StateHash plus, minus;
    mix(plus, 0.0f);
    mix(minus, -0.0f);
    EXPECT_NE(plus.value, minus.value);
}

} // namespace
} // namespace stipple
