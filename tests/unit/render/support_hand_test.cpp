#include "engine/render/support_finger.h"
#include "engine/render/support_hand.h"

#include <glm/geometric.hpp>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

namespace stipple::render {
namespace {

/// A ball of 80 mm, about a head, with corners 4 mm apart at most.
sim::SkinMesh ball() {
    constexpr int kRings = 64, kSides = 128;
    constexpr float kPi = 3.14159265f, kRadius_m = 0.08f;
    sim::SkinMesh mesh;
    for (int ring = 1; ring < kRings; ++ring) {
        for (int side = 0; side < kSides; ++side) {
            const float down = kPi * static_cast<float>(ring) / static_cast<float>(kRings);
            const float around = 2.0f * kPi * static_cast<float>(side) / static_cast<float>(kSides);
            const glm::vec3 n(std::sin(down) * std::cos(around), std::cos(down),
                              std::sin(down) * std::sin(around));
            mesh.positions_m.push_back(kRadius_m * n);
            mesh.normals.push_back(n);
        }
    }
    return mesh;
}

/// The plate seated where the ball's normal is `n`, with this strain of the hand.
RenderScene seatedAt(const glm::vec3& n, float strain_pct) {
    RenderScene scene;
    scene.dent = {.centre_m = 0.08f * n, .normal = n, .depth_m = 0.0005f, .radius_m = 0.0045f};
    scene.supportHand_pct = strain_pct;
    return scene;
}

glm::vec3 tipOf(const glm::mat4& finger) {
    return glm::vec3(finger[3]);
}

TEST(SupportHand, TwoFingersLieOnTheSkinBesideThePen) {
    const sim::SkinMesh mesh = ball();
    SupportHand hand;
    EXPECT_TRUE(hand.lay(mesh, seatedAt({0.0f, 1.0f, 0.0f}, 0.0f)).empty());
    const RenderScene scene = seatedAt(glm::normalize(glm::vec3(0.5f, 0.8f, -0.2f)), 10.0f);
    const std::vector<glm::mat4> fingers = hand.lay(mesh, scene);
    ASSERT_EQ(fingers.size(), 2U);
    for (const glm::mat4& finger : fingers) {
        // on the ball, square to it, and neither under the plate nor far from it
        const glm::vec3 tip = tipOf(finger);
        EXPECT_NEAR(glm::length(tip), 0.08f, 0.0006f);
        EXPECT_GT(glm::dot(glm::normalize(tip), glm::vec3(finger[1])), 0.995f);
        EXPECT_NEAR(glm::distance(tip, scene.dent.centre_m), 0.026f, 0.003f);
        EXPECT_NEAR(
            glm::dot(glm::cross(glm::vec3(finger[0]), glm::vec3(finger[1])), glm::vec3(finger[2])),
            1.0f, 1e-4f);
        // the hand lies beyond its fingertips
        EXPECT_GT(glm::dot(glm::vec3(finger[2]), tip - scene.dent.centre_m), 0.0f);
    }
    // the skin between them is what is stretched
    EXPECT_GT(glm::distance(tipOf(fingers[0]), tipOf(fingers[1])), 0.020f);
}

TEST(SupportHand, StaysWhileThePenWorksNearAndFollowsFarther) {
    const sim::SkinMesh mesh = ball();
    SupportHand hand;
    const glm::vec3 first(0.0f, 1.0f, 0.0f);
    const std::vector<glm::mat4> before = hand.lay(mesh, seatedAt(first, 10.0f));
    ASSERT_EQ(before.size(), 2U);
    // 8 mm on: within the leash of 12 mm
    const glm::vec3 near = glm::normalize(glm::vec3(0.1f, 1.0f, 0.0f));
    EXPECT_LT(glm::distance(tipOf(hand.lay(mesh, seatedAt(near, 10.0f))[0]), tipOf(before[0])),
              0.001f);
    // the pen is lifted: the hand waits
    RenderScene lifted;
    lifted.supportHand_pct = 10.0f;
    ASSERT_EQ(hand.lay(mesh, lifted).size(), 2U);
    // 40 mm on: it comes along, and is never under the plate
    const glm::vec3 far = glm::normalize(glm::vec3(0.0f, 1.0f, 0.55f));
    const RenderScene there = seatedAt(far, 10.0f);
    for (const glm::mat4& finger : hand.lay(mesh, there)) {
        const float away_m = glm::distance(tipOf(finger), there.dent.centre_m);
        EXPECT_GT(away_m, 0.0135f); // 26 mm less the leash
        EXPECT_LT(away_m, 0.0390f);
    }
}

// The skin between two fingers is what is stretched: they lie on the line of the pull.
TEST(SupportHand, TurnsWithTheDirectionOfThePull) {
    const sim::SkinMesh mesh = ball();
    for (const glm::vec3& pull : {glm::vec3(1.0f, 0.0f, 0.0f), glm::vec3(0.0f, 0.0f, 1.0f),
                                  glm::normalize(glm::vec3(1.0f, 0.0f, 1.0f))}) {
        SupportHand hand;
        RenderScene scene = seatedAt({0.0f, 1.0f, 0.0f}, 10.0f);
        scene.supportPull = pull;
        const std::vector<glm::mat4> fingers = hand.lay(mesh, scene);
        ASSERT_EQ(fingers.size(), 2U);
        const glm::vec3 between = glm::normalize(tipOf(fingers[1]) - tipOf(fingers[0]));
        EXPECT_GT(std::abs(glm::dot(between, pull)), 0.99f);
        // the hand stays where an operator behind the crown has it
        EXPECT_LT(glm::vec3(fingers[0][2]).z, 0.35f);
        // told the other way round it is the same pull
        scene.supportPull = -pull;
        EXPECT_LT(glm::distance(tipOf(hand.lay(mesh, scene)[0]), tipOf(fingers[0])), 0.001f);
    }
}

// Of the two sides of a slanting pull it takes the one that is away from nose and mouth.
TEST(SupportHand, ComesFromTheSideOfTheFace) {
    const sim::SkinMesh mesh = ball();
    for (const float side : {-1.0f, 1.0f}) {
        // the second one could as well come from the crown, over the nose
        for (const glm::vec3& pull :
             {glm::vec3(-side, 0.0f, 1.0f), glm::vec3(0.89f, 0.0f, -0.45f * side)}) {
            SupportHand hand;
            RenderScene scene = seatedAt(glm::normalize(glm::vec3(0.5f * side, 0.8f, 0.1f)), 10.0f);
            scene.supportPull = glm::normalize(pull);
            for (const glm::mat4& finger : hand.lay(mesh, scene)) {
                EXPECT_GT(side * (tipOf(finger).x - scene.dent.centre_m.x), -0.012f);
                EXPECT_GT(side * glm::vec3(finger[2]).x, pull.z == 1.0f ? 0.2f : 0.1f);
            }
        }
    }
}

// Both joints are bent, and the finger is as thick as one: 15 to 20 mm across.
TEST(SupportHand, AFingerHasAKnuckle) {
    float widest_m = 0.0f, highest_m = 0.0f, knuckle_m = 0.0f, last_m = 0.0f;
    for (const SolidVertex& corner : gloveFinger().vertices) {
        widest_m = std::max(widest_m, 2.0f * std::abs(corner.position_m.x));
        if (corner.position_m.y > highest_m) {
            highest_m = corner.position_m.y;
            knuckle_m = corner.position_m.z;
        }
        last_m = std::max(last_m, corner.position_m.z);
    }
    EXPECT_GT(widest_m, 0.015f);
    EXPECT_LT(widest_m, 0.021f);
    EXPECT_GT(highest_m, 0.018f); // over the middle of a straight finger that lies flat
    EXPECT_LT(knuckle_m, last_m - 0.015f);
}

// lavapipe draws it: at most twice the triangles of the turned body that it replaced.
TEST(SupportHand, AFingerIsCheap) {
    EXPECT_LE(gloveFinger().triangles(), 2U * 704U);
}

// The pad of the finger presses 0 to 1 mm deep, somewhere about the origin; the rest is above.
TEST(SupportHand, AFingerTouchesWithItsPad) {
    float lowest_m = 1.0f, where_m = 0.0f;
    for (const SolidVertex& corner : gloveFinger().vertices) {
        EXPECT_NEAR(glm::length(corner.normal), 1.0f, 1e-4f);
        if (corner.position_m.y < lowest_m) {
            lowest_m = corner.position_m.y;
            where_m = corner.position_m.z;
        }
    }
    EXPECT_LT(lowest_m, 0.0f);
    EXPECT_GT(lowest_m, -0.0012f);
    EXPECT_LT(std::abs(where_m), 0.006f);
}

} // namespace
} // namespace stipple::render
