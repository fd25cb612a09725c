#include "engine/render/detail_texture.h"

#include "engine/render/mip_levels.h"
#include "engine/render/unorm8.h"

#include <algorithm>
#include <array>
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

/// Height of the relief: a net of fine furrows between soft plateaus, as on skin.
float reliefAt(float u, float v) {
    const float wide = tilingNoise(u * 20.0f, v * 20.0f, 20);
    const float fine = tilingNoise(u * 44.0f, v * 44.0f, 44);
    const float speck = tilingNoise(u * 96.0f, v * 96.0f, 96);
    const float furrow = std::min(std::fabs(wide), std::fabs(fine) * 1.4f);
    return std::min(furrow * 2.2f, 1.0f) * 0.8f + speck * 0.2f;
}

/// Distances to the nearest and the second nearest of points scattered one to a square; the squares
/// repeat after `period`.
std::array<float, 2> scattered(float x, float y, std::uint32_t period, std::uint32_t seed) {
    const auto p = static_cast<std::int32_t>(period);
    const auto column = static_cast<std::int32_t>(std::floor(x));
    const auto row = static_cast<std::int32_t>(std::floor(y));
    std::array<float, 2> nearest{9.0f, 9.0f};
    for (std::int32_t j = row - 1; j <= row + 1; ++j) {
        for (std::int32_t i = column - 1; i <= column + 1; ++i) {
            const auto tileX = static_cast<std::uint32_t>((i % p + p) % p);
            const auto tileY = static_cast<std::uint32_t>((j % p + p) % p);
            const float dx =
                static_cast<float>(i) + 0.5f + 0.42f * lattice(tileX, tileY + seed) - x;
            const float dy =
                static_cast<float>(j) + 0.5f + 0.42f * lattice(tileX + seed, tileY) - y;
            const float distance = std::sqrt(dx * dx + dy * dy);
            if (distance < nearest[0]) {
                nearest = {distance, nearest[0]};
            } else {
                nearest[1] = std::min(nearest[1], distance);
            }
        }
    }
    return nearest;
}

/// 0 in a furrow between two fields, 1 on them.
float fieldsAt(float u, float v, std::uint32_t count, std::uint32_t seed, float width) {
    const float squares = static_cast<float>(count);
    const std::array<float, 2> d = scattered(u * squares, v * squares, count, seed);
    const float t = std::min((d[1] - d[0]) / width, 1.0f);
    return t * t * (3.0f - 2.0f * t);
}

/// Fields of 0.5 mm with finer ones in them, pores of 0.15 mm about 1.4 mm apart.
float skinReliefAt(float u, float v) {
    const float bend = 0.012f * tilingNoise(u * 9.0f, v * 9.0f, 9);
    const float wide = fieldsAt(u + bend, v - bend, 22, 17, 0.45f);
    const float fine = fieldsAt(u - bend, v + bend, 47, 91, 0.6f);
    const float pore = std::max(0.0f, 1.0f - scattered(u * 8.0f, v * 8.0f, 8, 5)[0] / 0.085f);
    const float swell = tilingNoise(u * 6.0f, v * 6.0f, 6);
    return 0.50f * wide + 0.24f * fine + 0.12f * swell + 0.14f - 0.75f * pore * (2.0f - pore);
}

std::vector<std::vector<std::uint8_t>> slopesOf(float (*relief)(float, float)) {
    constexpr std::size_t kSide = kDetailTexels;
    std::vector<float> height(kSide * kSide);
    for (std::size_t y = 0; y < kSide; ++y) {
        for (std::size_t x = 0; x < kSide; ++x) {
            height[y * kSide + x] = relief(static_cast<float>(x) / static_cast<float>(kSide),
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
            texel[0] = unorm8(0.5f - dx);
            texel[1] = unorm8(0.5f - dy);
            texel[2] = unorm8(0.5f + 0.5f * height[y * kSide + x]);
            texel[3] = 255;
        }
    }
    std::vector<std::vector<std::uint8_t>> levels{std::move(texels)};
    std::uint32_t side = kSide;
    while (levels.size() < kDetailLevels) {
        levels.push_back(halved(levels.back(), {side, side}, 4));
        side /= 2;
    }
    return levels;
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
    return slopesOf(reliefAt);
}

std::vector<std::vector<std::uint8_t>> drawSkinDetail() {
    return slopesOf(skinReliefAt);
}

} // namespace stipple::render
