#pragma once

#include <string>
#include <vector>

namespace stipple::test {

/// One line of the validation page's table.
struct ValidationRow {
    std::string check, conditions;
    std::string unit;
    double expected = 0.0, ours = 0.0;
    double allowed_percent = 0.0;
};

/// How far off a row is, in percent of what is expected.
[[nodiscard]] double errorPercent(const ValidationRow& row);

/// The reference solver against closed forms and published values.
[[nodiscard]] std::vector<ValidationRow> referenceRows();

/// What the scored core looks up against the reference, and rings against finer direct solves.
[[nodiscard]] std::vector<ValidationRow> coreRows();

/// Rate effect and relaxation against their law.
[[nodiscard]] std::vector<ValidationRow> relaxationRows();

/// The rows as a table of a Markdown page.
[[nodiscard]] std::string markdownOf(const std::vector<ValidationRow>& rows);

/// The part of the validation page between its two markers: all tables, with their headings.
[[nodiscard]] std::string validationTables();

inline constexpr const char* kTablesBegin = "<!-- tables: begin -->\n";
inline constexpr const char* kTablesEnd = "<!-- tables: end -->\n";

} // namespace stipple::test
