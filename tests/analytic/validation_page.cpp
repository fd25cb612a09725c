// Renews the tables and plots of engine/sim/VALIDATION.md. STIPPLE_ROOT names the source tree; the
// working directory is taken without it.

#include "tests/analytic/validation_plots.h"
#include "tests/analytic/validation_rows.h"
#include "tests/support/data_text.h"

#include <cstdio>
#include <fstream>

namespace {

bool write(const std::filesystem::path& path, const std::string& text) {
    std::ofstream file(path, std::ios::binary);
    file << text;
    return file.good();
}

} // namespace

int main() {
    using namespace stipple::test;
    const std::filesystem::path folder = dataRoot() / "engine/sim";
    std::string page = dataText("engine/sim/VALIDATION.md");
    const std::size_t begin = page.find(kTablesBegin), end = page.find(kTablesEnd);
    if (begin == std::string::npos || end == std::string::npos) {
        std::fputs("engine/sim/VALIDATION.md has no markers for its tables\n", stderr);
        return 1;
    }
    const std::size_t from = begin + std::string(kTablesBegin).size();
    page.replace(from, end - from, "\n" + validationTables() + "\n");
    bool good = write(folder / "VALIDATION.md", page);
    std::filesystem::create_directories(folder / "validation");
    for (const auto& [name, svg] : validationPlots()) {
        good = write(folder / "validation" / name, svg) && good;
    }
    if (!good) {
        std::fputs("the page or a plot could not be written\n", stderr);
    }
    return good ? 0 : 1;
}
