#pragma once

#include <cstdint>

namespace stipple::gpu {

/// What one texel holds.
enum class Format : std::uint8_t {
    Undefined,
    R8,
    Rg8,
    Rgba8,
    Bgra8,
    R16F,
    Rg16F,
    Rgba16F,
    R32F,
    Rgba32U, ///< whole numbers; read with texelFetch only
    Depth32F
};

/// Bytes of one texel.
[[nodiscard]] constexpr std::uint32_t texelBytes(Format format) {
    switch (format) {
    case Format::R8:
        return 1;
    case Format::Rg8:
    case Format::R16F:
        return 2;
    case Format::Rgba8:
    case Format::Bgra8:
    case Format::Rg16F:
    case Format::R32F:
    case Format::Depth32F:
        return 4;
    case Format::Rgba16F:
        return 8;
    case Format::Rgba32U:
        return 16;
    case Format::Undefined:
        break;
    }
    return 0;
}

/// What windows take without a change of order: a frame made so is copied to them, not redrawn.
inline constexpr Format kWindowFormat = Format::Bgra8;

/// Size in texels.
struct Extent {
    std::uint32_t width = 0, height = 0;
    bool operator==(const Extent&) const = default;
};

} // namespace stipple::gpu
