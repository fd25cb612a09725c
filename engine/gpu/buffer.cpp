#include "engine/gpu/buffer.h"

#include <cstring>
#include <utility>

namespace stipple::gpu {
namespace {

VkBufferUsageFlags usageOf(BufferUse use) {
    switch (use) {
    case BufferUse::Vertex:
        return VK_BUFFER_USAGE_VERTEX_BUFFER_BIT | VK_BUFFER_USAGE_TRANSFER_DST_BIT;
    case BufferUse::Index:
        return VK_BUFFER_USAGE_INDEX_BUFFER_BIT | VK_BUFFER_USAGE_TRANSFER_DST_BIT;
    case BufferUse::Transient:
        return VK_BUFFER_USAGE_VERTEX_BUFFER_BIT | VK_BUFFER_USAGE_INDEX_BUFFER_BIT |
               VK_BUFFER_USAGE_UNIFORM_BUFFER_BIT | VK_BUFFER_USAGE_TRANSFER_SRC_BIT;
    case BufferUse::Readback:
        return VK_BUFFER_USAGE_TRANSFER_DST_BIT;
    }
    return 0;
}

} // namespace

Result<Buffer> Buffer::create(const Device& device, const std::string& name, std::size_t bytes,
                              BufferUse use) {
    Buffer buffer;
    buffer.device_ = &device;
    buffer.bytes_ = bytes;
    VkBufferCreateInfo info{};
    info.sType = VK_STRUCTURE_TYPE_BUFFER_CREATE_INFO;
    info.size = bytes;
    info.usage = usageOf(use);
    info.sharingMode = VK_SHARING_MODE_EXCLUSIVE;
    if (Status made = check(vkCreateBuffer(device.handle(), &info, nullptr, &buffer.buffer_),
                            "Making buffer " + name);
        !made) {
        return made.error();
    }
    VkMemoryRequirements needs{};
    vkGetBufferMemoryRequirements(device.handle(), buffer.buffer_, &needs);
    const bool host = use == BufferUse::Transient || use == BufferUse::Readback;
    const VkMemoryPropertyFlags wish =
        host ? VK_MEMORY_PROPERTY_HOST_VISIBLE_BIT | VK_MEMORY_PROPERTY_HOST_COHERENT_BIT
             : VK_MEMORY_PROPERTY_DEVICE_LOCAL_BIT;
    if (use == BufferUse::Readback) {
        // cached memory reads fast, where the device has it
        buffer.memory_ = device.allocate(needs, wish | VK_MEMORY_PROPERTY_HOST_CACHED_BIT);
    }
    if (buffer.memory_ == VK_NULL_HANDLE) {
        buffer.memory_ = device.allocate(needs, wish);
    }
    if (buffer.memory_ == VK_NULL_HANDLE) {
        return fail("'{}' has no memory left for {} ({} KiB).", device.name(), name, bytes / 1024);
    }
    vkBindBufferMemory(device.handle(), buffer.buffer_, buffer.memory_, 0);
    if (host) {
        void* address = nullptr;
        vkMapMemory(device.handle(), buffer.memory_, 0, VK_WHOLE_SIZE, 0, &address);
        buffer.mapped_ = static_cast<std::byte*>(address);
    }
    device.setName(VK_OBJECT_TYPE_BUFFER, reinterpret_cast<std::uint64_t>(buffer.buffer_), name);
    return buffer;
}

Result<Buffer> Buffer::createFilled(const Device& device, const std::string& name,
                                    std::span<const std::byte> content, BufferUse use) {
    Result<Buffer> buffer = create(device, name, content.size(), use);
    if (!buffer) {
        return buffer;
    }
    Result<Buffer> staging =
        create(device, name + " staging", content.size(), BufferUse::Transient);
    if (!staging) {
        return staging;
    }
    std::memcpy(staging->mapped(), content.data(), content.size());
    const Status copied = device.submitNow([&](VkCommandBuffer commands) {
        const VkBufferCopy region{.srcOffset = 0, .dstOffset = 0, .size = content.size()};
        vkCmdCopyBuffer(commands, staging->handle(), buffer->handle(), 1, &region);
    });
    if (!copied) {
        return copied.error();
    }
    return buffer;
}

Buffer::Buffer(Buffer&& other) noexcept {
    *this = std::move(other);
}

Buffer& Buffer::operator=(Buffer&& other) noexcept {
    if (this != &other) {
        release();
        device_ = std::exchange(other.device_, nullptr);
        buffer_ = std::exchange(other.buffer_, VK_NULL_HANDLE);
        memory_ = std::exchange(other.memory_, VK_NULL_HANDLE);
        bytes_ = std::exchange(other.bytes_, 0);
        mapped_ = std::exchange(other.mapped_, nullptr);
    }
    return *this;
}

Buffer::~Buffer() {
    release();
}

void Buffer::release() {
    if (device_ == nullptr) {
        return;
    }
    device_->waitIdle();
    vkDestroyBuffer(device_->handle(), buffer_, nullptr);
    vkFreeMemory(device_->handle(), memory_, nullptr);
    device_ = nullptr;
}

} // namespace stipple::gpu
