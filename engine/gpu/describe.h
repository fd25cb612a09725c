#pragma once

#include "engine/gpu/vulkan_api.h"

#include <cstdint>
#include <string>
#include <vector>

namespace stipple::gpu {

/// One Vulkan device of this machine, in words.
struct DeviceDescription {
    std::string name, kind;           ///< kind: "discrete", "integrated", "software", ...
    std::string driver;               ///< name and version
    std::string apiVersion;           ///< "1.3.230"
    double memory_GiB = 0.0;          ///< of the largest device-local heap
    std::vector<std::string> missing; ///< what keeps the renderer from using it; empty: usable
    bool canPresent = false;          ///< has what a window needs
};

/// What `stipple devices` prints.
struct VulkanDescription {
    std::string loaderVersion; ///< empty: no loader
    std::string problem;       ///< one sentence when nothing can be drawn, else empty
    bool validationLayer = false;
    std::vector<DeviceDescription> devices; ///< best first
};

/// Looks at the machine without keeping anything open. Never fails: says what is missing.
[[nodiscard]] VulkanDescription describeVulkan();

/// What the renderer needs of a device and it lacks, in words.
[[nodiscard]] std::vector<std::string> missingFeatures(VkPhysicalDevice device);

/// Higher is better: discrete, integrated, virtual, software.
[[nodiscard]] int deviceRank(VkPhysicalDeviceType type);
[[nodiscard]] const char* deviceKind(VkPhysicalDeviceType type);

/// All devices of the instance, best first.
[[nodiscard]] std::vector<VkPhysicalDevice> rankedDevices(VkInstance instance);

} // namespace stipple::gpu
