#include "engine/input/skin_patch.h"

#include "tests/unit/input/ball_model.h"

#include <gtest/gtest.h>

namespace stipple::input {
namespace {

std::vector<sim::SkinZone> zones() {
    sim::SkinZone treated;
    treated.id = "cheek";
    sim::SkinZone orbit;
    orbit.id = "orbit";
    orbit.treatable = false;
    orbit.noGo = true;
    return {treated, orbit};
}

constexpr std::uint8_t kZone0[] = {0};

/// A square of 50 mm on a ball of 80 mm, about as curved as a forehead.
test::BentSheet forehead() {
    test::BentSheet sheet;
    sheet.bend = test::onBall(0.080f);
    sheet.zones = zones();
    sheet.zone = [](const glm::vec3& at) {
        return std::abs(at.x) < 0.025f && std::abs(at.z) < 0.025f ? std::uint8_t{0} : sim::kNoZone;
    };
    return sheet;
}

TEST(SkinPatch, KeepsLengthsOnABall) {
    const auto model = test::bentModel(forehead());
    const auto patches = skinPatchesOf(*model, kZone0, avoidsNoGo(*model));
    ASSERT_EQ(patches.size(), 1U);
    const SkinPatch& patch = *patches[0].patch;
    // the arc of a chord of 50 mm on a ball of 80 mm: 2 x 80 x asin(25/80) = 50.8 mm
    EXPECT_NEAR(patch.size_m().x, 0.0508f, 0.0015f);
    EXPECT_NEAR(patch.size_m().y, 0.0508f, 0.0015f);
    EXPECT_LT(patch.distortion(), 0.03f);
    // neighbouring lines 4.3 mm apart stay within 10 % of that everywhere
    for (float v = -0.020f; v <= 0.020f; v += 0.005f) {
        for (float u = -0.020f; u <= 0.020f; u += 0.0043f) {
            const float apart_m =
                glm::distance(patch.at({u, v}).position_m, patch.at({u + 0.0043f, v}).position_m);
            EXPECT_NEAR(apart_m, 0.0043f, 0.00043f) << u << " " << v;
        }
    }
}

TEST(SkinPatch, LinesAreGreatCircles) {
    const auto model = test::bentModel(forehead());
    const auto patches = skinPatchesOf(*model, kZone0, avoidsNoGo(*model));
    const SkinPatch& patch = *patches.at(0).patch;
    const glm::vec3 centre_m{0.0f, -0.080f, 0.0f};
    for (const float v : {-0.020f, -0.010f, 0.0f, 0.010f, 0.020f}) {
        // the plane through the ball's centre and the line's ends cuts the ball in a great circle
        const glm::vec3 a = patch.at({-0.022f, v}).position_m - centre_m;
        const glm::vec3 b = patch.at({0.022f, v}).position_m - centre_m;
        const glm::vec3 plane = glm::normalize(glm::cross(a, b));
        for (float u = -0.022f; u <= 0.022f; u += 0.002f) {
            const float off_m = glm::dot(patch.at({u, v}).position_m - centre_m, plane);
            EXPECT_LT(std::abs(off_m), 0.0007f) << u << " " << v;
        }
    }
}

TEST(SkinPatch, UAndVRunAsTheyDoOnThePad) {
    const auto model = test::bentModel(forehead());
    const auto patches = skinPatchesOf(*model, kZone0, avoidsNoGo(*model));
    const SkinPatch& patch = *patches.at(0).patch;
    const glm::vec3 middle_m = patch.at({0.0f, 0.0f}).position_m;
    EXPECT_LT(glm::length(middle_m), 0.001f);
    EXPECT_NEAR((patch.at({0.010f, 0.0f}).position_m - middle_m).x, 0.010f, 0.0003f);
    EXPECT_NEAR((patch.at({0.0f, 0.010f}).position_m - middle_m).z, 0.010f, 0.0003f);
    EXPECT_GT(patch.at({0.0f, 0.0f}).normal.y, 0.999f);
    // a quarter of a radian out the normal has turned by as much: sin(20 mm / 80 mm) = 0.247
    EXPECT_NEAR(patch.at({0.020f, 0.0f}).normal.x, 0.247f, 0.01f);
}

TEST(SkinPatch, UnrollsACylinderWithoutAnyChange) {
    test::BentSheet nose;
    nose.size_m = 0.06f;
    nose.cellSide = 120;
    nose.bend = test::onCylinder(0.012f);
    nose.zones = zones();
    nose.zone = [](const glm::vec3& at) {
        return at.y > -0.012f && std::abs(at.z) < 0.015f ? std::uint8_t{0} : sim::kNoZone;
    };
    const auto model = test::bentModel(nose);
    const auto patches = skinPatchesOf(*model, kZone0, avoidsNoGo(*model));
    const SkinPatch& patch = *patches.at(0).patch;
    // the upper half of the cylinder: pi x 12 mm = 37.7 mm across
    EXPECT_NEAR(patch.size_m().x, 0.0377f, 0.0015f);
    EXPECT_NEAR(patch.size_m().y, 0.030f, 0.0015f);
    EXPECT_LT(patch.distortion(), 0.005f);
}

TEST(SkinPatch, TellsTheWayToTheBorderAndToTheOrbit) {
    test::BentSheet sheet = forehead();
    sheet.zone = [](const glm::vec3& at) -> std::uint8_t {
        if (at.x * at.x + at.z * at.z < 0.005f * 0.005f) {
            return 1; // an orbit of 5 mm radius in the middle
        }
        return std::abs(at.x) < 0.025f && std::abs(at.z) < 0.025f ? 0 : sim::kNoZone;
    };
    const auto model = test::bentModel(sheet);
    const auto patches = skinPatchesOf(*model, kZone0, avoidsNoGo(*model));
    const SkinPatch& patch = *patches.at(0).patch;
    EXPECT_NEAR(patch.orbit_m({0.010f, 0.0f}), 0.005f, 0.0005f);
    EXPECT_NEAR(patch.noGo_m({0.010f, 0.0f}), 0.005f, 0.0005f);
    EXPECT_LT(patch.orbit_m({0.0f, 0.0f}), -0.004f);
    EXPECT_LT(patch.clearance_m({0.0f, 0.0f}), -0.004f);
    // 5 mm to the orbit, 15.4 mm to the edge: the nearer one counts
    EXPECT_NEAR(patch.clearance_m({0.010f, 0.0f}), 0.005f, 0.0005f);
    EXPECT_NEAR(patch.clearance_m({0.0204f, 0.0f}), 0.005f, 0.0007f);
    EXPECT_LT(patch.clearance_m({0.030f, 0.0f}), -0.003f);
}

TEST(Sections, LeftAndRightAreTwoAndALongZoneIsCut) {
    test::BentSheet sheet = forehead();
    sheet.zone = [](const glm::vec3& at) -> std::uint8_t {
        const bool sides = std::abs(at.x) > 0.005f && std::abs(at.x) < 0.035f;
        return sides && std::abs(at.z) < 0.050f ? 0 : sim::kNoZone;
    };
    const auto model = test::bentModel(sheet);
    const auto sections = sectionsOf(*model, kZone0);
    // two strips of 30 mm x 100 mm; each is cut in 100 / 48 = 2 halves
    ASSERT_EQ(sections.size(), 4U);
    EXPECT_LT(sections[0].middle_m.x, -0.01f);
    EXPECT_LT(sections[0].middle_m.z, -0.01f);
    EXPECT_GT(sections[1].middle_m.z, 0.01f);
    EXPECT_GT(sections[3].middle_m.x, 0.01f);
    std::size_t cells = 0;
    for (const SkinSection& section : sections) {
        cells += section.cells.size();
    }
    std::size_t all = 0;
    for (const std::uint8_t zone : model->cells.zone) {
        all += zone == 0 ? 1U : 0U;
    }
    EXPECT_EQ(cells, all);
}

TEST(Sections, AZoneALittleTooLongIsHalved) {
    test::BentSheet sheet = forehead();
    sheet.zone = [](const glm::vec3& at) {
        return std::abs(at.x) < 0.033f && std::abs(at.z) < 0.010f ? std::uint8_t{0} : sim::kNoZone;
    };
    // 66 mm: more than the longest section of 62, less than one and a half usual ones of 48
    EXPECT_EQ(sectionsOf(*test::bentModel(sheet), kZone0).size(), 2U);
}

TEST(DistanceToSet, IsTheStraightWay) {
    std::vector<std::uint8_t> set(7 * 6, 0);
    set[1 * 7 + 2] = 1; // x 2, y 1
    const auto way = distanceToSet(set, 7, 6);
    EXPECT_FLOAT_EQ(way[1 * 7 + 2], 0.0f);
    EXPECT_FLOAT_EQ(way[1 * 7 + 6], 4.0f);
    EXPECT_FLOAT_EQ(way[5 * 7 + 5], 5.0f); // 3 across, 4 down
    EXPECT_GT(distanceToSet(std::vector<std::uint8_t>(42, 0), 7, 6)[0], 1e6f);
}

} // namespace
} // namespace stipple::input
