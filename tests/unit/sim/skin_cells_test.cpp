#include "engine/sim/skin_cells.h"

#include "tests/support/flat_model.h"

#include <glm/geometric.hpp>
#include <gtest/gtest.h>

#include <algorithm>
#include <limits>

namespace stipple::sim {
namespace {

TEST(SkinCells, TexelRowZeroIsTheFarEdge) {
    const auto model = test::flatModel(); // 40 x 40 mm, 80 x 80 cells
    ASSERT_EQ(model->cells.width, 80U);
    EXPECT_EQ(cellAt(model->cells, {0.0f, 0.0f}), 0U);
    EXPECT_EQ(cellAt(model->cells, {0.999f, 0.0f}), 79U);
    EXPECT_EQ(cellAt(model->cells, {0.0f, 0.999f}), 79U * 80U);
    EXPECT_LT(model->cells.position_m[0].x, -0.0197f);
    EXPECT_LT(model->cells.position_m[0].z, -0.0197f);
}

TEST(SkinCells, CoordinatesOffTheAtlasAreClamped) {
    const auto model = test::flatModel();
    constexpr float kNan = std::numeric_limits<float>::quiet_NaN();
    EXPECT_EQ(cellAt(model->cells, {-3.0f, kNan}), 0U);
    EXPECT_EQ(cellAt(model->cells, {1.0f, 1e30f}), 80U * 80U - 1U);
}

TEST(SkinCells, APlaceOnTheMeshLiesInTheCellThatHoldsItsPosition) {
    const auto model = test::flatModel();
    for (std::uint32_t t = 0; t < model->mesh.triangles.size(); t += 7) {
        const SkinPoint point{t, {0.3f, 0.2f}};
        const auto& corner = model->mesh.triangles[t];
        const glm::vec3 place = model->mesh.positions_m[corner[0]] * 0.5f +
                                model->mesh.positions_m[corner[1]] * 0.3f +
                                model->mesh.positions_m[corner[2]] * 0.2f;
        const std::uint32_t cell = cellAt(model->cells, model->mesh, point);
        // half a cell's diagonal
        EXPECT_LT(glm::length(model->cells.position_m[cell] - place), 0.36e-3f);
    }
}

TEST(SkinCells, TheGridFindsExactlyTheCellsWithinTheRadius) {
    test::FlatPad pad;
    pad.dome_m = 0.004f;
    auto model = test::flatModel(pad);
    model->cells.zone[3000] = kOffSkin;
    model->grid = buildCellGrid(model->cells, 0.003f);
    for (const glm::vec3 centre :
         {glm::vec3(0.0f, 0.014f, 0.0f), glm::vec3(0.019f, 0.01f, -0.019f),
          glm::vec3(1.0f, 0.0f, 0.0f), glm::vec3(-0.006f, 0.012f, -0.002f)}) {
        std::vector<std::uint32_t> found;
        cellsWithin(model->cells, model->grid, centre, 0.0042f, found);
        std::vector<std::uint32_t> sorted = found;
        std::sort(sorted.begin(), sorted.end());
        std::vector<std::uint32_t> expected;
        for (std::uint32_t k = 0; k < cellCount(model->cells); ++k) {
            const glm::vec3 away = model->cells.position_m[k] - centre;
            if (k != 3000 && glm::dot(away, away) <= 0.0042f * 0.0042f) {
                expected.push_back(k);
            }
        }
        EXPECT_EQ(sorted, expected);
        std::vector<std::uint32_t> again;
        cellsWithin(model->cells, model->grid, centre, 0.0042f, again);
        EXPECT_EQ(found, again);
    }
}

} // namespace
} // namespace stipple::sim
