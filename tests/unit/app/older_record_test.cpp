#include "tests/support/data_text.h"
#include "training/app/attempt_files.h"

#include <gtest/gtest.h>

namespace stipple::app {
namespace {

TEST(OlderRecord, OfTheFirstCoreOpensAndKeepsItsOwnScore) {
    const std::string path =
        (test::dataRoot() / "tests/replay/recordings/older/core_1.stipple").string();
    const auto checked = checkAttempt(path);
    // its pens tell nothing of an opening, which later ones do
    ASSERT_TRUE(checked) << checked.error().text;
    EXPECT_EQ(checked->record.header.coreVersion, 1U);
    EXPECT_FALSE(checked->sameCore);
    EXPECT_EQ(checked->record.integrity, "");
    EXPECT_EQ(checked->score.total, checked->record.score.total);
    EXPECT_GT(checked->score.total, 0.0);
    EXPECT_FALSE(checked->score.metrics.empty());
}

} // namespace
} // namespace stipple::app
