#include "tests/support/test_roller.h"
#include "tests/unit/scoring/scored_hand.h"

#include <gtest/gtest.h>

#include <cmath>

namespace stipple::test {
namespace {

/// A roller on a flat pad of 80 x 60 mm, all of it forehead.
FlatPad rollerPad() {
    FlatPad pad;
    pad.size_m = {0.080f, 0.060f};
    pad.pens = {plainRoller()};
    pad.patches = {{foreheadZone()}};
    return pad;
}

Touch rolling() {
    Touch touch;
    touch.strokeRate_dHz = 0;
    touch.depth_m = 0.0f;
    return touch;
}

TEST(RollerScore, InContactItNeedlesWithoutAMotor) {
    ScoredHand hand(rollerPad());
    hand.put(0.0f, 0.0f);
    hand.feed(rolling(), 240);
    EXPECT_EQ(hand.seen_.handling.needling, 240U);
    EXPECT_FALSE(hand.seen_.follow.motorOff);

    // the same with a pen is a resting pen
    ScoredHand pen;
    pen.put(0.0f, 0.0f);
    pen.feed(rolling(), 240);
    EXPECT_EQ(pen.seen_.handling.needling, 0U);
    EXPECT_TRUE(pen.seen_.follow.motorOff);
}

TEST(RollerScore, SidewaysDragCountsInEveryTickAndNotAtStrokes) {
    ScoredHand hand(rollerPad());
    hand.put(0.0f, 0.0f);
    Touch touch = rolling();
    touch.stroke = false;
    touch.slipIndex = 0.5f; // below the limit of 1
    hand.feed(touch, 240);
    EXPECT_EQ(hand.seen_.drag.runs, 0U);
    touch.slipIndex = 1.5f;
    hand.feed(touch, 240); // one at once, one after each half second that it goes on
    EXPECT_EQ(hand.seen_.drag.runs, 2U);
}

TEST(RollerScore, ARowVisitsTheStripUnderIt) {
    ScoredHand hand(rollerPad());
    hand.put(0.0f, 0.0f);
    // a puncture by a row, drum upright with its axis along x
    sim::PenSample sample = sampleAt(hand.place_m(), 500, 0);
    sim::StepReport report;
    report.roll.roller = true;
    report.contact.touching = report.contact.nearSkin = true;
    report.contact.point_m = hand.place_m();
    report.contact.cell = sim::cellAt(hand.model_->cells, glm::vec2{0.5f, 0.5f});
    report.contact.zone = 0;
    const sim::Puncture puncture{.depth_m = 2e-4f, .cell = report.contact.cell};
    report.fresh = {&puncture, 1};
    hand.state_.pen = sim::poseOf(sample);
    scoring::observe(hand.rules_, *hand.model_, hand.seen_, hand.state_, sample, report);
    double visited_m2 = 0.0;
    const scoring::CoverageGrid& grid = hand.rules_.grid;
    for (std::size_t fine = 0; fine < hand.seen_.visits.size(); ++fine) {
        if (hand.seen_.visits[fine] > 0) {
            visited_m2 += static_cast<double>(grid.fineArea_m2);
            const glm::vec3 away_m = grid.fineCentre_m[fine] - hand.place_m();
            EXPECT_LE(std::abs(away_m.x), 0.0101f);
            EXPECT_LE(std::abs(away_m.z), 0.0019f);
        }
    }
    // 20 mm wide, 2.6 mm and half a block at both ends long; blocks of 1 mm
    EXPECT_NEAR(visited_m2 * 1e6, 20.0 * 3.6, 15.0);
}

TEST(RollerScore, HoleDensityIsTheShareOfAreaWithinTheRange) {
    ScoredHand hand(rollerPad());
    hand.assignment_.rubric.holesMin_perCm2 = 200.0;
    hand.assignment_.rubric.holesMax_perCm2 = 300.0;
    const scoring::CoverageGrid& grid = hand.rules_.grid;
    // a quarter of the blocks with 252 per cm2 (63 in 0.25 cm2), another quarter with 400
    std::size_t judged = 0, right = 0;
    for (std::uint32_t block = 0; block < grid.scoreZone.size(); ++block) {
        const std::uint32_t kind = block % 4;
        hand.seen_.punctures[block] = kind == 0 ? 63U : kind == 1 ? 100U : 0U;
        judged += grid.scoreZone[block] == 0 ? 1U : 0U;
        right += grid.scoreZone[block] == 0 && kind == 0 ? 1U : 0U;
    }
    hand.seen_.fineHits[0] = 1;
    const scoring::Measurement measured = hand.measured("hole_density");
    EXPECT_NEAR(measured.value, 100.0 * static_cast<double>(right) / static_cast<double>(judged),
                1e-6);
    EXPECT_NE(measured.evidence.find("with 200 to 300 holes per cm2"), std::string::npos)
        << measured.evidence;
}

} // namespace
} // namespace stipple::test
