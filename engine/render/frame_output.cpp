#include "engine/render/frame_output.h"

#include <utility>

namespace stipple::render {

Result<FrameOutput> FrameOutput::create(const gpu::Device& device) {
    FrameOutput output;
    output.device_ = &device;
    Result<std::unique_ptr<gpu::FrameQueue>> frames = gpu::FrameQueue::create(device);
    if (!frames) {
        return frames.error();
    }
    output.frames_ = std::move(frames).value();
    if (device.surface() != VK_NULL_HANDLE) {
        output.swapchain_ = std::make_unique<gpu::Swapchain>(device);
    }
    return output;
}

Result<bool> FrameOutput::begin(gpu::Extent size) {
    if (size.width == 0 || size.height == 0) {
        return false;
    }
    if (!target_ || target_.size() != size) {
        const gpu::Format format = swapchain_ ? gpu::kWindowFormat : gpu::Format::Rgba8;
        Result<gpu::Image> made =
            gpu::Image::create(*device_, "frame", {.size = size, .format = format, .target = true});
        if (!made) {
            return made.error();
        }
        target_ = std::move(made).value();
    }
    Result<gpu::CommandList*> commands = frames_->begin();
    if (!commands) {
        return commands.error();
    }
    commands_ = *commands;
    return true;
}

Status FrameOutput::finish() {
    STIPPLE_ASSERT(commands_ != nullptr, "a frame was begun");
    gpu::CommandList& commands = *std::exchange(commands_, nullptr);
    if (swapchain_) {
        return swapchain_->show(*frames_, commands, target_, target_.size());
    }
    return frames_->submit();
}

Result<gpu::Picture> FrameOutput::picture() const {
    return gpu::readBack(*device_, target_);
}

void FrameOutput::setVerticalSync(bool on) {
    if (swapchain_) {
        swapchain_->setVerticalSync(on);
    }
}

} // namespace stipple::render
