#pragma once

#include "engine/gpu/gpu_timer.h"
#include "engine/gpu/image.h"
#include "engine/gpu/pipeline.h"
#include "engine/gpu/transient_memory.h"

#include <array>
#include <span>

namespace stipple::gpu {

/// What an image or buffer was, or will be, used for.
enum class Use : std::uint8_t {
    ColourTarget,
    DepthTarget,
    ShaderRead,
    TransferRead,
    TransferWrite,
    HostRead,
};

/// Where triangles are drawn into. `clear` is used when clearColour is set; depth clears to 1. What
/// `second` held before is lost.
struct RenderTargets {
    const Image* colour = nullptr;
    const Image* depth = nullptr;
    const Image* second = nullptr; ///< output 1 of the fragment shader; may be null
    bool clearColour = false, clearDepth = true;
    std::array<float, 4> clear{};
    Extent area{}; ///< drawn part from the left top; 0 = the whole image
};

/// A rectangle of texels.
struct Box {
    std::uint32_t x = 0, y = 0, width = 0, height = 0;
};

/// Records the work of one frame. Made by FrameQueue.
class CommandList {
public:
    CommandList(const Device& device, VkCommandBuffer commands, TransientMemory& memory,
                GpuTimer& timer)
        : device_(&device), commands_(commands), memory_(&memory), timer_(&timer) {}

    /// A named span with a debug label and a time stamp at each end. Passes do not nest.
    void beginPass(const char* name);
    void endPass();

    /// Between these: draws. Viewport and scissor are set to the area.
    void beginRendering(const RenderTargets& targets);
    void endRendering();

    /// Forgets earlier bindings: each pipeline has a layout of its own.
    void usePipeline(const Pipeline& pipeline);
    /// Copies `content` into this frame's memory and binds it.
    void bindUniform(std::uint32_t slot, std::span<const std::byte> content);
    /// `level`: the largest mip level that the shader sees, as its level 0.
    void bindTexture(std::uint32_t slot, const Image& image, const Sampler& sampler,
                     std::uint32_t level = 0);
    void pushConstants(std::span<const std::byte> content);
    void setScissor(const Box& box);
    void bindVertices(const Buffer& buffer);
    void bindVertices(const TransientSlice& slice);
    void bindIndices16(const TransientSlice& slice);
    void bindIndices32(const Buffer& buffer);

    /// Every slot of the pipeline's layout must have been bound: lavapipe 22.3.6 crashes on a slot
    /// that never was, so this stops the program instead.
    void draw(std::uint32_t vertices, std::uint32_t instances = 1);
    void drawIndexed(std::uint32_t indices, std::uint32_t first = 0, std::int32_t vertexOffset = 0);

    [[nodiscard]] TransientSlice transient(std::size_t bytes) { return memory_->take(bytes); }

    /// Overwrites a box of one mip level; rows tightly packed. Counted in uploadedBytes.
    void upload(const Image& image, std::uint32_t mip, const Box& box,
                std::span<const std::uint8_t> content);
    [[nodiscard]] std::size_t uploadedBytes() const { return uploadedBytes_; }

    /// Scaled copy between whole images in GENERAL.
    void blit(const Image& from, const Image& to, Filter filter);
    void copyToHost(const Image& from, const Buffer& to);

    /// What was done as `before` is finished and seen by what follows as `after`.
    void barrier(Use before, Use after);

    [[nodiscard]] VkCommandBuffer handle() const { return commands_; }
    [[nodiscard]] const Device& device() const { return *device_; }

private:
    friend class FrameQueue;
    static constexpr std::size_t kMostSlots = 12;
    struct Slot {
        bool bound = false;
        VkDescriptorBufferInfo buffer{};
        VkDescriptorImageInfo image{};
    };
    void pushBindings();

    const Device* device_;
    VkCommandBuffer commands_;
    TransientMemory* memory_;
    GpuTimer* timer_;
    const Pipeline* pipeline_ = nullptr;
    std::array<Slot, kMostSlots> slots_{};
    bool bindingsChanged_ = false;
    std::size_t uploadedBytes_ = 0;
};

/// The bytes of a plain struct.
template <class T> [[nodiscard]] std::span<const std::byte> bytesOf(const T& value) {
    return std::as_bytes(std::span<const T, 1>(&value, 1));
}

} // namespace stipple::gpu
