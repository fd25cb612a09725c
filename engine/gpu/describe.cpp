#include "engine/gpu/describe.h"

#include <algorithm>
#include <cstring>

namespace stipple::gpu {
namespace {

std::string versionText(std::uint32_t version) {
    return fmt::format("{}.{}.{}", VK_API_VERSION_MAJOR(version), VK_API_VERSION_MINOR(version),
                       VK_API_VERSION_PATCH(version));
}

bool hasExtension(VkPhysicalDevice device, const char* name) {
    std::uint32_t count = 0;
    vkEnumerateDeviceExtensionProperties(device, nullptr, &count, nullptr);
    std::vector<VkExtensionProperties> all(count);
    vkEnumerateDeviceExtensionProperties(device, nullptr, &count, all.data());
    return std::any_of(all.begin(), all.end(), [&](const VkExtensionProperties& one) {
        return std::strcmp(one.extensionName, name) == 0;
    });
}

DeviceDescription describe(VkPhysicalDevice device) {
    VkPhysicalDeviceDriverProperties driver{};
    driver.sType = VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_DRIVER_PROPERTIES;
    VkPhysicalDeviceProperties2 properties{};
    properties.sType = VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_PROPERTIES_2;
    VkPhysicalDeviceProperties& basic = properties.properties;
    vkGetPhysicalDeviceProperties(device, &basic);
    if (basic.apiVersion >= VK_API_VERSION_1_2) {
        properties.pNext = &driver;
        vkGetPhysicalDeviceProperties2(device, &properties);
    }
    VkPhysicalDeviceMemoryProperties memory{};
    vkGetPhysicalDeviceMemoryProperties(device, &memory);
    double largest = 0.0;
    for (std::uint32_t i = 0; i < memory.memoryHeapCount; ++i) {
        if ((memory.memoryHeaps[i].flags & VK_MEMORY_HEAP_DEVICE_LOCAL_BIT) != 0) {
            largest = std::max(largest, static_cast<double>(memory.memoryHeaps[i].size));
        }
    }
    DeviceDescription out;
    out.name = basic.deviceName;
    out.kind = deviceKind(basic.deviceType);
    out.driver = fmt::format("{} {}", driver.driverName, driver.driverInfo);
    out.apiVersion = versionText(basic.apiVersion);
    out.memory_GiB = largest / (1024.0 * 1024.0 * 1024.0);
    out.missing = missingFeatures(device);
    out.canPresent = hasExtension(device, VK_KHR_SWAPCHAIN_EXTENSION_NAME);
    return out;
}

bool validationInstalled() {
    std::uint32_t count = 0;
    vkEnumerateInstanceLayerProperties(&count, nullptr);
    std::vector<VkLayerProperties> layers(count);
    vkEnumerateInstanceLayerProperties(&count, layers.data());
    return std::any_of(layers.begin(), layers.end(), [](const VkLayerProperties& layer) {
        return std::strcmp(layer.layerName, "VK_LAYER_KHRONOS_validation") == 0;
    });
}

std::vector<const char*> sharedExtensions() {
    std::uint32_t count = 0;
    vkEnumerateInstanceExtensionProperties(nullptr, &count, nullptr);
    std::vector<VkExtensionProperties> all(count);
    vkEnumerateInstanceExtensionProperties(nullptr, &count, all.data());
    std::vector<const char*> wanted;
    for (const char* name : {VK_KHR_SURFACE_EXTENSION_NAME, VK_EXT_DEBUG_UTILS_EXTENSION_NAME}) {
        if (std::any_of(all.begin(), all.end(), [&](const VkExtensionProperties& one) {
                return std::strcmp(one.extensionName, name) == 0;
            })) {
            wanted.push_back(name);
        }
    }
    return wanted;
}

} // namespace

int deviceRank(VkPhysicalDeviceType type) {
    switch (type) {
    case VK_PHYSICAL_DEVICE_TYPE_DISCRETE_GPU:
        return 4;
    case VK_PHYSICAL_DEVICE_TYPE_INTEGRATED_GPU:
        return 3;
    case VK_PHYSICAL_DEVICE_TYPE_VIRTUAL_GPU:
        return 2;
    case VK_PHYSICAL_DEVICE_TYPE_CPU:
        return 1;
    default:
        return 0;
    }
}

const char* deviceKind(VkPhysicalDeviceType type) {
    switch (type) {
    case VK_PHYSICAL_DEVICE_TYPE_DISCRETE_GPU:
        return "discrete";
    case VK_PHYSICAL_DEVICE_TYPE_INTEGRATED_GPU:
        return "integrated";
    case VK_PHYSICAL_DEVICE_TYPE_VIRTUAL_GPU:
        return "virtual";
    case VK_PHYSICAL_DEVICE_TYPE_CPU:
        return "software";
    default:
        return "other";
    }
}

std::vector<VkPhysicalDevice> rankedDevices(VkInstance instance) {
    std::uint32_t count = 0;
    vkEnumeratePhysicalDevices(instance, &count, nullptr);
    std::vector<VkPhysicalDevice> devices(count);
    vkEnumeratePhysicalDevices(instance, &count, devices.data());
    devices.resize(count);
    const auto rank = [](VkPhysicalDevice device) {
        VkPhysicalDeviceProperties properties{};
        vkGetPhysicalDeviceProperties(device, &properties);
        return deviceRank(properties.deviceType);
    };
    std::stable_sort(devices.begin(), devices.end(),
                     [&](VkPhysicalDevice a, VkPhysicalDevice b) { return rank(a) > rank(b); });
    return devices;
}

std::vector<std::string> missingFeatures(VkPhysicalDevice device) {
    std::vector<std::string> missing;
    VkPhysicalDeviceProperties properties{};
    vkGetPhysicalDeviceProperties(device, &properties);
    if (properties.apiVersion < VK_API_VERSION_1_3) {
        missing.push_back(fmt::format("Vulkan 1.3 (the driver offers {}; a newer driver may help)",
                                      versionText(properties.apiVersion)));
        return missing;
    }
    VkPhysicalDeviceVulkan13Features features13{};
    features13.sType = VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_VULKAN_1_3_FEATURES;
    VkPhysicalDeviceFeatures2 features{};
    features.sType = VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_FEATURES_2;
    features.pNext = &features13;
    vkGetPhysicalDeviceFeatures2(device, &features);
    if (features13.dynamicRendering == VK_FALSE) {
        missing.emplace_back("dynamic rendering");
    }
    if (features13.synchronization2 == VK_FALSE) {
        missing.emplace_back("synchronization2");
    }
    if (!hasExtension(device, VK_KHR_PUSH_DESCRIPTOR_EXTENSION_NAME)) {
        missing.emplace_back("push descriptors (VK_KHR_push_descriptor)");
    }
    return missing;
}

VulkanDescription describeVulkan() {
    VulkanDescription out;
    if (volkInitialize() != VK_SUCCESS) {
        out.problem = "The Vulkan loader is not installed (Debian: libvulkan1).";
        return out;
    }
    out.loaderVersion = versionText(volkGetInstanceVersion());
    out.validationLayer = validationInstalled();
    VkApplicationInfo app{};
    app.sType = VK_STRUCTURE_TYPE_APPLICATION_INFO;
    app.apiVersion = VK_API_VERSION_1_3;
    VkInstanceCreateInfo info{};
    info.sType = VK_STRUCTURE_TYPE_INSTANCE_CREATE_INFO;
    info.pApplicationInfo = &app;
    // the function table is shared with a device that may be open: load no fewer functions
    const std::vector<const char*> extensions = sharedExtensions();
    info.enabledExtensionCount = static_cast<std::uint32_t>(extensions.size());
    info.ppEnabledExtensionNames = extensions.data();
    VkInstance instance = VK_NULL_HANDLE;
    const VkResult made = vkCreateInstance(&info, nullptr, &instance);
    if (made != VK_SUCCESS) {
        out.problem = fmt::format("No Vulkan instance: {}.", resultText(made));
        return out;
    }
    volkLoadInstance(instance);
    for (VkPhysicalDevice device : rankedDevices(instance)) {
        out.devices.push_back(describe(device));
    }
    vkDestroyInstance(instance, nullptr);
    const bool usable =
        std::any_of(out.devices.begin(), out.devices.end(),
                    [](const DeviceDescription& device) { return device.missing.empty(); });
    if (out.devices.empty()) {
        out.problem = "No Vulkan device: install a driver (Debian: mesa-vulkan-drivers draws on "
                      "the processor).";
    } else if (!usable) {
        out.problem = "No Vulkan device has all that is needed: see what each one lacks.";
    }
    return out;
}

} // namespace stipple::gpu
