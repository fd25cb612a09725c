#pragma once

#include <algorithm>
#include <cstdint>

namespace stipple::render {

/// 0..1 as a shader's unorm byte; what lies outside is clamped.
[[nodiscard]] inline std::uint8_t unorm8(float value) {
    return static_cast<std::uint8_t>(std::clamp(value, 0.0f, 1.0f) * 255.0f + 0.5f);
}

/// -1..1 as a unorm byte around the middle, as directions are kept.
[[nodiscard]] inline std::uint8_t biased8(float value) {
    return unorm8(0.5f + 0.5f * value);
}

} // namespace stipple::render
