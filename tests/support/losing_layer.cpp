// A Vulkan layer that loses the device, as a driver reset or an unplugged card does: for tests of
// the whole program. STIPPLE_LOSE names the call that first meets the loss and how often it works
// before: "vkQueuePresentKHR:40". From then on every call that can tell of a lost device does.

#include <vulkan/vk_layer.h>
#include <vulkan/vulkan.h>

#include <atomic>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <string_view>
#include <utility>

#define LAYER_EXPORT extern "C" __attribute__((visibility("default")))

namespace {

/// What lies under this layer; the program opens one device.
struct Below {
    PFN_vkGetInstanceProcAddr instanceProc = nullptr;
    PFN_vkGetDeviceProcAddr deviceProc = nullptr;
    VkInstance instance = VK_NULL_HANDLE;
    VkDevice device = VK_NULL_HANDLE;
    std::atomic<bool> lost{false};
    std::atomic<int> meetings{0}; ///< with the call that STIPPLE_LOSE names
};

Below& below() {
    static Below one;
    return one;
}

/// True when `call` is to report the loss now.
bool loses(std::string_view call) {
    const char* wish = std::getenv("STIPPLE_LOSE");
    const char* colon = wish != nullptr ? std::strchr(wish, ':') : nullptr;
    if (!below().lost && colon != nullptr && call == std::string_view(wish, colon - wish) &&
        ++below().meetings > std::atoi(colon + 1)) {
        below().lost = true;
    }
    return below().lost;
}

template <class Function> Function next(const char* name) {
    return reinterpret_cast<Function>(below().deviceProc(below().device, name));
}

VKAPI_ATTR VkResult VKAPI_CALL queueSubmit2(VkQueue queue, std::uint32_t count,
                                            const VkSubmitInfo2* infos, VkFence fence) {
    return loses("vkQueueSubmit2")
               ? VK_ERROR_DEVICE_LOST
               : next<PFN_vkQueueSubmit2>("vkQueueSubmit2")(queue, count, infos, fence);
}

VKAPI_ATTR VkResult VKAPI_CALL queuePresent(VkQueue queue, const VkPresentInfoKHR* info) {
    return loses("vkQueuePresentKHR")
               ? VK_ERROR_DEVICE_LOST
               : next<PFN_vkQueuePresentKHR>("vkQueuePresentKHR")(queue, info);
}

VKAPI_ATTR VkResult VKAPI_CALL acquireNextImage(VkDevice device, VkSwapchainKHR chain,
                                                std::uint64_t timeout_ns, VkSemaphore semaphore,
                                                VkFence fence, std::uint32_t* index) {
    return loses("vkAcquireNextImageKHR")
               ? VK_ERROR_DEVICE_LOST
               : next<PFN_vkAcquireNextImageKHR>("vkAcquireNextImageKHR")(device, chain, timeout_ns,
                                                                          semaphore, fence, index);
}

// the waits below still wait: the device under us is alive and must not be pulled away in its work

VKAPI_ATTR VkResult VKAPI_CALL waitForFences(VkDevice device, std::uint32_t count,
                                             const VkFence* fences, VkBool32 all,
                                             std::uint64_t timeout_ns) {
    if (loses("vkWaitForFences")) {
        next<PFN_vkDeviceWaitIdle>("vkDeviceWaitIdle")(device);
        return VK_ERROR_DEVICE_LOST;
    }
    return next<PFN_vkWaitForFences>("vkWaitForFences")(device, count, fences, all, timeout_ns);
}

VKAPI_ATTR VkResult VKAPI_CALL queueWaitIdle(VkQueue queue) {
    const VkResult waited = next<PFN_vkQueueWaitIdle>("vkQueueWaitIdle")(queue);
    return loses("vkQueueWaitIdle") ? VK_ERROR_DEVICE_LOST : waited;
}

VKAPI_ATTR VkResult VKAPI_CALL deviceWaitIdle(VkDevice device) {
    const VkResult waited = next<PFN_vkDeviceWaitIdle>("vkDeviceWaitIdle")(device);
    return loses("vkDeviceWaitIdle") ? VK_ERROR_DEVICE_LOST : waited;
}

/// The loader's link to what lies below, taken off the chain so that the next layer finds its own.
template <class Info, class Link> Link takeLink(const void* chain, VkStructureType type) {
    auto* info = static_cast<Info*>(const_cast<void*>(chain));
    while (info != nullptr && !(info->sType == type && info->function == VK_LAYER_LINK_INFO)) {
        info = static_cast<Info*>(const_cast<void*>(info->pNext));
    }
    if (info == nullptr) {
        return nullptr;
    }
    return std::exchange(info->u.pLayerInfo, info->u.pLayerInfo->pNext);
}

VKAPI_ATTR VkResult VKAPI_CALL createInstance(const VkInstanceCreateInfo* info,
                                              const VkAllocationCallbacks* memory,
                                              VkInstance* instance) {
    auto* link = takeLink<VkLayerInstanceCreateInfo, VkLayerInstanceLink*>(
        info->pNext, VK_STRUCTURE_TYPE_LOADER_INSTANCE_CREATE_INFO);
    if (link == nullptr) {
        return VK_ERROR_INITIALIZATION_FAILED;
    }
    below().instanceProc = link->pfnNextGetInstanceProcAddr;
    const auto create =
        reinterpret_cast<PFN_vkCreateInstance>(below().instanceProc(nullptr, "vkCreateInstance"));
    const VkResult made = create(info, memory, instance);
    below().instance = *instance;
    return made;
}

VKAPI_ATTR VkResult VKAPI_CALL createDevice(VkPhysicalDevice physical,
                                            const VkDeviceCreateInfo* info,
                                            const VkAllocationCallbacks* memory, VkDevice* device) {
    auto* link = takeLink<VkLayerDeviceCreateInfo, VkLayerDeviceLink*>(
        info->pNext, VK_STRUCTURE_TYPE_LOADER_DEVICE_CREATE_INFO);
    if (link == nullptr) {
        return VK_ERROR_INITIALIZATION_FAILED;
    }
    below().deviceProc = link->pfnNextGetDeviceProcAddr;
    const auto create = reinterpret_cast<PFN_vkCreateDevice>(
        link->pfnNextGetInstanceProcAddr(below().instance, "vkCreateDevice"));
    const VkResult made = create(physical, info, memory, device);
    below().device = *device;
    return made;
}

template <class Function> PFN_vkVoidFunction asVoid(Function* function) {
    return reinterpret_cast<PFN_vkVoidFunction>(function);
}

PFN_vkVoidFunction ours(std::string_view name) {
    struct Named {
        std::string_view name;
        PFN_vkVoidFunction function;
    };
    static const Named all[] = {
        {"vkCreateInstance", asVoid(createInstance)},
        {"vkCreateDevice", asVoid(createDevice)},
        {"vkQueueSubmit2", asVoid(queueSubmit2)},
        {"vkQueuePresentKHR", asVoid(queuePresent)},
        {"vkAcquireNextImageKHR", asVoid(acquireNextImage)},
        {"vkWaitForFences", asVoid(waitForFences)},
        {"vkQueueWaitIdle", asVoid(queueWaitIdle)},
        {"vkDeviceWaitIdle", asVoid(deviceWaitIdle)},
    };
    for (const Named& one : all) {
        if (one.name == name) {
            return one.function;
        }
    }
    return nullptr;
}

} // namespace

LAYER_EXPORT VKAPI_ATTR PFN_vkVoidFunction VKAPI_CALL losing_GetDeviceProcAddr(VkDevice device,
                                                                               const char* name) {
    if (std::strcmp(name, "vkGetDeviceProcAddr") == 0) {
        return asVoid(losing_GetDeviceProcAddr);
    }
    const PFN_vkVoidFunction function = ours(name);
    return function != nullptr ? function : below().deviceProc(device, name);
}

LAYER_EXPORT VKAPI_ATTR PFN_vkVoidFunction VKAPI_CALL
losing_GetInstanceProcAddr(VkInstance instance, const char* name) {
    if (std::strcmp(name, "vkGetInstanceProcAddr") == 0) {
        return asVoid(losing_GetInstanceProcAddr);
    }
    if (std::strcmp(name, "vkGetDeviceProcAddr") == 0) {
        return asVoid(losing_GetDeviceProcAddr);
    }
    const PFN_vkVoidFunction function = ours(name);
    return function != nullptr ? function : below().instanceProc(instance, name);
}

LAYER_EXPORT VKAPI_ATTR VkResult VKAPI_CALL
vkNegotiateLoaderLayerInterfaceVersion(VkNegotiateLayerInterface* version) {
    version->loaderLayerInterfaceVersion = 2;
    version->pfnGetInstanceProcAddr = losing_GetInstanceProcAddr;
    version->pfnGetDeviceProcAddr = losing_GetDeviceProcAddr;
    version->pfnGetPhysicalDeviceProcAddr = nullptr;
    return VK_SUCCESS;
}
