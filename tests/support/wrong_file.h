#pragma once

#include "engine/base/result.h"
#include "tests/support/data_text.h"

#include <functional>
#include <ostream>

namespace stipple::test {

/// A shipped file with one thing made wrong, and what must be said at the line of `to`.
struct WrongFile {
    const char* path;
    std::string after, from, to, message;
};

/// Names the case in the output of the tests.
inline void PrintTo(const WrongFile& wrong, std::ostream* out) {
    *out << wrong.path << " " << wrong.to;
}

/// Reads a data file's text and says what is wrong with it.
using Lint = Status (*)(std::string_view text, const std::string& name);

/// The thing made wrong is told with its file, its line and what is wrong with it.
inline void expectToldAtItsLine(const WrongFile& wrong, Lint lint) {
    const std::string text = changed(dataText(wrong.path), wrong.after, wrong.from, wrong.to);
    const Status status = lint(text, wrong.path);
    ASSERT_FALSE(status);
    EXPECT_TRUE(holds(status.error().text, placeOf(wrong.path, text, wrong.after, wrong.to)));
    EXPECT_TRUE(holds(status.error().text, wrong.message));
}

/// Cuts every data file of a folder at each hundredth: what is left either names itself in a
/// problem, or passes and is handed to `whole`, which says whether such a file may end early.
inline void expectCutFilesNameThemselves(
    const std::string& folder, Lint lint,
    const std::function<bool(const std::string& path, std::size_t part)>& whole) {
    for (const std::string& path : dataFiles({folder})) {
        const std::string text = dataText(path);
        for (std::size_t part = 0; part < 100; ++part) {
            const Status status = lint(text.substr(0, text.size() * part / 100), path);
            if (!status) {
                EXPECT_TRUE(holds(status.error().text, path + ":")) << part;
            } else {
                EXPECT_TRUE(whole(path, part)) << path << " " << part;
            }
        }
    }
}

} // namespace stipple::test
