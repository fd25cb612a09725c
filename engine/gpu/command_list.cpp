#include "engine/gpu/command_list.h"

#include <cstring>

namespace stipple::gpu {
namespace {

struct StageAccess {
    VkPipelineStageFlags2 stage;
    VkAccessFlags2 access;
};

StageAccess stageAccess(Use use) {
    switch (use) {
    case Use::ColourTarget:
        return {VK_PIPELINE_STAGE_2_COLOR_ATTACHMENT_OUTPUT_BIT,
                VK_ACCESS_2_COLOR_ATTACHMENT_READ_BIT | VK_ACCESS_2_COLOR_ATTACHMENT_WRITE_BIT};
    case Use::DepthTarget:
        return {VK_PIPELINE_STAGE_2_EARLY_FRAGMENT_TESTS_BIT |
                    VK_PIPELINE_STAGE_2_LATE_FRAGMENT_TESTS_BIT,
                VK_ACCESS_2_DEPTH_STENCIL_ATTACHMENT_READ_BIT |
                    VK_ACCESS_2_DEPTH_STENCIL_ATTACHMENT_WRITE_BIT};
    case Use::ShaderRead:
        return {VK_PIPELINE_STAGE_2_FRAGMENT_SHADER_BIT | VK_PIPELINE_STAGE_2_VERTEX_SHADER_BIT,
                VK_ACCESS_2_SHADER_READ_BIT};
    case Use::TransferRead:
        return {VK_PIPELINE_STAGE_2_ALL_TRANSFER_BIT, VK_ACCESS_2_TRANSFER_READ_BIT};
    case Use::TransferWrite:
        return {VK_PIPELINE_STAGE_2_ALL_TRANSFER_BIT, VK_ACCESS_2_TRANSFER_WRITE_BIT};
    case Use::HostRead:
        return {VK_PIPELINE_STAGE_2_HOST_BIT, VK_ACCESS_2_HOST_READ_BIT};
    }
    return {};
}

VkRenderingAttachmentInfo attachment(const Image& image, bool clear) {
    VkRenderingAttachmentInfo info{};
    info.sType = VK_STRUCTURE_TYPE_RENDERING_ATTACHMENT_INFO;
    info.imageView = image.view();
    info.imageLayout = VK_IMAGE_LAYOUT_GENERAL;
    info.loadOp = clear ? VK_ATTACHMENT_LOAD_OP_CLEAR : VK_ATTACHMENT_LOAD_OP_LOAD;
    info.storeOp = VK_ATTACHMENT_STORE_OP_STORE;
    return info;
}

VkImageSubresourceLayers colourLayer(std::uint32_t mip = 0) {
    return {VK_IMAGE_ASPECT_COLOR_BIT, mip, 0, 1};
}

VkOffset3D cornerOf(const Image& image) {
    return {static_cast<std::int32_t>(image.size().width),
            static_cast<std::int32_t>(image.size().height), 1};
}

} // namespace

void CommandList::beginPass(const char* name) {
    if (device_->hasDebugNames()) {
        VkDebugUtilsLabelEXT label{};
        label.sType = VK_STRUCTURE_TYPE_DEBUG_UTILS_LABEL_EXT;
        label.pLabelName = name;
        vkCmdBeginDebugUtilsLabelEXT(commands_, &label);
    }
    timer_->beginPass(commands_, name);
}

void CommandList::endPass() {
    timer_->endPass(commands_);
    if (device_->hasDebugNames()) {
        vkCmdEndDebugUtilsLabelEXT(commands_);
    }
}

void CommandList::beginRendering(const RenderTargets& targets) {
    const Image& any = targets.colour != nullptr ? *targets.colour : *targets.depth;
    const Extent area = targets.area.width > 0 ? targets.area : any.size();
    std::array<VkRenderingAttachmentInfo, 2> colours{};
    VkRenderingAttachmentInfo depth{};
    VkRenderingInfo info{};
    info.sType = VK_STRUCTURE_TYPE_RENDERING_INFO;
    info.renderArea = {{0, 0}, {area.width, area.height}};
    info.layerCount = 1;
    if (targets.colour != nullptr) {
        colours[0] = attachment(*targets.colour, targets.clearColour);
        std::memcpy(colours[0].clearValue.color.float32, targets.clear.data(),
                    sizeof(targets.clear));
        info.colorAttachmentCount = 1;
        info.pColorAttachments = colours.data();
    }
    if (targets.second != nullptr) {
        colours[1] = attachment(*targets.second, false);
        colours[1].loadOp = VK_ATTACHMENT_LOAD_OP_DONT_CARE;
        info.colorAttachmentCount = 2;
    }
    if (targets.depth != nullptr) {
        depth = attachment(*targets.depth, targets.clearDepth);
        depth.clearValue.depthStencil.depth = 1.0f;
        info.pDepthAttachment = &depth;
    }
    vkCmdBeginRendering(commands_, &info);
    timer_->beginCount(commands_);
    const VkViewport viewport{
        0.0f, 0.0f, static_cast<float>(area.width), static_cast<float>(area.height), 0.0f, 1.0f};
    vkCmdSetViewport(commands_, 0, 1, &viewport);
    setScissor({0, 0, area.width, area.height});
}

void CommandList::endRendering() {
    timer_->endCount(commands_);
    vkCmdEndRendering(commands_);
}

void CommandList::usePipeline(const Pipeline& pipeline) {
    pipeline_ = &pipeline;
    slots_ = {};
    vkCmdBindPipeline(commands_, VK_PIPELINE_BIND_POINT_GRAPHICS, pipeline.handle());
}

void CommandList::bindUniform(std::uint32_t slot, std::span<const std::byte> content) {
    const TransientSlice slice = memory_->take(content.size());
    STIPPLE_ASSERT(slice.host != nullptr, "no memory left for this frame's constants");
    std::memcpy(slice.host, content.data(), content.size());
    STIPPLE_ASSERT(slot < kMostSlots, "a slot below kMostSlots");
    slots_[slot].bound = true;
    slots_[slot].buffer = {slice.buffer, slice.offset, content.size()};
    bindingsChanged_ = true;
}

void CommandList::bindTexture(std::uint32_t slot, const Image& image, const Sampler& sampler,
                              std::uint32_t level) {
    STIPPLE_ASSERT(slot < kMostSlots, "a slot below kMostSlots");
    slots_[slot].bound = true;
    slots_[slot].image = {sampler.handle(), image.viewFrom(level), VK_IMAGE_LAYOUT_GENERAL};
    bindingsChanged_ = true;
}

void CommandList::pushConstants(std::span<const std::byte> content) {
    STIPPLE_ASSERT(content.size() == pipeline_->pushConstantBytes(),
                   "push constants have the size that the pipeline was made with");
    vkCmdPushConstants(commands_, pipeline_->layout(),
                       VK_SHADER_STAGE_VERTEX_BIT | VK_SHADER_STAGE_FRAGMENT_BIT, 0,
                       static_cast<std::uint32_t>(content.size()), content.data());
}

void CommandList::setScissor(const Box& box) {
    const VkRect2D rect{{static_cast<std::int32_t>(box.x), static_cast<std::int32_t>(box.y)},
                        {box.width, box.height}};
    vkCmdSetScissor(commands_, 0, 1, &rect);
}

void CommandList::bindVertices(const Buffer& buffer) {
    bindVertices(TransientSlice{buffer.handle(), 0, nullptr});
}

void CommandList::bindVertices(const TransientSlice& slice) {
    const VkDeviceSize offset = slice.offset;
    vkCmdBindVertexBuffers(commands_, 0, 1, &slice.buffer, &offset);
}

void CommandList::bindIndices16(const TransientSlice& slice) {
    vkCmdBindIndexBuffer(commands_, slice.buffer, slice.offset, VK_INDEX_TYPE_UINT16);
}

void CommandList::bindIndices32(const Buffer& buffer) {
    vkCmdBindIndexBuffer(commands_, buffer.handle(), 0, VK_INDEX_TYPE_UINT32);
}

void CommandList::pushBindings() {
    if (!bindingsChanged_ || pipeline_->bindings().empty()) {
        return;
    }
    std::array<VkWriteDescriptorSet, kMostSlots> writes{};
    std::uint32_t count = 0;
    for (const Binding& binding : pipeline_->bindings()) {
        const Slot& slot = slots_[binding.slot];
        STIPPLE_ASSERT(slot.bound, "every binding of the pipeline is written before a draw");
        VkWriteDescriptorSet& write = writes[count++];
        write.sType = VK_STRUCTURE_TYPE_WRITE_DESCRIPTOR_SET;
        write.dstBinding = binding.slot;
        write.descriptorCount = 1;
        if (binding.kind == BindingKind::Uniform) {
            write.descriptorType = VK_DESCRIPTOR_TYPE_UNIFORM_BUFFER;
            write.pBufferInfo = &slot.buffer;
        } else {
            write.descriptorType = VK_DESCRIPTOR_TYPE_COMBINED_IMAGE_SAMPLER;
            write.pImageInfo = &slot.image;
        }
    }
    vkCmdPushDescriptorSetKHR(commands_, VK_PIPELINE_BIND_POINT_GRAPHICS, pipeline_->layout(), 0,
                              count, writes.data());
    bindingsChanged_ = false;
}

void CommandList::draw(std::uint32_t vertices, std::uint32_t instances) {
    pushBindings();
    vkCmdDraw(commands_, vertices, instances, 0, 0);
}

void CommandList::drawIndexed(std::uint32_t indices, std::uint32_t first,
                              std::int32_t vertexOffset) {
    pushBindings();
    vkCmdDrawIndexed(commands_, indices, 1, first, vertexOffset, 0);
}

void CommandList::upload(const Image& image, std::uint32_t mip, const Box& box,
                         std::span<const std::uint8_t> content) {
    STIPPLE_ASSERT(content.size() ==
                       std::size_t{box.width} * box.height * texelBytes(image.format()),
                   "an upload has the bytes of its box");
    const TransientSlice slice = memory_->take(content.size());
    STIPPLE_ASSERT(slice.host != nullptr, "no memory left for this frame's uploads");
    std::memcpy(slice.host, content.data(), content.size());
    VkBufferImageCopy region{};
    region.bufferOffset = slice.offset;
    region.imageSubresource = colourLayer(mip);
    region.imageOffset = {static_cast<std::int32_t>(box.x), static_cast<std::int32_t>(box.y), 0};
    region.imageExtent = {box.width, box.height, 1};
    vkCmdCopyBufferToImage(commands_, slice.buffer, image.handle(), VK_IMAGE_LAYOUT_GENERAL, 1,
                           &region);
    uploadedBytes_ += content.size();
}

void CommandList::blit(const Image& from, const Image& to, Filter filter) {
    VkImageBlit region{};
    region.srcSubresource = colourLayer();
    region.dstSubresource = colourLayer();
    region.srcOffsets[1] = cornerOf(from);
    region.dstOffsets[1] = cornerOf(to);
    vkCmdBlitImage(commands_, from.handle(), VK_IMAGE_LAYOUT_GENERAL, to.handle(),
                   VK_IMAGE_LAYOUT_GENERAL, 1, &region,
                   filter == Filter::Linear ? VK_FILTER_LINEAR : VK_FILTER_NEAREST);
}

void CommandList::copyToHost(const Image& from, const Buffer& to) {
    VkBufferImageCopy region{};
    region.imageSubresource = colourLayer();
    region.imageExtent = {from.size().width, from.size().height, 1};
    vkCmdCopyImageToBuffer(commands_, from.handle(), VK_IMAGE_LAYOUT_GENERAL, to.handle(), 1,
                           &region);
    barrier(Use::TransferWrite, Use::HostRead);
}

void CommandList::barrier(Use before, Use after) {
    const StageAccess from = stageAccess(before), to = stageAccess(after);
    VkMemoryBarrier2 memory{};
    memory.sType = VK_STRUCTURE_TYPE_MEMORY_BARRIER_2;
    memory.srcStageMask = from.stage;
    memory.srcAccessMask = from.access;
    memory.dstStageMask = to.stage;
    memory.dstAccessMask = to.access;
    VkDependencyInfo info{};
    info.sType = VK_STRUCTURE_TYPE_DEPENDENCY_INFO;
    info.memoryBarrierCount = 1;
    info.pMemoryBarriers = &memory;
    vkCmdPipelineBarrier2(commands_, &info);
}

} // namespace stipple::gpu
