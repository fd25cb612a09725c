#include "tests/support/data_text.h"
#include "training/app/attempt_files.h"

#include <gtest/gtest.h>

namespace stipple::app {
namespace {

/// A record of an older core, with data files that the program of today would not read.
class OlderRecord : public testing::TestWithParam<std::uint32_t> {};

TEST_P(OlderRecord, OpensAndKeepsItsOwnScore) {
    // the pens of the first core tell nothing of an opening; the needling parameters of the second
    // nothing of speed and traction
    const std::string path =
        (test::dataRoot() /
         fmt::format("tests/replay/recordings/older/core_{}.stipple", GetParam()))
            .string();
    const auto checked = checkAttempt(path);
    ASSERT_TRUE(checked) << checked.error().text;
    EXPECT_EQ(checked->record.header.coreVersion, GetParam());
    EXPECT_FALSE(checked->sameCore);
    EXPECT_EQ(checked->record.integrity, "");
    EXPECT_EQ(checked->score.total, checked->record.score.total);
    EXPECT_GT(checked->score.total, 0.0);
    EXPECT_FALSE(checked->score.metrics.empty());
}

INSTANTIATE_TEST_SUITE_P(Cores, OlderRecord, testing::Range(1U, sim::kCoreVersion));

} // namespace
} // namespace stipple::app
