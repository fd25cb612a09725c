#include "tests/unit/report/sample_report.h"
#include "training/report/coverage_map.h"
#include "training/report/number_text.h"
#include "training/report/report_svg.h"
#include "training/report/settings_used.h"
#include "training/report/trace_chart.h"

#include <gtest/gtest.h>

#include <limits>
#include <set>
#include <utility>

namespace stipple::report {
namespace {

TEST(NumberText, KeepsAboutThreeDigits) {
    EXPECT_EQ(shortNumber(0.153), "0.153");
    EXPECT_EQ(shortNumber(0.15), "0.15");
    EXPECT_EQ(shortNumber(22.44), "22.4");
    EXPECT_EQ(shortNumber(95.0), "95");
    EXPECT_EQ(shortNumber(1240.4), "1240");
    EXPECT_EQ(shortNumber(100.0), "100");
    EXPECT_EQ(shortNumber(0.0), "0");
    EXPECT_EQ(shortNumber(-0.0001), "0");
    EXPECT_EQ(shortNumber(std::numeric_limits<double>::quiet_NaN()), "not a number");
    EXPECT_EQ(fixedNumber(-0.04, 1), "0.0");
}

TEST(NumberText, QuantitiesCarryUnitAndDoubt) {
    EXPECT_EQ(quantity(0.31, "1"), "0.31");
    EXPECT_EQ(quantity(0.25, "mm"), "0.25 mm");
    EXPECT_EQ(quantity(88.4, 1.5, "%"), "88.4 ± 1.5 %");
    EXPECT_EQ(quantity(88.4, 0.0, "%"), "88.4 %");
    EXPECT_EQ(quantity(0.278, 33.3, "%"), "0.3 ± 33.3 %");
    EXPECT_EQ(quantity(0.06, 0.128, "mm"), "0.060 ± 0.128 mm");
    EXPECT_EQ(quantity(99.1, 0.004, "%"), "99.1 %"); // smaller than the last digit
    EXPECT_EQ(quantity(0.31, 0.02, "1"), "0.310 ± 0.020");
}

TEST(NumberText, TimesAndDates) {
    EXPECT_EQ(clockTime(65.26), "1:05.3");
    EXPECT_EQ(clockTime(59.96), "1:00.0");
    EXPECT_EQ(clockTime(-1.0), "0:00.0");
    EXPECT_EQ(dateText(0), "1970-01-01 00:00 UTC");
    EXPECT_EQ(dateText(951782400 + 3600), "2000-02-29 01:00 UTC"); // a leap day
    EXPECT_EQ(hexText(255), "00000000000000ff");
    EXPECT_EQ(shortestDouble(0.1f), 0.1);
}

TEST(CoverageMap, CountsPerAreaAndAveragesDepth) {
    SampleReport sample;
    const std::size_t at = sample.square(4, 2); // the first square of the forehead
    sample.state.passes[at] = 3.0f;
    sample.state.punctures[at] = 250;
    sample.state.depthSum_m[at] = 250 * 0.0003f;
    sample.state.deepest_m[at] = 0.0004f;
    const CoverageMap map = coverageMap(sample.input());
    EXPECT_EQ(map.blocks.size(), 2u * 49u);
    EXPECT_NEAR(map.blockSide_mm, 5.0f, 1e-4f);
    const MapBlock& block = map.blocks[0];
    EXPECT_EQ(block.row, 4u);
    EXPECT_EQ(block.column, 2u);
    EXPECT_EQ(block.passes, 3.0f);
    EXPECT_NEAR(block.density_perCm2, 1000.0f, 0.01f); // 250 on 25 mm2
    EXPECT_NEAR(block.depth_mm, 0.3f, 1e-5f);
    EXPECT_NEAR(block.deepest_mm, 0.4f, 1e-5f);
}

TEST(CoverageMap, ARimSquareIsCountedOverItsOwnArea) {
    SampleReport sample;
    const std::size_t at = sample.square(4, 2);
    sample.state.punctures[at] = 100;
    sample.grid.scoreOwnFines[at] = 10;
    sample.grid.scoreOwnWeight[at] = 10.0f; // 10 mm2 instead of 25
    EXPECT_NEAR(coverageMap(sample.input()).blocks[0].density_perCm2, 1000.0f, 0.01f);
}

TEST(CoverageMap, NeedlesOutsideThePatchesAreShown) {
    SampleReport sample;
    sample.state.punctures[sample.square(0, 0)] = 1;
    const CoverageMap map = coverageMap(sample.input());
    EXPECT_EQ(map.blocks.size(), 2u * 49u + 1u);
    EXPECT_EQ(findingOf(sample.assignment, MapMode::Passes, map.blocks[0]), BlockFinding::Outside);
}

TEST(CoverageMap, SkinThatIsNoPatchIsShownOnlyWhereItWasNeedled) {
    SampleReport sample;
    sample.model.zones.resize(3);
    sample.model.zones[2].label = "Silicone";
    sample.model.zones[2].treatable = false;
    sample.grid.scoreZone[sample.square(0, 0)] = 2;
    sample.grid.scoreZone[sample.square(0, 1)] = 2;
    sample.state.punctures[sample.square(0, 1)] = 5;
    const CoverageMap map = coverageMap(sample.input());
    EXPECT_EQ(map.blocks.size(), 2u * 49u + 1u);
    EXPECT_EQ(map.blocks[0].column, 1u);
    EXPECT_EQ(findingOf(sample.assignment, MapMode::Depth, map.blocks[0]), BlockFinding::Outside);
}

TEST(CoverageMap, BlocksOfABodyTakeTheirSquareOfTheFrontViewOrTheNearestFree) {
    // squares of 5 mm: the first two blocks lie over each other at x 12 mm, z 2 mm (square 2, 0),
    // the third 10 mm to the left and 10 mm lower (square 0, 2): none covers another
    SampleReport sample;
    sample.grid.raster = false;
    const std::uint8_t zone = sample.assignment.targets.front().zone;
    const std::size_t count = 3;
    sample.grid.scoreZone.assign(count, zone);
    sample.grid.scoreOwnWeight.assign(count, 25.0f);
    sample.grid.scoreCentre_m = {
        {0.012f, 0.05f, 0.002f}, {0.012f, 0.02f, 0.002f}, {0.002f, 0.05f, 0.012f}};
    const CoverageMap map = coverageMap(sample.input());
    ASSERT_EQ(map.blocks.size(), count);
    std::set<std::pair<std::uint32_t, std::uint32_t>> places;
    for (const MapBlock& block : map.blocks) {
        places.insert({block.column, block.row});
        EXPECT_LT(block.column, map.columns);
        EXPECT_LT(block.row, map.rows);
    }
    EXPECT_EQ(places.size(), count);
    EXPECT_EQ(map.blocks[0].column - map.blocks[2].column, 2u);
    EXPECT_EQ(map.blocks[2].row - map.blocks[0].row, 2u);
}

TEST(CoverageMap, ThinAndOverFollowTheProtocol) {
    const SampleReport sample;
    const auto byPasses = [&](float passes) {
        return findingOf(sample.assignment, MapMode::Passes, {.zone = 0, .passes = passes});
    };
    // two to three passes are asked; one more is still allowed
    EXPECT_EQ(byPasses(1.5f), BlockFinding::Thin);
    EXPECT_EQ(byPasses(2.0f), BlockFinding::Fine);
    EXPECT_EQ(byPasses(4.0f), BlockFinding::Fine);
    EXPECT_EQ(byPasses(4.5f), BlockFinding::Over);
    const auto byDepth = [&](float mean_mm, float deepest_mm) {
        return findingOf(sample.assignment, MapMode::Depth,
                         {.zone = 0, .depth_mm = mean_mm, .deepest_mm = deepest_mm});
    };
    // half of 0.3 mm is too shallow; 1.0 mm is the maximum
    EXPECT_EQ(byDepth(0.14f, 0.2f), BlockFinding::Thin);
    EXPECT_EQ(byDepth(0.16f, 0.99f), BlockFinding::Fine);
    EXPECT_EQ(byDepth(0.16f, 1.01f), BlockFinding::Over);
    EXPECT_EQ(findingOf(sample.assignment, MapMode::Density, {.zone = 0}), BlockFinding::Fine);
}

TEST(Cividis, RunsFromDarkBlueToYellowAndNeverDarkens) {
    EXPECT_EQ(cividis(0.0), 0x00224eu);
    EXPECT_EQ(cividis(1.0), 0xfee838u);
    EXPECT_EQ(cividis(-1.0), 0x00224eu);
    EXPECT_EQ(cividis(2.0), 0xfee838u);
    double before = 0.0;
    for (int i = 0; i <= 100; ++i) {
        const std::uint32_t colour = cividis(i / 100.0);
        // luma with the weights of Rec. 709
        const double luma = 0.2126 * ((colour >> 16U) & 0xffU) + 0.7152 * ((colour >> 8U) & 0xffU) +
                            0.0722 * (colour & 0xffU);
        EXPECT_GE(luma, before - 0.6) << i;
        before = luma;
    }
}

TEST(SettingsUsed, JoinsWhatStaysTheSameAndSplitsWhatChanges) {
    SampleReport sample;
    // 60 s of forehead at 0.5 mm, then cheek at 0.75 mm, with lifts in between
    std::vector<SettingsSpan> spans = settingsUsed(sample.input());
    ASSERT_EQ(spans.size(), 2u);
    EXPECT_EQ(spans[0].zone, 0);
    EXPECT_EQ(spans[0].dial_mm, 0.5f);
    EXPECT_EQ(spans[0].rate_Hz, 100.0f);
    EXPECT_EQ(spans[0].pen, 0);
    EXPECT_EQ(spans[1].zone, 1);
    EXPECT_GT(spans[1].from_s, 60.0);
    EXPECT_EQ(settingsRemark(sample.input(), spans[0]), "");
    // from the second minute on at 200 Hz
    for (std::size_t tick = 70 * 240; tick < sample.samples.size(); ++tick) {
        sample.samples[tick].strokeRate_dHz = 2000;
    }
    for (scoring::TracePoint& point : sample.trace) {
        point.rate_Hz = point.tick > 70 * 240 ? 200.0f : 100.0f;
    }
    spans = settingsUsed(sample.input());
    ASSERT_EQ(spans.size(), 3u);
    EXPECT_EQ(settingsRemark(sample.input(), spans[2]), "rate outside 100 to 130 Hz");
}

TEST(SettingsUsed, SaysWhatLeavesTheProtocol) {
    SampleReport sample;
    const ReportInput input = sample.input();
    SettingsSpan span{.zone = 0, .dial_mm = 0.75f, .motor = true, .rate_Hz = {}, .pen = {}};
    EXPECT_EQ(settingsRemark(input, span), "dial above 0.5 mm");
    span.dial_mm = 0.2f;
    EXPECT_EQ(settingsRemark(input, span), "dial below 0.25 mm");
    span.motor = false;
    EXPECT_EQ(settingsRemark(input, span), "dial below 0.25 mm; motor off");
    span.zone = sim::kNoZone;
    EXPECT_EQ(settingsRemark(input, span), "outside the lesson's zones");
    sample.model.pens[0].needles_m.resize(36);
    span = {.zone = 0, .dial_mm = 0.5f, .motor = true, .rate_Hz = 100.0f, .pen = std::uint8_t{0}};
    EXPECT_EQ(settingsRemark(sample.input(), span), "36 needles instead of 12 to 16");
}

TEST(SettingsUsed, TellsTheCartridgeAndWhatAPressLeavesOfTheRate) {
    SampleReport sample;
    // another client's cartridge for the first 30 s; 3.5 N for a while in the second minute
    for (scoring::TracePoint& point : sample.trace) {
        if (point.tick <= 30 * 240) {
            point.cartridge = sim::CartridgeOrigin::Used;
        }
        if (point.tick > 80 * 240 && point.tick < 90 * 240) {
            point.rate_Hz = 75.0f;
        }
    }
    std::vector<SettingsSpan> spans = settingsUsed(sample.input());
    ASSERT_EQ(spans.size(), 3u);
    EXPECT_EQ(spans[0].cartridge, sim::CartridgeOrigin::Used);
    EXPECT_EQ(settingsRemark(sample.input(), spans[0]), "cartridge used on another client");
    EXPECT_EQ(spans[1].cartridge, sim::CartridgeOrigin::Sealed);
    EXPECT_EQ(settingsRemark(sample.input(), spans[1]), "");
    EXPECT_EQ(settingsRemark(sample.input(), spans[2]), "motor slowed to 75 Hz by the press");
    EXPECT_NE(reportHtml(sample.input()).find("used on another client"), std::string::npos);
    EXPECT_NE(reportJson(sample.input()).find("\"cartridge\": \"used\""), std::string::npos);
    for (scoring::TracePoint& point : sample.trace) {
        if (point.tick == 85 * 240) {
            point.rate_Hz = 0.0f;
        }
    }
    spans = settingsUsed(sample.input());
    EXPECT_EQ(settingsRemark(sample.input(), spans[2]), "motor stalled by the press");
}

TEST(TraceChart, TheBandOfTheDepthIsTheTargetWithTheErrorThatCostsNothing) {
    const SampleReport sample;
    const TraceChart depth = traceCharts(sample.input())[0];
    EXPECT_EQ(depth.bandLabel, "target ± 0.15 mm");
    ASSERT_EQ(depth.bands.size(), 2u);
    EXPECT_NEAR(depth.bands[0].low, 0.15, 1e-6); // 0.3 - 0.15
    EXPECT_NEAR(depth.bands[0].high, 0.45, 1e-6);
    EXPECT_NEAR(depth.limits[0].value, 1.0, 1e-6);
    EXPECT_NEAR(depth.bands[1].high, 0.75, 1e-6); // 0.6 + 0.15
}

TEST(TraceChart, NothingIsAskedOfDepthWhereTheLessonHasNoTarget) {
    SampleReport sample;
    sample.assignment.targets.pop_back(); // the cheek is not treated
    const TraceChart depth = traceCharts(sample.input())[0];
    ASSERT_EQ(depth.zones.size(), 2u);
    EXPECT_TRUE(depth.zones[0].within_pct.has_value());
    EXPECT_FALSE(depth.zones[1].within_pct.has_value());
}

TEST(TraceChart, SummarisesEachPatch) {
    SampleReport sample;
    sample.trace.clear();
    for (std::uint32_t i = 1; i <= 4; ++i) {
        scoring::TracePoint point;
        point.tick = 24 * i;
        point.zone = 0;
        point.touching = point.motor = true;
        point.glide_mmps = static_cast<float>(10 * i); // 10 20 30 40, asked are 10 to 30
        sample.trace.push_back(point);
    }
    const std::vector<TraceChart> charts = traceCharts(sample.input());
    const TraceChart& glide = charts[2];
    EXPECT_EQ(glide.id, "glide");
    ASSERT_EQ(glide.zones.size(), 1u);
    EXPECT_DOUBLE_EQ(glide.zones[0].mean, 25.0);
    EXPECT_DOUBLE_EQ(glide.zones[0].lowest, 10.0);
    EXPECT_DOUBLE_EQ(glide.zones[0].highest, 40.0);
    EXPECT_DOUBLE_EQ(glide.zones[0].within_pct.value(), 75.0);
    EXPECT_GE(glide.top, 40.0);
    // a mouse measures neither force nor tilt
    EXPECT_NE(charts[1].note, "");
    EXPECT_NE(charts[3].note, "");
}

} // namespace
} // namespace stipple::report
