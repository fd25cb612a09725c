#include "engine/base/file.h"
#include "engine/render/png_file.h"
#include "tests/gpu/small_pad.h"

#include <glm/geometric.hpp>
#include <gtest/gtest.h>

#include <cmath>
#include <cstdlib>
#include <filesystem>

namespace stipple {
namespace {

namespace fs = std::filesystem;
using test::SmallPad;

constexpr gpu::Extent kSize{480, 270};
constexpr float kAspect = 480.0f / 270.0f;
constexpr int kMostDifference = 2;        // of 255, per channel
constexpr double kMostPixelShare = 0.001; // that may differ by more

fs::path pictureFolder() {
    const char* root = std::getenv("STIPPLE_ROOT");
    return fs::path(root != nullptr ? root : ".") / "tests/golden/pictures";
}

/// True when the pictures are to be replaced by what is drawn now: STIPPLE_RENEW_GOLDEN=1.
bool renewing() {
    return std::getenv("STIPPLE_RENEW_GOLDEN") != nullptr;
}

/// Old and new as one picture of differences, eight times as strong.
gpu::Picture difference(const gpu::Picture& a, const gpu::Picture& b) {
    gpu::Picture out{.size = a.size, .rgba = std::vector<std::uint8_t>(a.rgba.size(), 255)};
    for (std::size_t i = 0; i < a.rgba.size(); ++i) {
        if (i % 4 != 3) {
            const int gap = std::abs(int{a.rgba[i]} - int{b.rgba[i]}) * 8;
            out.rgba[i] = static_cast<std::uint8_t>(std::min(gap, 255));
        }
    }
    return out;
}

double shareThatDiffers(const gpu::Picture& a, const gpu::Picture& b) {
    std::size_t differing = 0;
    for (std::size_t i = 0; i < a.rgba.size(); i += 4) {
        bool off = false;
        for (std::size_t channel = 0; channel < 3; ++channel) {
            off = off ||
                  std::abs(int{a.rgba[i + channel]} - int{b.rgba[i + channel]}) > kMostDifference;
        }
        differing += off ? 1 : 0;
    }
    return static_cast<double>(differing) / (static_cast<double>(a.rgba.size()) / 4.0);
}

/// Leaves old, new and difference and a page that shows them beside each other.
void writePage(const std::string& name, const gpu::Picture& old, const gpu::Picture& fresh) {
    const fs::path folder = fs::current_path() / "golden_failures";
    ASSERT_TRUE(makeFolder(folder).ok());
    ASSERT_TRUE(render::writePng(folder / (name + ".old.png"), old).ok());
    ASSERT_TRUE(render::writePng(folder / (name + ".new.png"), fresh).ok());
    ASSERT_TRUE(render::writePng(folder / (name + ".difference.png"), difference(old, fresh)).ok());
    std::string page = "<!doctype html><meta charset=utf-8><title>" + name + "</title><h1>" + name +
                       "</h1><style>img{width:32%}</style>\n";
    for (const char* kind : {"old", "new", "difference"}) {
        page += fmt::format("<img src=\"{}.{}.png\" alt=\"{}\">\n", name, kind, kind);
    }
    ASSERT_TRUE(writeFileWhole(folder / (name + ".html"), page).ok());
    ADD_FAILURE() << "see " << (folder / (name + ".html")).string();
}

void compare(const std::string& name, const gpu::Picture& fresh) {
    const fs::path path = pictureFolder() / (name + ".png");
    if (renewing()) {
        ASSERT_TRUE(render::writePng(path, fresh).ok());
        return;
    }
    const Result<gpu::Picture> old = render::readPng(path);
    ASSERT_TRUE(old.ok()) << old.error().text << " Make it with STIPPLE_RENEW_GOLDEN=1.";
    ASSERT_EQ(old->size, fresh.size);
    const double share = shareThatDiffers(*old, fresh);
    if (share > kMostPixelShare) {
        writePage(name, *old, fresh);
    }
    EXPECT_LE(share, kMostPixelShare);
}

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

/// Other devices round otherwise: only lavapipe is compared.
#define STIPPLE_OPEN_LAVAPIPE(device)                                                              \
    STIPPLE_OPEN_DEVICE(device)                                                                    \
    if (device->name().find("llvmpipe") == std::string::npos) {                                    \
        if (test::deviceIsRequired()) {                                                            \
            FAIL() << "golden pictures need lavapipe, this is " << device->name();                 \
        }                                                                                          \
        GTEST_SKIP() << "golden pictures need lavapipe, this is " << device->name();               \
    }

TEST(Golden, TreatedPad) {
    STIPPLE_OPEN_LAVAPIPE(device)
    SmallPad pad;
    treat(pad);
    compare("treated_pad",
            draw(*device, pad, test::frontView(kAspect), pad.with(0.02f, 0.01f, 0.003f)));
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
    compare("pen_seated_close", draw(*device, pad, test::closeView(kAspect), scene));
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
    compare("coverage_overlay", draw(*device, pad, test::frontView(kAspect), scene));
}

TEST(Golden, SupportHand) {
    STIPPLE_OPEN_LAVAPIPE(device)
    SmallPad pad;
    render::RenderScene scene = pad.with(0.0f, 0.005f, 0.002f);
    scene.supportHand_pct = 10.0f;
    compare("support_hand", draw(*device, pad, test::frontView(kAspect), scene));
}

} // namespace
} // namespace stipple
