#pragma once

#include "engine/gpu/frame.h"

#include <cstdint>
#include <vector>

namespace stipple::gpu {

/// A picture in host memory, RGBA, 8 bits, rows from the top.
struct Picture {
    Extent size;
    std::vector<std::uint8_t> rgba;
};

/// Waits for the device and copies an Rgba8 image to the host.
[[nodiscard]] Result<Picture> readBack(const Device& device, const Image& image);

} // namespace stipple::gpu
