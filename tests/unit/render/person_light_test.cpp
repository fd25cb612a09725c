#include "engine/render/clip_mesh.h"
#include "engine/render/person_mesh.h"

#include <glm/geometric.hpp>
#include <gtest/gtest.h>

namespace stipple::render {
namespace {

/// A square plate of side 2 `half` at height y, seen from both sides.
void addPlate(RayTree& tree, const glm::vec3& middle, float half) {
    const std::vector<glm::vec3> places{
        middle + glm::vec3(-half, 0.0f, -half), middle + glm::vec3(half, 0.0f, -half),
        middle + glm::vec3(half, 0.0f, half), middle + glm::vec3(-half, 0.0f, half)};
    const std::vector<std::array<std::uint32_t, 3>> triangles{{0, 2, 1}, {0, 3, 2}};
    tree.add(places, triangles);
}

TEST(RayTree, FindsWhatStandsBetween) {
    RayTree tree;
    for (int i = 0; i < 40; ++i) { // enough for several levels
        addPlate(tree, {0.1f * static_cast<float>(i), 0.5f, 0.0f}, 0.03f);
    }
    tree.build();
    const glm::vec3 up(0.0f, 1.0f, 0.0f);
    EXPECT_TRUE(tree.blocked({0.7f, 0.0f, 0.01f}, up, 0.0f, 1.0f));
    EXPECT_FALSE(tree.blocked({0.7f, 0.0f, 0.01f}, up, 0.0f, 0.4f));  // the plate is at 0.5
    EXPECT_FALSE(tree.blocked({0.7f, 0.0f, 0.01f}, up, 0.6f, 1.0f));  // behind it nothing
    EXPECT_FALSE(tree.blocked({0.75f, 0.0f, 0.01f}, up, 0.0f, 1.0f)); // between two plates
    EXPECT_FALSE(tree.blocked({0.7f, 0.0f, 0.01f}, -up, 0.0f, 1.0f));
}

StaticScene lampAbove() {
    StaticScene scene;
    scene.key.direction = {0.0f, 1.0f, 0.0f};
    scene.fill.direction = glm::normalize(glm::vec3(1.0f, 1.0f, 0.0f));
    return scene;
}

TEST(SeenLight, OpenSkinSeesAllAndSkinUnderALidLittle) {
    RayTree tree;
    addPlate(tree, {0.0f, 0.01f, 0.0f}, 0.2f); // 1 cm above the places, far wider
    tree.build();
    const std::vector<glm::vec3> places{{0.0f, 0.0f, 0.0f}, {0.5f, 0.0f, 0.0f}};
    const std::vector<glm::vec3> normals(2, {0.0f, 1.0f, 0.0f});
    const std::vector<SeenLight> light = seenLight(tree, places, normals, lampAbove());
    EXPECT_EQ(light[0].key, 0.0f);
    EXPECT_LT(light[0].room, 0.1f); // reach of the rays 12 cm: only those below 5 degrees pass
    EXPECT_EQ(light[1].key, 1.0f);
    EXPECT_EQ(light[1].room, 1.0f);
    EXPECT_EQ(light[1].fill, 1.0f);
}

// A thin plate lit from above glows below; the same place under 2 cm of flesh does not.
TEST(SeenLight, ThinSkinLetsTheKeyThrough) {
    const std::vector<glm::vec3> places{{0.0f, -0.004f, 0.0f}};
    const std::vector<glm::vec3> normals{{0.0f, -1.0f, 0.0f}};
    RayTree thin, thick;
    addPlate(thin, {0.0f, 0.0f, 0.0f}, 0.05f);
    addPlate(thick, {0.0f, 0.016f, 0.0f}, 0.05f);
    thin.build();
    thick.build();
    EXPECT_NEAR(seenLight(thin, places, normals, lampAbove())[0].through, 1.0f, 1e-5f);
    EXPECT_EQ(seenLight(thick, places, normals, lampAbove())[0].through, 0.0f);
}

// A square of side 1 cut at x = 0.3 keeps an area of 0.7 and a straight edge of length 1.
TEST(ClipMesh, CutsTrianglesWhereTheLevelCrossesZero) {
    SolidMesh mesh;
    std::vector<float> level;
    for (const glm::vec3 place :
         {glm::vec3(0, 0, 0), glm::vec3(1, 0, 0), glm::vec3(1, 0, 1), glm::vec3(0, 0, 1)}) {
        mesh.vertices.push_back({.position_m = place, .normal = {0.0f, 1.0f, 0.0f}});
        level.push_back(place.x - 0.3f);
    }
    mesh.indices = {0, 2, 1, 0, 3, 2};
    const auto cut = clipMesh(mesh, level);
    float area = 0.0f, edge = 0.0f;
    const auto at = [&](std::size_t i) { return mesh.vertices[mesh.indices[i]].position_m; };
    for (std::size_t i = 0; i < mesh.indices.size(); i += 3) {
        area += 0.5f * glm::cross(at(i + 1) - at(i), at(i + 2) - at(i)).y;
    }
    for (const std::array<std::uint32_t, 2>& step : cut) {
        edge += glm::length(mesh.vertices[step[0]].position_m - mesh.vertices[step[1]].position_m);
    }
    EXPECT_NEAR(area, 0.7f, 1e-5f);
    EXPECT_NEAR(edge, 1.0f, 1e-5f);
}

} // namespace
} // namespace stipple::render
