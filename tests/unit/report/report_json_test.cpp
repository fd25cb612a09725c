#include "training/report/report.h"

#include "tests/unit/report/sample_report.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <array>
#include <clocale>
#include <locale>
#include <set>

namespace stipple::report {
namespace {

using nlohmann::json;

TEST(ScoreJson, HasExactlyTheKeysThatAreDocumented) {
    const SampleReport sample;
    const json object = json::parse(scoreJson(sample.score, 0xabcULL, true));
    std::set<std::string> keys;
    for (const auto& [key, value] : object.items()) {
        keys.insert(key);
    }
    EXPECT_EQ(keys, (std::set<std::string>{"score", "passed", "criticalFails", "domains", "metrics",
                                           "stateHash", "matchesRecord", "coreVersion",
                                           "assessable", "mode", "assistance", "device"}));
    EXPECT_EQ(object["score"], 71.25);
    EXPECT_EQ(object["passed"], false);
    EXPECT_EQ(object["stateHash"], "0000000000000abc");
    EXPECT_EQ(object["matchesRecord"], true);
    EXPECT_EQ(object["coreVersion"], 1);
    EXPECT_EQ(object["criticalFails"][0]["id"], "X6");
    EXPECT_EQ(object["domains"].size(), 3u);
    ASSERT_EQ(object["metrics"].size(), sample.score.metrics.size());
    for (const json& metric : object["metrics"]) {
        std::set<std::string> names;
        for (const auto& [key, value] : metric.items()) {
            names.insert(key);
        }
        EXPECT_EQ(names, (std::set<std::string>{"id", "label", "value", "unit", "target", "points",
                                                "maxPoints", "verdict", "uncertainty"}));
    }
    EXPECT_EQ(object["metrics"][1]["value"], 0.153);
    EXPECT_EQ(object["metrics"][1]["verdict"], scoring::verdictName(scoring::Verdict::CannotTell));
}

TEST(ReportJson, HoldsWhatThePageShows) {
    const SampleReport sample;
    const json report = json::parse(reportJson(sample.input()));
    EXPECT_EQ(report["format"], "stipple-report");
    EXPECT_EQ(report["version"], 1);
    EXPECT_EQ(report["trainee"], "Ada");
    EXPECT_EQ(report["verdict"], "Not passed");
    EXPECT_EQ(report["reasons"].size(), 3u);
    EXPECT_EQ(report["score"]["metrics"].size(), sample.score.metrics.size());
    EXPECT_EQ(report["score"]["metrics"][5]["evidence"], "a mouse does not measure force");
    EXPECT_EQ(report["score"]["metrics"][5]["source"], "S10");
    EXPECT_EQ(report["coverage"]["blocks"].size(), 98u);
    EXPECT_EQ(report["asked"]["targets"].size(), 2u);
    EXPECT_EQ(report["asked"]["targets"][0]["dial_mm"][1], 0.5);
    EXPECT_EQ(report["settings"].size(), 2u);
    EXPECT_EQ(report["settings"][0]["pen"], "pen_12");
    EXPECT_EQ(report["trace"]["time_s"].size(), sample.trace.size());
    EXPECT_EQ(report["trace"]["dial_mm"][10], 0.5);
    EXPECT_EQ(report["record"]["stateHash"], "0123456789abcdef");
    EXPECT_EQ(report["record"]["signature"], "signed by station 12ab");
}

TEST(ReportJson, TextThatIsNoUtf8DoesNotBreakIt) {
    SampleReport sample;
    sample.header.trainee = "Zo\xeb \"quoted\"";
    const json report = json::parse(reportJson(sample.input()));
    EXPECT_EQ(report["trainee"], "Zo\xef\xbf\xbd \"quoted\"");
}

/// A locale in which one half is written 0,5 and thousands are grouped.
struct CommaNumbers : std::numpunct<char> {
    char do_decimal_point() const override { return ','; }
    char do_thousands_sep() const override { return '.'; }
    std::string do_grouping() const override { return "\3"; }
};

TEST(Reports, ACommaDecimalLocaleChangesNothing) {
    const SampleReport sample;
    const std::string html = reportHtml(sample.input());
    const std::string report = reportJson(sample.input());
    const std::string score = scoreJson(sample.score, 1, true);
    const std::locale before = std::locale::global(std::locale(std::locale(), new CommaNumbers));
    // the C library's locale too, where the machine has one
    bool found = false;
    for (const char* name : {"de_DE.UTF-8", "de_DE.utf8", "fr_FR.UTF-8", "nl_NL.UTF-8"}) {
        found = found || std::setlocale(LC_ALL, name) != nullptr;
    }
    RecordProperty("c_locale", found ? "comma" : "none on this machine");
    EXPECT_EQ(reportHtml(sample.input()), html);
    EXPECT_EQ(reportJson(sample.input()), report);
    EXPECT_EQ(scoreJson(sample.score, 1, true), score);
    std::locale::global(before);
    std::setlocale(LC_ALL, "C");
}

} // namespace
} // namespace stipple::report
