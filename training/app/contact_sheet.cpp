#include "training/app/contact_sheet.h"

#include <imgui.h>

#include <algorithm>

namespace stipple::app {

namespace {

constexpr float kLabelsPerHeight = 22.0f; ///< lines of a label's height in a picture

// readable in a picture of any size; never wider than the picture
void drawLabel(const ui::Screen& screen, const std::string& label) {
    ImFont* font = screen.fonts.title;
    const float wished_px = screen.height_px / kLabelsPerHeight;
    const float wide_px =
        font->CalcTextSizeA(wished_px, 1e9f, 0.0f, label.c_str()).x + 2.0f * wished_px;
    const float size_px = wished_px * std::min(1.0f, screen.width_px / wide_px);
    const ImVec2 at(0.6f * size_px, screen.height_px - 1.5f * size_px);
    const float shade_px = std::max(1.0f, size_px / 14.0f);
    ImDrawList& list = *ImGui::GetForegroundDrawList();
    list.AddText(font, size_px, ImVec2(at.x + shade_px, at.y + shade_px), IM_COL32(0, 0, 0, 220),
                 label.c_str());
    list.AddText(font, size_px, at, IM_COL32(255, 255, 255, 255), label.c_str());
}

void paste(const gpu::Picture& tile, std::uint32_t x0, std::uint32_t y0, gpu::Picture& sheet) {
    for (std::uint32_t y = 0; y < tile.size.height; ++y) {
        const auto* from = tile.rgba.data() + std::size_t{y} * tile.size.width * 4;
        auto* to = sheet.rgba.data() + (std::size_t{y0 + y} * sheet.size.width + x0) * 4;
        std::copy(from, from + std::size_t{tile.size.width} * 4, to);
    }
}

} // namespace

Result<gpu::Picture> drawLabelled(Stage& stage, const std::string& label,
                                  const render::RenderView& view,
                                  const render::RenderScene& scene) {
    const ui::Screen screen = stage.screen();
    const ui::Box whole{0.0f, 0.0f, screen.width_px, screen.height_px};
    stage.placePicture(whole);
    drawLabel(screen, label);
    const Picture picture{.view = view, .scene = scene, .box = whole, .scale = 2.0f};
    if (Status drawn = stage.endFrame(picture); !drawn) {
        return drawn.error();
    }
    return stage.picture();
}

gpu::Picture sheetOf(const std::vector<gpu::Picture>& pictures, std::uint32_t columns) {
    const auto count = static_cast<std::uint32_t>(pictures.size());
    const std::uint32_t across = std::min(count, columns), rows = (count + across - 1) / across;
    const gpu::Extent one = pictures.front().size;
    gpu::Picture sheet{.size = {one.width * across, one.height * rows}, .rgba = {}};
    sheet.rgba.assign(std::size_t{sheet.size.width} * sheet.size.height * 4, 20);
    for (std::uint32_t i = 0; i < count; ++i) {
        paste(pictures[i], i % across * one.width, i / across * one.height, sheet);
    }
    return sheet;
}

} // namespace stipple::app
