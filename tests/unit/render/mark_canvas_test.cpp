#include "engine/render/mark_canvas.h"

#include <gtest/gtest.h>

namespace stipple::render {
namespace {

std::uint8_t texelOf(const MarkCanvas& canvas, std::uint32_t level, std::uint32_t x,
                     std::uint32_t y, std::size_t channel) {
    return canvas.level(level)[(std::size_t{y} * canvas.size(level).width + x) * 4 + channel];
}

TEST(MarkCanvas, APunctureHasTheInkOfOneHoleInTheMiddleAndNoneAMillimetreAway) {
    MarkCanvas canvas({200, 100}, 0.0001f);          // 20 x 10 mm
    canvas.addPuncture({0.5025f, 0.505f}, 0.00012f); // middle of texel 100, 50
    EXPECT_EQ(texelOf(canvas, 0, 100, 50, 0), 107);  // 0.42 x 255
    EXPECT_EQ(texelOf(canvas, 0, 110, 50, 0), 0);
}

TEST(MarkCanvas, AMarkIsAboutTwoTenthsOfAMillimetreWide) {
    MarkCanvas canvas({200, 100}, 0.0001f);
    canvas.addPuncture({0.5025f, 0.505f}, 0.00012f);
    // core radius 1.2 texels: the next texel is 1.2 + 0.5 - 1 = 0.7 inside, the one after only ring
    EXPECT_NEAR(texelOf(canvas, 0, 101, 50, 0), 75, 1); // 0.7 x 0.42 x 255
    EXPECT_LT(texelOf(canvas, 0, 102, 50, 0), 20);
}

TEST(MarkCanvas, OnlyTouchedTilesChange) {
    MarkCanvas canvas({640, 640}, 0.0001f); // 10 x 10 tiles of 64
    EXPECT_TRUE(canvas.takeChanged().empty());
    canvas.addPuncture({0.55f, 0.25f}, 0.00012f); // texel 352, 160: tile 5 across, 2 down
    EXPECT_EQ(canvas.takeChanged(), std::vector<std::uint32_t>{25});
    EXPECT_TRUE(canvas.takeChanged().empty());
}

TEST(MarkCanvas, SmallerLevelsHoldTheMeanOfFour) {
    MarkCanvas canvas({64, 64}, 0.0001f);
    canvas.addPuncture({0.5f, 0.5f}, 0.00012f);
    (void)canvas.takeChanged();
    const unsigned sum = 2U + texelOf(canvas, 0, 32, 32, 0) + texelOf(canvas, 0, 33, 32, 0) +
                         texelOf(canvas, 0, 32, 33, 0) + texelOf(canvas, 0, 33, 33, 0);
    EXPECT_EQ(texelOf(canvas, 1, 16, 16, 0), sum / 4);
}

TEST(MarkCanvas, WipingTakesBloodAndLeavesPunctures) {
    MarkCanvas canvas({64, 64}, 0.0001f);
    canvas.addPuncture({0.5f, 0.5f}, 0.00012f);
    canvas.addBlood({0.5f, 0.5f}, 0.0004f);
    EXPECT_GT(texelOf(canvas, 0, 32, 32, 1), 200);
    canvas.wipeBlood({0, 0, 64, 64});
    EXPECT_EQ(texelOf(canvas, 0, 32, 32, 1), 0);
    EXPECT_EQ(texelOf(canvas, 0, 32, 32, 2), 128);
    EXPECT_GT(texelOf(canvas, 0, 32, 32, 0), 80);
}

TEST(MarkCanvas, MarksAtTheEdgeStayInside) {
    MarkCanvas canvas({100, 60}, 0.0001f); // not whole tiles
    for (const glm::vec2 uv : {glm::vec2(0.0f), glm::vec2(1.0f), glm::vec2(0.0f, 1.0f)}) {
        canvas.addPuncture(uv, 0.00012f);
        canvas.addBlood(uv, 0.0005f);
    }
    for (const std::uint32_t tile : canvas.takeChanged()) {
        for (std::uint32_t level = 0; level < MarkCanvas::kLevels; ++level) {
            const gpu::Box box = canvas.tileBox(tile, level);
            EXPECT_LE(box.x + box.width, canvas.size(level).width);
            EXPECT_LE(box.y + box.height, canvas.size(level).height);
            EXPECT_EQ(canvas.copyBox(box, level).size(), std::size_t{box.width} * box.height * 4);
        }
    }
}

} // namespace
} // namespace stipple::render
