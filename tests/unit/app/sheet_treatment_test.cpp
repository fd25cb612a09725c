#include "training/app/sheet_treatment.h"

#include "tests/support/flat_model.h"
#include "tests/support/head_shape.h"

#include <gtest/gtest.h>

#include <glm/geometric.hpp>

#include <algorithm>

namespace stipple::app {
namespace {

// As curved as the side of a nose: 11 mm from the middle the skin is 3 mm below the middle's plane.
TEST(SheetTreatment, TramLinesFollowSkinThatCurvesAway) {
    test::HeadShape shape;
    shape.half_m = {0.020f, 0.020f, 0.020f};
    shape.nose_m = 0.0f;
    shape.dent_m = 0.0f;
    const auto model = test::headModel(shape);
    sim::SimState state = sim::startState(*model, 1);
    const test::HeadPlace at = test::placeOn(*model, {0.3f, 0.9f, 0.1f});
    const Status dragged = dragNeedles(*model, state, {at.position_m, at.normal});
    ASSERT_TRUE(dragged) << dragged.error().text;
    float farthest_m = 0.0f;
    float deepest_m = 0.0f;
    for (std::uint32_t cell = 0; cell < sim::cellCount(model->cells); ++cell) {
        if (state.skin.scratch_m[cell] > 0.0f) {
            const glm::vec3& place = model->cells.position_m[cell];
            EXPECT_NEAR(glm::length(place), 0.020f, 0.0015f);
            farthest_m = std::max(farthest_m, glm::distance(place, at.position_m));
            deepest_m = std::max(deepest_m, state.skin.scratch_m[cell]);
        }
    }
    // 11 mm along the skin are a chord of 2 x 20 mm x sin(11 / 40)
    EXPECT_NEAR(farthest_m, 0.0109f, 0.0015f);
    EXPECT_NEAR(deepest_m, 0.002f, 0.00005f);
}

TEST(SheetTreatment, TramLinesThatLeaveTheSkinAreReported) {
    const auto model = test::flatModel({.size_m = {0.012f, 0.012f}});
    sim::SimState state = sim::startState(*model, 1);
    const glm::vec3 middle{0.0f, test::padSurface_m({.size_m = {0.012f, 0.012f}}, 0.0f, 0.0f),
                           0.0f};
    const Status dragged = dragNeedles(*model, state, {middle, {0.0f, 1.0f, 0.0f}});
    ASSERT_FALSE(dragged);
    EXPECT_NE(dragged.error().text.find("leave the skin"), std::string::npos);
}

TEST(SheetTreatment, GauzeTakesAllThatIsWet) {
    const auto model = test::flatModel({.size_m = {0.08f, 0.05f}});
    sim::SimState state = sim::startState(*model, 1);
    std::fill(state.skin.bleeding.begin(), state.skin.bleeding.end(), 2.0f);
    std::fill(state.skin.gel.begin(), state.skin.gel.end(), 1.0f);
    wipeTreated(*model, state);
    for (const auto* field : {&state.skin.bleeding, &state.skin.gel}) {
        EXPECT_EQ(*std::max_element(field->begin(), field->end()), 0.0f);
    }
}

} // namespace
} // namespace stipple::app
