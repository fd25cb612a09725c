#include "engine/ui/imgui_pass.h"
#include "tests/gpu/small_pad.h"

#include <gtest/gtest.h>
#include <imgui.h>

namespace stipple {
namespace {

/// ImGui's own context for one test.
struct Context {
    Context() {
        ImGui::CreateContext();
        ImGui::GetIO().IniFilename = nullptr;
        ImGui::GetIO().DisplaySize = ImVec2(200.0f, 100.0f);
        ImGui::GetIO().DeltaTime = 0.04f;
    }
    Context(const Context&) = delete;
    Context& operator=(const Context&) = delete;
    ~Context() { ImGui::DestroyContext(); }
};

/// Pixels of the box that are brighter than half.
int brightPixels(const gpu::Picture& picture, const gpu::Box& box) {
    int count = 0;
    for (std::uint32_t y = box.y; y < box.y + box.height; ++y) {
        for (std::uint32_t x = box.x; x < box.x + box.width; ++x) {
            count += picture.rgba[(std::size_t{y} * picture.size.width + x) * 4] > 127 ? 1 : 0;
        }
    }
    return count;
}

TEST(ImguiPass, DrawsTextAndPicturesInsideTheirClipBoxes) {
    STIPPLE_OPEN_DEVICE(device);
    {
        const Context context;
        Result<render::FrameOutput> output = render::FrameOutput::create(*device);
        ASSERT_TRUE(output.ok());
        ImGui::GetIO().Fonts->AddFontDefault();
        Result<ui::ImguiPass> pass = ui::ImguiPass::create(*device);
        ASSERT_TRUE(pass.ok()) << pass.error().text;
        const std::array white{std::vector<std::uint8_t>(16U, 255)};
        const Result<gpu::Image> image =
            gpu::Image::createFilled(*device, "white", {.size = {2, 2}}, white);
        ASSERT_TRUE(image.ok());

        ImGui::NewFrame();
        ImDrawList& list = *ImGui::GetForegroundDrawList();
        list.AddText(ImVec2(10.0f, 10.0f), IM_COL32_WHITE, "HHHH");
        list.PushClipRect(ImVec2(100.0f, 50.0f), ImVec2(120.0f, 70.0f));
        list.AddImage(const_cast<gpu::Image*>(&*image), ImVec2(90.0f, 40.0f),
                      ImVec2(140.0f, 90.0f));
        list.PopClipRect();
        // both reach far beyond the target; 10 x 10 pixels of each are inside
        list.AddImage(const_cast<gpu::Image*>(&*image), ImVec2(-900.0f, -700.0f),
                      ImVec2(10.0f, 10.0f));
        list.AddRectFilled(ImVec2(190.0f, 90.0f), ImVec2(2900.0f, 4700.0f), IM_COL32_WHITE);
        ImGui::Render();

        ASSERT_TRUE(output->begin({200, 100}).ok());
        output->commands().beginRendering({.colour = &output->target(), .clearColour = true});
        output->commands().endRendering();
        pass->draw(output->commands(), output->target(), *ImGui::GetDrawData());
        ASSERT_TRUE(output->finish().ok());
        const Result<gpu::Picture> picture = output->picture();
        ASSERT_TRUE(picture.ok());
        // four letters of ImGui's 13 pixel font: each H has two bars of 7 pixels
        EXPECT_GE(brightPixels(*picture, {10, 10, 28, 13}), 4 * 14);
        // the picture fills its clip box of 20 x 20 and nothing else
        EXPECT_EQ(brightPixels(*picture, {90, 40, 50, 50}), 400);
        EXPECT_EQ(brightPixels(*picture, {0, 0, 10, 10}), 100);
        EXPECT_EQ(brightPixels(*picture, {190, 90, 10, 10}), 100);
        EXPECT_EQ(brightPixels(*picture, {0, 0, 200, 100}),
                  600 + brightPixels(*picture, {10, 10, 28, 13}));
    }
    EXPECT_EQ(device->validationMessages(), 0U) << device->validationText();
}

} // namespace
} // namespace stipple
