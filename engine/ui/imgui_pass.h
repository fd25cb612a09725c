#pragma once

#include "engine/gpu/command_list.h"

struct ImDrawData;

namespace stipple::ui {

/// Draws ImGui's output into an Rgba8 image, with or without a window.
/// A texture of the caller is drawn by passing `const gpu::Image*` as its ImTextureID; the image
/// must live until the frame is done; it is taken as opaque. A null ImTextureID means the font
/// atlas.
class ImguiPass {
public:
    /// Takes the font atlas of the current ImGui context: add the fonts first.
    [[nodiscard]] static Result<ImguiPass> create(const gpu::Device& device);

    /// Takes the atlas anew, after fonts were added or the scale changed. Waits for the device.
    [[nodiscard]] Status renewFonts();

    /// Draws over what `target` holds. `data` is ImGui::GetDrawData() after ImGui::Render().
    void draw(gpu::CommandList& commands, const gpu::Image& target, const ImDrawData& data) const;

private:
    ImguiPass() = default;
    const gpu::Device* device_ = nullptr;
    gpu::Pipeline pipeline_, opaque_;
    gpu::Sampler sampler_;
    gpu::Image fonts_;
};

} // namespace stipple::ui
