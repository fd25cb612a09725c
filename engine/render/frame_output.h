#pragma once

#include "engine/gpu/frame.h"
#include "engine/gpu/readback.h"
#include "engine/gpu/swapchain.h"

#include <memory>
#include <optional>

namespace stipple::render {

/// Where frames go: an image of its own, shown in the device's window when there is one. Everything
/// is drawn into the image, so a window and a file get the same picture.
///
///     if (Result<bool> on = output.begin(window.framebuffer()); on && *on) {
///         renderer.draw(output.commands(), output.target(), view, scene, settings);
///         imguiPass.draw(output.commands(), output.target(), *ImGui::GetDrawData());
///         output.finish();
///     }
class FrameOutput {
public:
    /// Shows frames in the device's surface when it was made with one; else keeps them.
    [[nodiscard]] static Result<FrameOutput> create(const gpu::Device& device);

    /// Starts a frame of this size in pixels. False: nothing to draw into (a minimised window).
    [[nodiscard]] Result<bool> begin(gpu::Extent size);
    [[nodiscard]] gpu::CommandList& commands() const { return *commands_; }
    [[nodiscard]] const gpu::Image& target() const { return target_; }
    /// Hands the frame to the device, and to the window. Fails when the device is lost.
    [[nodiscard]] Status finish();

    /// The finished frame in host memory; waits for it.
    [[nodiscard]] Result<gpu::Picture> picture() const;
    /// Waits for the finished frame, so that passTimes are those of it.
    [[nodiscard]] Status wait() { return frames_->wait(); }
    [[nodiscard]] const std::vector<gpu::PassTime>& passTimes() const {
        return frames_->passTimes();
    }
    /// Wait for the screen's refresh; default on.
    void setVerticalSync(bool on);

private:
    FrameOutput() = default;
    const gpu::Device* device_ = nullptr;
    std::unique_ptr<gpu::FrameQueue> frames_;
    std::unique_ptr<gpu::Swapchain> swapchain_; ///< none without a window
    gpu::Image target_;
    gpu::CommandList* commands_ = nullptr;
};

} // namespace stipple::render
