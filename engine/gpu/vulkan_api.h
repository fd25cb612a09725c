#pragma once

#include "engine/base/result.h"

#include <volk.h>

#include <string_view>

namespace stipple::gpu {

/// "VK_ERROR_DEVICE_LOST" and a plain word for it.
[[nodiscard]] const char* resultText(VkResult result);

/// Success, or "<what> failed: <reason>".
[[nodiscard]] Status check(VkResult result, std::string_view what);

} // namespace stipple::gpu
