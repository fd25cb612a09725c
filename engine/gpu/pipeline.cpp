#include "engine/gpu/pipeline.h"

#include "engine/gpu/image.h"

#include <array>
#include <utility>

namespace stipple::gpu {
namespace {

VkFormat vulkanFormat(VertexFormat format) {
    switch (format) {
    case VertexFormat::Float1:
        return VK_FORMAT_R32_SFLOAT;
    case VertexFormat::Float2:
        return VK_FORMAT_R32G32_SFLOAT;
    case VertexFormat::Float3:
        return VK_FORMAT_R32G32B32_SFLOAT;
    case VertexFormat::Float4:
        return VK_FORMAT_R32G32B32A32_SFLOAT;
    case VertexFormat::Rgba8:
        return VK_FORMAT_R8G8B8A8_UNORM;
    }
    return VK_FORMAT_UNDEFINED;
}

VkPipelineColorBlendAttachmentState blendState(Blend blend) {
    VkPipelineColorBlendAttachmentState state{};
    state.colorWriteMask = VK_COLOR_COMPONENT_R_BIT | VK_COLOR_COMPONENT_G_BIT |
                           VK_COLOR_COMPONENT_B_BIT | VK_COLOR_COMPONENT_A_BIT;
    state.blendEnable = blend == Blend::None ? VK_FALSE : VK_TRUE;
    state.colorBlendOp = VK_BLEND_OP_ADD;
    if (blend == Blend::Multiply) {
        state.srcColorBlendFactor = VK_BLEND_FACTOR_DST_COLOR;
        state.dstColorBlendFactor = VK_BLEND_FACTOR_ZERO;
        state.srcAlphaBlendFactor = VK_BLEND_FACTOR_ZERO;
        state.dstAlphaBlendFactor = VK_BLEND_FACTOR_ONE;
        state.alphaBlendOp = VK_BLEND_OP_ADD;
        return state;
    }
    state.srcColorBlendFactor =
        blend == Blend::Alpha ? VK_BLEND_FACTOR_SRC_ALPHA : VK_BLEND_FACTOR_ONE;
    state.dstColorBlendFactor = VK_BLEND_FACTOR_ONE_MINUS_SRC_ALPHA;
    state.srcAlphaBlendFactor = VK_BLEND_FACTOR_ONE;
    state.dstAlphaBlendFactor = VK_BLEND_FACTOR_ONE_MINUS_SRC_ALPHA;
    state.alphaBlendOp = VK_BLEND_OP_ADD;
    return state;
}

VkCullModeFlags cullMode(Cull cull) {
    switch (cull) {
    case Cull::Back:
        return VK_CULL_MODE_BACK_BIT;
    case Cull::Front:
        return VK_CULL_MODE_FRONT_BIT;
    case Cull::None:
        break;
    }
    return VK_CULL_MODE_NONE;
}

/// A shader module that lives as long as pipeline creation.
struct Stage {
    VkDevice device = VK_NULL_HANDLE;
    VkShaderModule module = VK_NULL_HANDLE;
    Stage(VkDevice on, std::span<const std::uint32_t> code) : device(on) {
        VkShaderModuleCreateInfo info{};
        info.sType = VK_STRUCTURE_TYPE_SHADER_MODULE_CREATE_INFO;
        info.codeSize = code.size_bytes();
        info.pCode = code.data();
        if (!code.empty()) {
            vkCreateShaderModule(device, &info, nullptr, &module);
        }
    }
    Stage(const Stage&) = delete;
    Stage& operator=(const Stage&) = delete;
    ~Stage() { vkDestroyShaderModule(device, module, nullptr); }

    [[nodiscard]] VkPipelineShaderStageCreateInfo info(VkShaderStageFlagBits stage) const {
        VkPipelineShaderStageCreateInfo out{};
        out.sType = VK_STRUCTURE_TYPE_PIPELINE_SHADER_STAGE_CREATE_INFO;
        out.stage = stage;
        out.module = module;
        out.pName = "main";
        return out;
    }
};

/// The structs that a graphics pipeline points at while it is made.
struct FixedState {
    VkVertexInputBindingDescription stream{};
    std::vector<VkVertexInputAttributeDescription> attributes;
    VkPipelineVertexInputStateCreateInfo input{};
    VkPipelineInputAssemblyStateCreateInfo assembly{};
    VkPipelineViewportStateCreateInfo viewport{};
    VkPipelineRasterizationStateCreateInfo raster{};
    VkPipelineMultisampleStateCreateInfo samples{};
    VkPipelineDepthStencilStateCreateInfo depth{};
    std::array<VkPipelineColorBlendAttachmentState, 2> blends{};
    VkPipelineColorBlendStateCreateInfo colour{};
    std::array<VkDynamicState, 2> dynamicStates{VK_DYNAMIC_STATE_VIEWPORT,
                                                VK_DYNAMIC_STATE_SCISSOR};
    VkPipelineDynamicStateCreateInfo dynamic{};
    std::array<VkFormat, 2> colourFormats{};
    VkPipelineRenderingCreateInfo rendering{};
};

void fillVertexInput(const PipelineSettings& settings, FixedState& state) {
    state.stream = {0, settings.vertexStride, VK_VERTEX_INPUT_RATE_VERTEX};
    for (const VertexAttribute& one : settings.attributes) {
        state.attributes.push_back({one.location, 0, vulkanFormat(one.format), one.offset});
    }
    state.input.sType = VK_STRUCTURE_TYPE_PIPELINE_VERTEX_INPUT_STATE_CREATE_INFO;
    state.input.vertexBindingDescriptionCount = settings.vertexStride > 0 ? 1U : 0U;
    state.input.pVertexBindingDescriptions = &state.stream;
    state.input.vertexAttributeDescriptionCount =
        static_cast<std::uint32_t>(state.attributes.size());
    state.input.pVertexAttributeDescriptions = state.attributes.data();
    state.assembly.sType = VK_STRUCTURE_TYPE_PIPELINE_INPUT_ASSEMBLY_STATE_CREATE_INFO;
    state.assembly.topology = VK_PRIMITIVE_TOPOLOGY_TRIANGLE_LIST;
}

void fillRaster(const PipelineSettings& settings, FixedState& state) {
    state.viewport.sType = VK_STRUCTURE_TYPE_PIPELINE_VIEWPORT_STATE_CREATE_INFO;
    state.viewport.viewportCount = 1;
    state.viewport.scissorCount = 1;
    state.raster.sType = VK_STRUCTURE_TYPE_PIPELINE_RASTERIZATION_STATE_CREATE_INFO;
    state.raster.cullMode = cullMode(settings.cull);
    // the projection turns y over, and with it the order of the corners
    state.raster.frontFace = VK_FRONT_FACE_COUNTER_CLOCKWISE;
    state.raster.lineWidth = 1.0f;
    state.raster.depthBiasEnable =
        settings.depthBias != 0.0f || settings.depthBiasSlope != 0.0f ? VK_TRUE : VK_FALSE;
    state.raster.depthBiasConstantFactor = settings.depthBias;
    state.raster.depthBiasSlopeFactor = settings.depthBiasSlope;
    state.samples.sType = VK_STRUCTURE_TYPE_PIPELINE_MULTISAMPLE_STATE_CREATE_INFO;
    state.samples.rasterizationSamples = VK_SAMPLE_COUNT_1_BIT;
}

void fillOutput(const PipelineSettings& settings, FixedState& state) {
    state.depth.sType = VK_STRUCTURE_TYPE_PIPELINE_DEPTH_STENCIL_STATE_CREATE_INFO;
    state.depth.depthTestEnable = settings.depthTest ? VK_TRUE : VK_FALSE;
    state.depth.depthWriteEnable = settings.depthWrite ? VK_TRUE : VK_FALSE;
    state.depth.depthCompareOp =
        settings.depthBehind ? VK_COMPARE_OP_GREATER : VK_COMPARE_OP_LESS_OR_EQUAL;
    state.blends = {blendState(settings.blend), blendState(Blend::None)};
    state.colourFormats = {gpu::vulkanFormat(settings.colour), gpu::vulkanFormat(settings.second)};
    const std::uint32_t colours = (settings.colour == Format::Undefined ? 0U : 1U) +
                                  (settings.second == Format::Undefined ? 0U : 1U);
    state.colour.sType = VK_STRUCTURE_TYPE_PIPELINE_COLOR_BLEND_STATE_CREATE_INFO;
    state.colour.attachmentCount = colours;
    state.colour.pAttachments = state.blends.data();
    state.dynamic.sType = VK_STRUCTURE_TYPE_PIPELINE_DYNAMIC_STATE_CREATE_INFO;
    state.dynamic.dynamicStateCount = static_cast<std::uint32_t>(state.dynamicStates.size());
    state.dynamic.pDynamicStates = state.dynamicStates.data();
    state.rendering.sType = VK_STRUCTURE_TYPE_PIPELINE_RENDERING_CREATE_INFO;
    state.rendering.colorAttachmentCount = colours;
    state.rendering.pColorAttachmentFormats = state.colourFormats.data();
    state.rendering.depthAttachmentFormat = gpu::vulkanFormat(settings.depth);
}

} // namespace

Status Pipeline::makeLayout(const PipelineSettings& settings) {
    STIPPLE_ASSERT(settings.pushConstantBytes <= 128, "every device has 128 bytes, not all more");
    std::vector<VkDescriptorSetLayoutBinding> slots;
    for (const Binding& binding : settings.bindings) {
        VkDescriptorSetLayoutBinding slot{};
        slot.binding = binding.slot;
        slot.descriptorType = binding.kind == BindingKind::Uniform
                                  ? VK_DESCRIPTOR_TYPE_UNIFORM_BUFFER
                                  : VK_DESCRIPTOR_TYPE_COMBINED_IMAGE_SAMPLER;
        slot.descriptorCount = 1;
        slot.stageFlags = VK_SHADER_STAGE_VERTEX_BIT | VK_SHADER_STAGE_FRAGMENT_BIT;
        slots.push_back(slot);
    }
    VkDescriptorSetLayoutCreateInfo set{};
    set.sType = VK_STRUCTURE_TYPE_DESCRIPTOR_SET_LAYOUT_CREATE_INFO;
    set.flags = VK_DESCRIPTOR_SET_LAYOUT_CREATE_PUSH_DESCRIPTOR_BIT_KHR;
    set.bindingCount = static_cast<std::uint32_t>(slots.size());
    set.pBindings = slots.data();
    if (Status made =
            check(vkCreateDescriptorSetLayout(device_->handle(), &set, nullptr, &setLayout_),
                  "Binding layout of " + settings.name);
        !made) {
        return made;
    }
    const VkPushConstantRange range{VK_SHADER_STAGE_VERTEX_BIT | VK_SHADER_STAGE_FRAGMENT_BIT, 0,
                                    settings.pushConstantBytes};
    VkPipelineLayoutCreateInfo info{};
    info.sType = VK_STRUCTURE_TYPE_PIPELINE_LAYOUT_CREATE_INFO;
    info.setLayoutCount = 1;
    info.pSetLayouts = &setLayout_;
    info.pushConstantRangeCount = settings.pushConstantBytes > 0 ? 1U : 0U;
    info.pPushConstantRanges = &range;
    return check(vkCreatePipelineLayout(device_->handle(), &info, nullptr, &layout_),
                 "Pipeline layout of " + settings.name);
}

Status Pipeline::makePipeline(const PipelineSettings& settings) {
    const Stage vertex(device_->handle(), settings.vertexCode);
    const Stage fragment(device_->handle(), settings.fragmentCode);
    std::array stages{vertex.info(VK_SHADER_STAGE_VERTEX_BIT),
                      fragment.info(VK_SHADER_STAGE_FRAGMENT_BIT)};
    std::array<VkBool32, 4> constants{};
    std::array<VkSpecializationMapEntry, 4> entries{};
    for (std::uint32_t i = 0; i < 4; ++i) {
        constants[i] = settings.constants[i] ? VK_TRUE : VK_FALSE;
        entries[i] = {i, i * static_cast<std::uint32_t>(sizeof(VkBool32)), sizeof(VkBool32)};
    }
    const VkSpecializationInfo special{4, entries.data(), sizeof(constants), constants.data()};
    stages[1].pSpecializationInfo = &special;
    FixedState state;
    fillVertexInput(settings, state);
    fillRaster(settings, state);
    fillOutput(settings, state);
    VkGraphicsPipelineCreateInfo info{};
    info.sType = VK_STRUCTURE_TYPE_GRAPHICS_PIPELINE_CREATE_INFO;
    info.pNext = &state.rendering;
    info.stageCount = settings.fragmentCode.empty() ? 1U : 2U;
    info.pStages = stages.data();
    info.pVertexInputState = &state.input;
    info.pInputAssemblyState = &state.assembly;
    info.pViewportState = &state.viewport;
    info.pRasterizationState = &state.raster;
    info.pMultisampleState = &state.samples;
    info.pDepthStencilState = &state.depth;
    info.pColorBlendState = &state.colour;
    info.pDynamicState = &state.dynamic;
    info.layout = layout_;
    return check(
        vkCreateGraphicsPipelines(device_->handle(), VK_NULL_HANDLE, 1, &info, nullptr, &pipeline_),
        "Making pipeline " + settings.name);
}

Result<Pipeline> Pipeline::create(const Device& device, const PipelineSettings& settings) {
    Pipeline pipeline;
    pipeline.device_ = &device;
    pipeline.bindings_ = settings.bindings;
    pipeline.pushConstantBytes_ = settings.pushConstantBytes;
    if (Status made = pipeline.makeLayout(settings); !made) {
        return made.error();
    }
    if (Status made = pipeline.makePipeline(settings); !made) {
        return made.error();
    }
    device.setName(VK_OBJECT_TYPE_PIPELINE, reinterpret_cast<std::uint64_t>(pipeline.pipeline_),
                   settings.name);
    return pipeline;
}

Pipeline::Pipeline(Pipeline&& other) noexcept {
    *this = std::move(other);
}

Pipeline& Pipeline::operator=(Pipeline&& other) noexcept {
    std::swap(device_, other.device_);
    std::swap(setLayout_, other.setLayout_);
    std::swap(layout_, other.layout_);
    std::swap(pipeline_, other.pipeline_);
    std::swap(bindings_, other.bindings_);
    std::swap(pushConstantBytes_, other.pushConstantBytes_);
    return *this;
}

Pipeline::~Pipeline() {
    if (device_ == nullptr) {
        return;
    }
    device_->waitIdle();
    vkDestroyPipeline(device_->handle(), pipeline_, nullptr);
    vkDestroyPipelineLayout(device_->handle(), layout_, nullptr);
    vkDestroyDescriptorSetLayout(device_->handle(), setLayout_, nullptr);
}

} // namespace stipple::gpu
