#include "engine/sim/pen_pose.h"

#include "engine/base/random.h"

#include <glm/geometric.hpp>
#include <gtest/gtest.h>

#include <limits>

namespace stipple::sim {
namespace {

PenSample tracked() {
    PenSample sample;
    sample.tracking = Tracking::Good;
    return sample;
}

TEST(PenPose, IdentityPointsTheShaftAlongZ) {
    PenSample sample = tracked();
    sample.tip_um = {1000, -2000, 3000};
    sample.orientation_q15 = {0, 0, 0, 32767};
    const PenPose pose = poseOf(sample);
    EXPECT_TRUE(pose.tracked);
    EXPECT_NEAR(pose.tip_m.x, 0.001f, 1e-9f);
    EXPECT_NEAR(pose.tip_m.y, -0.002f, 1e-9f);
    EXPECT_NEAR(pose.tip_m.z, 0.003f, 1e-9f);
    EXPECT_EQ(pose.shaft, glm::vec3(0.0f, 0.0f, 1.0f));
}

TEST(PenPose, AQuarterTurnAboutXTakesTheShaftFromZToMinusY) {
    PenSample sample = tracked();
    // half the angle: sin 45 = cos 45 = 0.70711 = 23170 / 32767
    sample.orientation_q15 = {23170, 0, 0, 23170};
    const PenPose pose = poseOf(sample);
    EXPECT_NEAR(pose.shaft.y, -1.0f, 1e-6f);
    EXPECT_NEAR(pose.shaft.z, 0.0f, 1e-6f);
}

TEST(PenPose, WithoutQuaternionOrTrackingThePoseIsUntracked) {
    EXPECT_FALSE(poseOf(tracked()).tracked);
    PenSample lost;
    lost.orientation_q15 = {0, 0, 0, 32767};
    EXPECT_FALSE(poseOf(lost).tracked);
}

TEST(PenPose, TheLengthOfTheQuaternionDoesNotMatter) {
    PenSample sample = tracked();
    sample.orientation_q15 = {100, 0, 0, 100};
    EXPECT_NEAR(glm::length(poseOf(sample).shaft), 1.0f, 1e-6f);
    EXPECT_NEAR(poseOf(sample).shaft.y, -1.0f, 1e-6f);
}

TEST(PenPose, OrientationAlongTakesZOntoAnyDirection) {
    Pcg32 random = seededRandom(3);
    for (int k = 0; k < 3000; ++k) {
        // in the second half ever closer to straight back
        const float spread = k < 1500 ? 1.0f : 1.0f / static_cast<float>((k - 1499) * (k - 1499));
        const float x = nextNormal(random) * spread;
        const float y = nextNormal(random) * spread;
        const glm::vec3 way =
            glm::normalize(glm::vec3(x, y, k < 1500 ? nextNormal(random) : -1.0f));
        const glm::vec3 shaft = orientationAlong(way) * glm::vec3(0.0f, 0.0f, 1.0f);
        EXPECT_NEAR(glm::length(shaft - way), 0.0f, 2e-6f);
    }
    for (const float sign : {1.0f, -1.0f}) {
        const glm::vec3 way(0.0f, 0.0f, sign);
        EXPECT_EQ(orientationAlong(way) * glm::vec3(0.0f, 0.0f, 1.0f), way);
    }
}

TEST(PenPose, ASampleHoldsAPoseToAMicrometreAndAFewSecondsOfArc) {
    Pcg32 random = seededRandom(4);
    for (int k = 0; k < 1000; ++k) {
        const glm::vec3 tip_m(nextNormal(random) * 0.1f, nextNormal(random) * 0.1f,
                              nextNormal(random) * 0.1f);
        const glm::vec3 way =
            glm::normalize(glm::vec3(nextNormal(random), nextNormal(random), nextNormal(random)));
        PenSample sample = tracked();
        setPose(sample, tip_m, orientationAlong(way));
        const PenPose pose = poseOf(sample);
        // half a micrometre an axis; 1/65534 a part: below 1e-4 rad
        EXPECT_LT(glm::length(pose.tip_m - tip_m), 0.9e-6f);
        EXPECT_LT(glm::length(pose.shaft - way), 1e-4f);
    }
}

TEST(PenPose, PlacesBeyondTheIntegersAreMovedToTheirEnds) {
    PenSample sample;
    constexpr float kNan = std::numeric_limits<float>::quiet_NaN();
    setPose(sample, {1e9f, -1e9f, kNan}, glm::quat(kNan, 5.0f, -5.0f, 0.0f));
    EXPECT_EQ(sample.tip_um[0], std::numeric_limits<std::int32_t>::max());
    EXPECT_EQ(sample.tip_um[1], std::numeric_limits<std::int32_t>::min());
    EXPECT_EQ(sample.tip_um[2], std::numeric_limits<std::int32_t>::min());
    EXPECT_EQ(sample.orientation_q15[0], 32767);
    EXPECT_EQ(sample.orientation_q15[1], -32767);
}

} // namespace
} // namespace stipple::sim
