#include "engine/sim/skin_pull.h"

#include "engine/base/random.h"
#include "engine/sim/plate_model.h"
#include "tests/support/flat_model.h"

#include <glm/geometric.hpp>
#include <gtest/gtest.h>

namespace stipple::sim {
namespace {

glm::vec3 anyNormal(Pcg32& random) {
    return glm::normalize(
        glm::vec3(nextNormal(random), nextNormal(random) + 0.5f, nextNormal(random)));
}

void expectSame(const glm::vec3& a, const glm::vec3& b, float within) {
    EXPECT_NEAR(a.x, b.x, within);
    EXPECT_NEAR(a.y, b.y, within);
    EXPECT_NEAR(a.z, b.z, within);
}

TEST(SkinAxes, OnAFlatPadTheyAreThoseOfTheFrame) {
    const SkinAxes axes = skinAxes({0.0f, 1.0f, 0.0f});
    EXPECT_EQ(axes.across, glm::vec3(1.0f, 0.0f, 0.0f));
    EXPECT_EQ(axes.along, glm::vec3(0.0f, 0.0f, 1.0f));
}

TEST(SkinAxes, OnACheekAcrossGoesAroundTheHead) {
    // somebody lies on the back: the left cheek looks to +x, and around the head to the left is
    // down
    const SkinAxes axes = skinAxes({1.0f, 0.0f, 0.0f});
    expectSame(axes.across, {0.0f, -1.0f, 0.0f}, 1e-6f);
    expectSame(axes.along, {0.0f, 0.0f, 1.0f}, 1e-6f);
}

TEST(SkinAxes, AreAlwaysTwoUnitVectorsAlongTheSkin) {
    Pcg32 random = seededRandom(4);
    for (int k = 0; k < 500; ++k) {
        const glm::vec3 normal = k == 0 ? glm::vec3(0.0f, -1.0f, 0.0f) : anyNormal(random);
        const SkinAxes axes = skinAxes(normal);
        EXPECT_NEAR(glm::length(axes.across), 1.0f, 1e-4f);
        EXPECT_NEAR(glm::length(axes.along), 1.0f, 1e-4f);
        EXPECT_NEAR(glm::dot(axes.across, axes.along), 0.0f, 1e-4f);
        // right-handed with the normal, as x, y, z are
        expectSame(glm::cross(axes.along, axes.across), normal, 1e-4f);
    }
}

TEST(SkinDirection, EveryDegreeComesBack) {
    Pcg32 random = seededRandom(5);
    for (int degrees = 1; degrees <= 180; ++degrees) {
        const SkinAxes axes = skinAxes(anyNormal(random));
        const auto direction = static_cast<std::uint8_t>(degrees);
        EXPECT_EQ(directionOf_deg(axes, wayAlong(axes, direction)), direction);
        EXPECT_EQ(directionOf_deg(axes, -3.0f * wayAlong(axes, direction)), direction);
    }
}

TEST(SkinDirection, AlongTheNormalThereIsNone) {
    const SkinAxes axes = skinAxes({0.0f, 1.0f, 0.0f});
    EXPECT_EQ(directionOf_deg(axes, {0.0f, 2.0f, 0.0f}), kNoDirection);
    EXPECT_EQ(directionOf_deg(axes, {0.0f, 0.0f, 0.0f}), kNoDirection);
}

TEST(SkinDirection, AMirroredWayHasTheMirroredDirection) {
    // a head mirrored at x = 0: the angle from `across` goes to half a turn less it
    Pcg32 random = seededRandom(6);
    for (int k = 0; k < 300; ++k) {
        const glm::vec3 normal = anyNormal(random);
        const glm::vec3 way(nextNormal(random), nextNormal(random), nextNormal(random));
        const int here = directionOf_deg(skinAxes(normal), way);
        const int there =
            directionOf_deg(skinAxes({-normal.x, normal.y, normal.z}), {-way.x, way.y, way.z});
        // at half a degree rounding may go either way
        EXPECT_LE(betweenDirections_deg(static_cast<std::uint8_t>(there),
                                        static_cast<std::uint8_t>(here == 180 ? 180 : 180 - here)),
                  1);
    }
}

TEST(SkinDirection, TheAngleBetweenTwoIsAtMostARightOne) {
    EXPECT_EQ(betweenDirections_deg(10, 170), 20);
    EXPECT_EQ(betweenDirections_deg(180, 1), 1);
    EXPECT_EQ(betweenDirections_deg(180, 90), 90);
    EXPECT_EQ(betweenDirections_deg(60, 60), 0);
}

TEST(HoldAlong, IsTheFirstHarmonicOfTheModulus) {
    // twice as stiff along as across: a = 1/3, so 4/3 along, 2/3 across, 1 half way
    EXPECT_FLOAT_EQ(holdAlong(2.0f, 70, 70), 4.0f / 3.0f);
    EXPECT_FLOAT_EQ(holdAlong(2.0f, 160, 70), 2.0f / 3.0f);
    EXPECT_NEAR(holdAlong(2.0f, 115, 70), 1.0f, 1e-6f);
    // 1 + cos(60 degrees) / 3 = 7/6 at 30 degrees
    EXPECT_NEAR(holdAlong(2.0f, 40, 70), 7.0f / 6.0f, 1e-6f);
    // the mean of all directions is 1
    float sum = 0.0f;
    for (int degrees = 1; degrees <= 180; ++degrees) {
        sum += holdAlong(2.0f, static_cast<std::uint8_t>(degrees), 33);
    }
    EXPECT_NEAR(sum / 180.0f, 1.0f, 1e-5f);
}

TEST(HoldAlong, WhatIsNotToldCountsAsTheMean) {
    EXPECT_EQ(holdAlong(2.0f, kNoDirection, 70), 1.0f);
    EXPECT_EQ(holdAlong(2.0f, 70, kNoDirection), 1.0f);
    EXPECT_EQ(holdAlong(1.0f, 70, 70), 1.0f) << "skin that is alike in all directions";
}

TEST(HoldAlong, OfAWayIsThatOfItsDirection) {
    Pcg32 random = seededRandom(8);
    for (int k = 0; k < 500; ++k) {
        const glm::vec3 normal = anyNormal(random);
        const SkinAxes axes = skinAxes(normal);
        const auto way_deg = static_cast<std::uint8_t>(1U + nextBits(random) % 180U);
        const auto lines_deg = static_cast<std::uint8_t>(1U + nextBits(random) % 180U);
        // what stands off the skin and the length do not count
        const glm::vec3 way = 3e-4f * wayAlong(axes, way_deg) + 1e-4f * normal;
        EXPECT_NEAR(holdAlong(2.0f, axes, way, lines_deg), holdAlong(2.0f, way_deg, lines_deg),
                    2e-5f);
        EXPECT_EQ(holdAlong(2.0f, axes, way, lines_deg), holdAlong(2.0f, axes, -way, lines_deg));
        EXPECT_EQ(holdAlong(2.0f, axes, way, kNoDirection), 1.0f);
        EXPECT_EQ(holdAlong(2.0f, axes, glm::vec3(0.0f), lines_deg), 1.0f);
    }
}

TEST(HoldAlong, AMirroredPullHoldsTheSame) {
    for (int pull = 1; pull < 180; ++pull) {
        for (const int lines : {1, 33, 90, 179}) {
            EXPECT_EQ(
                holdAlong(2.0f, static_cast<std::uint8_t>(pull), static_cast<std::uint8_t>(lines)),
                holdAlong(2.0f, static_cast<std::uint8_t>(180 - pull),
                          static_cast<std::uint8_t>(180 - lines)));
        }
    }
}

TEST(HoldAlong, PullingAlongTheLinesMakesSkinTauterThanAcross) {
    const auto model = test::flatModel();
    model->needling.tractionShare = 1.0f;
    model->cells.lines_deg.assign(cellCount(model->cells), 30);
    const auto strain = [&](std::uint8_t pull_deg) {
        return plateSite(*model, model->pens[0], 0, {0.1f, pull_deg}).strain;
    };
    EXPECT_FLOAT_EQ(strain(kNoDirection), 0.1f);
    EXPECT_FLOAT_EQ(strain(30), 0.1f * 4.0f / 3.0f);
    EXPECT_FLOAT_EQ(strain(120), 0.1f * 2.0f / 3.0f);
    const auto stiffness = [&](std::uint8_t pull_deg) {
        return readPlate(model->plates, plateSite(*model, model->pens[0], 0, {0.1f, pull_deg}), {})
            .stiffness_NperM;
    };
    // in a straight line over the tension: along is as much above the mean as across is below it
    const double mean = stiffness(kNoDirection);
    EXPECT_GT(stiffness(30), 1.01 * mean);
    EXPECT_NEAR(stiffness(30) - mean, mean - stiffness(120), 1e-6 * mean);
}

} // namespace
} // namespace stipple::sim
