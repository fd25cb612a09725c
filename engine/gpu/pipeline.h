#pragma once

#include "engine/gpu/device.h"
#include "engine/gpu/format.h"

#include <array>
#include <span>
#include <vector>

namespace stipple::gpu {

enum class BindingKind : std::uint8_t { Uniform, Texture };

/// One resource that the shaders read; numbers come from shaders/shared.
struct Binding {
    std::uint32_t slot = 0;
    BindingKind kind = BindingKind::Texture;
};

enum class VertexFormat : std::uint8_t { Float1, Float2, Float3, Float4, Rgba8 };

struct VertexAttribute {
    std::uint32_t location = 0;
    VertexFormat format = VertexFormat::Float3;
    std::uint32_t offset = 0;
};

enum class Blend : std::uint8_t {
    None,
    Alpha,         ///< straight alpha
    Premultiplied, ///< colour is already times alpha
    Multiply       ///< darkens: what is there times the colour; alpha stays
};
enum class Cull : std::uint8_t { None, Back, Front };

struct PipelineSettings {
    std::string name;
    std::span<const std::uint32_t> vertexCode, fragmentCode; ///< no fragment code: depth only
    std::uint32_t vertexStride = 0;                          ///< 0: no vertex buffer
    std::vector<VertexAttribute> attributes;
    std::vector<Binding> bindings;
    std::uint32_t pushConstantBytes = 0; ///< at most 128
    Format colour = Format::Undefined, depth = Format::Undefined;
    Format second = Format::Undefined; ///< of RenderTargets::second; never blended
    Blend blend = Blend::None;
    Cull cull = Cull::None; ///< counter-clockwise in the world is the front
    bool depthTest = false, depthWrite = false;
    bool depthBehind = false; ///< draws where something nearer is, not where nothing is
    /// Specialisation constants 0 to 3 of the fragment shader, where it has them.
    std::array<bool, 4> constants{};
    float depthBias = 0.0f, depthBiasSlope = 0.0f;
};

/// Everything about how triangles become pixels, with its own binding layout.
class Pipeline {
public:
    Pipeline() = default;
    [[nodiscard]] static Result<Pipeline> create(const Device& device,
                                                 const PipelineSettings& settings);
    Pipeline(Pipeline&& other) noexcept;
    Pipeline& operator=(Pipeline&& other) noexcept;
    ~Pipeline();

    [[nodiscard]] VkPipeline handle() const { return pipeline_; }
    [[nodiscard]] VkPipelineLayout layout() const { return layout_; }
    [[nodiscard]] const std::vector<Binding>& bindings() const { return bindings_; }
    [[nodiscard]] std::uint32_t pushConstantBytes() const { return pushConstantBytes_; }

private:
    [[nodiscard]] Status makeLayout(const PipelineSettings& settings);
    [[nodiscard]] Status makePipeline(const PipelineSettings& settings);
    const Device* device_ = nullptr;
    VkDescriptorSetLayout setLayout_ = VK_NULL_HANDLE;
    VkPipelineLayout layout_ = VK_NULL_HANDLE;
    VkPipeline pipeline_ = VK_NULL_HANDLE;
    std::vector<Binding> bindings_;
    std::uint32_t pushConstantBytes_ = 0;
};

} // namespace stipple::gpu
