#pragma once

#include "engine/gpu/frame.h"

#include <vector>

namespace stipple::gpu {

/// The pictures that a window shows. The device must have been made with a surface.
class Swapchain {
public:
    explicit Swapchain(const Device& device) : device_(&device) {}
    ~Swapchain();
    Swapchain(const Swapchain&) = delete;
    Swapchain& operator=(const Swapchain&) = delete;

    /// Copies `picture`, scaled, to the window and submits the frame of `frames` that is being
    /// recorded. Makes the chain anew when the window's size in pixels changed; a window of size
    /// 0 x 0 (minimised) only submits. Fails when the device or the surface is lost.
    [[nodiscard]] Status show(FrameQueue& frames, CommandList& commands, const Image& picture,
                              Extent windowSize);

    /// Wait for the screen's refresh. Default: true.
    void setVerticalSync(bool on);

private:
    [[nodiscard]] Status make(Extent windowSize);
    void release();
    void recordCopy(VkCommandBuffer commands, const Image& picture, VkImage target) const;
    [[nodiscard]] VkResult acquire(VkSemaphore acquired, std::uint32_t& index) const;

    const Device* device_;
    VkSwapchainKHR chain_ = VK_NULL_HANDLE;
    VkFormat format_ = VK_FORMAT_UNDEFINED;
    Extent size_, wished_;
    bool verticalSync_ = true, stale_ = false;
    std::vector<VkImage> images_;
    std::vector<VkSemaphore> drawn_; ///< one per image: free again when the image is acquired
};

} // namespace stipple::gpu
