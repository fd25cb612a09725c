#include "engine/sim/plate_model.h"

#include "engine/sim/plate_stiffening.h"
#include "tests/support/head_shape.h"

#include <gtest/gtest.h>

#include <cmath>

namespace stipple::sim {
namespace {

TEST(PlateModel, ThicknessOfTheCellCounts) {
    // the head's cells have one thickness; its neighbours' would only be interpolated to
    test::HeadShape shape;
    shape.skinScale = 0.8f;
    shape.fatScale = 1.7f;
    const auto model = test::headModel(shape);
    const std::uint32_t cell =
        cellAt(model->cells, model->mesh, test::placeOn(*model, {0.1f, 1.0f, 0.2f}).point);
    const PenDevice& pen = model->pens[0];
    const PlateReading reading =
        readPlate(model->plates, plateSite(*model, pen, cell), platePose(pen, -1e-4f, 0.0f, 0.0f));
    const TissueStack stack = tissueAt(*model, cell);
    const auto radius_m = static_cast<double>(pen.plateRadius_m);
    const PlateShape cut = plateShape(static_cast<double>(pen.openingRadius_m) / radius_m,
                                      {.rings = 12, .sectors = 2});
    PlateWork work;
    const double direct_N = solvePlate(cut, plateFlexibility(cut, layeredSolid(stack), radius_m),
                                       {.press_m = 1.0}, work)
                                .force_N;
    EXPECT_NEAR(reading.stiffness_NperM / direct_N, 1.0, 1e-4);
    EXPECT_NEAR(reading.force_N / (direct_N * stiffenedPress_m(lockingPress_m(stack), 1e-4)), 1.0,
                1e-4);
}

TEST(PlateModel, WhatIsNoPressIsNoForce) {
    const auto model = test::headModel({});
    const PenDevice& pen = model->pens[0];
    const PlateSite site = plateSite(*model, pen, 0);
    for (const float gap_m : {0.0f, 1e-3f, std::nanf("")}) {
        const PlateReading reading =
            readPlate(model->plates, site, platePose(pen, gap_m, 0.0f, 0.0f));
        EXPECT_EQ(reading.force_N, 0.0);
        EXPECT_EQ(reading.flatPress_m, 0.0);
    }
}

TEST(PlateModel, ConvexSkinFallsAwayFromTheRim) {
    // radius 20 mm: 4.5^2 / 40 = 0.50625 mm; a sine of 0.1 lifts the rim by 0.45 mm
    PenDevice pen;
    pen.plateRadius_m = 4.5e-3f;
    const PlatePose pose = platePose(pen, -2e-4f, 0.1f, 50.0f);
    EXPECT_NEAR(pose.press_m, 2e-4, 1e-10);
    EXPECT_NEAR(pose.tilt_m, 0.45e-3, 1e-10);
    EXPECT_NEAR(pose.bend_m, 0.50625e-3, 1e-10);
}

} // namespace
} // namespace stipple::sim
