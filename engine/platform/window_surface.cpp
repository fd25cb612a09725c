#include "engine/platform/window_surface.h"

#define GLFW_INCLUDE_VULKAN
#include <GLFW/glfw3.h>

#include <type_traits>

namespace stipple::platform {

static_assert(std::is_same_v<VkSurfaceKHR, VkSurfaceKHR_T*>, "64-bit handles are pointers");

std::vector<std::string> surfaceExtensions() {
    std::uint32_t count = 0;
    const char** names = glfwGetRequiredInstanceExtensions(&count);
    if (names == nullptr) {
        return {};
    }
    return {names, names + count};
}

Result<VkSurfaceKHR_T*> makeSurface(const Window& window, VkInstance_T* instance) {
    VkSurfaceKHR surface = VK_NULL_HANDLE;
    if (glfwCreateWindowSurface(instance, window.native(), nullptr, &surface) != VK_SUCCESS) {
        const char* reason = nullptr;
        glfwGetError(&reason);
        return fail("Vulkan cannot draw into a window on this display: {}.",
                    reason != nullptr ? reason : "the window system gave no reason");
    }
    return surface;
}

} // namespace stipple::platform
