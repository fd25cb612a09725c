#include "training/app/orbit_moves.h"

#include <gtest/gtest.h>

#include <glm/common.hpp>
#include <glm/geometric.hpp>
#include <glm/trigonometric.hpp>

namespace stipple::app {
namespace {

constexpr float kDegree = 0.0174532925f;

OrbitLimits wide() {
    OrbitLimits limits;
    limits.lowest_rad = 0.02f;
    limits.clearance_m = 0.025f;
    limits.nearest_m = 0.01f;
    return limits;
}

render::OrbitCamera camera() {
    return {.target_m = {0.01f, 0.02f, 0.03f},
            .distance_m = 0.3f,
            .azimuth_rad = 0.2f,
            .elevation_rad = 0.7f,
            .fieldOfView_rad = 0.6f};
}

// where a place is in a square picture, -1..1
glm::vec2 placeIn(const render::OrbitCamera& camera, const glm::vec3& place_m) {
    const render::RenderView view = render::viewOf(camera, 1.0f);
    const glm::vec4 clip = view.projection * view.view * glm::vec4(place_m, 1.0f);
    return {clip.x / clip.w, clip.y / clip.w};
}

TEST(OrbitMoves, WhatIsTurnedAboutKeepsItsPlaceInThePicture) {
    const glm::vec3 pivot{0.05f, 0.03f, -0.01f};
    const glm::vec2 before = placeIn(camera(), pivot);
    const render::OrbitCamera turned = turnedAbout(camera(), pivot, 0.6f, -0.4f, wide());
    EXPECT_NEAR(turned.azimuth_rad, 0.8f, 1e-5f);
    EXPECT_NEAR(turned.elevation_rad, 0.3f, 1e-5f);
    EXPECT_NEAR(placeIn(turned, pivot).x, before.x, 1e-3f);
    EXPECT_NEAR(placeIn(turned, pivot).y, before.y, 1e-3f);
}

TEST(OrbitMoves, WhatIsZoomedToKeepsItsPlaceAndComesNearer) {
    const glm::vec3 place{0.05f, 0.03f, -0.01f};
    const glm::vec2 before = placeIn(camera(), place);
    const render::OrbitCamera zoomed = zoomedAt(camera(), place, 0.5f, wide());
    EXPECT_NEAR(zoomed.distance_m, 0.15f, 1e-6f);
    EXPECT_NEAR(placeIn(zoomed, place).x, before.x, 1e-3f);
    EXPECT_NEAR(placeIn(zoomed, place).y, before.y, 1e-3f);
}

TEST(OrbitMoves, WhatIsFittedFillsTheFreePartOfThePicture) {
    // a square picture of 800 pixels of which the lower half is under panels
    const ui::Box picture{0.0f, 0.0f, 800.0f, 800.0f};
    const ui::Box free{0.0f, 0.0f, 800.0f, 400.0f};
    const std::vector<glm::vec3> places{
        {-0.05f, 0.01f, 0.0f}, {0.05f, 0.01f, 0.0f}, {0.0f, 0.01f, -0.04f}, {0.0f, 0.01f, 0.04f}};
    const render::OrbitCamera close = fitted(camera(), places, picture, free, 1.0f, wide());
    EXPECT_FLOAT_EQ(close.azimuth_rad, camera().azimuth_rad);
    EXPECT_FLOAT_EQ(close.elevation_rad, camera().elevation_rad);
    glm::vec2 low(1.0f), high(-1.0f);
    for (const glm::vec3& place : places) {
        low = glm::min(low, placeIn(close, place));
        high = glm::max(high, placeIn(close, place));
    }
    // inside the free half, -1 to 0, and as large as it can be but for the perspective
    EXPECT_GE(low.y, -1.0f);
    EXPECT_LE(high.y, 0.0f);
    EXPECT_GE(low.x, -1.0f);
    EXPECT_LE(high.x, 1.0f);
    EXPECT_GT(std::max((high.x - low.x) / 2.0f, high.y - low.y), 0.8f);
    EXPECT_NEAR(0.5f * (low.y + high.y), -0.5f, 0.06f);
    // with nothing to fit, nothing moves
    EXPECT_EQ(fitted(camera(), {}, picture, free, 1.0f, wide()).distance_m, camera().distance_m);
}

TEST(OrbitMoves, NeverUpsideDown) {
    render::OrbitCamera turned = camera();
    for (int i = 0; i < 100; ++i) {
        turned = turnedAbout(turned, turned.target_m, 0.1f, 0.3f, wide());
        EXPECT_LE(turned.elevation_rad, 88.0f * kDegree + 1e-4f);
    }
    turned = turnedAbout(turned, turned.target_m, 0.0f, -9.0f, wide());
    EXPECT_GE(turned.elevation_rad, 0.02f - 1e-6f);
}

// a level square of 20 cm at the height of 10 cm
sim::SkinMesh roof() {
    sim::SkinMesh mesh;
    mesh.positions_m = {
        {-0.1f, 0.1f, -0.1f}, {-0.1f, 0.1f, 0.1f}, {0.1f, 0.1f, 0.1f}, {0.1f, 0.1f, -0.1f}};
    mesh.normals.assign(4, {0.0f, 1.0f, 0.0f});
    mesh.uv.assign(4, {0.0f, 0.0f});
    mesh.triangles = {{0, 1, 2}, {0, 2, 3}};
    return mesh;
}

TEST(OrbitMoves, TheEyeStaysBeforeTheSkin) {
    // the target 10 cm under the skin, the eye straight above it and 5 cm away: inside. Kept
    // outside it stands 10 cm + 2.5 cm from the target.
    const sim::SkinMesh mesh = roof();
    const sim::SkinCollider collider(mesh);
    render::OrbitCamera inside = camera();
    inside.target_m = {0.0f, 0.0f, 0.0f};
    inside.elevation_rad = 1.5707963f;
    inside.distance_m = 0.05f;
    EXPECT_NEAR(keptOutside(inside, collider, wide()).distance_m, 0.125f, 1e-4f);
    inside.distance_m = 0.4f;
    EXPECT_FLOAT_EQ(keptOutside(inside, collider, wide()).distance_m, 0.4f);
}

TEST(OrbitMoves, FacesAPlaceAlongItsNormal) {
    // a normal that leans 60 degrees from upright towards the person's left: seen from azimuth 90,
    // elevation 30
    const glm::vec3 normal{std::sin(60.0f * kDegree), std::cos(60.0f * kDegree), 0.0f};
    const render::OrbitCamera facing_ =
        facing(camera(), {0.0f, 0.0f, 0.0f}, normal, 0.1f, 0.0f, wide());
    EXPECT_NEAR(facing_.azimuth_rad, 90.0f * kDegree, 1e-4f);
    EXPECT_NEAR(facing_.elevation_rad, 30.0f * kDegree, 1e-4f);
}

TEST(OrbitMoves, AZoneOfTwoSidesIsFramedOnTheSideOfThePen) {
    sim::SkinCells cells;
    cells.position_m = {
        {-0.05f, 0.0f, 0.0f}, {-0.03f, 0.0f, 0.0f}, {0.03f, 0.0f, 0.0f}, {0.05f, 0.0f, 0.0f}};
    cells.normal.assign(4, {0.0f, 1.0f, 0.0f});
    cells.zone = {2, 2, 2, 2};
    const ZoneFrame left = frameOf(cells, 2, {0.04f, 0.0f, 0.0f});
    EXPECT_NEAR(left.middle_m.x, 0.04f, 1e-6f);
    EXPECT_NEAR(left.radius_m, 0.01f, 1e-6f);
    EXPECT_EQ(frameOf(cells, 7, {0.0f, 0.0f, 0.0f}).radius_m, 0.0f);
}

TEST(OrbitMoves, GlidesTheShortWay) {
    render::OrbitCamera from = camera();
    render::OrbitCamera to = camera();
    from.azimuth_rad = 170.0f * kDegree;
    to.azimuth_rad = -170.0f * kDegree;
    EXPECT_NEAR(between(from, to, 0.5f).azimuth_rad, 180.0f * kDegree, 1e-4f);
}

} // namespace
} // namespace stipple::app
