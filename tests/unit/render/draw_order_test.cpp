#include "engine/render/draw_order.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <tuple>

namespace stipple::render {
namespace {

using Place = std::tuple<float, float, float>;
using Triangle = std::array<Place, 3>;

Place placeOf(const glm::vec3& p) {
    return {p.x, p.y, p.z};
}

/// All triangles as places, each with its corners in their order.
std::multiset<Triangle> trianglesOf(const sim::SkinMesh& mesh) {
    std::multiset<Triangle> out;
    for (const std::array<std::uint32_t, 3>& t : mesh.triangles) {
        out.insert({placeOf(mesh.positions_m[t[0]]), placeOf(mesh.positions_m[t[1]]),
                    placeOf(mesh.positions_m[t[2]])});
    }
    return out;
}

/// A square of 64 x 64 squares whose triangles lie in a bad order, and one corner of no triangle.
sim::SkinMesh shuffled() {
    constexpr std::uint32_t kSide = 64, kRow = kSide + 1;
    sim::SkinMesh mesh;
    for (std::uint32_t i = 0; i < kRow * kRow; ++i) {
        mesh.positions_m.emplace_back(i % kRow, 0.0f, i / kRow);
        mesh.normals.emplace_back(0.0f, 1.0f, 0.0f);
        mesh.uv.emplace_back(static_cast<float>(i % kRow), static_cast<float>(i / kRow));
    }
    mesh.positions_m.emplace_back(9.0f, 9.0f, 9.0f);
    mesh.normals.emplace_back(0.0f, 1.0f, 0.0f);
    mesh.uv.emplace_back(0.0f, 0.0f);
    for (std::uint32_t i = 0; i < kSide * kSide; ++i) {
        const std::uint32_t square = i * 1031U % (kSide * kSide); // 1031 is prime to 4096
        const std::uint32_t a = square / kSide * kRow + square % kSide;
        mesh.triangles.push_back({a, a + kRow, a + 1});
        mesh.triangles.push_back({a + 1, a + kRow, a + kRow + 1});
    }
    return mesh;
}

TEST(DrawOrder, ShowsTheSameAndKeepsWhatCornersCarry) {
    sim::SkinMesh mesh = shuffled();
    const std::multiset<Triangle> before = trianglesOf(mesh);
    orderForDrawing(mesh);
    EXPECT_EQ(trianglesOf(mesh), before);
    ASSERT_EQ(mesh.positions_m.size(), 65U * 65U); // without the unused corner
    for (std::size_t i = 0; i < mesh.positions_m.size(); ++i) {
        EXPECT_EQ(mesh.uv[i], glm::vec2(mesh.positions_m[i].x, mesh.positions_m[i].z));
    }
}

// Of 1024 indices, 341 triangles in a patch have about 341 / 2 corners inside and half as many
// again at the patch's edge. Shuffled they have nearly 3 x 341 / 2 for every square on its own.
TEST(DrawOrder, CornersAreUsedAgainSoonAfter) {
    const auto shaded = [](const sim::SkinMesh& mesh) {
        std::size_t sum = 0;
        for (std::size_t first = 0; first < mesh.triangles.size(); first += 341) {
            std::array<std::uint32_t, 256> held; // a corner is found by its number modulo 256
            held.fill(sim::kNone);
            const std::size_t last = std::min(first + 341, mesh.triangles.size());
            for (std::size_t i = first; i < last; ++i) {
                for (const std::uint32_t corner : mesh.triangles[i]) {
                    sum += held[corner % 256] == corner ? 0U : 1U;
                    held[corner % 256] = corner;
                }
            }
        }
        return static_cast<double>(sum) / static_cast<double>(mesh.positions_m.size());
    };
    sim::SkinMesh mesh = shuffled();
    EXPECT_GT(shaded(mesh), 3.0);
    orderForDrawing(mesh);
    EXPECT_LT(shaded(mesh), 1.5);
}

} // namespace
} // namespace stipple::render
