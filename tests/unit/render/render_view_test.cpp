#include "engine/render/render_view.h"

#include <glm/geometric.hpp>
#include <glm/vec4.hpp>
#include <gtest/gtest.h>

namespace stipple::render {
namespace {

const OrbitCamera kFront{.target_m = {0.0f, 0.0f, 0.0f},
                         .distance_m = 0.3f,
                         .azimuth_rad = 0.0f,
                         .elevation_rad = 0.8f,
                         .fieldOfView_rad = 0.6f};

TEST(RenderView, TheTargetIsInTheMiddle) {
    const RenderView view = viewOf(kFront, 1.5f);
    const glm::vec4 clip = view.projection * view.view * glm::vec4(0.0f, 0.0f, 0.0f, 1.0f);
    EXPECT_NEAR(clip.x / clip.w, 0.0f, 1e-5f);
    EXPECT_NEAR(clip.y / clip.w, 0.0f, 1e-5f);
}

TEST(RenderView, WithoutAzimuthTheViewerSitsAtPlusZ) {
    const RenderView view = viewOf(kFront, 1.5f);
    EXPECT_NEAR(view.eye_m.x, 0.0f, 1e-6f);
    EXPECT_GT(view.eye_m.z, 0.0f);
    // 0.3 x sin 0.8
    EXPECT_NEAR(view.eye_m.y, 0.2152f, 1e-4f);
}

TEST(RenderView, RightIsRightAndNearIsLow) {
    const RenderView view = viewOf(kFront, 1.5f);
    const glm::vec4 right = view.projection * view.view * glm::vec4(0.05f, 0.0f, 0.0f, 1.0f);
    const glm::vec4 near = view.projection * view.view * glm::vec4(0.0f, 0.0f, 0.05f, 1.0f);
    EXPECT_GT(right.x / right.w, 0.0f);
    EXPECT_GT(near.y / near.w, 0.0f); // y of Vulkan's clip space points down
}

TEST(RenderView, ARayGoesThroughThePlaceThatItsPixelShows) {
    const RenderView view = viewOf(kFront, 1.5f);
    const glm::vec3 place(0.03f, 0.01f, -0.02f);
    const glm::vec4 clip = view.projection * view.view * glm::vec4(place, 1.0f);
    const glm::vec3 ray =
        rayThrough(view, clip.x / clip.w * 0.5f + 0.5f, clip.y / clip.w * 0.5f + 0.5f);
    const glm::vec3 way = glm::normalize(place - view.eye_m);
    EXPECT_NEAR(glm::dot(ray, way), 1.0f, 1e-5f);
}

} // namespace
} // namespace stipple::render
