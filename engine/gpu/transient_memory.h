#pragma once

#include "engine/gpu/buffer.h"

#include <vector>

namespace stipple::gpu {

/// A piece of memory that the host writes now and the device reads in this frame.
struct TransientSlice {
    VkBuffer buffer = VK_NULL_HANDLE;
    std::size_t offset = 0;
    std::byte* host = nullptr;
};

/// Memory for one frame, handed out in order and given back whole. Grows by blocks as needed.
class TransientMemory {
public:
    explicit TransientMemory(const Device& device) : device_(&device) {}

    /// Aligned to 256 bytes. A null host address means that the device has no memory left.
    [[nodiscard]] TransientSlice take(std::size_t bytes);
    void giveBackAll();

private:
    const Device* device_;
    std::vector<Buffer> blocks_;
    std::size_t block_ = 0, used_ = 0;
};

} // namespace stipple::gpu
