#include "tests/support/flat_model.h"
#include "tests/support/head_shape.h"
#include "tests/unit/scoring/scored_hand.h"
#include "training/scoring/coverage_grid.h"

#include <glm/geometric.hpp>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>

namespace stipple::test {
namespace {

using scoring::CoverageGrid;

/// A head of 60 mm in cells of about half a millimetre, two zones with a border across charts.
const sim::SimModel& smallHead() {
    static const std::unique_ptr<sim::SimModel> model = [] {
        HeadShape shape;
        shape.half_m = {0.022f, 0.028f, 0.03f};
        shape.nose_m = 0.006f;
        shape.dent_m = 0.001f;
        shape.chartTexels = 50;
        shape.zones = {medialCheekZone(), foreheadZone()};
        shape.zoneAt = [](const glm::vec3& at_m) -> std::uint8_t {
            return at_m.x + 0.3f * at_m.z > 0.0037f ? 1 : 0;
        };
        return headModel(shape);
    }();
    return *model;
}

TEST(BlockClusters, AllSkinIsInABlockOfItsZoneAndNothingElse) {
    const sim::SkinCells& cells = smallHead().cells;
    const CoverageGrid grid = scoring::buildCoverageGrid(cells);
    EXPECT_FALSE(grid.raster);
    std::map<int, double> ofCells, ofFines, ofScores;
    for (std::uint32_t cell = 0; cell < sim::cellCount(cells); ++cell) {
        const std::uint32_t fine = scoring::fineOf(grid, cell);
        ASSERT_EQ(fine == sim::kNone, cells.zone[cell] == sim::kOffSkin);
        if (fine != sim::kNone) {
            ASSERT_EQ(grid.fineZone[fine], cells.zone[cell]);
            ASSERT_EQ(grid.scoreZone[scoring::scoreOf(grid, fine)], cells.zone[cell]);
            ofCells[cells.zone[cell]] += static_cast<double>(sim::areaOf_m2(cells, cell));
        }
    }
    for (std::size_t fine = 0; fine < grid.fineZone.size(); ++fine) {
        ofFines[grid.fineZone[fine]] +=
            static_cast<double>(grid.fineWeight[fine] * grid.fineArea_m2);
    }
    for (std::uint32_t score = 0; score < grid.scoreZone.size(); ++score) {
        ofScores[grid.scoreZone[score]] +=
            scoring::scoreWeight(grid, score) * static_cast<double>(grid.scoreArea_m2);
    }
    for (const int zone : {0, 1}) {
        EXPECT_GT(ofCells[zone], 10e-4); // tens of square centimetres each
        EXPECT_NEAR(ofFines[zone] / ofCells[zone], 1.0, 1e-4);
        EXPECT_NEAR(ofScores[zone] / ofCells[zone], 1.0, 1e-4);
    }
}

TEST(BlockClusters, BlocksLieTogether) {
    const sim::SkinCells& cells = smallHead().cells;
    const CoverageGrid grid = scoring::buildCoverageGrid(cells);
    const float fineSide_m = grid.fineCells.spacing_m;
    const float scoreSide_m = fineSide_m * static_cast<float>(grid.scoreFines);
    for (std::uint32_t cell = 0; cell < sim::cellCount(cells); ++cell) {
        if (cells.zone[cell] != sim::kOffSkin) {
            const std::uint32_t fine = scoring::fineOf(grid, cell);
            EXPECT_LT(glm::distance(cells.position_m[cell], grid.fineCentre_m[fine]),
                      3.0f * fineSide_m);
            const glm::vec3& centre_m = grid.scoreCentre_m[scoring::scoreOf(grid, fine)];
            EXPECT_LT(glm::distance(cells.position_m[cell], centre_m), 3.0f * scoreSide_m);
        }
    }
}

TEST(BlockClusters, NoSliverDecides) {
    const CoverageGrid grid = scoring::buildCoverageGrid(smallHead().cells);
    // both zones are large, so that every sliver has a neighbour to go to
    for (const float weight : grid.fineWeight) {
        EXPECT_GE(weight, 0.25f);
    }
    for (std::uint32_t score = 0; score < grid.scoreZone.size(); ++score) {
        EXPECT_GE(scoring::scoreWeight(grid, score), 0.25 - 1e-6);
        EXPECT_LT(grid.scoreOwnFines[score], 100U);
    }
}

TEST(BlockClusters, ASliverGoesToTheBlockAcrossTheSeam) {
    // two charts side by side: 10 x 10 cells of 0.5 mm and, beyond a gutter, one column more of the
    // same skin
    sim::SkinCells cells;
    cells.width = 14;
    cells.height = 10;
    cells.spacing_m = 0.0005f;
    cells.area_m2 = 0.25e-6f;
    const std::size_t count = 140;
    cells.zone.assign(count, sim::kOffSkin);
    cells.position_m.assign(count, glm::vec3(0.0f));
    cells.normal.assign(count, glm::vec3(0.0f, 1.0f, 0.0f));
    cells.areas_m2.assign(count, 0.0f);
    cells.source.assign(count, sim::kNone);
    for (std::uint32_t at = 0; at < count; ++at) {
        const std::uint32_t column = at % 14, row = at / 14;
        if (column < 10 || column == 12) {
            const auto place = static_cast<float>(column < 10 ? column : 10);
            cells.zone[at] = 0;
            cells.source[at] = at;
            // the column's cells are narrow: a quarter of the others
            cells.areas_m2[at] = column < 10 ? 0.25e-6f : 0.0625e-6f;
            cells.position_m[at] = {place * 0.0005f, 0.0f, static_cast<float>(row) * 0.0005f};
        }
    }
    const CoverageGrid grid = scoring::buildCoverageGrid(cells);
    EXPECT_EQ(grid.fineZone.size(), 25U); // 5 x 5 blocks of 1 mm; the slivers joined
    const std::uint32_t joined = scoring::fineOf(grid, 12);
    EXPECT_EQ(joined, scoring::fineOf(grid, 9));
    EXPECT_FLOAT_EQ(grid.fineWeight[joined], 1.125f);
    EXPECT_EQ(grid.scoreZone.size(), 1U);
    EXPECT_NEAR(scoring::scoreWeight(grid, 0), 1.025, 1e-6); // 25 mm2 and five times 0.125
}

TEST(BlockClusters, ChartsThatShareABlockOfTheAtlasDoNotShareABlockOfSkin) {
    // 4 x 2 cells of 0.5 mm; the right half is a chart of skin 10 cm away that faces the same way
    sim::SkinCells cells;
    cells.width = 4;
    cells.height = 2;
    cells.spacing_m = 0.0005f;
    cells.area_m2 = 0.25e-6f;
    for (std::uint32_t at = 0; at < 8; ++at) {
        const float column = static_cast<float>(at % 4), row = static_cast<float>(at / 4);
        cells.zone.push_back(0);
        cells.source.push_back(at);
        cells.areas_m2.push_back(0.25e-6f);
        cells.normal.push_back({0.0f, 1.0f, 0.0f});
        cells.position_m.push_back(
            {column * 0.0005f + (column < 1.5f ? 0.0f : 0.1f), 0.0f, row * 0.0005f});
    }
    const CoverageGrid grid = scoring::buildCoverageGrid(cells);
    ASSERT_EQ(grid.fineZone.size(), 2U);
    EXPECT_EQ(grid.scoreZone.size(), 2U);
    EXPECT_NEAR(grid.scoreCentre_m[1].x - grid.scoreCentre_m[0].x, 0.101f, 1e-6f);
}

TEST(BlockClusters, ThePadKeepsItsRasterOfFullBlocks) {
    const auto model = flatModel(twoZonePad());
    const CoverageGrid grid = scoring::buildCoverageGrid(model->cells);
    EXPECT_TRUE(grid.raster);
    EXPECT_EQ(grid.scoreWidth, 8U);
    EXPECT_EQ(grid.scoreHeight, 8U);
    for (std::uint32_t score = 0; score < 64; ++score) {
        // exactly one: weights by area change no bit of a percentage
        EXPECT_EQ(scoring::scoreWeight(grid, score), 1.0);
    }
    EXPECT_TRUE(std::all_of(grid.fineWeight.begin(), grid.fineWeight.end(),
                            [](float weight) { return weight == 1.0f; }));
}

TEST(BlockClusters, SharesAreOfAreaAndNotOfBlocks) {
    const sim::SimModel& model = smallHead();
    lesson::Assignment assignment = padAssignment(model);
    assignment.targets.pop_back(); // the cheek only
    const scoring::ScoreRules rules = scoring::makeScoreRules(assignment, model, {.name = "test"});
    scoring::ScoreState seen = scoring::startScore(rules, model);
    // the three largest blocks of the zone have enough passes
    std::vector<std::uint32_t> blocks;
    double whole = 0.0;
    for (std::uint32_t score = 0; score < rules.grid.scoreZone.size(); ++score) {
        if (rules.grid.scoreZone[score] == 0) {
            blocks.push_back(score);
            whole += scoring::scoreWeight(rules.grid, score);
        }
    }
    const auto weightOf = [&](std::uint32_t score) {
        return scoring::scoreWeight(rules.grid, score);
    };
    std::stable_sort(blocks.begin(), blocks.end(),
                     [&](std::uint32_t a, std::uint32_t b) { return weightOf(a) > weightOf(b); });
    double part = 0.0;
    for (std::size_t k = 0; k < 3; ++k) {
        part += weightOf(blocks[k]);
        scoring::forOwnFines(rules.grid, blocks[k],
                             [&](std::uint32_t fine) { seen.visits[fine] = 2; });
    }
    seen.fineHits[0] = 1;
    const double value = scoring::measure({rules, model, seen}, "coverage").value;
    EXPECT_NEAR(value, 100.0 * part / whole, 1e-9);
    EXPECT_GT(value, 1.1 * 300.0 / static_cast<double>(blocks.size())); // more than their number
}

} // namespace
} // namespace stipple::test
