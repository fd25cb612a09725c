#include "engine/ui/imgui_pass.h"

#include "engine/gpu/shader_module.h"
#include "shaders/shared/imgui_shared.h"

#include <imgui.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstring>
#include <utility>

namespace stipple::ui {
namespace {

static_assert(sizeof(ImDrawIdx) == 2);

gpu::PipelineSettings pipelineSettings(gpu::Format colour, gpu::Blend blend) {
    using gpu::VertexFormat;
    gpu::PipelineSettings settings;
    settings.name = "ImGui";
    settings.vertexCode = gpu::embeddedShader("imgui.vert");
    settings.fragmentCode = gpu::embeddedShader("imgui.frag");
    settings.vertexStride = sizeof(ImDrawVert);
    settings.attributes = {{0, VertexFormat::Float2, offsetof(ImDrawVert, pos)},
                           {1, VertexFormat::Float2, offsetof(ImDrawVert, uv)},
                           {2, VertexFormat::Rgba8, offsetof(ImDrawVert, col)}};
    settings.bindings = {{shared::kImguiTexture, gpu::BindingKind::Texture}};
    settings.pushConstantBytes = sizeof(shared::ImguiPush);
    settings.colour = colour;
    settings.blend = blend;
    return settings;
}

/// Copies all lists one after the other; false when no memory is left.
bool fillBuffers(gpu::CommandList& commands, const ImDrawData& data, gpu::TransientSlice& vertices,
                 gpu::TransientSlice& indices) {
    vertices =
        commands.transient(static_cast<std::size_t>(data.TotalVtxCount) * sizeof(ImDrawVert));
    indices = commands.transient(static_cast<std::size_t>(data.TotalIdxCount) * sizeof(ImDrawIdx));
    if (vertices.host == nullptr || indices.host == nullptr) {
        return false;
    }
    std::byte* vertex = vertices.host;
    std::byte* index = indices.host;
    for (int i = 0; i < data.CmdListsCount; ++i) {
        const ImDrawList& list = *data.CmdLists[i];
        const std::size_t vertexBytes =
            static_cast<std::size_t>(list.VtxBuffer.Size) * sizeof(ImDrawVert);
        const std::size_t indexBytes =
            static_cast<std::size_t>(list.IdxBuffer.Size) * sizeof(ImDrawIdx);
        std::memcpy(vertex, list.VtxBuffer.Data, vertexBytes);
        std::memcpy(index, list.IdxBuffer.Data, indexBytes);
        vertex += vertexBytes;
        index += indexBytes;
    }
    return true;
}

/// The clip rectangle in pixels of the target; empty when nothing of it is visible.
gpu::Box clipBox(const ImDrawData& data, const ImVec4& clip, gpu::Extent target) {
    const auto edge = [](float value, std::uint32_t most) {
        return static_cast<std::uint32_t>(std::clamp(value, 0.0f, static_cast<float>(most)));
    };
    const std::uint32_t left =
        edge((clip.x - data.DisplayPos.x) * data.FramebufferScale.x, target.width);
    const std::uint32_t top =
        edge((clip.y - data.DisplayPos.y) * data.FramebufferScale.y, target.height);
    const std::uint32_t right =
        edge((clip.z - data.DisplayPos.x) * data.FramebufferScale.x, target.width);
    const std::uint32_t bottom =
        edge((clip.w - data.DisplayPos.y) * data.FramebufferScale.y, target.height);
    return {left, top, right > left ? right - left : 0, bottom > top ? bottom - top : 0};
}

} // namespace

Result<ImguiPass> ImguiPass::create(const gpu::Device& device) {
    ImguiPass pass;
    pass.device_ = &device;
    // a frame for a window has the window's order of bytes, see FrameOutput
    const gpu::Format colour =
        device.surface() != VK_NULL_HANDLE ? gpu::kWindowFormat : gpu::Format::Rgba8;
    for (const auto& [place, blend] :
         {std::pair{&pass.pipeline_, gpu::Blend::Alpha}, {&pass.opaque_, gpu::Blend::None}}) {
        Result<gpu::Pipeline> made = gpu::Pipeline::create(device, pipelineSettings(colour, blend));
        if (!made) {
            return made.error();
        }
        *place = std::move(made).value();
    }
    Result<gpu::Sampler> sampler = gpu::Sampler::create(device, "ImGui", {});
    if (!sampler) {
        return sampler.error();
    }
    pass.sampler_ = std::move(sampler).value();
    if (Status made = pass.renewFonts(); !made) {
        return made.error();
    }
    return pass;
}

Status ImguiPass::renewFonts() {
    ImFontAtlas& atlas = *ImGui::GetIO().Fonts;
    unsigned char* pixels = nullptr;
    int width = 0, height = 0;
    atlas.GetTexDataAsRGBA32(&pixels, &width, &height);
    const gpu::Extent size{static_cast<std::uint32_t>(width), static_cast<std::uint32_t>(height)};
    const std::array mips{
        std::vector<std::uint8_t>(pixels, pixels + std::size_t{size.width} * size.height * 4)};
    Result<gpu::Image> image =
        gpu::Image::createFilled(*device_, "ImGui fonts", {.size = size}, mips);
    if (!image) {
        return image.error();
    }
    fonts_ = std::move(image).value();
    atlas.SetTexID(nullptr);
    return Done{};
}

void ImguiPass::draw(gpu::CommandList& commands, const gpu::Image& target,
                     const ImDrawData& data) const {
    if (data.TotalVtxCount == 0 || data.DisplaySize.x <= 0.0f || data.DisplaySize.y <= 0.0f) {
        return;
    }
    gpu::TransientSlice vertices, indices;
    if (!fillBuffers(commands, data, vertices, indices)) {
        return;
    }
    commands.beginPass("panels");
    commands.barrier(gpu::Use::ColourTarget, gpu::Use::ColourTarget);
    commands.beginRendering({.colour = &target});
    commands.bindVertices(vertices);
    commands.bindIndices16(indices);
    const glm::vec2 scale{2.0f / data.DisplaySize.x, 2.0f / data.DisplaySize.y};
    const shared::ImguiPush push{
        .scale = scale,
        .shift = {-1.0f - data.DisplayPos.x * scale.x, -1.0f - data.DisplayPos.y * scale.y}};
    const gpu::Pipeline* used = nullptr;
    std::uint32_t firstIndex = 0;
    std::int32_t firstVertex = 0;
    for (int i = 0; i < data.CmdListsCount; ++i) {
        const ImDrawList& list = *data.CmdLists[i];
        for (const ImDrawCmd& one : list.CmdBuffer) {
            const gpu::Box box = clipBox(data, one.ClipRect, target.size());
            if (one.UserCallback != nullptr || box.width == 0 || box.height == 0) {
                continue;
            }
            const auto* image = static_cast<const gpu::Image*>(one.GetTexID());
            // pictures of the caller are opaque: not reading what lies below saves their half
            const gpu::Pipeline* wanted = image != nullptr ? &opaque_ : &pipeline_;
            if (wanted != used) {
                commands.usePipeline(*wanted);
                commands.pushConstants(gpu::bytesOf(push));
                used = wanted;
            }
            commands.bindTexture(shared::kImguiTexture, image != nullptr ? *image : fonts_,
                                 sampler_);
            commands.setScissor(box);
            commands.drawIndexed(one.ElemCount, firstIndex + one.IdxOffset,
                                 firstVertex + static_cast<std::int32_t>(one.VtxOffset));
        }
        firstIndex += static_cast<std::uint32_t>(list.IdxBuffer.Size);
        firstVertex += list.VtxBuffer.Size;
    }
    commands.endRendering();
    commands.endPass();
}

} // namespace stipple::ui
