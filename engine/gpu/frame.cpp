#include "engine/gpu/frame.h"

#include <utility>

namespace stipple::gpu {

struct FrameQueue::Slot {
    explicit Slot(const Device& device) : memory(device) {}
    VkCommandBuffer commands = VK_NULL_HANDLE;
    VkFence done = VK_NULL_HANDLE;
    VkSemaphore acquired = VK_NULL_HANDLE;
    TransientMemory memory;
    GpuTimer timer;
    std::optional<CommandList> list;
    bool inFlight = false;
};

FrameQueue::FrameQueue(const Device& device) : device_(&device) {}

Status FrameQueue::makeSlot(std::size_t number) {
    auto slot = std::make_unique<Slot>(*device_);
    VkCommandBufferAllocateInfo allocate{};
    allocate.sType = VK_STRUCTURE_TYPE_COMMAND_BUFFER_ALLOCATE_INFO;
    allocate.commandPool = pool_;
    allocate.level = VK_COMMAND_BUFFER_LEVEL_PRIMARY;
    allocate.commandBufferCount = 1;
    if (Status made = check(vkAllocateCommandBuffers(device_->handle(), &allocate, &slot->commands),
                            "Command buffer");
        !made) {
        return made;
    }
    VkFenceCreateInfo fence{};
    fence.sType = VK_STRUCTURE_TYPE_FENCE_CREATE_INFO;
    VkSemaphoreCreateInfo semaphore{};
    semaphore.sType = VK_STRUCTURE_TYPE_SEMAPHORE_CREATE_INFO;
    vkCreateFence(device_->handle(), &fence, nullptr, &slot->done);
    vkCreateSemaphore(device_->handle(), &semaphore, nullptr, &slot->acquired);
    Result<GpuTimer> timer = GpuTimer::create(*device_);
    if (!timer) {
        return timer.error();
    }
    slot->timer = std::move(timer).value();
    device_->setName(VK_OBJECT_TYPE_COMMAND_BUFFER, reinterpret_cast<std::uint64_t>(slot->commands),
                     fmt::format("frame {}", number));
    slots_.push_back(std::move(slot));
    return Done{};
}

Result<std::unique_ptr<FrameQueue>> FrameQueue::create(const Device& device) {
    std::unique_ptr<FrameQueue> queue(new FrameQueue(device));
    const Result<VkCommandPool> pool = device.makeCommandPool();
    if (!pool) {
        return pool.error();
    }
    queue->pool_ = *pool;
    for (std::size_t i = 0; i < kFrames; ++i) {
        if (Status made = queue->makeSlot(i); !made) {
            return made.error();
        }
    }
    return queue;
}

FrameQueue::~FrameQueue() {
    device_->waitIdle();
    for (const std::unique_ptr<Slot>& slot : slots_) {
        vkDestroyFence(device_->handle(), slot->done, nullptr);
        vkDestroySemaphore(device_->handle(), slot->acquired, nullptr);
    }
    vkDestroyCommandPool(device_->handle(), pool_, nullptr);
}

Status FrameQueue::finish(Slot& slot) {
    if (!slot.inFlight) {
        return Done{};
    }
    Status waited = check(vkWaitForFences(device_->handle(), 1, &slot.done, VK_TRUE, UINT64_MAX),
                          "Waiting for the graphics device");
    if (waited) {
        vkResetFences(device_->handle(), 1, &slot.done);
        slot.inFlight = false;
        passTimes_ = slot.timer.read();
    }
    return waited;
}

Result<CommandList*> FrameQueue::begin() {
    current_ = (current_ + 1) % slots_.size();
    Slot& slot = *slots_[current_];
    if (Status done = finish(slot); !done) {
        return done.error();
    }
    slot.memory.giveBackAll();
    VkCommandBufferBeginInfo begin{};
    begin.sType = VK_STRUCTURE_TYPE_COMMAND_BUFFER_BEGIN_INFO;
    begin.flags = VK_COMMAND_BUFFER_USAGE_ONE_TIME_SUBMIT_BIT;
    vkBeginCommandBuffer(slot.commands, &begin);
    // frames share their images: the last frame's work comes first
    VkMemoryBarrier2 memory{};
    memory.sType = VK_STRUCTURE_TYPE_MEMORY_BARRIER_2;
    memory.srcStageMask = VK_PIPELINE_STAGE_2_ALL_COMMANDS_BIT;
    memory.srcAccessMask = VK_ACCESS_2_MEMORY_READ_BIT | VK_ACCESS_2_MEMORY_WRITE_BIT;
    memory.dstStageMask = VK_PIPELINE_STAGE_2_ALL_COMMANDS_BIT;
    memory.dstAccessMask = VK_ACCESS_2_MEMORY_READ_BIT | VK_ACCESS_2_MEMORY_WRITE_BIT;
    VkDependencyInfo info{};
    info.sType = VK_STRUCTURE_TYPE_DEPENDENCY_INFO;
    info.memoryBarrierCount = 1;
    info.pMemoryBarriers = &memory;
    vkCmdPipelineBarrier2(slot.commands, &info);
    slot.timer.reset(slot.commands);
    slot.list.emplace(*device_, slot.commands, slot.memory, slot.timer);
    return &*slot.list;
}

VkSemaphore FrameQueue::acquiredSemaphore() const {
    return slots_[current_]->acquired;
}

Status FrameQueue::submit() {
    return submit(VK_NULL_HANDLE, VK_NULL_HANDLE);
}

Status FrameQueue::submit(VkSemaphore waitFor, VkSemaphore signal) {
    Slot& slot = *slots_[current_];
    if (Status ended = check(vkEndCommandBuffer(slot.commands), "Recording a frame"); !ended) {
        return ended;
    }
    VkCommandBufferSubmitInfo one{};
    one.sType = VK_STRUCTURE_TYPE_COMMAND_BUFFER_SUBMIT_INFO;
    one.commandBuffer = slot.commands;
    VkSemaphoreSubmitInfo wait{}, tell{};
    wait.sType = VK_STRUCTURE_TYPE_SEMAPHORE_SUBMIT_INFO;
    wait.semaphore = waitFor;
    wait.stageMask = VK_PIPELINE_STAGE_2_ALL_TRANSFER_BIT;
    tell.sType = VK_STRUCTURE_TYPE_SEMAPHORE_SUBMIT_INFO;
    tell.semaphore = signal;
    tell.stageMask = VK_PIPELINE_STAGE_2_ALL_COMMANDS_BIT;
    VkSubmitInfo2 info{};
    info.sType = VK_STRUCTURE_TYPE_SUBMIT_INFO_2;
    info.commandBufferInfoCount = 1;
    info.pCommandBufferInfos = &one;
    info.waitSemaphoreInfoCount = waitFor != VK_NULL_HANDLE ? 1U : 0U;
    info.pWaitSemaphoreInfos = &wait;
    info.signalSemaphoreInfoCount = signal != VK_NULL_HANDLE ? 1U : 0U;
    info.pSignalSemaphoreInfos = &tell;
    Status sent = check(device_->submit(info, slot.done), "Drawing a frame");
    slot.inFlight = sent.ok();
    return sent;
}

Status FrameQueue::wait() {
    return finish(*slots_[current_]);
}

} // namespace stipple::gpu
