#include "training/scoring/coverage_grid.h"

#include <gtest/gtest.h>

namespace stipple::scoring {
namespace {

/// 20 x 10 mm in cells of 0.5 mm; zone 0 up to x = 12 mm, no zone beyond.
sim::SkinCells smallCells() {
    sim::SkinCells cells;
    cells.width = 40;
    cells.height = 20;
    cells.spacing_m = 0.0005f;
    cells.area_m2 = 0.25e-6f;
    for (std::uint32_t row = 0; row < 20; ++row) {
        for (std::uint32_t column = 0; column < 40; ++column) {
            cells.zone.push_back(column < 24 ? std::uint8_t{0} : sim::kNoZone);
            cells.position_m.push_back({(static_cast<float>(column) + 0.5f) * 0.0005f, 0.0f,
                                        (static_cast<float>(row) + 0.5f) * 0.0005f});
            cells.normal.push_back({0.0f, 1.0f, 0.0f});
        }
    }
    return cells;
}

TEST(CoverageGrid, HasBlocksOfOneAndFiveMillimetres) {
    const CoverageGrid grid = buildCoverageGrid(smallCells());
    EXPECT_EQ(grid.fineTexels, 2U);
    EXPECT_EQ(grid.fineWidth, 20U);
    EXPECT_EQ(grid.fineHeight, 10U);
    EXPECT_EQ(grid.scoreWidth, 4U);
    EXPECT_EQ(grid.scoreHeight, 2U);
    EXPECT_FLOAT_EQ(grid.fineArea_m2, 1e-6f);
    EXPECT_FLOAT_EQ(grid.scoreArea_m2, 25e-6f);
    // the first fine block lies half a millimetre from both edges
    EXPECT_FLOAT_EQ(grid.fineCentre_m[0].x, 0.0005f);
    EXPECT_FLOAT_EQ(grid.fineCentre_m[0].z, 0.0005f);
}

TEST(CoverageGrid, BlocksBelongToTheZoneOfMostOfThem) {
    const CoverageGrid grid = buildCoverageGrid(smallCells());
    EXPECT_EQ(grid.fineZone[11], 0U);           // 11 to 12 mm
    EXPECT_EQ(grid.fineZone[12], sim::kNoZone); // 12 to 13 mm
    // the third score block, 10 to 15 mm, has 2 of 5 columns in the zone: it is no zone's
    EXPECT_EQ(grid.scoreZone[1], 0U);
    EXPECT_EQ(grid.scoreZone[2], sim::kNoZone);
    EXPECT_EQ(grid.scoreOwnFines[1], 25U);
    EXPECT_EQ(grid.scoreOwnFines[2], 15U);
}

TEST(CoverageGrid, FindsTheBlockOfACell) {
    const CoverageGrid grid = buildCoverageGrid(smallCells());
    // cell column 39, row 19: fine column 19, row 9; score column 3, row 1
    const std::uint32_t fine = fineOf(grid, 19 * 40 + 39);
    EXPECT_EQ(fine, 9U * 20U + 19U);
    EXPECT_EQ(scoreOf(grid, fine), 7U);
}

} // namespace
} // namespace stipple::scoring
