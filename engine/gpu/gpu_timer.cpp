#include "engine/gpu/gpu_timer.h"

#include <array>
#include <utility>

namespace stipple::gpu {
namespace {

Status makePool(const Device& device, VkQueryType type, std::uint32_t count, VkQueryPool& pool) {
    VkQueryPoolCreateInfo info{};
    info.sType = VK_STRUCTURE_TYPE_QUERY_POOL_CREATE_INFO;
    info.queryType = type;
    info.queryCount = count;
    return check(vkCreateQueryPool(device.handle(), &info, nullptr, &pool), "Query pool");
}

} // namespace

Result<GpuTimer> GpuTimer::create(const Device& device) {
    GpuTimer timer;
    timer.device_ = &device;
    if (Status made = makePool(device, VK_QUERY_TYPE_TIMESTAMP, 2 * kMostPasses, timer.stamps_);
        !made) {
        return made.error();
    }
    if (Status made = makePool(device, VK_QUERY_TYPE_OCCLUSION, kMostPasses, timer.counts_);
        !made) {
        return made.error();
    }
    return timer;
}

GpuTimer::GpuTimer(GpuTimer&& other) noexcept {
    *this = std::move(other);
}

GpuTimer& GpuTimer::operator=(GpuTimer&& other) noexcept {
    std::swap(device_, other.device_);
    std::swap(stamps_, other.stamps_);
    std::swap(counts_, other.counts_);
    std::swap(names_, other.names_);
    std::swap(counted_, other.counted_);
    return *this;
}

GpuTimer::~GpuTimer() {
    if (device_ != nullptr) {
        device_->waitIdle();
        vkDestroyQueryPool(device_->handle(), stamps_, nullptr);
        vkDestroyQueryPool(device_->handle(), counts_, nullptr);
    }
}

void GpuTimer::reset(VkCommandBuffer commands) {
    names_.clear();
    counted_.clear();
    vkCmdResetQueryPool(commands, stamps_, 0, 2 * kMostPasses);
    vkCmdResetQueryPool(commands, counts_, 0, kMostPasses);
}

void GpuTimer::beginPass(VkCommandBuffer commands, const char* name) {
    STIPPLE_ASSERT(!open_, "passes do not nest");
    STIPPLE_ASSERT(names_.size() < kMostPasses, "more passes than kMostPasses in a frame");
    open_ = true;
    const auto index = static_cast<std::uint32_t>(names_.size());
    names_.emplace_back(name);
    counted_.push_back(false);
    vkCmdWriteTimestamp2(commands, VK_PIPELINE_STAGE_2_ALL_COMMANDS_BIT, stamps_, 2 * index);
}

void GpuTimer::endPass(VkCommandBuffer commands) {
    STIPPLE_ASSERT(open_, "a pass ends after it began");
    open_ = false;
    const auto index = static_cast<std::uint32_t>(names_.size()) - 1;
    vkCmdWriteTimestamp2(commands, VK_PIPELINE_STAGE_2_ALL_COMMANDS_BIT, stamps_, 2 * index + 1);
}

void GpuTimer::beginCount(VkCommandBuffer commands) {
    if (open_ && device_->countsSamples() && !counted_.back()) {
        counted_.back() = true;
        vkCmdBeginQuery(commands, counts_, static_cast<std::uint32_t>(names_.size()) - 1,
                        VK_QUERY_CONTROL_PRECISE_BIT);
    }
}

void GpuTimer::endCount(VkCommandBuffer commands) {
    if (open_ && device_->countsSamples() && counted_.back()) {
        vkCmdEndQuery(commands, counts_, static_cast<std::uint32_t>(names_.size()) - 1);
    }
}

std::vector<PassTime> GpuTimer::read() const {
    std::vector<PassTime> out;
    for (std::uint32_t i = 0; i < names_.size(); ++i) {
        PassTime pass;
        pass.name = names_[i];
        std::array<std::uint64_t, 2> stamps{};
        const VkResult got =
            vkGetQueryPoolResults(device_->handle(), stamps_, 2 * i, 2, sizeof(stamps),
                                  stamps.data(), sizeof(std::uint64_t), VK_QUERY_RESULT_64_BIT);
        if (got == VK_SUCCESS && stamps[1] > stamps[0]) {
            pass.milliseconds = static_cast<double>(stamps[1] - stamps[0]) *
                                device_->nanosecondsPerTimestamp() * 1e-6;
        }
        if (counted_[i]) {
            vkGetQueryPoolResults(device_->handle(), counts_, i, 1, sizeof(pass.fragments),
                                  &pass.fragments, sizeof(std::uint64_t), VK_QUERY_RESULT_64_BIT);
        }
        out.push_back(std::move(pass));
    }
    return out;
}

} // namespace stipple::gpu
