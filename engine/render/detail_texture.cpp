#include "engine/render/detail_texture.h"

#include <algorithm>
#include <cmath>

namespace stipple::render {
namespace {

float lattice(std::uint32_t x, std::uint32_t y) {
    std::uint32_t h = x * 0x9e3779b1U + y * 0x85ebca77U + 0x27d4eb2fU;
    h = (h ^ (h >> 15U)) * 0x2c1b3c6dU;
    h = (h ^ (h >> 12U)) * 0x297a2d39U;
    h ^= h >> 15U;
    return static_cast<float>(h & 0xffffU) / 32767.5f - 1.0f;
}

std::uint8_t toByte(float value) {
    return static_cast<std::uint8_t>(std::clamp(value, 0.0f, 1.0f) * 255.0f + 0.5f);
}

/// Height of the relief: a net of fine furrows between soft plateaus, as on skin.
float reliefAt(float u, float v) {
    const float wide = tilingNoise(u * 20.0f, v * 20.0f, 20);
    const float fine = tilingNoise(u * 44.0f, v * 44.0f, 44);
    const float speck = tilingNoise(u * 96.0f, v * 96.0f, 96);
    const float furrow = std::min(std::fabs(wide), std::fabs(fine) * 1.4f);
    return std::min(furrow * 2.2f, 1.0f) * 0.8f + speck * 0.2f;
}

std::vector<std::uint8_t> halved(const std::vector<std::uint8_t>& from, std::size_t side) {
    const std::size_t half = side / 2;
    std::vector<std::uint8_t> out(half * half * 4);
    for (std::size_t y = 0; y < half; ++y) {
        for (std::size_t x = 0; x < half; ++x) {
            for (std::size_t channel = 0; channel < 4; ++channel) {
                const std::size_t at = (2 * y * side + 2 * x) * 4 + channel;
                const unsigned sum =
                    2U + from[at] + from[at + 4] + from[at + side * 4] + from[at + side * 4 + 4];
                out[(y * half + x) * 4 + channel] = static_cast<std::uint8_t>(sum / 4);
            }
        }
    }
    return out;
}

} // namespace

float tilingNoise(float x, float y, std::uint32_t period) {
    const float fx = std::floor(x), fy = std::floor(y);
    const auto wrap = [&](float value) {
        const auto whole = static_cast<std::int64_t>(value);
        const auto p = static_cast<std::int64_t>(period);
        return static_cast<std::uint32_t>(((whole % p) + p) % p);
    };
    const float tx = x - fx, ty = y - fy;
    const float sx = tx * tx * (3.0f - 2.0f * tx), sy = ty * ty * (3.0f - 2.0f * ty);
    const std::uint32_t x0 = wrap(fx), x1 = wrap(fx + 1.0f), y0 = wrap(fy), y1 = wrap(fy + 1.0f);
    const float top = lattice(x0, y0) + (lattice(x1, y0) - lattice(x0, y0)) * sx;
    const float bottom = lattice(x0, y1) + (lattice(x1, y1) - lattice(x0, y1)) * sx;
    return top + (bottom - top) * sy;
}

std::vector<std::vector<std::uint8_t>> drawDetail() {
    constexpr std::size_t kSide = kDetailTexels;
    std::vector<float> height(kSide * kSide);
    for (std::size_t y = 0; y < kSide; ++y) {
        for (std::size_t x = 0; x < kSide; ++x) {
            height[y * kSide + x] = reliefAt(static_cast<float>(x) / static_cast<float>(kSide),
                                             static_cast<float>(y) / static_cast<float>(kSide));
        }
    }
    std::vector<std::uint8_t> texels(kSide * kSide * 4);
    for (std::size_t y = 0; y < kSide; ++y) {
        for (std::size_t x = 0; x < kSide; ++x) {
            const float dx =
                height[y * kSide + (x + 1) % kSide] - height[y * kSide + (x + kSide - 1) % kSide];
            const float dy =
                height[(y + 1) % kSide * kSide + x] - height[(y + kSide - 1) % kSide * kSide + x];
            std::uint8_t* texel = &texels[(y * kSide + x) * 4];
            texel[0] = toByte(0.5f - dx);
            texel[1] = toByte(0.5f - dy);
            texel[2] = toByte(0.5f + 0.5f * height[y * kSide + x]);
            texel[3] = 255;
        }
    }
    std::vector<std::vector<std::uint8_t>> levels{std::move(texels)};
    std::size_t side = kSide;
    while (levels.size() < kDetailLevels) {
        levels.push_back(halved(levels.back(), side));
        side /= 2;
    }
    return levels;
}

} // namespace stipple::render
