#include "engine/render/lash_strip.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

namespace stipple::render {
namespace {

constexpr std::uint32_t kLong = 12, kWide = 4; // squares along a strip and across it

/// Adds a straight strip that stands on y = 0: its root runs 30 mm along x from `left_m`.
void addStrip(sim::SkinMesh& mesh, float left_m, float z_m, float height_m) {
    const auto first = static_cast<std::uint32_t>(mesh.positions_m.size());
    for (std::uint32_t row = 0; row <= kWide; ++row) {
        for (std::uint32_t column = 0; column <= kLong; ++column) {
            mesh.positions_m.emplace_back(left_m +
                                              0.030f * static_cast<float>(column) / float{kLong},
                                          height_m * static_cast<float>(row) / float{kWide}, z_m);
        }
    }
    for (std::uint32_t row = 0; row < kWide; ++row) {
        for (std::uint32_t column = 0; column < kLong; ++column) {
            const std::uint32_t a = first + row * (kLong + 1) + column, b = a + 1;
            const std::uint32_t c = a + kLong + 1, d = c + 1;
            mesh.triangles.push_back({a, b, c});
            mesh.triangles.push_back({b, d, c});
        }
    }
}

constexpr std::size_t kCorners = std::size_t{kLong + 1} * (kWide + 1);

// Two strips at the left eye, 8 mm and 4 mm wide: the wider one is the upper lid's.
TEST(LashStrip, MeasuresMillimetresAlongAndTheWayFromRootToTip) {
    sim::SkinMesh mesh;
    addStrip(mesh, 0.020f, 0.0f, 0.008f);
    addStrip(mesh, 0.020f, 0.010f, 0.004f);
    const SolidMesh strips = lashStrips(mesh, 77);
    ASSERT_EQ(strips.vertices.size(), 2 * kCorners);
    ASSERT_EQ(strips.triangles(), 2 * 2 * kLong * kWide);
    for (std::size_t strip = 0; strip < 2; ++strip) {
        // lengths may be told from either end, but from the same one everywhere
        const bool turned = strips.vertices[strip * kCorners].normal.x > 15.0f;
        for (std::size_t i = 0; i < kCorners; ++i) {
            const SolidVertex& corner = strips.vertices[strip * kCorners + i];
            const float along_mm = 30.0f * static_cast<float>(i % (kLong + 1)) / float{kLong};
            const float up = static_cast<float>(i / (kLong + 1)) / float{kWide};
            EXPECT_NEAR(corner.normal.x, turned ? 30.0f - along_mm : along_mm, 0.01f) << i;
            EXPECT_NEAR(corner.normal.y, up, 1e-4f) << i;
            EXPECT_EQ(corner.normal.z, strip == 0 ? 1.0f : 0.0f) << i;
            EXPECT_EQ(corner.colour[0], 77);
            EXPECT_EQ(corner.position_m, mesh.positions_m[strip * kCorners + i]);
        }
    }
}

// Each eye has its own upper lid: a narrow pair at the right eye is not all lower lids.
TEST(LashStrip, EachEyeHasAnUpperLid) {
    sim::SkinMesh mesh;
    addStrip(mesh, 0.020f, 0.0f, 0.008f);
    addStrip(mesh, -0.050f, 0.0f, 0.005f);
    addStrip(mesh, -0.050f, 0.010f, 0.003f);
    const SolidMesh strips = lashStrips(mesh, 0);
    EXPECT_EQ(strips.vertices[0].normal.z, 1.0f);
    EXPECT_EQ(strips.vertices[kCorners].normal.z, 1.0f);
    EXPECT_EQ(strips.vertices[2 * kCorners].normal.z, 0.0f);
}

TEST(LashStrip, MeanMelaninLeavesBareTexelsOut) {
    const std::vector<std::uint8_t> pigment{0, 9, 9, 9, 100, 0, 0, 0, 0, 9, 9, 9, 50, 0, 0, 0};
    EXPECT_EQ(meanMelanin(pigment), 75);
    EXPECT_EQ(meanMelanin({}), 0);
}

} // namespace
} // namespace stipple::render
