#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

namespace stipple::test {

/// Root of the source tree, where scenes/ and training/ lie.
[[nodiscard]] inline std::filesystem::path dataRoot() {
    const char* root = std::getenv("STIPPLE_ROOT");
    return root != nullptr ? std::filesystem::path(root) : std::filesystem::current_path();
}

/// A data file of the source tree as text.
[[nodiscard]] inline std::string dataText(const std::string& path) {
    std::ifstream file(dataRoot() / path, std::ios::binary);
    EXPECT_TRUE(file.good()) << path;
    return {std::istreambuf_iterator<char>(file), {}};
}

/// All data files below these folders, sorted.
[[nodiscard]] inline std::vector<std::string> dataFiles(const std::vector<std::string>& folders) {
    std::vector<std::string> paths;
    for (const std::string& folder : folders) {
        for (const auto& entry :
             std::filesystem::recursive_directory_iterator(dataRoot() / folder)) {
            if (entry.path().extension() == ".toml") {
                paths.push_back(std::filesystem::relative(entry.path(), dataRoot()).string());
            }
        }
    }
    std::sort(paths.begin(), paths.end());
    return paths;
}

/// `text` with the first `from` after `after` replaced; both must be there.
[[nodiscard]] inline std::string changed(std::string text, const std::string& after,
                                         const std::string& from, const std::string& to) {
    const std::size_t start = text.find(after);
    EXPECT_NE(start, std::string::npos) << after;
    const std::size_t at = start == std::string::npos ? start : text.find(from, start);
    EXPECT_NE(at, std::string::npos) << from;
    return at == std::string::npos ? text : text.replace(at, from.size(), to);
}

/// "name:LINE:" of the first `needle` after `after`, as problems begin.
[[nodiscard]] inline std::string placeOf(const std::string& name, const std::string& text,
                                         const std::string& after, const std::string& needle) {
    const std::size_t at = text.find(needle, text.find(after));
    EXPECT_NE(at, std::string::npos) << needle;
    const auto end = text.begin() + static_cast<std::ptrdiff_t>(std::min(at, text.size()));
    return name + ":" + std::to_string(1 + std::count(text.begin(), end, '\n')) + ":";
}

/// Whether `text` holds `part`, with the text in the message.
[[nodiscard]] inline testing::AssertionResult holds(const std::string& text,
                                                    const std::string& part) {
    return text.find(part) != std::string::npos
               ? testing::AssertionSuccess()
               : testing::AssertionFailure() << "no '" << part << "' in: " << text;
}

} // namespace stipple::test
