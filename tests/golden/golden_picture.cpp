#include "tests/golden/golden_picture.h"

#include "engine/base/file.h"
#include "engine/render/png_file.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdlib>
#include <filesystem>

namespace stipple::test {
namespace {

namespace fs = std::filesystem;
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

} // namespace

void compareWithGolden(const std::string& name, const gpu::Picture& fresh) {
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

} // namespace stipple::test
