#define VOLK_IMPLEMENTATION
#include "engine/gpu/vulkan_api.h"

namespace stipple::gpu {

const char* resultText(VkResult result) {
    switch (result) {
    case VK_SUCCESS:
        return "no error";
    case VK_ERROR_OUT_OF_HOST_MEMORY:
        return "the machine is out of memory";
    case VK_ERROR_OUT_OF_DEVICE_MEMORY:
        return "the graphics device is out of memory";
    case VK_ERROR_DEVICE_LOST:
        return "the graphics device was lost (driver reset or unplugged); start the program again";
    case VK_ERROR_INITIALIZATION_FAILED:
        return "the driver could not start";
    case VK_ERROR_LAYER_NOT_PRESENT:
        return "the validation layer is missing (Debian: vulkan-validationlayers)";
    case VK_ERROR_EXTENSION_NOT_PRESENT:
        return "an extension is missing";
    case VK_ERROR_FEATURE_NOT_PRESENT:
        return "a feature is missing";
    case VK_ERROR_INCOMPATIBLE_DRIVER:
        return "no Vulkan driver is installed (Debian: mesa-vulkan-drivers)";
    case VK_ERROR_SURFACE_LOST_KHR:
        return "the window's surface was lost";
    case VK_ERROR_OUT_OF_DATE_KHR:
        return "the window changed";
    default:
        return "an unexpected Vulkan error";
    }
}

Status check(VkResult result, std::string_view what) {
    if (result == VK_SUCCESS) {
        return Done{};
    }
    return fail("{} failed: {} (code {}).", what, resultText(result), static_cast<int>(result));
}

} // namespace stipple::gpu
