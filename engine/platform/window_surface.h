#pragma once

#include "engine/platform/window.h"

#include <string>
#include <vector>

struct VkInstance_T;
struct VkSurfaceKHR_T;

namespace stipple::platform {

/// What the window system asks of a Vulkan instance; empty when Vulkan cannot reach a window here.
/// Needs an open window.
[[nodiscard]] std::vector<std::string> surfaceExtensions();

/// The place in `window` that Vulkan draws into. `instance` and the result are VkInstance and
/// VkSurfaceKHR; the caller destroys the surface, before the window.
[[nodiscard]] Result<VkSurfaceKHR_T*> makeSurface(const Window& window, VkInstance_T* instance);

} // namespace stipple::platform
