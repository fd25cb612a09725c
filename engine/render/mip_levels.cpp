#include "engine/render/mip_levels.h"

#include <algorithm>

namespace stipple::render {

std::vector<std::uint8_t> halved(const std::vector<std::uint8_t>& from, gpu::Extent size,
                                 std::size_t channels) {
    const gpu::Extent half{std::max(1U, size.width / 2), std::max(1U, size.height / 2)};
    std::vector<std::uint8_t> out(std::size_t{half.width} * half.height * channels);
    for (std::size_t y = 0; y < half.height; ++y) {
        const std::size_t below = std::min<std::size_t>(2 * y + 1, size.height - 1);
        for (std::size_t x = 0; x < half.width; ++x) {
            const std::size_t right = std::min<std::size_t>(2 * x + 1, size.width - 1);
            for (std::size_t channel = 0; channel < channels; ++channel) {
                const auto at = [&](std::size_t column, std::size_t row) {
                    return unsigned{from[(row * size.width + column) * channels + channel]};
                };
                const unsigned sum =
                    at(2 * x, 2 * y) + at(right, 2 * y) + at(2 * x, below) + at(right, below);
                out[(y * half.width + x) * channels + channel] =
                    static_cast<std::uint8_t>((sum + 2) / 4);
            }
        }
    }
    return out;
}

} // namespace stipple::render
