#include "engine/render/pen_mesh.h"
#include "engine/render/support_hand.h"

#include <glm/geometric.hpp>
#include <gtest/gtest.h>

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
