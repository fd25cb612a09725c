#include "tests/support/data_text.h"
#include "training/lesson/rubric.h"

#include <gtest/gtest.h>

#include <map>

namespace {

using namespace stipple;
using lesson::Domain;

lesson::Rubric shipped() {
    auto rubric =
        lesson::parseRubric(test::dataText("training/rubrics/pad_rubric.toml"), "pad_rubric.toml");
    EXPECT_TRUE(rubric) << rubric.error().text;
    return rubric ? *rubric : lesson::Rubric{};
}

TEST(Rubric, PointsOfThePadsDomains) {
    // A5 3; B 8 + 6 + 4 + 2; C 6 + 4 + 3 + 3; D 5 + 4 + 4 + 4 + 3 + 3 + 2; E1 4
    std::map<Domain, double> points;
    for (const lesson::MetricRule& rule : shipped().metrics) {
        points[rule.domain] += rule.points;
    }
    EXPECT_EQ(points[Domain::Preparation], 3.0);
    EXPECT_EQ(points[Domain::Depth], 20.0);
    EXPECT_EQ(points[Domain::Coverage], 16.0);
    EXPECT_EQ(points[Domain::Handling], 25.0);
    EXPECT_EQ(points[Domain::Safety], 4.0);
}

TEST(Rubric, IsAsProposed) {
    const lesson::Rubric rubric = shipped();
    EXPECT_EQ(rubric.passTotal, 75.0);
    EXPECT_EQ(rubric.passDomain, 60.0);
    EXPECT_DOUBLE_EQ(rubric.glideMin_mps, 0.01); // 1 to 3 cm/s
    EXPECT_DOUBLE_EQ(rubric.glideMax_mps, 0.03);
    EXPECT_EQ(rubric.forceMin_N, 0.5);
    EXPECT_EQ(rubric.forceMax_N, 2.0);
    EXPECT_EQ(rubric.forcePeak_N, 3.0);
    EXPECT_EQ(rubric.forceBone_N, 1.5);
    EXPECT_DOUBLE_EQ(rubric.angleCircle_m, 0.005);
    EXPECT_EQ(rubric.angleFloor_deg, 4.0);
    EXPECT_EQ(rubric.angleCap_deg, 15.0);
    EXPECT_EQ(rubric.slipIndexMax, 1.0);
    EXPECT_EQ(rubric.turn_deg, 60.0);
    EXPECT_DOUBLE_EQ(rubric.lift_m, 0.002);
    EXPECT_EQ(rubric.strainMin_pct, 5.0);
    EXPECT_EQ(rubric.directionsApart_deg, 30.0);
    EXPECT_EQ(rubric.directionsWanted, 2.0);
    EXPECT_EQ(rubric.underShare, 0.5);
    EXPECT_DOUBLE_EQ(rubric.faceDeepest_m, 0.0025);
}

TEST(Rubric, HasTheCriticalEventsOfThePad) {
    struct Spot {
        const char *id, *key;
        double threshold, amount;
    };
    // 0.5 mm over the maximum on 1 cm2; 3 scratches of 10 mm; 4 N for 1 s; 0.2 s in a wrong zone
    const Spot spots[] = {{"X4", "cartridge", 0.0, 0.0},    {"X6", "over_depth", 0.5, 1.0},
                          {"X7", "jurisdiction", 0.0, 0.0}, {"X8", "tram_lines", 10.0, 3.0},
                          {"X12", "bone_force", 4.0, 1.0},  {"X14", "wrong_zone", 0.0, 0.2}};
    const lesson::Rubric rubric = shipped();
    ASSERT_EQ(rubric.criticals.size(), std::size(spots));
    for (std::size_t i = 0; i < std::size(spots); ++i) {
        EXPECT_EQ(rubric.criticals[i].id, spots[i].id);
        EXPECT_EQ(rubric.criticals[i].key, spots[i].key);
        EXPECT_EQ(rubric.criticals[i].threshold, spots[i].threshold);
        EXPECT_EQ(rubric.criticals[i].amount, spots[i].amount);
    }
}

TEST(Rubric, NamesItsDomains) {
    EXPECT_EQ(lesson::domainName(Domain::Preparation), "Settings");
    EXPECT_EQ(lesson::domainName(Domain::Safety), "Safety");
}

} // namespace
