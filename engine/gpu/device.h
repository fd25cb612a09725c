#pragma once

#include "engine/base/result.h"
#include "engine/gpu/vulkan_api.h"

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace stipple::gpu {

/// Makes the surface of a window for an instance.
using MakeSurface = std::function<Result<VkSurfaceKHR>(VkInstance)>;

struct DeviceSettings {
    std::string gpu;         ///< part of the device's name, any case; empty: the best one
    bool validation = false; ///< validation and synchronisation validation, where installed
    std::vector<std::string> surfaceExtensions; ///< what the window system asks for
    MakeSurface makeSurface;                    ///< empty: no window, pictures only
};

/// One Vulkan 1.3 device with one queue. Needs no window. Everything made from it must be gone
/// before it is; it stays where it is, so others may point at it. Resources may be made and frames
/// drawn from several threads: the queue is handed to one of them at a time.
class Device {
public:
    /// Fails with a sentence that says what is missing: loader, driver, device, feature.
    [[nodiscard]] static Result<std::unique_ptr<Device>> create(const DeviceSettings& settings);
    ~Device();
    Device(const Device&) = delete;
    Device& operator=(const Device&) = delete;

    [[nodiscard]] const std::string& name() const { return name_; }
    [[nodiscard]] const std::string& driver() const { return driver_; }
    /// True for lavapipe and the like: pixels are shaded by the processor.
    [[nodiscard]] bool isSoftware() const { return software_; }
    /// True when DeviceSettings::validation was wished and the layer is there.
    [[nodiscard]] bool validates() const { return messenger_ != VK_NULL_HANDLE; }
    /// Warnings and errors of the validation layer so far; tests want 0.
    [[nodiscard]] std::uint32_t validationMessages() const { return messages_.load(); }
    /// The first few of them.
    [[nodiscard]] std::string validationText() const;

    void waitIdle() const;

    /// Records with `record`, submits and waits. For set-up, not for frames. `record` must not use
    /// the queue itself.
    [[nodiscard]] Status submitNow(const std::function<void(VkCommandBuffer)>& record) const;

    /// Hands work to the queue, which tells `done` when it has ended; as vkQueueSubmit2 and
    /// vkQueuePresentKHR.
    [[nodiscard]] VkResult submit(const VkSubmitInfo2& work, VkFence done) const;
    [[nodiscard]] VkResult present(const VkPresentInfoKHR& pictures) const;

    /// A pool of command buffers, for one thread. The caller destroys it.
    [[nodiscard]] Result<VkCommandPool> makeCommandPool() const;

    /// Memory with these properties for a resource; null handle when there is none.
    [[nodiscard]] VkDeviceMemory allocate(const VkMemoryRequirements& needs,
                                          VkMemoryPropertyFlags properties) const;
    void setName(VkObjectType type, std::uint64_t handle, const std::string& name) const;

    [[nodiscard]] VkInstance instance() const { return instance_; }
    [[nodiscard]] VkPhysicalDevice physical() const { return physical_; }
    [[nodiscard]] VkDevice handle() const { return device_; }
    [[nodiscard]] VkSurfaceKHR surface() const { return surface_; }
    [[nodiscard]] std::uint32_t queueFamily() const { return family_; }
    [[nodiscard]] double nanosecondsPerTimestamp() const { return nsPerTimestamp_; }
    [[nodiscard]] bool hasDebugNames() const { return debugNames_; }
    [[nodiscard]] bool countsSamples() const { return countsSamples_; }

private:
    Device() = default;
    [[nodiscard]] Status createInstance(const DeviceSettings& settings);
    [[nodiscard]] Status pickDevice(const DeviceSettings& settings);
    [[nodiscard]] Status createDevice();
    void describePicked();
    static VKAPI_ATTR VkBool32 VKAPI_CALL onMessage(VkDebugUtilsMessageSeverityFlagBitsEXT,
                                                    VkDebugUtilsMessageTypeFlagsEXT,
                                                    const VkDebugUtilsMessengerCallbackDataEXT*,
                                                    void*);

    VkInstance instance_ = VK_NULL_HANDLE;
    VkDebugUtilsMessengerEXT messenger_ = VK_NULL_HANDLE;
    VkSurfaceKHR surface_ = VK_NULL_HANDLE;
    VkPhysicalDevice physical_ = VK_NULL_HANDLE;
    VkDevice device_ = VK_NULL_HANDLE;
    VkQueue queue_ = VK_NULL_HANDLE;
    VkCommandPool pool_ = VK_NULL_HANDLE; ///< of submitNow
    mutable std::mutex queueLock_;        ///< of queue_ and pool_
    VkPhysicalDeviceMemoryProperties memory_{};
    std::uint32_t family_ = 0;
    double nsPerTimestamp_ = 0.0;
    bool software_ = false, debugNames_ = false, countsSamples_ = false;
    std::string name_, driver_;
    std::atomic<std::uint32_t> messages_{0};
    mutable std::mutex textLock_;
    std::string text_;
};

} // namespace stipple::gpu
