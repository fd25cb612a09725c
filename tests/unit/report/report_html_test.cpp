#include "training/report/report.h"

#include "tests/unit/report/html_outline.h"
#include "tests/unit/report/sample_report.h"
#include "training/report/html_text.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

namespace stipple::report {
namespace {

bool has(std::string_view text, std::string_view part) {
    return text.find(part) != std::string_view::npos;
}

std::size_t countOf(const HtmlOutline& outline, std::string_view name) {
    return static_cast<std::size_t>(std::count_if(outline.tags.begin(), outline.tags.end(),
                                                  [&](const auto& t) { return t.name == name; }));
}

TEST(HtmlOutline, SeesWhatIsNotWellFormed) {
    // the checker itself must be able to fail
    EXPECT_EQ(outlineOf("<!DOCTYPE html><p>a<br/>b</p>").fault, "");
    EXPECT_NE(outlineOf("<!DOCTYPE html><p>a").fault, "");
    EXPECT_NE(outlineOf("<!DOCTYPE html><p><b></p></b>").fault, "");
    EXPECT_NE(outlineOf("<!DOCTYPE html><p class=a></p>").fault, "");
    EXPECT_NE(outlineOf("<p></p>").fault, "");
}

TEST(HtmlText, EscapesWhatCouldBecomeMarkup) {
    EXPECT_EQ(escapeHtml("a<b>&\"'"), "a&lt;b&gt;&amp;&quot;&#39;");
    EXPECT_EQ(escapeHtml("Zo\xc3\xab"), "Zo\xc3\xab");
    EXPECT_EQ(escapeHtml(std::string_view("a\0\x1b[1mb\x7f", 8)), "a[1mb");
    // no UTF-8: a Latin-1 letter, an overlong slash, a surrogate, a cut sequence
    EXPECT_EQ(escapeHtml("Zo\xeb"), "Zo\xef\xbf\xbd");
    EXPECT_EQ(escapeHtml("\xc0\xaf"), "\xef\xbf\xbd\xef\xbf\xbd");
    EXPECT_EQ(escapeHtml("\xed\xa0\x80"), "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd");
    EXPECT_EQ(escapeHtml("\xe2\x82"), "\xef\xbf\xbd\xef\xbf\xbd");
}

TEST(ReportHtml, IsWellFormedAndHasALanguageATitleAndOneTopHeading) {
    const SampleReport sample;
    const HtmlOutline outline = outlineOf(reportHtml(sample.input()));
    EXPECT_EQ(outline.fault, "");
    ASSERT_FALSE(outline.tags.empty());
    EXPECT_EQ(outline.tags[0].name, "html");
    EXPECT_EQ(outline.tags[0].attributes.at("lang"), "en-GB");
    EXPECT_EQ(countOf(outline, "h1"), 1u);
    EXPECT_EQ(countOf(outline, "main"), 1u);
    const auto title = std::find_if(outline.tags.begin(), outline.tags.end(),
                                    [](const HtmlTag& tag) { return tag.name == "title"; });
    EXPECT_EQ(title->text, "Not passed: First passes, Ada");
}

TEST(ReportHtml, HeadingsNeverSkipALevel) {
    const SampleReport sample;
    int level = 0;
    for (const HtmlTag& tag : outlineOf(reportHtml(sample.input())).tags) {
        if (tag.name.size() == 2 && tag.name[0] == 'h' && tag.name[1] >= '1' &&
            tag.name[1] <= '6') {
            const int next = tag.name[1] - '0';
            EXPECT_LE(next, level + 1) << tag.text;
            level = next;
        }
    }
    EXPECT_GE(level, 2);
}

TEST(ReportHtml, PicturesHaveATitleAndADescription) {
    const SampleReport sample;
    const HtmlOutline outline = outlineOf(reportHtml(sample.input()));
    std::set<std::string> ids;
    for (const HtmlTag& tag : outline.tags) {
        if (tag.attributes.contains("id")) {
            EXPECT_TRUE(ids.insert(tag.attributes.at("id")).second) << tag.attributes.at("id");
        }
    }
    std::size_t pictures = 0;
    for (const HtmlTag& tag : outline.tags) {
        if (tag.name != "svg") {
            continue;
        }
        if (tag.attributes.contains("aria-hidden")) {
            continue; // decoration beside its number
        }
        ++pictures;
        EXPECT_EQ(tag.attributes.at("role"), "img");
        const std::string& names = tag.attributes.at("aria-labelledby");
        const std::size_t space = names.find(' ');
        ASSERT_NE(space, std::string::npos);
        EXPECT_TRUE(ids.contains(names.substr(0, space))) << names;
        EXPECT_TRUE(ids.contains(names.substr(space + 1))) << names;
    }
    // three maps and six curves
    EXPECT_EQ(pictures, 9u);
    for (const HtmlTag& tag : outline.tags) {
        if (tag.name == "a") {
            EXPECT_TRUE(ids.contains(tag.attributes.at("href").substr(1)));
        }
    }
}

TEST(ReportHtml, TablesHaveCaptionsAndScopedHeads) {
    const SampleReport sample;
    const HtmlOutline outline = outlineOf(reportHtml(sample.input()));
    EXPECT_GT(countOf(outline, "table"), 5u);
    EXPECT_EQ(countOf(outline, "table"), countOf(outline, "caption"));
    for (const HtmlTag& tag : outline.tags) {
        if (tag.name == "th") {
            EXPECT_TRUE(tag.attributes.contains("scope")) << tag.text;
        }
    }
}

TEST(ReportHtml, LoadsNothingAndRunsNothing) {
    SampleReport sample;
    sample.header.trainee = "<script>alert(1)</script>";
    sample.assignment.lesson.title = "\"><img src=x onerror=alert(1)>";
    sample.score.metrics[0].evidence = "<b onclick='x'>";
    sample.model.zones[0].label = "</svg><script>";
    const std::string html = reportHtml(sample.input());
    const HtmlOutline outline = outlineOf(html);
    EXPECT_EQ(outline.fault, "");
    EXPECT_EQ(countOf(outline, "script"), 0u);
    EXPECT_EQ(countOf(outline, "img"), 0u);
    EXPECT_EQ(countOf(outline, "link"), 0u);
    EXPECT_EQ(countOf(outline, "b"), 0u);
    EXPECT_TRUE(has(html, "&lt;script&gt;alert(1)&lt;/script&gt;"));
    EXPECT_FALSE(has(html, "http"));
    EXPECT_FALSE(has(html, "@import"));
    for (std::size_t at = html.find("url("); at != std::string::npos;
         at = html.find("url(", at + 1)) {
        EXPECT_EQ(html[at + 4], '#');
    }
    for (const HtmlTag& tag : outline.tags) {
        EXPECT_FALSE(tag.attributes.contains("src"));
        for (const auto& [name, value] : tag.attributes) {
            EXPECT_FALSE(name.starts_with("on")) << name;
        }
    }
}

TEST(ReportHtml, ShowsEveryMetricCriticalFailAndDomain) {
    const SampleReport sample;
    const std::string html = reportHtml(sample.input());
    for (const scoring::MetricScore& metric : sample.score.metrics) {
        EXPECT_TRUE(has(html, metric.id + " " + metric.label)) << metric.id;
        EXPECT_TRUE(has(html, escapeHtml(metric.evidence))) << metric.id;
    }
    EXPECT_TRUE(has(html, "X6 Over-depth"));
    EXPECT_TRUE(has(html, "0:20.0")); // tick 4800 at 240 Hz
    for (const scoring::DomainScore& domain : sample.score.domains) {
        EXPECT_TRUE(has(html, lesson::domainName(domain.domain)));
    }
    EXPECT_TRUE(has(html, "88.4 ± 1.5 %"));
    EXPECT_TRUE(has(html, "at least 95 %<small> half the points at 85</small>"));
    EXPECT_TRUE(has(html, "at most 0.15 mm<small> half the points at 0.3</small>"));
    EXPECT_TRUE(has(html, "71.3 of 100 points") || has(html, "71.2 of 100 points"));
    EXPECT_TRUE(has(html, "D3 Contact force: a mouse does not measure force"));
    EXPECT_TRUE(has(html, "0123456789abcdef"));
    EXPECT_TRUE(has(html, "signed by station 12ab"));
    EXPECT_TRUE(has(html, "Invented protocol (invented, version 3)"));
    EXPECT_TRUE(has(html, "2026-01-01 00:00 UTC"));
}

TEST(ReportHtml, SaysWhyAnAttemptIsNotPassed) {
    const SampleReport sample;
    const std::string html = reportHtml(sample.input());
    EXPECT_TRUE(has(html, "Critical: X6 Over-depth (1.2 cm2 of the cheek, limit 1 cm2)"));
    EXPECT_TRUE(has(html, "Coverage reached 55.6 %, and 60 % are needed."));
    EXPECT_TRUE(has(html, "and 75 are needed."));
}

TEST(ReportHtml, AMissedMarkIsNotRoundedUpToIt) {
    SampleReport sample;
    sample.score.total = 74.96; // one decimal would say 75.0
    EXPECT_TRUE(has(reportHtml(sample.input()), "The total is 74.96, and 75 are needed."));
}

TEST(ReportHtml, AnAttemptThatCannotBeAssessedIsNeitherPassedNorFailed) {
    SampleReport sample;
    sample.score.assessable = false;
    sample.score.assessableReason = "2 % of the ticks were lost";
    const std::string html = reportHtml(sample.input());
    EXPECT_TRUE(has(html, "Cannot be assessed"));
    EXPECT_TRUE(has(html, "2 % of the ticks were lost"));
    EXPECT_FALSE(has(html, ">Not passed<"));
}

TEST(ReportHtml, APracticeAttemptIsNeitherPassedNorFailed) {
    SampleReport sample;
    sample.score.mode = "formative";
    const std::string html = reportHtml(sample.input());
    EXPECT_TRUE(has(html, "Practice attempt, neither passed nor failed"));
    EXPECT_TRUE(has(html, "In a graded attempt each of these would fail it."));
}

TEST(ReportHtml, ACutOffOrDamagedRecordIsSaid) {
    SampleReport sample;
    sample.complete = false;
    sample.matchesRecord = false;
    sample.integrity = "chunk 3 at byte 99 is damaged";
    const std::string html = reportHtml(sample.input());
    EXPECT_TRUE(has(html, "The record was cut off"));
    EXPECT_TRUE(has(html, "chunk 3 at byte 99 is damaged"));
    EXPECT_TRUE(has(html, "differs from the record"));
}

TEST(ReportHtml, AnAttemptThatNeverBeganStillMakesAReport) {
    SampleReport sample;
    sample.trace.clear();
    sample.samples.clear();
    sample.state = {};
    sample.grid = {};
    sample.score.metrics.clear();
    sample.score.domains.clear();
    sample.score.criticalFails.clear();
    EXPECT_EQ(outlineOf(reportHtml(sample.input())).fault, "");
    EXPECT_FALSE(reportJson(sample.input()).empty());
}

} // namespace
} // namespace stipple::report
