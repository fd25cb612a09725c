// The device is lost in the middle of the work, as by a driver reset. The calls are volk's function
// pointers, so a test can put its own in their place.

#include "tests/gpu/small_pad.h"

#include <gtest/gtest.h>

#include <utility>

namespace stipple {
namespace {

constexpr gpu::Extent kSmall{64, 48};

/// Puts `lossy` in the place of one of Vulkan's calls while it lives.
template <class Function> class Instead {
public:
    Instead(Function& call, Function lossy) : call_(call), was_(std::exchange(call, lossy)) {}
    ~Instead() { call_ = was_; }
    Instead(const Instead&) = delete;
    Instead& operator=(const Instead&) = delete;

private:
    Function& call_;
    Function was_;
};

VKAPI_ATTR VkResult VKAPI_CALL lostAtSubmit(VkQueue, std::uint32_t, const VkSubmitInfo2*, VkFence) {
    return VK_ERROR_DEVICE_LOST;
}
VKAPI_ATTR VkResult VKAPI_CALL lostAtFence(VkDevice device, std::uint32_t, const VkFence*, VkBool32,
                                           std::uint64_t) {
    // the real device still works on the frame
    vkDeviceWaitIdle(device);
    return VK_ERROR_DEVICE_LOST;
}
VKAPI_ATTR VkResult VKAPI_CALL lostAtIdle(VkQueue) {
    return VK_ERROR_DEVICE_LOST;
}

/// One sentence with the reason and what to do about it.
void expectLost(const Error& error) {
    EXPECT_NE(error.text.find("graphics device was lost"), std::string::npos) << error.text;
    EXPECT_NE(error.text.find("start the program again"), std::string::npos) << error.text;
    EXPECT_EQ(error.text.find('\n'), std::string::npos) << error.text;
}

/// A renderer that has drawn a frame, as in an attempt.
struct Running {
    test::SmallPad pad;
    render::Renderer renderer;
    render::FrameOutput output;

    explicit Running(const gpu::Device& device)
        : renderer(render::Renderer::create(device, pad.fixed()).value()),
          output(render::FrameOutput::create(device).value()) {}

    Status frame(const gpu::Image& target) {
        const auto begun = output.begin(kSmall);
        if (!begun) {
            return begun.error();
        }
        const auto drawn = renderer.draw(output.commands(), target, test::frontView(1.3f),
                                         pad.with(0.0f, 0.0f, 0.004f), {});
        return drawn ? output.finish() : Status(drawn.error());
    }
};

gpu::Image makeTarget(const gpu::Device& device) {
    return gpu::Image::create(device, "target", {.size = kSmall, .target = true}).value();
}

TEST(DeviceLost, WhenAFrameIsHandedOver) {
    STIPPLE_OPEN_DEVICE(device);
    Running running(*device);
    const gpu::Image target = makeTarget(*device);
    ASSERT_TRUE(running.frame(target).ok());
    const Instead instead(vkQueueSubmit2, &lostAtSubmit);
    // also when asked again, and the frames in flight are let go without waiting for this one
    for (int i = 0; i < 5; ++i) {
        const Status sent = running.frame(target);
        ASSERT_FALSE(sent.ok());
        expectLost(sent.error());
    }
}

TEST(DeviceLost, WhileWaitingForAFrame) {
    STIPPLE_OPEN_DEVICE(device);
    Running running(*device);
    const gpu::Image target = makeTarget(*device);
    // two frames are in flight; the third waits for the first
    ASSERT_TRUE(running.frame(target).ok());
    ASSERT_TRUE(running.frame(target).ok());
    const Instead instead(vkWaitForFences, &lostAtFence);
    for (int i = 0; i < 5; ++i) {
        const Status waited = running.frame(target);
        ASSERT_FALSE(waited.ok());
        expectLost(waited.error());
    }
}

TEST(DeviceLost, WhileAnExerciseIsPrepared) {
    STIPPLE_OPEN_DEVICE(device);
    const test::SmallPad pad;
    const Instead instead(vkQueueSubmit2, &lostAtSubmit);
    const auto renderer = render::Renderer::create(*device, pad.fixed());
    ASSERT_FALSE(renderer.ok());
    expectLost(renderer.error());
}

TEST(DeviceLost, WhileAPictureIsReadBack) {
    STIPPLE_OPEN_DEVICE(device);
    Running running(*device);
    const gpu::Image target = makeTarget(*device);
    ASSERT_TRUE(running.frame(target).ok());
    device->waitIdle();
    const Instead instead(vkQueueWaitIdle, &lostAtIdle);
    const auto picture = gpu::readBack(*device, target);
    // the real queue may still be copying
    device->waitIdle();
    ASSERT_FALSE(picture.ok());
    expectLost(picture.error());
}

} // namespace
} // namespace stipple
