#pragma once

#include "engine/gpu/command_list.h"

#include <memory>
#include <optional>
#include <vector>

namespace stipple::gpu {

class Swapchain;

/// Two frames in flight: while the device draws one, the next is recorded. Used by one thread.
class FrameQueue {
public:
    [[nodiscard]] static Result<std::unique_ptr<FrameQueue>> create(const Device& device);
    ~FrameQueue();
    FrameQueue(const FrameQueue&) = delete;
    FrameQueue& operator=(const FrameQueue&) = delete;

    /// Waits until the frame before the last is done and starts a new one.
    [[nodiscard]] Result<CommandList*> begin();
    /// Hands the frame to the device. Fails when the device is lost.
    [[nodiscard]] Status submit();
    /// Waits for the frame just submitted.
    [[nodiscard]] Status wait();

    /// Passes of the newest frame that is done.
    [[nodiscard]] const std::vector<PassTime>& passTimes() const { return passTimes_; }

private:
    friend class Swapchain;
    struct Slot;
    explicit FrameQueue(const Device& device);
    [[nodiscard]] Status makeSlot(std::size_t number);
    [[nodiscard]] Status finish(Slot& slot);
    [[nodiscard]] Status submit(VkSemaphore waitFor, VkSemaphore signal);
    [[nodiscard]] VkSemaphore acquiredSemaphore() const;

    static constexpr std::size_t kFrames = 2;
    const Device* device_;
    VkCommandPool pool_ = VK_NULL_HANDLE;
    std::vector<std::unique_ptr<Slot>> slots_;
    std::size_t current_ = 0;
    std::vector<PassTime> passTimes_;
};

} // namespace stipple::gpu
