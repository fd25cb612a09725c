#include "engine/base/toml_reader.h"

#include <gtest/gtest.h>

#include <clocale>
#include <cstdlib>
#include <filesystem>
#include <locale>
#include <unistd.h>

namespace stipple {
namespace {

TomlDocument parsed(std::string_view text) {
    return std::move(TomlDocument::parse(text, "pad.toml").value());
}

TEST(TomlReader, ReadsEveryKindOfValue) {
    TomlDocument document = parsed("text = \"pad\"\n"
                                   "whole = 12\n"
                                   "real = 0.25\n"
                                   "yes = true\n"
                                   "list = [1, 2.5]\n"
                                   "names = [\"a\", \"b\"]\n"
                                   "depth = {value = 0.5, unit = \"mm\", source = \"S12\", "
                                   "grade = \"A\"}\n"
                                   "[inner]\nx = 1\n"
                                   "[[row]]\nk = 1\n[[row]]\nk = 2\n");
    TomlTable root = document.root();
    EXPECT_EQ(root.text("text"), "pad");
    EXPECT_EQ(root.integer("whole"), 12);
    EXPECT_EQ(root.number("whole"), 12.0);
    EXPECT_EQ(root.number("real"), 0.25);
    EXPECT_TRUE(root.flag("yes"));
    EXPECT_EQ(root.numbers("list"), (std::vector<double>{1.0, 2.5}));
    EXPECT_EQ(root.texts("names"), (std::vector<std::string>{"a", "b"}));
    EXPECT_EQ(root.sourced("depth", "mm").value, 0.5);
    EXPECT_EQ(root.table("inner").integer("x"), 1);
    auto rows = root.tables("row");
    ASSERT_EQ(rows.size(), 2U);
    EXPECT_EQ(rows[0].integer("k"), 1);
    EXPECT_EQ(rows[1].integer("k"), 2);
    EXPECT_TRUE(document.finish().ok());
}

TEST(TomlReader, AMissingKeyAnUnknownKeyAndAWrongTypeAreAllReportedWithTheirLine) {
    TomlDocument document = parsed("a = 1\nb = \"two\"\nextra = 3\n");
    TomlTable root = document.root();
    (void)root.integer("a");
    EXPECT_EQ(root.number("b"), 0.0);
    (void)root.flag("c");
    const std::vector<std::string> problems = document.problems();
    ASSERT_EQ(problems.size(), 3U);
    EXPECT_EQ(problems[0], "pad.toml:2: key 'b': must be a number");
    EXPECT_NE(problems[1].find("key 'c': is missing"), std::string::npos);
    EXPECT_EQ(problems[2], "pad.toml:3: unknown key 'extra'");
    EXPECT_FALSE(document.finish().ok());
}

TEST(TomlReader, AWrongUnitAGradeThatDoesNotExistAndAnEmptyRange) {
    TomlDocument document =
        parsed("d = {value = 1, unit = \"cm\", source = \"x\", grade = \"Z\"}\n"
               "r = {min = 2, max = 1, unit = \"mm\", source = \"x\", grade = \"P\"}\n");
    TomlTable root = document.root();
    (void)root.sourced("d", "mm");
    (void)root.sourcedRange("r", "mm");
    const std::vector<std::string> problems = document.problems();
    ASSERT_EQ(problems.size(), 3U);
    EXPECT_EQ(problems[0], "pad.toml:1: key 'd': unit is 'cm', must be 'mm'");
    EXPECT_EQ(problems[1], "pad.toml:1: key 'd': grade 'Z' is none of A, A/B, B, B/C, C, D, P, GK");
    EXPECT_EQ(problems[2], "pad.toml:2: key 'r': min 2 is above max 1");
}

TEST(TomlReader, UnknownKeysOfInnerTablesAreFoundOnceTheTableIsVisited) {
    TomlDocument document = parsed("[inner]\nx = 1\ny = 2\n");
    TomlTable inner = document.root().table("inner");
    EXPECT_EQ(inner.integer("x"), 1);
    EXPECT_EQ(document.problems(), (std::vector<std::string>{"pad.toml:3: unknown key 'y'"}));
}

TEST(TomlReader, BrokenSyntaxNamesFileAndLine) {
    const auto result = TomlDocument::parse("a = 1\nb = = 2\n", "pad.toml");
    ASSERT_FALSE(result.ok());
    EXPECT_EQ(result.error().text.substr(0, 11), "pad.toml:2:");
}

TEST(TomlReader, NumbersThatAreNoneAreRefused) {
    TomlDocument document = parsed("a = nan\nb = [inf]\n");
    TomlTable root = document.root();
    EXPECT_EQ(root.number("a"), 0.0);
    EXPECT_TRUE(root.numbers("b").empty());
    EXPECT_EQ(document.problems().size(), 2U);
}

struct CommaDecimal : std::numpunct<char> {
    char do_decimal_point() const override { return ','; }
};

/// Tries a locale of the C library that writes 0,5; makes one when the system has the recipe.
bool useCommaLocale(const std::filesystem::path& folder) {
    for (const char* name : {"de_DE.UTF-8", "fr_FR.UTF-8", "de_DE.utf8"}) {
        if (std::setlocale(LC_ALL, name) != nullptr) {
            return true;
        }
    }
    std::filesystem::create_directories(folder);
    const std::string make =
        "localedef -i de_DE -f UTF-8 " + (folder / "de_DE.UTF-8").string() + " >/dev/null 2>&1";
    if (std::system(make.c_str()) != 0) {
        return false;
    }
    ::setenv("LOCPATH", folder.c_str(), 1);
    return std::setlocale(LC_ALL, "de_DE.UTF-8") != nullptr;
}

TEST(TomlReader, ACommaDecimalLocaleChangesNothing) {
    const auto folder =
        std::filesystem::temp_directory_path() / ("stipple_locale_" + std::to_string(::getpid()));
    const std::locale before = std::locale::global(std::locale(std::locale(), new CommaDecimal));
    const bool libraryToo = useCommaLocale(folder);
    if (libraryToo) {
        EXPECT_EQ(std::strtod("0,5", nullptr), 0.5) << "the locale is not the one hoped for";
    }
    TomlDocument document = parsed("a = 0.25\nb = [1.5, 2e-3]\nc = 1000000\n");
    TomlTable root = document.root();
    EXPECT_EQ(root.number("a"), 0.25);
    EXPECT_EQ(root.numbers("b"), (std::vector<double>{1.5, 2e-3}));
    EXPECT_EQ(root.integer("c"), 1000000);
    EXPECT_EQ(fail("{} {:.2f}", 0.5, 1.25).text, "0.5 1.25");
    std::setlocale(LC_ALL, "C");
    ::unsetenv("LOCPATH");
    std::locale::global(before);
    std::filesystem::remove_all(folder);
    RecordProperty("c_library_locale", libraryToo ? "comma" : "not available");
}

TEST(TomlReader, LettersBeyondAsciiStandInQuotesAndCommentsOnly) {
    EXPECT_TRUE(TomlDocument::parse(
        "label = \"D\u00e9collet\u00e9\" # \u00e4 'x\nother = 'gr\u00fc\u00df'\n", "a.toml"));
    // in the last one, no text begins at the quote: the library looks ahead past it from the sign
    for (const char* bad : {"\u00e4 = 1\n", "[ rai\ufdffg,#", "a = \"\"\"\n\u00e4\"\"\"\n",
                            "a = +\"++kil:d\u019c\"\n"}) {
        const auto document = TomlDocument::parse(bad, "a.toml");
        ASSERT_FALSE(document) << bad;
        EXPECT_NE(document.error().text.find("a.toml:"), std::string::npos);
    }
    EXPECT_NE(TomlDocument::parse("a = 1\n\u00e4 = 2\n", "a.toml").error().text.find("a.toml:2:"),
              std::string::npos);
    EXPECT_TRUE(
        TomlDocument::parse("a = [\"\u00e4\", 'b\u00f6']\nc = { d = \"\u00fc\" }\n", "a.toml"));
}

TEST(TomlReader, ABracketThatClosesAnotherIsASentenceInEveryBuild) {
    // builds with assertions once stopped in the library
    const auto document = TomlDocument::parse("a = 1\nb = [ { c = [ }, ]\n", "a.toml");
    ASSERT_FALSE(document);
    EXPECT_EQ(document.error().text.rfind("a.toml:2:", 0), 0U) << document.error().text;
}

} // namespace
} // namespace stipple
