#include "tests/golden/golden_picture.h"
#include "tests/gpu/small_pad.h"

#include <gtest/gtest.h>

#include <cmath>

namespace stipple {
namespace {

using test::SmallPad;

/// A roller of 8 x 24 needles on the pad, rolled a fifth of a turn.
render::RenderScene rollerOn(const SmallPad& pad, float x_m, float z_m, float gap_m) {
    render::RenderScene scene = pad.with(x_m, z_m, gap_m);
    scene.penLook.needles_m.clear();
    for (int row = 0; row < 24; ++row) {
        for (int ring = 0; ring < 8; ++ring) {
            scene.penLook.needles_m.emplace_back((static_cast<float>(ring) - 3.5f) * 0.0025f,
                                                 (static_cast<float>(row) + 0.5f) * 6.2831853f *
                                                     0.010f / 24.0f);
        }
    }
    scene.penLook.plateRadius_m = 0.00635f;
    scene.penLook.needleDiameter_m = 0.00025f;
    scene.penLook.needleOut_m = 0.0015f;
    scene.penLook.drumRadius_m = 0.010f;
    scene.penLook.drumWidth_m = 0.020f;
    scene.penLook.drumAngle_rad = 1.2566f;
    return scene;
}

TEST(Golden, RollerOnThePad) {
    STIPPLE_OPEN_LAVAPIPE(device)
    const SmallPad pad;
    Result<render::Renderer> renderer = render::Renderer::create(*device, pad.fixed());
    Result<render::FrameOutput> output = render::FrameOutput::create(*device);
    ASSERT_TRUE(renderer.ok() && output.ok());
    test::compareWithGolden("roller_on_pad", test::drawOnce(*output, *renderer, test::kGoldenSize,
                                                            test::closeView(test::kGoldenAspect),
                                                            rollerOn(pad, 0.0f, 0.004f, -0.0004f)));
}

} // namespace
} // namespace stipple
