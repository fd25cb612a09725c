#include "engine/sim/skin_collider.h"

#include "engine/base/random.h"
#include "engine/sim/skin_walk.h"
#include "tests/support/flat_model.h"

#include <glm/common.hpp>
#include <glm/geometric.hpp>
#include <gtest/gtest.h>

#include <cmath>

namespace stipple::sim {
namespace {

TEST(SkinCollider, HitsTheFlatPadWhereItLies) {
    const auto model = test::flatModel(); // surface at y = 10 mm
    const auto hit = model->collider.cast({0.0033f, 0.030f, -0.0071f}, {0.0f, -1.0f, 0.0f}, 0.05f);
    ASSERT_TRUE(hit.has_value());
    EXPECT_NEAR(hit->distance_m, 0.020f, 1e-7f);
    EXPECT_LT(glm::length(hit->position_m - glm::vec3(0.0033f, 0.01f, -0.0071f)), 1e-7f);
    EXPECT_LT(glm::length(positionAt(model->mesh, hit->point) - hit->position_m), 1e-7f);
}

TEST(SkinCollider, HitsFromBelowToo) {
    const auto model = test::flatModel();
    const auto hit = model->collider.cast({0.0f, 0.0f, 0.001f}, {0.0f, 1.0f, 0.0f}, 0.05f);
    ASSERT_TRUE(hit.has_value());
    EXPECT_NEAR(hit->distance_m, 0.010f, 1e-7f);
}

TEST(SkinCollider, MissesWhatIsTooFarBehindOrBeside) {
    const auto model = test::flatModel();
    EXPECT_FALSE(model->collider.cast({0.0f, 0.03f, 0.0f}, {0.0f, -1.0f, 0.0f}, 0.0199f));
    EXPECT_FALSE(model->collider.cast({0.0f, 0.03f, 0.0f}, {0.0f, 1.0f, 0.0f}, 1.0f));
    EXPECT_FALSE(model->collider.cast({0.03f, 0.03f, 0.0f}, {0.0f, -1.0f, 0.0f}, 1.0f));
    EXPECT_FALSE(SkinCollider().cast({0.0f, 0.03f, 0.0f}, {0.0f, -1.0f, 0.0f}, 1.0f));
}

TEST(SkinCollider, NoRaySlipsThroughEdgesAndCorners) {
    const auto model = test::flatModel();
    for (const glm::vec3& corner : model->mesh.positions_m) {
        if (std::abs(corner.x) < 0.0199f && std::abs(corner.z) < 0.0199f) {
            EXPECT_TRUE(model->collider.cast(corner + glm::vec3(0.0f, 0.02f, 0.0f),
                                             {0.0f, -1.0f, 0.0f}, 0.03f));
        }
    }
}

TEST(SkinCollider, TheNearestOfTwoSheetsIsHit) {
    SkinMesh mesh;
    for (const float y : {0.0f, 0.01f}) {
        const auto first = static_cast<std::uint32_t>(mesh.positions_m.size());
        mesh.positions_m.insert(mesh.positions_m.end(),
                                {{-1.0f, y, -1.0f}, {-1.0f, y, 3.0f}, {3.0f, y, -1.0f}});
        mesh.triangles.push_back({first, first + 1, first + 2});
    }
    const SkinCollider collider(mesh);
    const auto down = collider.cast({0.0f, 1.0f, 0.0f}, {0.0f, -1.0f, 0.0f}, 5.0f);
    const auto up = collider.cast({0.0f, -1.0f, 0.0f}, {0.0f, 1.0f, 0.0f}, 5.0f);
    ASSERT_TRUE(down && up);
    EXPECT_EQ(down->point.triangle, 1U);
    EXPECT_EQ(up->point.triangle, 0U);
}

TEST(SkinCollider, TrianglesInABoxAreExactlyThoseWhoseBoxesTouchIt) {
    test::FlatPad pad;
    pad.dome_m = 0.004f;
    const auto model = test::flatModel(pad);
    Pcg32 random = seededRandom(6);
    for (int k = 0; k < 50; ++k) {
        const glm::vec3 a(0.04f * (nextUniform(random) - 0.5f),
                          0.008f + 0.008f * nextUniform(random),
                          0.04f * (nextUniform(random) - 0.5f));
        const glm::vec3 b(0.04f * (nextUniform(random) - 0.5f),
                          0.008f + 0.008f * nextUniform(random),
                          0.04f * (nextUniform(random) - 0.5f));
        const glm::vec3 low = glm::min(a, b), high = glm::max(a, b);
        std::vector<std::uint32_t> found, expected;
        model->collider.trianglesIn(low, high, found);
        for (std::uint32_t t = 0; t < model->mesh.triangles.size(); ++t) {
            const auto& c = model->mesh.triangles[t];
            const auto& p = model->mesh.positions_m;
            const glm::vec3 least = glm::min(p[c[0]], glm::min(p[c[1]], p[c[2]]));
            const glm::vec3 most = glm::max(p[c[0]], glm::max(p[c[1]], p[c[2]]));
            if (least.x <= high.x && least.y <= high.y && least.z <= high.z && most.x >= low.x &&
                most.y >= low.y && most.z >= low.z) {
                expected.push_back(t);
            }
        }
        EXPECT_EQ(found, expected);
    }
}

} // namespace
} // namespace stipple::sim
