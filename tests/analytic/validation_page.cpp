// Renews the tables and plots of engine/sim/VALIDATION.md. STIPPLE_ROOT names the source tree; the
// working directory is taken without it.

#include "tests/analytic/validation_needles.h"
#include "tests/analytic/validation_plots.h"
#include "tests/analytic/validation_rows.h"
#include "tests/analytic/validation_slack.h"
#include "tests/support/data_text.h"

#include <cstdio>
#include <fstream>

namespace {

bool write(const std::filesystem::path& path, const std::string& text) {
    std::ofstream file(path, std::ios::binary);
    file << text;
    return file.good();
}

/// Replaces what stands between two markers. False when one of them is missing.
bool putBetween(std::string& page, const std::string& begin, const std::string& end,
                const std::string& text) {
    const std::size_t first = page.find(begin), last = page.find(end);
    if (first == std::string::npos || last == std::string::npos) {
        return false;
    }
    const std::size_t from = first + begin.size();
    page.replace(from, last - from, "\n" + text + "\n");
    return true;
}

} // namespace

int main() {
    using namespace stipple::test;
    const std::filesystem::path folder = dataRoot() / "engine/sim";
    std::string page = dataText("engine/sim/VALIDATION.md");
    if (!putBetween(page, kTablesBegin, kTablesEnd, validationTables()) ||
        !putBetween(page, kNeedlesBegin, kNeedlesEnd, needleTables()) ||
        !putBetween(page, kSlackBegin, kSlackEnd, slackTables())) {
        std::fputs("engine/sim/VALIDATION.md has no markers for its tables\n", stderr);
        return 1;
    }
    bool good = write(folder / "VALIDATION.md", page);
    std::filesystem::create_directories(folder / "validation");
    for (const auto& [name, svg] : validationPlots()) {
        good = write(folder / "validation" / name, svg) && good;
    }
    good = write(folder / "validation" / "needles.svg", needlePlot()) && good;
    if (!good) {
        std::fputs("the page or a plot could not be written\n", stderr);
    }
    return good ? 0 : 1;
}
