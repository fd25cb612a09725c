#include "tests/ui/sample_views.h"
#include "tests/ui/ui_bench.h"
#include "training/ui/panels.h"
#include "training/ui/section_picture.h"

#include <gtest/gtest.h>

#include <numeric>

namespace stipple {
namespace {

using namespace training_ui;

// sampleSection: the limit at 1.0 mm is the deepest thing to be shown, so that a section reaches to
// 1.5 mm; layers 0.015 + 0.06 + 0.2 + 1.6 + fat
SectionView withBaseAt(float depth_mm) {
    SectionView view = tests::sampleSection();
    view.layer_mm[4] = 0.0f;
    view.layer_mm[4] = depth_mm - std::accumulate(view.layer_mm.begin(), view.layer_mm.end(), 0.0f);
    return view;
}

struct SectionAt : testing::Test {
    tests::UiBench bench{1280, 720, 1.0f};
    ui::Box box{12.0f, 438.0f, 418.0f, 270.0f};

    SectionScale scaleOf(const SectionView& view) {
        SectionScale scale;
        bench.frame(
            [&](const ui::Screen& screen, UiActions&) { scale = sectionScale(screen, box, view); });
        return scale;
    }
};

TEST_F(SectionAt, BoneWithinItsDepthIsDrawnToScale) {
    for (const float depth_mm : {1.9f, 2.1f, 2.25f}) {
        const SectionView view = withBaseAt(depth_mm);
        const SectionScale scale = scaleOf(view);
        EXPECT_FALSE(scale.broken) << depth_mm;
        const float bottom = scale.tissue.y + scale.tissue.height;
        // in sight, at its own depth under the surface
        EXPECT_LT(scale.y(depth_mm), bottom - 4.0f);
        EXPECT_NEAR((scale.y(depth_mm) - scale.surfaceY) / scale.perMm, depth_mm, 1e-3f);
    }
}

TEST_F(SectionAt, FarBoneIsBelowABreakThatLeavesTheSkinItsScale) {
    const SectionScale near = scaleOf(withBaseAt(4.0f));
    const SectionScale far = scaleOf(withBaseAt(12.0f));
    for (const SectionScale& scale : {near, far}) {
        EXPECT_TRUE(scale.broken);
        const float bottom = scale.tissue.y + scale.tissue.height;
        EXPECT_LT(scale.breakY, scale.baseY - 12.0f); // words stand between
        EXPECT_LT(scale.baseY, bottom - 8.0f);
        // all that is aimed at is above the break
        EXPECT_LT(scale.y(1.5f), scale.breakY + 0.5f);
    }
    EXPECT_FLOAT_EQ(near.perMm, far.perMm);
}

TEST_F(SectionAt, IsDrawnInEveryCase) {
    for (const float depth_mm : {1.9f, 4.0f, 30.0f}) {
        for (const bool hard : {true, false}) {
            SectionView view = withBaseAt(depth_mm);
            view.baseIsHard = hard;
            bench.frame([&](const ui::Screen& screen, UiActions&) {
                drawSection(*ImGui::GetForegroundDrawList(), screen, box, view);
            });
            EXPECT_GT(bench.drawn().TotalVtxCount, 1000);
        }
    }
}

TEST(SectionNeedles, HoveringTheyAreDrawnAsDeepAsTheyDeliver) {
    // 0.8 mm set, 0.3 mm of air: 0.5 mm would be in the skin, 0.2 mm are
    SectionView view;
    view.gap_mm = 0.3f;
    view.needleSet_mm = 0.8f;
    view.motor = true;
    view.rate_Hz = view.setRate_Hz = 100.0f;
    view.reached_mm = 0.2f;
    EXPECT_FLOAT_EQ(drawnOut_mm(view, 0.25f), 0.25f) << "in the air as they are";
    EXPECT_FLOAT_EQ(drawnOut_mm(view, 0.8f), 0.5f);
    EXPECT_FLOAT_EQ(drawnOut_mm(view, 0.55f), 0.4f) << "half way in";
    // on the skin there is no air
    view.gap_mm = -0.4f;
    view.reached_mm = 0.6f;
    EXPECT_FLOAT_EQ(drawnOut_mm(view, 0.8f), 0.6f);
    // skin that bulges to them is never drawn emptier than it is
    view.reached_mm = 0.9f;
    EXPECT_FLOAT_EQ(drawnOut_mm(view, 0.8f), 0.8f);
    // what only dents the skin is not in it; a stalled motor's needles are
    view.reached_mm = 0.0f;
    view.gap_mm = 0.3f;
    EXPECT_FLOAT_EQ(drawnOut_mm(view, 0.8f), 0.3f);
    view.rate_Hz = 0.0f;
    EXPECT_FLOAT_EQ(drawnOut_mm(view, 0.8f), 0.8f);
}

} // namespace
} // namespace stipple
