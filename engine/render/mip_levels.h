#pragma once

#include "engine/gpu/image.h"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace stipple::render {

/// The next smaller mip level of an image of `channels` bytes a texel: means of two by two texels,
/// rounded. A side of one texel stays one.
[[nodiscard]] std::vector<std::uint8_t> halved(const std::vector<std::uint8_t>& from,
                                               gpu::Extent size, std::size_t channels);

} // namespace stipple::render
