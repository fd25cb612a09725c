#include "tests/golden/golden_picture.h"
#include "tests/gpu/small_pad.h"

#include <glm/geometric.hpp>
#include <gtest/gtest.h>

#include <cmath>

namespace stipple {
namespace {

using test::SmallPad;

constexpr gpu::Extent kSize = test::kGoldenSize;
constexpr float kAspect = test::kGoldenAspect;

/// Punctures on a grid of 1 mm with every seventh bleeding, redness and gel beside them.
void treat(SmallPad& pad) {
    for (int i = 0; i < 30; ++i) {
        for (int j = 0; j < 30; ++j) {
            pad.puncture(-0.0150f + 0.001f * static_cast<float>(i),
                         -0.0120f + 0.001f * static_cast<float>(j), (i * 31 + j * 17) % 7 == 0);
        }
    }
    pad.redden({-0.016f, -0.013f}, {0.004f, 0.019f}, 1.0f);
    pad.spreadGel({0.036f, 0.006f}, 0.015f);
}

gpu::Picture draw(const gpu::Device& device, const SmallPad& pad, const render::RenderView& view,
                  const render::RenderScene& scene) {
    Result<render::Renderer> renderer = render::Renderer::create(device, pad.fixed());
    Result<render::FrameOutput> output = render::FrameOutput::create(device);
    STIPPLE_ASSERT(renderer.ok() && output.ok(), "the renderer starts");
    return test::drawOnce(*output, *renderer, kSize, view, scene);
}

TEST(Golden, TreatedPad) {
    STIPPLE_OPEN_LAVAPIPE(device)
    SmallPad pad;
    treat(pad);
    test::compareWithGolden("treated_pad", draw(*device, pad, test::frontView(kAspect),
                                                pad.with(0.02f, 0.01f, 0.003f)));
}

TEST(Golden, PenSeatedClose) {
    STIPPLE_OPEN_LAVAPIPE(device)
    SmallPad pad;
    treat(pad);
    render::RenderScene scene = pad.with(0.004f, 0.006f, -0.0008f);
    scene.dent = {.centre_m = {0.004f, SmallPad::height_m(0.004f, 0.006f), 0.006f},
                  .normal = {0.0f, 1.0f, 0.0f},
                  .depth_m = 0.0008f,
                  .radius_m = 0.0045f};
    test::compareWithGolden("pen_seated_close",
                            draw(*device, pad, test::closeView(kAspect), scene));
}

TEST(Golden, CoverageOverlay) {
    STIPPLE_OPEN_LAVAPIPE(device)
    SmallPad pad;
    std::vector<float> coverage;
    for (const glm::vec3& place : pad.cells.position_m) {
        // a ramp from left to right on the patches, nothing off them
        coverage.push_back(std::abs(place.z - 0.003f) < 0.0175f ? (place.x + 0.06f) / 0.12f
                                                                : -1.0f);
    }
    render::RenderScene scene = pad.with(0.0f, 0.0f, 0.05f);
    scene.penLook.visible = false;
    scene.overlay = {.value = coverage, .thin = 0.25f, .over = 0.8f, .revision = 1};
    test::compareWithGolden("coverage_overlay",
                            draw(*device, pad, test::frontView(kAspect), scene));
}

TEST(Golden, SupportHand) {
    STIPPLE_OPEN_LAVAPIPE(device)
    SmallPad pad;
    render::RenderScene scene = pad.with(0.0f, 0.005f, 0.002f);
    scene.supportHand_pct = 10.0f;
    test::compareWithGolden("support_hand", draw(*device, pad, test::frontView(kAspect), scene));
}

} // namespace
} // namespace stipple
