#pragma once

#include "engine/gpu/device.h"

#include <cstdint>
#include <string>
#include <vector>

namespace stipple::gpu {

/// What one pass of a frame cost.
struct PassTime {
    std::string name;
    double milliseconds = 0.0;
    std::uint64_t fragments = 0; ///< that passed the depth test; 0 where not counted
};

/// Time stamps and fragment counts of the passes of one frame.
class GpuTimer {
public:
    GpuTimer() = default;
    [[nodiscard]] static Result<GpuTimer> create(const Device& device);
    GpuTimer(GpuTimer&& other) noexcept;
    GpuTimer& operator=(GpuTimer&& other) noexcept;
    ~GpuTimer();

    void reset(VkCommandBuffer commands);
    void beginPass(VkCommandBuffer commands, const char* name);
    void endPass(VkCommandBuffer commands);
    void beginCount(VkCommandBuffer commands);
    void endCount(VkCommandBuffer commands);
    /// After the frame is done. Passes in the order of their begin.
    [[nodiscard]] std::vector<PassTime> read() const;

private:
    static constexpr std::uint32_t kMostPasses = 24;
    const Device* device_ = nullptr;
    VkQueryPool stamps_ = VK_NULL_HANDLE, counts_ = VK_NULL_HANDLE;
    std::vector<std::string> names_;
    std::vector<bool> counted_;
    bool open_ = false;
};

} // namespace stipple::gpu
