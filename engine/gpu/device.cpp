#include "engine/gpu/device.h"

#include "engine/base/log.h"
#include "engine/gpu/describe.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cstring>

namespace stipple::gpu {
namespace {

constexpr const char* kValidationLayer = "VK_LAYER_KHRONOS_validation";

bool instanceHas(const char* extension, const char* layer) {
    std::uint32_t count = 0;
    if (vkEnumerateInstanceExtensionProperties(layer, &count, nullptr) != VK_SUCCESS) {
        return false;
    }
    std::vector<VkExtensionProperties> all(count);
    vkEnumerateInstanceExtensionProperties(layer, &count, all.data());
    return std::any_of(all.begin(), all.end(), [&](const VkExtensionProperties& one) {
        return std::strcmp(one.extensionName, extension) == 0;
    });
}

bool layerInstalled() {
    std::uint32_t count = 0;
    vkEnumerateInstanceLayerProperties(&count, nullptr);
    std::vector<VkLayerProperties> layers(count);
    vkEnumerateInstanceLayerProperties(&count, layers.data());
    return std::any_of(layers.begin(), layers.end(), [](const VkLayerProperties& layer) {
        return std::strcmp(layer.layerName, kValidationLayer) == 0;
    });
}

std::string lower(std::string text) {
    std::transform(text.begin(), text.end(), text.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return text;
}

std::string deviceName(VkPhysicalDevice device) {
    VkPhysicalDeviceProperties properties{};
    vkGetPhysicalDeviceProperties(device, &properties);
    return properties.deviceName;
}

/// A family that draws, and presents to `surface` where there is one; -1 when there is none.
int findFamily(VkPhysicalDevice device, VkSurfaceKHR surface) {
    std::uint32_t count = 0;
    vkGetPhysicalDeviceQueueFamilyProperties(device, &count, nullptr);
    std::vector<VkQueueFamilyProperties> families(count);
    vkGetPhysicalDeviceQueueFamilyProperties(device, &count, families.data());
    for (std::uint32_t i = 0; i < count; ++i) {
        VkBool32 presents = VK_TRUE;
        if (surface != VK_NULL_HANDLE) {
            presents = VK_FALSE;
            vkGetPhysicalDeviceSurfaceSupportKHR(device, i, surface, &presents);
        }
        if ((families[i].queueFlags & VK_QUEUE_GRAPHICS_BIT) != 0 && presents == VK_TRUE) {
            return static_cast<int>(i);
        }
    }
    return -1;
}

std::string joined(const std::vector<std::string>& parts) {
    std::string text;
    for (const std::string& part : parts) {
        text += (text.empty() ? "" : ", ") + part;
    }
    return text;
}

VkDebugUtilsMessengerCreateInfoEXT messagesWanted(PFN_vkDebugUtilsMessengerCallbackEXT receiver,
                                                  void* device) {
    VkDebugUtilsMessengerCreateInfoEXT wish{};
    wish.sType = VK_STRUCTURE_TYPE_DEBUG_UTILS_MESSENGER_CREATE_INFO_EXT;
    wish.messageSeverity = VK_DEBUG_UTILS_MESSAGE_SEVERITY_WARNING_BIT_EXT |
                           VK_DEBUG_UTILS_MESSAGE_SEVERITY_ERROR_BIT_EXT;
    // not the performance hints: they ask for other layouts than GENERAL
    wish.messageType = VK_DEBUG_UTILS_MESSAGE_TYPE_VALIDATION_BIT_EXT;
    wish.pfnUserCallback = receiver;
    wish.pUserData = device;
    return wish;
}

} // namespace

VKAPI_ATTR VkBool32 VKAPI_CALL Device::onMessage(VkDebugUtilsMessageSeverityFlagBitsEXT,
                                                 VkDebugUtilsMessageTypeFlagsEXT,
                                                 const VkDebugUtilsMessengerCallbackDataEXT* data,
                                                 void* user) {
    auto* device = static_cast<Device*>(user);
    device->messages_.fetch_add(1);
    const std::lock_guard guard(device->textLock_);
    if (device->text_.size() < 8000) {
        device->text_ += std::string(data->pMessage) + "\n";
    }
    return VK_FALSE;
}

std::string Device::validationText() const {
    const std::lock_guard guard(textLock_);
    return text_;
}

Status Device::createInstance(const DeviceSettings& settings) {
    if (volkInitialize() != VK_SUCCESS) {
        return fail("The Vulkan loader is not installed (Debian: libvulkan1).");
    }
    const bool validate = settings.validation && layerInstalled();
    if (settings.validation && !validate) {
        logWarning("The Vulkan validation layer is not installed (Debian: "
                   "vulkan-validationlayers); going on without it.");
    }
    std::vector<const char*> extensions;
    for (const std::string& one : settings.surfaceExtensions) {
        if (!instanceHas(one.c_str(), nullptr)) {
            return fail("The Vulkan loader lacks {}, which a window needs; pictures can still be "
                        "made without one.",
                        one);
        }
        extensions.push_back(one.c_str());
    }
    debugNames_ = instanceHas(VK_EXT_DEBUG_UTILS_EXTENSION_NAME, nullptr);
    if (debugNames_) {
        extensions.push_back(VK_EXT_DEBUG_UTILS_EXTENSION_NAME);
    }
    const VkValidationFeatureEnableEXT sync =
        VK_VALIDATION_FEATURE_ENABLE_SYNCHRONIZATION_VALIDATION_EXT;
    VkValidationFeaturesEXT features{};
    features.sType = VK_STRUCTURE_TYPE_VALIDATION_FEATURES_EXT;
    features.enabledValidationFeatureCount = 1;
    features.pEnabledValidationFeatures = &sync;
    if (validate) {
        extensions.push_back(VK_EXT_VALIDATION_FEATURES_EXTENSION_NAME);
    }
    VkApplicationInfo app{};
    app.sType = VK_STRUCTURE_TYPE_APPLICATION_INFO;
    app.pApplicationName = "stipple";
    app.apiVersion = VK_API_VERSION_1_3;
    VkInstanceCreateInfo info{};
    info.sType = VK_STRUCTURE_TYPE_INSTANCE_CREATE_INFO;
    info.pNext = validate ? &features : nullptr;
    info.pApplicationInfo = &app;
    info.enabledLayerCount = validate ? 1U : 0U;
    info.ppEnabledLayerNames = &kValidationLayer;
    info.enabledExtensionCount = static_cast<std::uint32_t>(extensions.size());
    info.ppEnabledExtensionNames = extensions.data();
    if (const VkResult made = vkCreateInstance(&info, nullptr, &instance_); made != VK_SUCCESS) {
        instance_ = VK_NULL_HANDLE;
        return fail("Vulkan did not start: {}.", resultText(made));
    }
    // loader trampolines, not device pointers: two devices may live in one process
    volkLoadInstance(instance_);
    if (validate && debugNames_) {
        const auto wish = messagesWanted(&Device::onMessage, this);
        vkCreateDebugUtilsMessengerEXT(instance_, &wish, nullptr, &messenger_);
    }
    return Done{};
}

Status Device::pickDevice(const DeviceSettings& settings) {
    const std::vector<VkPhysicalDevice> devices = rankedDevices(instance_);
    if (devices.empty()) {
        return fail("No Vulkan device: install a driver (Debian: mesa-vulkan-drivers draws on the "
                    "processor).");
    }
    std::string reasons;
    for (VkPhysicalDevice device : devices) {
        const std::string name = deviceName(device);
        if (!settings.gpu.empty() && lower(name).find(lower(settings.gpu)) == std::string::npos) {
            reasons += fmt::format(" '{}' is not named '{}'.", name, settings.gpu);
            continue;
        }
        const std::vector<std::string> missing = missingFeatures(device);
        if (!missing.empty()) {
            reasons += fmt::format(" '{}' lacks {}.", name, joined(missing));
            continue;
        }
        const int family = findFamily(device, surface_);
        if (family < 0) {
            reasons += fmt::format(" '{}' cannot show pictures in this window.", name);
            continue;
        }
        physical_ = device;
        family_ = static_cast<std::uint32_t>(family);
        return Done{};
    }
    return fail("No usable Vulkan device:{} `stipple devices` lists them.", reasons);
}

void Device::describePicked() {
    VkPhysicalDeviceDriverProperties driver{};
    driver.sType = VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_DRIVER_PROPERTIES;
    VkPhysicalDeviceProperties2 properties{};
    properties.sType = VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_PROPERTIES_2;
    properties.pNext = &driver;
    vkGetPhysicalDeviceProperties2(physical_, &properties);
    name_ = properties.properties.deviceName;
    driver_ = fmt::format("{} {}", driver.driverName, driver.driverInfo);
    software_ = properties.properties.deviceType == VK_PHYSICAL_DEVICE_TYPE_CPU;
    nsPerTimestamp_ = static_cast<double>(properties.properties.limits.timestampPeriod);
    vkGetPhysicalDeviceMemoryProperties(physical_, &memory_);
}

Status Device::createDevice() {
    describePicked();
    VkPhysicalDeviceFeatures offered{};
    vkGetPhysicalDeviceFeatures(physical_, &offered);
    countsSamples_ = offered.occlusionQueryPrecise == VK_TRUE;
    VkPhysicalDeviceVulkan13Features features13{};
    features13.sType = VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_VULKAN_1_3_FEATURES;
    features13.dynamicRendering = VK_TRUE;
    features13.synchronization2 = VK_TRUE;
    VkPhysicalDeviceFeatures2 features{};
    features.sType = VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_FEATURES_2;
    features.pNext = &features13;
    features.features.occlusionQueryPrecise = offered.occlusionQueryPrecise;
    std::vector<const char*> extensions{VK_KHR_PUSH_DESCRIPTOR_EXTENSION_NAME};
    if (surface_ != VK_NULL_HANDLE) {
        extensions.push_back(VK_KHR_SWAPCHAIN_EXTENSION_NAME);
    }
    const float priority = 1.0f;
    VkDeviceQueueCreateInfo queueInfo{};
    queueInfo.sType = VK_STRUCTURE_TYPE_DEVICE_QUEUE_CREATE_INFO;
    queueInfo.queueFamilyIndex = family_;
    queueInfo.queueCount = 1;
    queueInfo.pQueuePriorities = &priority;
    VkDeviceCreateInfo info{};
    info.sType = VK_STRUCTURE_TYPE_DEVICE_CREATE_INFO;
    info.pNext = &features;
    info.queueCreateInfoCount = 1;
    info.pQueueCreateInfos = &queueInfo;
    info.enabledExtensionCount = static_cast<std::uint32_t>(extensions.size());
    info.ppEnabledExtensionNames = extensions.data();
    if (const VkResult made = vkCreateDevice(physical_, &info, nullptr, &device_);
        made != VK_SUCCESS) {
        device_ = VK_NULL_HANDLE;
        return fail("The Vulkan device '{}' did not open: {}.", name_, resultText(made));
    }
    vkGetDeviceQueue(device_, family_, 0, &queue_);
    const Result<VkCommandPool> pool = makeCommandPool();
    if (!pool) {
        return pool.error();
    }
    pool_ = *pool;
    return Done{};
}

Result<VkCommandPool> Device::makeCommandPool() const {
    VkCommandPoolCreateInfo info{};
    info.sType = VK_STRUCTURE_TYPE_COMMAND_POOL_CREATE_INFO;
    info.flags = VK_COMMAND_POOL_CREATE_RESET_COMMAND_BUFFER_BIT;
    info.queueFamilyIndex = family_;
    VkCommandPool pool = VK_NULL_HANDLE;
    if (Status made = check(vkCreateCommandPool(device_, &info, nullptr, &pool), "Command pool");
        !made) {
        return made.error();
    }
    return pool;
}

Result<std::unique_ptr<Device>> Device::create(const DeviceSettings& settings) {
    std::unique_ptr<Device> device(new Device);
    if (Status made = device->createInstance(settings); !made) {
        return made.error();
    }
    if (settings.makeSurface) {
        Result<VkSurfaceKHR> surface = settings.makeSurface(device->instance_);
        if (!surface) {
            return surface.error();
        }
        device->surface_ = *surface;
    }
    if (Status picked = device->pickDevice(settings); !picked) {
        return picked.error();
    }
    if (Status made = device->createDevice(); !made) {
        return made.error();
    }
    return device;
}

Device::~Device() {
    if (device_ != VK_NULL_HANDLE) {
        vkDeviceWaitIdle(device_);
        vkDestroyCommandPool(device_, pool_, nullptr);
        vkDestroyDevice(device_, nullptr);
    }
    if (surface_ != VK_NULL_HANDLE) {
        vkDestroySurfaceKHR(instance_, surface_, nullptr);
    }
    if (messenger_ != VK_NULL_HANDLE) {
        vkDestroyDebugUtilsMessengerEXT(instance_, messenger_, nullptr);
    }
    if (instance_ != VK_NULL_HANDLE) {
        vkDestroyInstance(instance_, nullptr);
    }
}

void Device::waitIdle() const {
    const std::lock_guard guard(queueLock_);
    vkDeviceWaitIdle(device_);
}

VkResult Device::submit(const VkSubmitInfo2& work, VkFence done) const {
    const std::lock_guard guard(queueLock_);
    return vkQueueSubmit2(queue_, 1, &work, done);
}

VkResult Device::present(const VkPresentInfoKHR& pictures) const {
    const std::lock_guard guard(queueLock_);
    return vkQueuePresentKHR(queue_, &pictures);
}

Status Device::submitNow(const std::function<void(VkCommandBuffer)>& record) const {
    const std::lock_guard guard(queueLock_);
    VkCommandBufferAllocateInfo allocate{};
    allocate.sType = VK_STRUCTURE_TYPE_COMMAND_BUFFER_ALLOCATE_INFO;
    allocate.commandPool = pool_;
    allocate.level = VK_COMMAND_BUFFER_LEVEL_PRIMARY;
    allocate.commandBufferCount = 1;
    VkCommandBuffer commands = VK_NULL_HANDLE;
    if (Status made =
            check(vkAllocateCommandBuffers(device_, &allocate, &commands), "Command buffer");
        !made) {
        return made;
    }
    VkCommandBufferBeginInfo begin{};
    begin.sType = VK_STRUCTURE_TYPE_COMMAND_BUFFER_BEGIN_INFO;
    begin.flags = VK_COMMAND_BUFFER_USAGE_ONE_TIME_SUBMIT_BIT;
    vkBeginCommandBuffer(commands, &begin);
    record(commands);
    vkEndCommandBuffer(commands);
    VkCommandBufferSubmitInfo one{};
    one.sType = VK_STRUCTURE_TYPE_COMMAND_BUFFER_SUBMIT_INFO;
    one.commandBuffer = commands;
    VkSubmitInfo2 submit{};
    submit.sType = VK_STRUCTURE_TYPE_SUBMIT_INFO_2;
    submit.commandBufferInfoCount = 1;
    submit.pCommandBufferInfos = &one;
    Status done = check(vkQueueSubmit2(queue_, 1, &submit, VK_NULL_HANDLE), "Submitting work");
    if (done) {
        done = check(vkQueueWaitIdle(queue_), "Waiting for the graphics device");
    }
    vkFreeCommandBuffers(device_, pool_, 1, &commands);
    return done;
}

VkDeviceMemory Device::allocate(const VkMemoryRequirements& needs,
                                VkMemoryPropertyFlags properties) const {
    for (std::uint32_t i = 0; i < memory_.memoryTypeCount; ++i) {
        const bool fits = (needs.memoryTypeBits & (1U << i)) != 0;
        if (!fits || (memory_.memoryTypes[i].propertyFlags & properties) != properties) {
            continue;
        }
        VkMemoryAllocateInfo info{};
        info.sType = VK_STRUCTURE_TYPE_MEMORY_ALLOCATE_INFO;
        info.allocationSize = needs.size;
        info.memoryTypeIndex = i;
        VkDeviceMemory memory = VK_NULL_HANDLE;
        if (vkAllocateMemory(device_, &info, nullptr, &memory) == VK_SUCCESS) {
            return memory;
        }
    }
    return VK_NULL_HANDLE;
}

void Device::setName(VkObjectType type, std::uint64_t handle, const std::string& name) const {
    if (!debugNames_) {
        return;
    }
    VkDebugUtilsObjectNameInfoEXT info{};
    info.sType = VK_STRUCTURE_TYPE_DEBUG_UTILS_OBJECT_NAME_INFO_EXT;
    info.objectType = type;
    info.objectHandle = handle;
    info.pObjectName = name.c_str();
    vkSetDebugUtilsObjectNameEXT(device_, &info);
}

} // namespace stipple::gpu
