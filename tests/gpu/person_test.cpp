#include "engine/render/frame_bench.h"
#include "tests/gpu/small_pad.h"
#include "tests/gpu/small_person.h"

#include <gtest/gtest.h>

#include <array>
#include <cmath>

namespace stipple {
namespace {

using render::FrameOutput;
using render::Renderer;
using test::SmallPerson;

constexpr gpu::Extent kSize{320, 180};

/// Straight down at the middle of the face, which is the middle of the picture.
render::RenderView faceView() {
    return render::viewOf({.target_m = {0.0f, 0.095f, 0.0f},
                           .distance_m = 0.30f,
                           .azimuth_rad = 0.0f,
                           .elevation_rad = 1.5f,
                           .fieldOfView_rad = 0.5f},
                          320.0f / 180.0f);
}

/// A person, a renderer and a place to draw.
struct Shown {
    SmallPerson person;
    Renderer renderer;
    FrameOutput output;
    Shown(const gpu::Device& device, float melanin, std::span<const std::uint8_t> regions = {})
        : person(melanin, 0.012f), renderer(make(device, person, regions)),
          output(FrameOutput::create(device).value()) {}
    static Renderer make(const gpu::Device& device, const SmallPerson& person,
                         std::span<const std::uint8_t> regions) {
        render::StaticScene fixed = person.fixed();
        fixed.regions.region = regions;
        return Renderer::create(device, fixed).value();
    }
    gpu::Picture draw(const render::DrawSettings& settings = {},
                      render::FrameStats* stats = nullptr) {
        return test::drawOnce(output, renderer, kSize, faceView(), person.scene(), settings, stats);
    }
};

/// Mean colour of 9 x 9 pixels around the middle.
std::array<double, 3> middleOf(const gpu::Picture& picture) {
    std::array<double, 3> sum{};
    for (std::uint32_t y = kSize.height / 2 - 4; y <= kSize.height / 2 + 4; ++y) {
        for (std::uint32_t x = kSize.width / 2 - 4; x <= kSize.width / 2 + 4; ++x) {
            for (std::size_t i = 0; i < 3; ++i) {
                sum[i] += picture.rgba[(std::size_t{y} * kSize.width + x) * 4 + i] / 81.0;
            }
        }
    }
    return sum;
}

// A sphere cut away by the near plane would make triangles look cheap, and the bound too small
TEST(FrameBench, PricesTrianglesThatAreDrawn) {
    STIPPLE_OPEN_DEVICE(device);
    Shown shown(*device, 0.03f);
    const auto bench = render::benchFrame(*device, shown.renderer, faceView(), shown.person.scene(),
                                          {.size = kSize, .rounds = 3});
    ASSERT_TRUE(bench) << bench.error().text;
    // the ellipse over the picture; its edge is 400 pixels long
    const double ellipse = 3.14159265 * 0.25 * 0.45 * kSize.width * kSize.height;
    EXPECT_NEAR(static_cast<double>(bench->sphereFragments), ellipse, 400.0);
    EXPECT_GT(bench->usPerTriangle, 0.0);
}

TEST(Person, IsDrawnWithoutAWordFromValidation) {
    STIPPLE_OPEN_DEVICE(device);
    {
        Shown shown(*device, 0.03f);
        for (const render::DrawSettings settings :
             {render::DrawSettings{}, render::DrawSettings{.scale = 0.5f},
              render::DrawSettings{.scale = 2.0f}, render::DrawSettings{.withoutDiffusion = true},
              render::DrawSettings{.quality = render::Quality::Low, .measured = true}}) {
            const auto colour = middleOf(shown.draw(settings));
            EXPECT_GT(colour[0], colour[1] + 10.0); // skin: more red than green than blue
            EXPECT_GT(colour[1], colour[2] + 5.0);
            EXPECT_GT(colour[2], 60.0);
        }
        Shown painted(*device, 0.03f, shown.person.cells.zone);
        (void)painted.draw();
        render::RenderScene scene = shown.person.scene();
        const std::vector<float> coverage(sim::cellCount(shown.person.cells), 0.5f);
        scene.overlay = {.value = coverage, .thin = 0.2f, .over = 0.8f, .revision = 1};
        (void)test::drawOnce(shown.output, shown.renderer, kSize, faceView(), scene);
    }
    EXPECT_EQ(device->validationMessages(), 0U) << device->validationText();
}

TEST(Person, MoreMelaninIsDarkerSkin) {
    STIPPLE_OPEN_DEVICE(device);
    double last = 256.0;
    for (const float melanin : {0.015f, 0.05f, 0.12f, 0.20f, 0.40f}) {
        Shown shown(*device, melanin);
        const double green = middleOf(shown.draw())[1];
        EXPECT_LT(green, last - 8.0) << melanin;
        last = green;
    }
    EXPECT_GT(last, 15.0); // the darkest is no silhouette
}

TEST(Person, RednessShowsOnLightAndOnDarkSkin) {
    STIPPLE_OPEN_DEVICE(device);
    for (const float melanin : {0.03f, 0.33f}) {
        Shown shown(*device, melanin);
        const auto before = middleOf(shown.draw());
        shown.person.redden({0.0f, 0.095f, 0.0f}, 0.02f, 1.0f);
        const auto after = middleOf(shown.draw());
        EXPECT_GT(after[0] / after[1], before[0] / before[1] * 1.02) << melanin;
        EXPECT_LT(after[1], before[1] - 1.5) << melanin; // and it is darker: not hue alone
    }
}

TEST(Person, AnIdleFrameSendsNothingAndAPunctureLittle) {
    STIPPLE_OPEN_DEVICE(device);
    Shown shown(*device, 0.03f);
    render::FrameStats stats;
    (void)shown.draw({}, &stats);
    EXPECT_EQ(stats.uploadedBytes, 0U);
    shown.person.puncture({0.0f, 0.095f, 0.0f}, true);
    (void)shown.draw({}, &stats);
    EXPECT_GT(stats.uploadedBytes, 0U);
    // a tile of fields of 18 x 18 cells of 4 bytes; at most four tiles of marks of 2 bytes, 4
    // levels
    EXPECT_LE(stats.uploadedBytes,
              18U * 18U * 4U + 4U * (64U * 64U + 32U * 32U + 16U * 16U + 8U * 8U) * 2U);
    (void)shown.draw({}, &stats);
    EXPECT_EQ(stats.uploadedBytes, 0U);
}

// A cell at the seam changes: its own tile and the tile across the atlas with its gutter are sent.
TEST(Person, GuttersFollowTheCellAcrossTheSeam) {
    STIPPLE_OPEN_DEVICE(device);
    Shown shown(*device, 0.03f);
    render::FrameStats stats;
    (void)shown.draw({}, &stats);
    const SmallPerson& person = shown.person;
    const std::uint32_t width = person.cells.width;
    const std::uint32_t cell = 40 * width + SmallPerson::kGutter;
    shown.person.skin.gel[cell] = 1.0f; // redness would also swell the corners of the mesh
    ++shown.person.skin.tileRevision[40 / sim::kTileTexels * sim::tilesAcross(person.cells)];
    (void)shown.draw({}, &stats);
    // 17 columns at either edge of the atlas, 18 rows
    EXPECT_EQ(stats.uploadedBytes, 2U * 17U * 18U * 4U);
}

// A red disc of 15 mm is a little hill. The same place is as red on the flank of a hill that faces
// the key light (from the left) as on one that turns away, and brighter: on light skin and on dark.
TEST(Person, SwollenSkinStandsOut) {
    STIPPLE_OPEN_DEVICE(device);
    for (const float melanin : {0.03f, 0.33f}) {
        const auto brightness = [&](float middle_m) {
            Shown shown(*device, melanin);
            shown.person.redden({middle_m, 0.095f, 0.0f}, 0.015f, 1.4f);
            return middleOf(shown.draw())[1];
        };
        EXPECT_GT(brightness(0.011f), brightness(-0.011f) * 1.01) << melanin;
    }
}

// What goes into skin comes out: the mean over the face stays when the diffusion is taken away.
TEST(Person, DiffusionKeepsTheLight) {
    STIPPLE_OPEN_DEVICE(device);
    Shown shown(*device, 0.03f);
    const auto with = middleOf(shown.draw());
    const auto without = middleOf(shown.draw({.withoutDiffusion = true}));
    for (std::size_t i = 0; i < 3; ++i) {
        EXPECT_NEAR(with[i], without[i], 2.0) << i;
    }
}

} // namespace
} // namespace stipple
