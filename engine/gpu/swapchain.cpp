#include "engine/gpu/swapchain.h"

#include <algorithm>

namespace stipple::gpu {
namespace {

VkSurfaceFormatKHR pickFormat(const Device& device) {
    std::uint32_t count = 0;
    vkGetPhysicalDeviceSurfaceFormatsKHR(device.physical(), device.surface(), &count, nullptr);
    std::vector<VkSurfaceFormatKHR> formats(count);
    vkGetPhysicalDeviceSurfaceFormatsKHR(device.physical(), device.surface(), &count,
                                         formats.data());
    // our pictures are sRGB already, so the window must not encode them a second time
    for (const VkFormat wish : {VK_FORMAT_B8G8R8A8_UNORM, VK_FORMAT_R8G8B8A8_UNORM}) {
        for (const VkSurfaceFormatKHR& format : formats) {
            if (format.format == wish) {
                return format;
            }
        }
    }
    return formats.empty()
               ? VkSurfaceFormatKHR{VK_FORMAT_B8G8R8A8_UNORM, VK_COLOR_SPACE_SRGB_NONLINEAR_KHR}
               : formats.front();
}

VkPresentModeKHR pickMode(const Device& device, bool verticalSync) {
    std::uint32_t count = 0;
    vkGetPhysicalDeviceSurfacePresentModesKHR(device.physical(), device.surface(), &count, nullptr);
    std::vector<VkPresentModeKHR> modes(count);
    vkGetPhysicalDeviceSurfacePresentModesKHR(device.physical(), device.surface(), &count,
                                              modes.data());
    const auto has = [&](VkPresentModeKHR mode) {
        return std::find(modes.begin(), modes.end(), mode) != modes.end();
    };
    if (!verticalSync && has(VK_PRESENT_MODE_MAILBOX_KHR)) {
        return VK_PRESENT_MODE_MAILBOX_KHR;
    }
    if (!verticalSync && has(VK_PRESENT_MODE_IMMEDIATE_KHR)) {
        return VK_PRESENT_MODE_IMMEDIATE_KHR;
    }
    return VK_PRESENT_MODE_FIFO_KHR;
}

void changeLayout(VkCommandBuffer commands, VkImage image, VkImageLayout from, VkImageLayout to) {
    VkImageMemoryBarrier2 barrier{};
    barrier.sType = VK_STRUCTURE_TYPE_IMAGE_MEMORY_BARRIER_2;
    barrier.srcStageMask = VK_PIPELINE_STAGE_2_ALL_TRANSFER_BIT;
    barrier.srcAccessMask = VK_ACCESS_2_TRANSFER_WRITE_BIT;
    barrier.dstStageMask = VK_PIPELINE_STAGE_2_ALL_TRANSFER_BIT;
    barrier.dstAccessMask = VK_ACCESS_2_TRANSFER_WRITE_BIT;
    barrier.oldLayout = from;
    barrier.newLayout = to;
    barrier.srcQueueFamilyIndex = VK_QUEUE_FAMILY_IGNORED;
    barrier.dstQueueFamilyIndex = VK_QUEUE_FAMILY_IGNORED;
    barrier.image = image;
    barrier.subresourceRange = {VK_IMAGE_ASPECT_COLOR_BIT, 0, 1, 0, 1};
    VkDependencyInfo info{};
    info.sType = VK_STRUCTURE_TYPE_DEPENDENCY_INFO;
    info.imageMemoryBarrierCount = 1;
    info.pImageMemoryBarriers = &barrier;
    vkCmdPipelineBarrier2(commands, &info);
}

Extent clampTo(const VkSurfaceCapabilitiesKHR& able, Extent wish) {
    if (able.currentExtent.width != UINT32_MAX) {
        return {able.currentExtent.width, able.currentExtent.height};
    }
    return {std::clamp(wish.width, able.minImageExtent.width, able.maxImageExtent.width),
            std::clamp(wish.height, able.minImageExtent.height, able.maxImageExtent.height)};
}

} // namespace

Swapchain::~Swapchain() {
    release();
}

void Swapchain::release() {
    device_->waitIdle();
    for (VkSemaphore one : drawn_) {
        vkDestroySemaphore(device_->handle(), one, nullptr);
    }
    drawn_.clear();
    images_.clear();
    if (chain_ != VK_NULL_HANDLE) {
        vkDestroySwapchainKHR(device_->handle(), chain_, nullptr);
        chain_ = VK_NULL_HANDLE;
    }
}

void Swapchain::setVerticalSync(bool on) {
    stale_ = stale_ || on != verticalSync_;
    verticalSync_ = on;
}

Status Swapchain::make(Extent windowSize) {
    release();
    stale_ = false;
    wished_ = windowSize;
    VkSurfaceCapabilitiesKHR able{};
    if (Status got = check(vkGetPhysicalDeviceSurfaceCapabilitiesKHR(device_->physical(),
                                                                     device_->surface(), &able),
                           "Asking the window's surface");
        !got) {
        return got;
    }
    size_ = clampTo(able, windowSize);
    if (size_.width == 0 || size_.height == 0) {
        return Done{};
    }
    const VkSurfaceFormatKHR format = pickFormat(*device_);
    format_ = format.format;
    std::uint32_t count = std::max(3U, able.minImageCount);
    if (able.maxImageCount > 0) {
        count = std::min(count, able.maxImageCount);
    }
    VkSwapchainCreateInfoKHR info{};
    info.sType = VK_STRUCTURE_TYPE_SWAPCHAIN_CREATE_INFO_KHR;
    info.surface = device_->surface();
    info.minImageCount = count;
    info.imageFormat = format.format;
    info.imageColorSpace = format.colorSpace;
    info.imageExtent = {size_.width, size_.height};
    info.imageArrayLayers = 1;
    info.imageUsage = VK_IMAGE_USAGE_TRANSFER_DST_BIT;
    info.preTransform = able.currentTransform;
    info.compositeAlpha = VK_COMPOSITE_ALPHA_OPAQUE_BIT_KHR;
    info.presentMode = pickMode(*device_, verticalSync_);
    info.clipped = VK_TRUE;
    if (Status made = check(vkCreateSwapchainKHR(device_->handle(), &info, nullptr, &chain_),
                            "Making the window's pictures");
        !made) {
        return made;
    }
    vkGetSwapchainImagesKHR(device_->handle(), chain_, &count, nullptr);
    images_.resize(count);
    vkGetSwapchainImagesKHR(device_->handle(), chain_, &count, images_.data());
    drawn_.resize(count);
    VkSemaphoreCreateInfo semaphore{};
    semaphore.sType = VK_STRUCTURE_TYPE_SEMAPHORE_CREATE_INFO;
    for (VkSemaphore& one : drawn_) {
        vkCreateSemaphore(device_->handle(), &semaphore, nullptr, &one);
    }
    return Done{};
}

VkResult Swapchain::acquire(VkSemaphore acquired, std::uint32_t& index) const {
    return vkAcquireNextImageKHR(device_->handle(), chain_, UINT64_MAX, acquired, VK_NULL_HANDLE,
                                 &index);
}

void Swapchain::recordCopy(VkCommandBuffer commands, const Image& picture, VkImage target) const {
    changeLayout(commands, target, VK_IMAGE_LAYOUT_UNDEFINED, VK_IMAGE_LAYOUT_TRANSFER_DST_OPTIMAL);
    const VkImageSubresourceLayers layers{VK_IMAGE_ASPECT_COLOR_BIT, 0, 0, 1};
    if (picture.size() == size_ && vulkanFormat(picture.format()) == format_) {
        VkImageCopy region{};
        region.srcSubresource = layers;
        region.dstSubresource = layers;
        region.extent = {size_.width, size_.height, 1};
        vkCmdCopyImage(commands, picture.handle(), VK_IMAGE_LAYOUT_GENERAL, target,
                       VK_IMAGE_LAYOUT_TRANSFER_DST_OPTIMAL, 1, &region);
    } else {
        VkImageBlit region{};
        region.srcSubresource = layers;
        region.dstSubresource = layers;
        region.srcOffsets[1] = {static_cast<std::int32_t>(picture.size().width),
                                static_cast<std::int32_t>(picture.size().height), 1};
        region.dstOffsets[1] = {static_cast<std::int32_t>(size_.width),
                                static_cast<std::int32_t>(size_.height), 1};
        vkCmdBlitImage(commands, picture.handle(), VK_IMAGE_LAYOUT_GENERAL, target,
                       VK_IMAGE_LAYOUT_TRANSFER_DST_OPTIMAL, 1, &region,
                       picture.size() == size_ ? VK_FILTER_NEAREST : VK_FILTER_LINEAR);
    }
    changeLayout(commands, target, VK_IMAGE_LAYOUT_TRANSFER_DST_OPTIMAL,
                 VK_IMAGE_LAYOUT_PRESENT_SRC_KHR);
}

Status Swapchain::show(FrameQueue& frames, CommandList& commands, const Image& picture,
                       Extent windowSize) {
    if (windowSize.width == 0 || windowSize.height == 0) {
        return frames.submit();
    }
    if (chain_ == VK_NULL_HANDLE || stale_ || wished_ != windowSize) {
        if (Status made = make(windowSize); !made) {
            return made;
        }
    }
    if (chain_ == VK_NULL_HANDLE) {
        return frames.submit();
    }
    std::uint32_t index = 0;
    const VkSemaphore acquired = frames.acquiredSemaphore();
    VkResult got = acquire(acquired, index);
    if (got == VK_ERROR_OUT_OF_DATE_KHR) {
        if (Status made = make(windowSize); !made) {
            return made;
        }
        if (chain_ == VK_NULL_HANDLE) {
            return frames.submit();
        }
        got = acquire(acquired, index);
    }
    if (got != VK_SUCCESS && got != VK_SUBOPTIMAL_KHR) {
        // still changing: draw nothing this time, make the chain anew the next
        stale_ = true;
        return got == VK_ERROR_OUT_OF_DATE_KHR ? frames.submit()
                                               : check(got, "Asking for the window's next picture");
    }
    stale_ = got == VK_SUBOPTIMAL_KHR;
    commands.barrier(Use::ColourTarget, Use::TransferRead);
    recordCopy(commands.handle(), picture, images_[index]);
    if (Status sent = frames.submit(acquired, drawn_[index]); !sent) {
        return sent;
    }
    VkPresentInfoKHR info{};
    info.sType = VK_STRUCTURE_TYPE_PRESENT_INFO_KHR;
    info.waitSemaphoreCount = 1;
    info.pWaitSemaphores = &drawn_[index];
    info.swapchainCount = 1;
    info.pSwapchains = &chain_;
    info.pImageIndices = &index;
    const VkResult shown = device_->present(info);
    if (shown == VK_ERROR_OUT_OF_DATE_KHR || shown == VK_SUBOPTIMAL_KHR) {
        stale_ = true;
        return Done{};
    }
    return check(shown, "Showing a frame in the window");
}

} // namespace stipple::gpu
