#include "tests/analytic/validation_needles.h"
#include "tests/support/data_text.h"

#include <gtest/gtest.h>

#include <cmath>

namespace stipple::test {
namespace {

TEST(NeedleRows, AreThoseOfThePage) {
    const std::string page = dataText("engine/sim/VALIDATION.md");
    const std::string first = kNeedlesBegin;
    const std::size_t begin = page.find(first), end = page.find(kNeedlesEnd);
    ASSERT_NE(begin, std::string::npos);
    ASSERT_NE(end, std::string::npos);
    const std::size_t from = begin + first.size();
    EXPECT_EQ(page.substr(from, end - from), "\n" + needleTables() + "\n")
        << "renew it with validation_page";
}

TEST(NeedleRows, WhatMissesSaysWhy) {
    std::size_t inside = 0, all = 0;
    for (const auto& rows : {needleForceRows(), needleDepthRows(), needleGlideRows()}) {
        for (const NeedleRow& row : rows) {
            EXPECT_TRUE(std::isfinite(row.ours)) << row.source << ", " << row.conditions;
            EXPECT_TRUE(isInside(row) || !row.remark.empty())
                << row.source << ", " << row.conditions << ": " << row.ours;
            inside += isInside(row) ? 1U : 0U;
            ++all;
        }
    }
    // a change of the model that loses a row must be meant
    EXPECT_GE(inside + 9, all);
}

TEST(NeedleRows, ThePublishedSharesOfTheDepthAreReached) {
    // Sasaki, Donnelly and Lam, and each situation that costs depth
    for (const NeedleRow& row : needleDepthRows()) {
        if (row.source.find("arithmetic") == std::string::npos || row.unit == "1") {
            EXPECT_TRUE(isInside(row)) << row.source << ", " << row.conditions << ": " << row.ours;
        }
    }
}

} // namespace
} // namespace stipple::test
