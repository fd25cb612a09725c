#pragma once

#include "engine/gpu/device.h"

#include <cstddef>
#include <span>

namespace stipple::gpu {

enum class BufferUse : std::uint8_t { Vertex, Index, Transient, Readback };

/// Memory that the device reads or writes. Host-visible kinds stay mapped. Destroying one waits
/// for the device: make buffers at set-up, not in a frame.
class Buffer {
public:
    Buffer() = default;
    [[nodiscard]] static Result<Buffer> create(const Device& device, const std::string& name,
                                               std::size_t bytes, BufferUse use);
    /// A device buffer that holds `content`; waits for the copy.
    [[nodiscard]] static Result<Buffer> createFilled(const Device& device, const std::string& name,
                                                     std::span<const std::byte> content,
                                                     BufferUse use);
    Buffer(Buffer&& other) noexcept;
    Buffer& operator=(Buffer&& other) noexcept;
    ~Buffer();

    [[nodiscard]] std::size_t bytes() const { return bytes_; }
    /// Host address of Transient and Readback buffers.
    [[nodiscard]] std::byte* mapped() const { return mapped_; }
    [[nodiscard]] VkBuffer handle() const { return buffer_; }
    explicit operator bool() const { return buffer_ != VK_NULL_HANDLE; }

private:
    void release();
    const Device* device_ = nullptr;
    VkBuffer buffer_ = VK_NULL_HANDLE;
    VkDeviceMemory memory_ = VK_NULL_HANDLE;
    std::size_t bytes_ = 0;
    std::byte* mapped_ = nullptr;
};

} // namespace stipple::gpu
