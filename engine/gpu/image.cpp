#include "engine/gpu/image.h"

#include "engine/gpu/buffer.h"

#include <algorithm>
#include <cstring>
#include <utility>

namespace stipple::gpu {
namespace {

VkImageUsageFlags usageOf(const ImageSettings& settings) {
    VkImageUsageFlags usage = VK_IMAGE_USAGE_SAMPLED_BIT | VK_IMAGE_USAGE_TRANSFER_SRC_BIT |
                              VK_IMAGE_USAGE_TRANSFER_DST_BIT;
    if (settings.target) {
        usage |= settings.format == Format::Depth32F ? VK_IMAGE_USAGE_DEPTH_STENCIL_ATTACHMENT_BIT
                                                     : VK_IMAGE_USAGE_COLOR_ATTACHMENT_BIT;
    }
    return usage;
}

VkImageAspectFlags aspectOf(Format format) {
    return format == Format::Depth32F ? VK_IMAGE_ASPECT_DEPTH_BIT : VK_IMAGE_ASPECT_COLOR_BIT;
}

VkImageMemoryBarrier2 toGeneral(VkImage image, Format format, std::uint32_t mips) {
    VkImageMemoryBarrier2 barrier{};
    barrier.sType = VK_STRUCTURE_TYPE_IMAGE_MEMORY_BARRIER_2;
    barrier.srcStageMask = VK_PIPELINE_STAGE_2_ALL_COMMANDS_BIT;
    barrier.dstStageMask = VK_PIPELINE_STAGE_2_ALL_COMMANDS_BIT;
    barrier.dstAccessMask = VK_ACCESS_2_MEMORY_READ_BIT | VK_ACCESS_2_MEMORY_WRITE_BIT;
    barrier.oldLayout = VK_IMAGE_LAYOUT_UNDEFINED;
    barrier.newLayout = VK_IMAGE_LAYOUT_GENERAL;
    barrier.srcQueueFamilyIndex = VK_QUEUE_FAMILY_IGNORED;
    barrier.dstQueueFamilyIndex = VK_QUEUE_FAMILY_IGNORED;
    barrier.image = image;
    barrier.subresourceRange = {aspectOf(format), 0, mips, 0, 1};
    return barrier;
}

/// Everything before is seen by everything after.
void fullBarrier(VkCommandBuffer commands) {
    VkMemoryBarrier2 barrier{};
    barrier.sType = VK_STRUCTURE_TYPE_MEMORY_BARRIER_2;
    barrier.srcStageMask = VK_PIPELINE_STAGE_2_ALL_COMMANDS_BIT;
    barrier.srcAccessMask = VK_ACCESS_2_MEMORY_WRITE_BIT;
    barrier.dstStageMask = VK_PIPELINE_STAGE_2_ALL_COMMANDS_BIT;
    barrier.dstAccessMask = VK_ACCESS_2_MEMORY_READ_BIT | VK_ACCESS_2_MEMORY_WRITE_BIT;
    VkDependencyInfo info{};
    info.sType = VK_STRUCTURE_TYPE_DEPENDENCY_INFO;
    info.memoryBarrierCount = 1;
    info.pMemoryBarriers = &barrier;
    vkCmdPipelineBarrier2(commands, &info);
}

/// The first state of a new image: GENERAL and zero.
void recordClear(VkCommandBuffer commands, VkImage image, const ImageSettings& settings) {
    const VkImageMemoryBarrier2 barrier = toGeneral(image, settings.format, settings.mipLevels);
    VkDependencyInfo info{};
    info.sType = VK_STRUCTURE_TYPE_DEPENDENCY_INFO;
    info.imageMemoryBarrierCount = 1;
    info.pImageMemoryBarriers = &barrier;
    vkCmdPipelineBarrier2(commands, &info);
    const VkImageSubresourceRange range = barrier.subresourceRange;
    if (settings.format == Format::Depth32F) {
        const VkClearDepthStencilValue zero{};
        vkCmdClearDepthStencilImage(commands, image, VK_IMAGE_LAYOUT_GENERAL, &zero, 1, &range);
    } else {
        const VkClearColorValue zero{};
        vkCmdClearColorImage(commands, image, VK_IMAGE_LAYOUT_GENERAL, &zero, 1, &range);
    }
    fullBarrier(commands);
}

} // namespace

VkFormat vulkanFormat(Format format) {
    switch (format) {
    case Format::R8:
        return VK_FORMAT_R8_UNORM;
    case Format::Rg8:
        return VK_FORMAT_R8G8_UNORM;
    case Format::Bgra8:
        return VK_FORMAT_B8G8R8A8_UNORM;
    case Format::Rgba8:
        return VK_FORMAT_R8G8B8A8_UNORM;
    case Format::R16F:
        return VK_FORMAT_R16_SFLOAT;
    case Format::Rg16F:
        return VK_FORMAT_R16G16_SFLOAT;
    case Format::Rgba16F:
        return VK_FORMAT_R16G16B16A16_SFLOAT;
    case Format::R32F:
        return VK_FORMAT_R32_SFLOAT;
    case Format::Rgba32U:
        return VK_FORMAT_R32G32B32A32_UINT;
    case Format::Depth32F:
        return VK_FORMAT_D32_SFLOAT;
    case Format::Undefined:
        break;
    }
    return VK_FORMAT_UNDEFINED;
}

Status Image::makeViews(const std::string& name) {
    device_->setName(VK_OBJECT_TYPE_IMAGE, reinterpret_cast<std::uint64_t>(image_), name);
    VkImageViewCreateInfo info{};
    info.sType = VK_STRUCTURE_TYPE_IMAGE_VIEW_CREATE_INFO;
    info.image = image_;
    info.viewType = VK_IMAGE_VIEW_TYPE_2D;
    info.format = vulkanFormat(settings_.format);
    for (std::uint32_t level = 0; level < settings_.mipLevels; ++level) {
        info.subresourceRange = {aspectOf(settings_.format), level, settings_.mipLevels - level, 0,
                                 1};
        VkImageView view = VK_NULL_HANDLE;
        if (Status made = check(vkCreateImageView(device_->handle(), &info, nullptr, &view),
                                "Making a view of " + name);
            !made) {
            return made;
        }
        views_.push_back(view);
        device_->setName(VK_OBJECT_TYPE_IMAGE_VIEW, reinterpret_cast<std::uint64_t>(view), name);
    }
    return Done{};
}

VkImageView Image::viewFrom(std::uint32_t level) const {
    STIPPLE_ASSERT(level < views_.size(), "a mip level that the image has");
    return views_[level];
}

Result<Image> Image::create(const Device& device, const std::string& name,
                            const ImageSettings& settings) {
    STIPPLE_ASSERT(settings.size.width > 0 && settings.size.height > 0, "an image has a size");
    Image image;
    image.device_ = &device;
    image.settings_ = settings;
    VkImageCreateInfo info{};
    info.sType = VK_STRUCTURE_TYPE_IMAGE_CREATE_INFO;
    info.imageType = VK_IMAGE_TYPE_2D;
    info.format = vulkanFormat(settings.format);
    info.extent = {settings.size.width, settings.size.height, 1};
    info.mipLevels = settings.mipLevels;
    info.arrayLayers = 1;
    info.samples = VK_SAMPLE_COUNT_1_BIT;
    info.tiling = VK_IMAGE_TILING_OPTIMAL;
    info.usage = usageOf(settings);
    if (Status made = check(vkCreateImage(device.handle(), &info, nullptr, &image.image_),
                            fmt::format("Making image {} ({} x {})", name, settings.size.width,
                                        settings.size.height));
        !made) {
        return made.error();
    }
    VkMemoryRequirements needs{};
    vkGetImageMemoryRequirements(device.handle(), image.image_, &needs);
    image.memory_ = device.allocate(needs, VK_MEMORY_PROPERTY_DEVICE_LOCAL_BIT);
    if (image.memory_ == VK_NULL_HANDLE) {
        return fail("'{}' has no memory left for the {} x {} image {}.", device.name(),
                    settings.size.width, settings.size.height, name);
    }
    vkBindImageMemory(device.handle(), image.image_, image.memory_, 0);
    if (Status made = image.makeViews(name); !made) {
        return made.error();
    }
    const Status cleared = device.submitNow(
        [&](VkCommandBuffer commands) { recordClear(commands, image.image_, settings); });
    if (!cleared) {
        return cleared.error();
    }
    return image;
}

Result<Image> Image::createFilled(const Device& device, const std::string& name,
                                  const ImageSettings& settings,
                                  std::span<const std::vector<std::uint8_t>> mips) {
    STIPPLE_ASSERT(mips.size() == settings.mipLevels, "one block of bytes per mip level");
    Result<Image> image = create(device, name, settings);
    if (!image) {
        return image;
    }
    std::size_t bytes = 0;
    for (const std::vector<std::uint8_t>& mip : mips) {
        bytes += (mip.size() + 15) / 16 * 16;
    }
    Result<Buffer> staging = Buffer::create(device, name + " staging", bytes, BufferUse::Transient);
    if (!staging) {
        return staging.error();
    }
    std::vector<VkBufferImageCopy> regions;
    std::size_t offset = 0;
    for (std::uint32_t level = 0; level < settings.mipLevels; ++level) {
        VkBufferImageCopy region{};
        region.bufferOffset = offset;
        region.imageSubresource = {VK_IMAGE_ASPECT_COLOR_BIT, level, 0, 1};
        region.imageExtent = {std::max(1U, settings.size.width >> level),
                              std::max(1U, settings.size.height >> level), 1};
        std::memcpy(staging->mapped() + offset, mips[level].data(), mips[level].size());
        offset += (mips[level].size() + 15) / 16 * 16;
        regions.push_back(region);
    }
    const Status copied = device.submitNow([&](VkCommandBuffer commands) {
        vkCmdCopyBufferToImage(commands, staging->handle(), image->handle(),
                               VK_IMAGE_LAYOUT_GENERAL, static_cast<std::uint32_t>(regions.size()),
                               regions.data());
    });
    if (!copied) {
        return copied.error();
    }
    return image;
}

Image::Image(Image&& other) noexcept {
    *this = std::move(other);
}

Image& Image::operator=(Image&& other) noexcept {
    if (this != &other) {
        release();
        device_ = std::exchange(other.device_, nullptr);
        image_ = std::exchange(other.image_, VK_NULL_HANDLE);
        views_ = std::exchange(other.views_, {});
        memory_ = std::exchange(other.memory_, VK_NULL_HANDLE);
        settings_ = other.settings_;
    }
    return *this;
}

Image::~Image() {
    release();
}

void Image::release() {
    if (device_ == nullptr) {
        return;
    }
    device_->waitIdle();
    for (const VkImageView view : views_) {
        vkDestroyImageView(device_->handle(), view, nullptr);
    }
    views_.clear();
    vkDestroyImage(device_->handle(), image_, nullptr);
    vkFreeMemory(device_->handle(), memory_, nullptr);
    device_ = nullptr;
}

Result<Sampler> Sampler::create(const Device& device, const std::string& name,
                                const SamplerSettings& settings) {
    VkSamplerCreateInfo info{};
    info.sType = VK_STRUCTURE_TYPE_SAMPLER_CREATE_INFO;
    info.magFilter = settings.filter == Filter::Linear ? VK_FILTER_LINEAR : VK_FILTER_NEAREST;
    info.minFilter = info.magFilter;
    info.mipmapMode = VK_SAMPLER_MIPMAP_MODE_NEAREST;
    info.addressModeU =
        settings.repeat ? VK_SAMPLER_ADDRESS_MODE_REPEAT : VK_SAMPLER_ADDRESS_MODE_CLAMP_TO_EDGE;
    info.addressModeV = info.addressModeU;
    info.addressModeW = info.addressModeU;
    info.mipLodBias = settings.mipBias;
    info.maxLod = settings.nearestMip ? VK_LOD_CLAMP_NONE : 0.0f;
    info.compareEnable = settings.depthCompare ? VK_TRUE : VK_FALSE;
    info.compareOp = VK_COMPARE_OP_LESS_OR_EQUAL;
    Sampler sampler;
    sampler.device_ = &device;
    if (Status made = check(vkCreateSampler(device.handle(), &info, nullptr, &sampler.sampler_),
                            "Making sampler " + name);
        !made) {
        return made.error();
    }
    device.setName(VK_OBJECT_TYPE_SAMPLER, reinterpret_cast<std::uint64_t>(sampler.sampler_), name);
    return sampler;
}

Sampler::Sampler(Sampler&& other) noexcept {
    *this = std::move(other);
}

Sampler& Sampler::operator=(Sampler&& other) noexcept {
    std::swap(device_, other.device_);
    std::swap(sampler_, other.sampler_);
    return *this;
}

Sampler::~Sampler() {
    if (device_ != nullptr) {
        device_->waitIdle();
        vkDestroySampler(device_->handle(), sampler_, nullptr);
    }
}

} // namespace stipple::gpu
