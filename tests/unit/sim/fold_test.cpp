#include "engine/sim/skin_walk.h"
#include "engine/sim/step.h"
#include "tests/support/flat_model.h"
#include "tests/support/head_shape.h"

#include <glm/geometric.hpp>
#include <gtest/gtest.h>

#include <cmath>

namespace stipple::sim {
namespace {

/// Level skin with a pocket of a width and depth in the middle: lips, or a nostril.
std::unique_ptr<SimModel> pocket(float width_m, float depth_m) {
    const float half_m = 0.5f * width_m;
    return test::foldedModel({{-0.03f, 0.0f},
                              {-half_m, 0.0f},
                              {-half_m, -depth_m},
                              {half_m, -depth_m},
                              {half_m, 0.0f},
                              {0.03f, 0.0f}});
}

TEST(Fold, APenGlidesOverClosedLips) {
    const auto model = pocket(0.001f, 0.006f);
    SimState state = startState(*model, 1);
    for (std::uint32_t k = 0; k < 480; ++k) {
        const float x_m = -0.02f + 0.02f * static_cast<float>(k) * kTick_s;
        const StepReport report =
            step(*model, state, test::sampleAt({x_m, -0.0008f, 0.0f}, 1000, 1200));
        ASSERT_TRUE(report.contact.nearSkin) << k;
        EXPECT_GT(report.contact.point_m.y, -0.001f) << k; // not down in the pocket
        EXPECT_NEAR(report.contact.point_m.x, x_m, 0.0011f) << k;
    }
    EXPECT_NEAR(state.pen.tip_m.x, 0.02f, 0.0002f);
}

TEST(Fold, APenOverANostrilMeetsItsRimAndNotItsGround) {
    const auto model = pocket(0.008f, 0.01f);
    for (const float y_m : {0.0005f, 0.003f}) {
        const PenContact contact = contactOf(
            *model, model->pens[0], poseOf(test::sampleAt({0.001f, y_m, 0.0f}, 1000, 0)), kNone);
        ASSERT_TRUE(contact.nearSkin);
        EXPECT_NEAR(contact.point_m.x, 0.004f, 0.0003f);
        EXPECT_NEAR(contact.point_m.y, 0.0f, 0.0003f);
    }
}

/// A fin 3 mm thick and 20 mm high, as an ear.
std::unique_ptr<SimModel> fin() {
    return test::foldedModel({{-0.03f, 0.0f},
                              {-0.0015f, 0.0f},
                              {-0.0015f, 0.02f},
                              {0.0015f, 0.02f},
                              {0.0015f, 0.0f},
                              {0.03f, 0.0f}});
}

TEST(Fold, APenStaysOnItsSideOfAnEar) {
    const auto model = fin();
    std::uint32_t start = 0;
    for (const float side : {-1.0f, 1.0f, -1.0f}) { // from one side to the other, and back
        for (const float press_m : {-0.001f, 0.0f, 0.001f, 0.002f}) {
            const glm::vec3 shaft(side, 0.0f, 0.0f);
            const glm::vec3 tip_m(side * (0.0015f - press_m), 0.01f, 0.0f);
            const PenContact contact = contactOf(
                *model, model->pens[0], poseOf(test::sampleAt(tip_m, 1000, 0, shaft)), start);
            ASSERT_TRUE(contact.nearSkin);
            EXPECT_NEAR(contact.point_m.x, side * 0.0015f, 1e-6f) << side << " " << press_m;
            EXPECT_NEAR(contact.gap_m, -press_m, 1e-5f);
            start = contact.point.triangle;
        }
    }
}

TEST(Fold, APenThatComesFromTheGroundReachesTheWall) {
    // up the side of a nose: the tip is led 1 mm above the ground towards the wall and up along it
    const auto model = fin();
    std::uint32_t start = kNone;
    glm::vec3 before_m{0.0f};
    for (int k = 0; k <= 300; ++k) {
        const float way = static_cast<float>(k) * 1e-4f;
        const glm::vec3 tip_m = way < 0.015f ? glm::vec3(-0.0165f + way, 0.0003f, 0.0f)
                                             : glm::vec3(-0.0015f, way - 0.0147f, 0.0f);
        const glm::vec3 shaft = glm::normalize(glm::vec3(-1.0f, 1.0f, 0.0f));
        const PenContact contact =
            contactOf(*model, model->pens[0], poseOf(test::sampleAt(tip_m, 1000, 0, shaft)), start);
        ASSERT_TRUE(contact.nearSkin) << k;
        EXPECT_LT(glm::distance(contact.point_m, tip_m), 0.0012f) << k;
        if (k > 0) {
            EXPECT_LT(glm::distance(contact.point_m, before_m), 0.0012f) << k; // no leaps
        }
        before_m = contact.point_m;
        start = contact.point.triangle;
    }
    EXPECT_GT(before_m.y, 0.012f);
}

TEST(Curvature, SkinFollowsARimByItself) {
    const NeedlingParameters needling = test::defaultNeedling(); // follows by 0.2 mm
    // radius 10 mm: 2 mm away it falls by 2^2 / 20 = 0.2 mm
    EXPECT_NEAR(skinFall_m(needling, 100.0f, 0.002f), 0.0f, 1e-9f);
    // 4 mm away by 0.8 mm
    EXPECT_NEAR(skinFall_m(needling, 100.0f, 0.004f), 0.6e-3f, 1e-8f);
    EXPECT_NEAR(skinFall_m(needling, -100.0f, 0.004f), -0.6e-3f, 1e-8f);
}

std::unique_ptr<SimModel> ball(float radius_m) {
    test::HeadShape shape;
    shape.half_m = glm::vec3(radius_m);
    shape.nose_m = shape.dent_m = 0.0f;
    shape.chartTexels = 24;
    return test::headModel(shape);
}

TEST(Curvature, OfABallIsOneOverItsRadius) {
    for (const float radius_m : {0.012f, 0.05f}) {
        const auto model = ball(radius_m);
        const test::HeadPlace place = test::placeOn(*model, {0.1f, 1.0f, 0.2f});
        const PenContact contact =
            contactOf(*model, model->pens[0], poseOf(test::standingOn(place, 0.0002f, 0, 0)),
                      place.point.triangle);
        EXPECT_NEAR(contact.curvature_perM * radius_m, 1.0f, 0.03f);
    }
}

/// A second of needling in one place on a ball: force, and how much deeper the ring of needles goes
/// on average than the one in the middle.
struct BallWork {
    float force_N = 0.0f;
    double ringOver_m = 0.0;
};

BallWork workOnBall(float radius_m, float press_m) {
    const auto model = ball(radius_m);
    SimState state = startState(*model, 1);
    const test::HeadPlace place = test::placeOn(*model, {0.0f, 1.0f, 0.0f});
    StepReport report;
    for (std::uint32_t k = 0; k < kTickRate_Hz; ++k) {
        report = step(*model, state, test::standingOn(place, press_m, 1500, 1200));
    }
    double middle_m = 0.0, ring_m = 0.0, middles = 0.0, rings = 0.0;
    for (const Puncture& puncture : state.skin.log) {
        const bool middle = puncture.needle == 0;
        (middle ? middle_m : ring_m) += static_cast<double>(puncture.depth_m);
        (middle ? middles : rings) += 1.0;
    }
    return {report.contact.force_N, ring_m / rings - middle_m / middles};
}

TEST(Curvature, ANoseIsPressedLessThanAForehead) {
    // radius 12 mm: the skin falls by 3^2 / 24 = 0.375 mm to the rim of the opening and by
    // 4.5^2 / 24 = 0.84 mm to that of the plate: a press of 0.4 mm in the middle hardly reaches it.
    // Radius 100 mm: by 0.05 and 0.10 mm.
    const float nose_N = workOnBall(0.012f, 0.0004f).force_N;
    const float flat_N = workOnBall(0.1f, 0.0004f).force_N;
    EXPECT_GT(nose_N, 0.0f);
    EXPECT_LT(nose_N, 0.1f * flat_N);
}

TEST(Curvature, OuterNeedlesReachLessOnABump) {
    // radius 8 mm: 2.5 mm away the skin falls by 2.5^2 / 16 = 0.39 mm; radius 100 mm: by 0.03 mm.
    // Elsewise both are alike: nothing presses, and the needles share what the skin gives.
    const double onBall_m = workOnBall(0.008f, 0.0f).ringOver_m;
    const double onFlat_m = workOnBall(0.1f, 0.0f).ringOver_m;
    // dry friction holds the deeper needles back by up to a fifth of it
    EXPECT_LT(onBall_m - onFlat_m, -0.29e-3);
    EXPECT_GT(onBall_m - onFlat_m, -0.37e-3);
    // 0.6 mm farther in, the bump stands into the opening, whose rim it hardly touches
    EXPECT_NEAR(workOnBall(0.008f, 0.0006f).ringOver_m, onBall_m, 0.03e-3);
}

} // namespace
} // namespace stipple::sim
