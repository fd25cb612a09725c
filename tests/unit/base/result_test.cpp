#include "engine/base/result.h"

#include <gtest/gtest.h>

namespace stipple {
namespace {

Result<int> half(int value) {
    if (value % 2 != 0) {
        return fail("{}: not even", value);
    }
    return value / 2;
}

TEST(Result, HoldsAValueOrAReason) {
    EXPECT_EQ(half(8).value(), 4);
    const Result<int> none = half(7);
    EXPECT_FALSE(none.ok());
    EXPECT_EQ(none.error().text, "7: not even");
}

TEST(ResultDeathTest, TheWrongSideStopsTheProgram) {
    EXPECT_DEATH((void)half(7).value(), "value\\(\\) of a failed Result");
    EXPECT_DEATH((void)half(8).error(), "error\\(\\) of a Result that holds a value");
}

} // namespace
} // namespace stipple
