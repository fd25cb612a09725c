#include "tests/gpu/small_pad.h"

#include <glm/vec4.hpp>
#include <gtest/gtest.h>

#include <array>
#include <cstdlib>

namespace stipple {
namespace {

using render::FrameOutput;
using render::Renderer;
using test::SmallPad;

constexpr gpu::Extent kSmall{320, 180};
constexpr float kAspect = 320.0f / 180.0f;

/// Pixel that a place of the skin frame falls on.
std::array<std::uint32_t, 2> pixelOf(const render::RenderView& view, const glm::vec3& place,
                                     gpu::Extent size) {
    const glm::vec4 clip = view.projection * view.view * glm::vec4(place, 1.0f);
    const float x = (clip.x / clip.w * 0.5f + 0.5f) * static_cast<float>(size.width);
    const float y = (clip.y / clip.w * 0.5f + 0.5f) * static_cast<float>(size.height);
    return {static_cast<std::uint32_t>(x), static_cast<std::uint32_t>(y)};
}

std::array<int, 3> colourAt(const gpu::Picture& picture, std::array<std::uint32_t, 2> at) {
    const std::size_t first = (std::size_t{at[1]} * picture.size.width + at[0]) * 4;
    return {picture.rgba[first], picture.rgba[first + 1], picture.rgba[first + 2]};
}

/// A pad, a device, a renderer and a place to draw.
struct Bench {
    SmallPad pad;
    Renderer renderer;
    FrameOutput output;
};

std::unique_ptr<Bench> makeBench(const gpu::Device& device) {
    SmallPad pad;
    auto bench = std::unique_ptr<Bench>(new Bench{
        .pad = {},
        .renderer = Renderer::create(device, pad.fixed()).value(),
        .output = FrameOutput::create(device).value(),
    });
    bench->renderer = Renderer::create(device, bench->pad.fixed()).value();
    return bench;
}

TEST(Offscreen, DrawsThePadWithoutAWordFromValidation) {
    STIPPLE_OPEN_DEVICE(device);
    {
        const auto bench = makeBench(*device);
        render::RenderScene scene = bench->pad.with(0.01f, 0.0f, 0.002f);
        scene.supportHand_pct = 8.0f;
        const std::vector<float> coverage(sim::cellCount(bench->pad.cells), 0.5f);
        scene.overlay = {.value = coverage, .thin = 0.2f, .over = 0.8f, .revision = 1};
        for (const render::DrawSettings settings :
             {render::DrawSettings{}, render::DrawSettings{.scale = 0.5f},
              render::DrawSettings{.quality = render::Quality::Low, .measured = true}}) {
            const gpu::Picture picture = test::drawOnce(bench->output, bench->renderer, kSmall,
                                                        test::frontView(kAspect), scene, settings);
            // the pad is in the middle of the picture and is not black
            EXPECT_GT(colourAt(picture, {160, 120})[0], 40);
        }
    }
    if (device->validates()) {
        EXPECT_EQ(device->validationMessages(), 0U) << device->validationText();
    }
}

TEST(Offscreen, TheSameFrameHasTheSameBits) {
    STIPPLE_OPEN_DEVICE(device);
    const auto bench = makeBench(*device);
    bench->pad.puncture(0.0f, 0.0f, true);
    const render::RenderScene scene = bench->pad.with(0.02f, 0.0f, 0.004f);
    const render::RenderView view = test::frontView(kAspect);
    const gpu::Picture first = test::drawOnce(bench->output, bench->renderer, kSmall, view, scene);
    const gpu::Picture second = test::drawOnce(bench->output, bench->renderer, kSmall, view, scene);
    const auto other = makeBench(*device);
    other->pad.puncture(0.0f, 0.0f, true);
    const render::RenderScene again = other->pad.with(0.02f, 0.0f, 0.004f);
    const gpu::Picture third = test::drawOnce(other->output, other->renderer, kSmall, view, again);
    EXPECT_EQ(first.rgba, second.rgba);
    EXPECT_EQ(first.rgba, third.rgba);
}

TEST(Offscreen, AnIdleFrameSendsNothingAndAPunctureLittle) {
    STIPPLE_OPEN_DEVICE(device);
    const auto bench = makeBench(*device);
    const render::RenderView view = test::frontView(kAspect);
    render::FrameStats stats;
    const auto frame = [&] {
        const render::RenderScene scene = bench->pad.with(0.02f, 0.0f, 0.004f);
        (void)test::drawOnce(bench->output, bench->renderer, kSmall, view, scene, {}, &stats);
        return stats.uploadedBytes;
    };
    EXPECT_EQ(frame(), 0U); // an untouched skin is what new textures hold
    bench->pad.puncture(0.001f, 0.001f, false);
    // one tile of fields: at most 18 x 18 cells of 4 bytes; one tile of marks: 64 x 64 texels of 4
    // bytes and its three smaller levels; a mark can touch up to four tiles
    const std::size_t once = frame();
    EXPECT_GT(once, 0U);
    EXPECT_LE(once, 18U * 18U * 4U + 4U * (64U * 64U + 32U * 32U + 16U * 16U + 8U * 8U) * 4U);
    EXPECT_EQ(frame(), 0U);
    // all of it again for another attempt's skin: 240 x 160 cells of 4 bytes at least
    bench->renderer.forgetSkin();
    EXPECT_GT(frame(), 240U * 160U * 4U);
    EXPECT_EQ(frame(), 0U);
}

TEST(Offscreen, APunctureDarkensThePlaceWhereItIs) {
    STIPPLE_OPEN_DEVICE(device);
    const auto bench = makeBench(*device);
    constexpr gpu::Extent kSize{640, 360};
    const render::RenderView view = test::closeView(640.0f / 360.0f);
    render::RenderScene scene = bench->pad.with(0.0f, 0.0f, 0.1f);
    scene.penLook.visible = false;
    const gpu::Picture before = test::drawOnce(bench->output, bench->renderer, kSize, view, scene);
    // a cluster 0.7 mm wide, so that the pixel lies inside: the drawn skin is up to 0.1 mm lower
    // than the true one, which shifts it by a pixel
    for (int i = -3; i <= 3; ++i) {
        for (int j = -3; j <= 3; ++j) {
            bench->pad.puncture(0.003f + 0.0001f * static_cast<float>(i),
                                0.005f + 0.0001f * static_cast<float>(j), false);
        }
    }
    const gpu::Picture after = test::drawOnce(bench->output, bench->renderer, kSize, view, scene);
    const auto at = pixelOf(view, {0.003f, SmallPad::height_m(0.003f, 0.005f), 0.005f}, kSize);
    const auto old = colourAt(before, at), fresh = colourAt(after, at);
    EXPECT_LT(fresh[1], old[1] - 30); // darker
    // redder: the share of red grew
    EXPECT_GT(fresh[0] * (old[0] + old[1] + old[2]), old[0] * (fresh[0] + fresh[1] + fresh[2]));
    // five millimetres beside it nothing changed
    const auto beside = pixelOf(view, {0.008f, SmallPad::height_m(0.008f, 0.005f), 0.005f}, kSize);
    EXPECT_EQ(colourAt(before, beside), colourAt(after, beside));
}

TEST(Offscreen, BloodIsRedAndGoesWhenWiped) {
    STIPPLE_OPEN_DEVICE(device);
    const auto bench = makeBench(*device);
    constexpr gpu::Extent kSize{1280, 720};
    const render::RenderView view = test::closeView(640.0f / 360.0f);
    render::RenderScene scene = bench->pad.with(0.0f, 0.0f, 0.1f);
    scene.penLook.visible = false;
    bench->pad.puncture(0.0f, 0.002f, true);
    const auto middle = pixelOf(view, {0.0f, SmallPad::height_m(0.0f, 0.002f), 0.002f}, kSize);
    // a bead of at least 0.44 mm is nine pixels wide and has a highlight: take the mean of 5 x 5
    const auto redness = [&] {
        const gpu::Picture picture =
            test::drawOnce(bench->output, bench->renderer, kSize, view, scene);
        int red = 0, green = 0;
        for (std::uint32_t y = middle[1] - 2; y <= middle[1] + 2; ++y) {
            for (std::uint32_t x = middle[0] - 2; x <= middle[0] + 2; ++x) {
                const auto colour = colourAt(picture, {x, y});
                red += colour[0];
                green += colour[1];
            }
        }
        return static_cast<double>(red) / green;
    };
    EXPECT_GT(redness(), 1.85);
    const std::uint32_t cell = bench->pad.cellAtPlace(0.0f, 0.002f);
    bench->pad.skin.bleeding[cell] = 0.0f;
    bench->pad.skin.bloodPoints[cell] = 0.0f;
    bench->pad.touch(cell);
    EXPECT_LT(redness(), 1.6);
}

// Two drops touch each other and one is wiped: the picture is the same as if it had never bled, the
// other drop is whole.
TEST(Offscreen, AWipeBitesNothingOutOfADrop) {
    STIPPLE_OPEN_DEVICE(device);
    constexpr gpu::Extent kSize{640, 360};
    const render::RenderView view = test::closeView(640.0f / 360.0f);
    const auto pictureOf = [&](bool bled) {
        const auto bench = makeBench(*device);
        render::RenderScene scene = bench->pad.with(0.0f, 0.0f, 0.1f);
        scene.penLook.visible = false;
        bench->pad.puncture(-0.00015f, 0.002f, bled);
        bench->pad.puncture(0.00015f, 0.002f, true);
        if (bled) {
            (void)test::drawOnce(bench->output, bench->renderer, kSize, view, scene);
            const std::uint32_t cell = bench->pad.cellAtPlace(-0.00015f, 0.002f);
            EXPECT_NE(cell, bench->pad.cellAtPlace(0.00015f, 0.002f));
            bench->pad.skin.bleeding[cell] = 0.0f;
            bench->pad.skin.bloodPoints[cell] = 0.0f;
            bench->pad.touch(cell);
        }
        return test::drawOnce(bench->output, bench->renderer, kSize, view, scene).rgba;
    };
    EXPECT_TRUE(pictureOf(true) == pictureOf(false));
}

TEST(Offscreen, TargetsFollowTheSizeAskedFor) {
    STIPPLE_OPEN_DEVICE(device);
    const auto bench = makeBench(*device);
    const render::RenderScene scene = bench->pad.with(0.0f, 0.0f, 0.004f);
    for (const gpu::Extent size :
         {gpu::Extent{64, 64}, gpu::Extent{333, 77}, gpu::Extent{64, 64}}) {
        render::FrameStats stats;
        const gpu::Picture picture =
            test::drawOnce(bench->output, bench->renderer, size, test::frontView(1.5f), scene,
                           {.scale = 0.5f}, &stats);
        EXPECT_EQ(picture.size, size);
        EXPECT_EQ(picture.rgba.size(), std::size_t{size.width} * size.height * 4);
        EXPECT_EQ(stats.drawn.width, (size.width + 1) / 2);
    }
    const Result<bool> minimised = bench->output.begin({0, 0});
    ASSERT_TRUE(minimised.ok());
    EXPECT_FALSE(*minimised);
    EXPECT_EQ(device->validationMessages(), 0U) << device->validationText();
}

TEST(Device, SaysWhichNamesItSawWhenNoneFits) {
    gpu::DeviceSettings settings;
    settings.gpu = "no such graphics card";
    const Result<std::unique_ptr<gpu::Device>> device = gpu::Device::create(settings);
    ASSERT_FALSE(device.ok());
    EXPECT_NE(device.error().text.find("no such graphics card"), std::string::npos)
        << device.error().text;
}

} // namespace
} // namespace stipple
