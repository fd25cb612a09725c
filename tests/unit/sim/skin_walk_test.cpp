#include "engine/sim/skin_walk.h"

#include "engine/base/random.h"
#include "tests/support/flat_model.h"

#include <glm/geometric.hpp>
#include <gtest/gtest.h>

#include <cmath>

namespace stipple::sim {
namespace {

TEST(SkinWalk, NeighboursShareAnEdgeAndPointBack) {
    const auto model = test::flatModel();
    const SkinMesh& mesh = model->mesh;
    int rims = 0;
    for (std::uint32_t t = 0; t < mesh.triangles.size(); ++t) {
        for (std::size_t side = 0; side < 3; ++side) {
            const std::uint32_t other = mesh.neighbours[t][side];
            if (other == kNone) {
                ++rims;
                continue;
            }
            const auto& back = mesh.neighbours[other];
            EXPECT_TRUE(back[0] == t || back[1] == t || back[2] == t);
        }
    }
    EXPECT_EQ(rims, 80); // 20 edges on each of the four sides
}

TEST(SkinWalk, ArrivesAtTheFootFromAnywhere) {
    const auto model = test::flatModel();
    Pcg32 random = seededRandom(5);
    for (int k = 0; k < 2000; ++k) {
        const glm::vec3 foot(0.0399f * (nextUniform(random) - 0.5f), 0.01f,
                             0.0399f * (nextUniform(random) - 0.5f));
        const auto start = nextBits(random) % static_cast<std::uint32_t>(800);
        const SkinWalk walk = walkTo(model->mesh, start, foot + glm::vec3(0.0f, 0.005f, 0.0f));
        ASSERT_TRUE(walk.arrived);
        EXPECT_LT(glm::length(positionAt(model->mesh, walk.point) - foot), 1e-7f);
    }
}

TEST(SkinWalk, EndsAtTheRim) {
    const auto model = test::flatModel();
    EXPECT_FALSE(walkTo(model->mesh, 0, {0.021f, 0.01f, 0.0f}).arrived);
    EXPECT_FALSE(walkTo(model->mesh, kNone, {0.0f, 0.01f, 0.0f}).arrived);
    EXPECT_TRUE(walkTo(model->mesh, 0, {0.0199f, 0.01f, 0.0f}).arrived);
}

TEST(SkinWalk, SettlesHighOverPeaksAndRidges) {
    // Over a dome of coarse faces there are places whose foot lies outside of every face.
    test::FlatPad pad;
    pad.dome_m = 0.008f;
    pad.meshSpacing_m = 0.004f;
    const auto model = test::flatModel(pad);
    for (const glm::vec3& peak : model->mesh.positions_m) {
        for (const float height_m : {0.001f, 0.02f}) {
            const glm::vec3 above = peak + glm::vec3(1e-6f, height_m, 2e-6f);
            const bool rim = std::abs(peak.x) > 0.0199f || std::abs(peak.z) > 0.0199f;
            const SkinWalk walk = walkTo(model->mesh, 100, above);
            if (!rim) {
                EXPECT_TRUE(walk.arrived) << peak.x << " " << peak.z;
            }
        }
    }
    const SkinWalk top = walkTo(model->mesh, 0, {0.0f, 0.03f, 0.0f});
    ASSERT_TRUE(top.arrived);
    EXPECT_LT(glm::length(positionAt(model->mesh, top.point) - glm::vec3(0.0f, 0.018f, 0.0f)),
              1e-5f);
}

TEST(SkinWalk, NormalsAreUnitAndFollowTheDome) {
    test::FlatPad pad;
    pad.dome_m = 0.004f;
    const auto model = test::flatModel(pad);
    // y = 4 mm (1 - (x/20)^2) at z = 0: slope -2 * 4 * 10 / 400 = -0.2 at x = 10 mm
    const SkinWalk walk = walkTo(model->mesh, 0, {0.010f, 0.013f, 0.0f});
    ASSERT_TRUE(walk.arrived);
    const glm::vec3 normal = normalAt(model->mesh, walk.point);
    EXPECT_NEAR(glm::length(normal), 1.0f, 1e-6f);
    EXPECT_NEAR(normal.x / normal.y, 0.2f, 2e-3f);
}

} // namespace
} // namespace stipple::sim
