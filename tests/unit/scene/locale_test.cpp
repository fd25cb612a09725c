#include "engine/scene/lint.h"
#include "engine/scene/pad_scene.h"
#include "tests/support/data_text.h"
#include "training/lesson/protocol.h"

#include <gtest/gtest.h>

#include <clocale>
#include <cstdlib>
#include <filesystem>
#include <locale>

#include <unistd.h>

namespace {

using namespace stipple;
using test::dataText;

/// German punctuation for C++ streams, without needing an installed locale.
class CommaDecimal : public std::numpunct<char> {
    char do_decimal_point() const override { return ','; }
    char do_thousands_sep() const override { return '.'; }
    std::string do_grouping() const override { return "\3"; }
};

void expectUnchangedReading() {
    auto tissues = scene::parseTissues(dataText("scenes/tissues.toml"), "tissues.toml");
    ASSERT_TRUE(tissues) << tissues.error().text;
    // 1.2 mm must not become 1 mm, nor 10000 kPa 10
    EXPECT_FLOAT_EQ(tissues->at("forehead").tissue.layers[3].thickness_m, 1.2e-3f);
    EXPECT_FLOAT_EQ(tissues->at("forehead").tissue.layers[0].youngsModulus_Pa, 10e6f);
    const char* path = "training/protocols/training_default.toml";
    auto protocol = lesson::parseProtocol(dataText(path), path);
    ASSERT_TRUE(protocol) << protocol.error().text;
    EXPECT_EQ(protocol->rules.front().target_mm.value, 0.375);
    // and what is said back has points
    const Status wrong = scene::lintText(
        test::changed(dataText("scenes/tissues.toml"), "[person]", "value = 35", "value = 130.5"),
        "tissues.toml");
    ASSERT_FALSE(wrong);
    EXPECT_TRUE(test::holds(wrong.error().text, "is 130.5 y"));
}

TEST(Locale, CommasInStreamsChangeNothing) {
    const std::locale before = std::locale::global(std::locale(std::locale(), new CommaDecimal));
    expectUnchangedReading();
    std::locale::global(before);
}

/// Switches the C library to German; compiles the locale into `folder` when none is installed.
bool switchToGerman(const std::filesystem::path& folder) {
    if (std::setlocale(LC_ALL, "de_DE.UTF-8") != nullptr) {
        return true;
    }
    std::filesystem::create_directories(folder);
    const std::string command =
        "localedef -i de_DE -f UTF-8 '" + (folder / "de_DE.UTF-8").string() + "' >/dev/null 2>&1";
    if (std::system(command.c_str()) != 0) {
        return false;
    }
    setenv("LOCPATH", folder.c_str(), 1);
    return std::setlocale(LC_ALL, "de_DE.UTF-8") != nullptr;
}

TEST(Locale, CommasInTheCLibraryChangeNothing) {
    const auto folder =
        std::filesystem::temp_directory_path() / ("stipple_locale_" + std::to_string(getpid()));
    const bool german = switchToGerman(folder);
    if (german) {
        // 0.5 must now be written with a comma, or this test proves nothing
        EXPECT_STREQ(std::localeconv()->decimal_point, ",");
        expectUnchangedReading();
    }
    std::setlocale(LC_ALL, "C");
    unsetenv("LOCPATH");
    std::error_code ignored;
    std::filesystem::remove_all(folder, ignored);
    if (!german) {
        GTEST_SKIP() << "no locale with comma decimals is installed and localedef makes none";
    }
}

} // namespace
