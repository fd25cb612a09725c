#include "engine/gpu/readback.h"

#include <cstring>
#include <utility>

namespace stipple::gpu {

Result<Picture> readBack(const Device& device, const Image& image) {
    STIPPLE_ASSERT(image.format() == Format::Rgba8 || image.format() == Format::Bgra8,
                   "only pictures of four bytes a texel are read back");
    Picture picture;
    picture.size = image.size();
    picture.rgba.resize(std::size_t{picture.size.width} * picture.size.height * 4);
    Result<Buffer> host =
        Buffer::create(device, "read-back", picture.rgba.size(), BufferUse::Readback);
    if (!host) {
        return host.error();
    }
    device.waitIdle();
    const Status copied = device.submitNow([&](VkCommandBuffer commands) {
        VkBufferImageCopy region{};
        region.imageSubresource = {VK_IMAGE_ASPECT_COLOR_BIT, 0, 0, 1};
        region.imageExtent = {picture.size.width, picture.size.height, 1};
        vkCmdCopyImageToBuffer(commands, image.handle(), VK_IMAGE_LAYOUT_GENERAL, host->handle(), 1,
                               &region);
        VkMemoryBarrier2 memory{};
        memory.sType = VK_STRUCTURE_TYPE_MEMORY_BARRIER_2;
        memory.srcStageMask = VK_PIPELINE_STAGE_2_ALL_TRANSFER_BIT;
        memory.srcAccessMask = VK_ACCESS_2_TRANSFER_WRITE_BIT;
        memory.dstStageMask = VK_PIPELINE_STAGE_2_HOST_BIT;
        memory.dstAccessMask = VK_ACCESS_2_HOST_READ_BIT;
        VkDependencyInfo info{};
        info.sType = VK_STRUCTURE_TYPE_DEPENDENCY_INFO;
        info.memoryBarrierCount = 1;
        info.pMemoryBarriers = &memory;
        vkCmdPipelineBarrier2(commands, &info);
    });
    if (!copied) {
        return copied.error();
    }
    std::memcpy(picture.rgba.data(), host->mapped(), picture.rgba.size());
    if (image.format() == Format::Bgra8) {
        for (std::size_t i = 0; i < picture.rgba.size(); i += 4) {
            std::swap(picture.rgba[i], picture.rgba[i + 2]);
        }
    }
    return picture;
}

} // namespace stipple::gpu
