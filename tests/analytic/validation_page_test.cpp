#include "tests/analytic/validation_rows.h"
#include "tests/analytic/validation_traction.h"
#include "tests/support/data_text.h"

#include <gtest/gtest.h>

namespace stipple::test {
namespace {

TEST(ValidationPage, ShowsWhatIsComputed) {
    const std::string page = dataText("engine/sim/VALIDATION.md");
    const std::size_t begin = page.find(kTablesBegin), end = page.find(kTablesEnd);
    ASSERT_NE(begin, std::string::npos);
    ASSERT_NE(end, std::string::npos);
    const std::size_t from = begin + std::string(kTablesBegin).size();
    EXPECT_EQ(page.substr(from, end - from), "\n" + validationTables() + "\n")
        << "renew it with validation_page";
}

TEST(ValidationPage, EveryRowIsInside) {
    for (const auto& rows : {referenceRows(), coreRows(), relaxationRows(), tractionRows()}) {
        for (const ValidationRow& row : rows) {
            EXPECT_LE(errorPercent(row), row.allowed_percent)
                << row.check << ", " << row.conditions;
        }
    }
}

} // namespace
} // namespace stipple::test
