#include "engine/render/mark_canvas.h"

#include "engine/render/unorm8.h"

#include <glm/geometric.hpp>

#include <algorithm>
#include <cmath>

namespace stipple::render {
namespace {

/// Ink on ink: what is there already shows less of the new.
std::uint8_t over(std::uint8_t under, float cover) {
    const float left = (1.0f - static_cast<float>(under) / 255.0f) * (1.0f - cover);
    return unorm8(1.0f - left);
}

constexpr float kCoreShare = 0.42f; // ink of one hole: a pin-prick, not a dot of paint
constexpr float kRingShare = 0.03f; // around it: seen from afar as a flush
constexpr float kRingRadius = 2.6f; // in radii of the core

} // namespace

MarkCanvas::MarkCanvas(gpu::Extent size, float texel_m, std::size_t channels)
    : size_(size), texel_m_(texel_m), channels_(channels) {
    levels_.resize(kLevels);
    const std::uint32_t down = (size_.height + kTile - 1) / kTile;
    changed_.assign(std::size_t{tilesAcross()} * down, 0);
    clear();
    std::fill(changed_.begin(), changed_.end(), std::uint8_t{0});
}

gpu::Extent MarkCanvas::size(std::uint32_t level) const {
    return {std::max(1U, size_.width >> level), std::max(1U, size_.height >> level)};
}

void MarkCanvas::clear() {
    for (std::uint32_t number = 0; number < kLevels; ++number) {
        const gpu::Extent extent = size(number);
        std::vector<std::uint8_t>& texels = levels_[number];
        texels.assign(std::size_t{extent.width} * extent.height * channels_, 0);
        for (std::size_t i = 0; channels_ == 4 && i < texels.size(); i += 4) {
            texels[i + 2] = 128;
            texels[i + 3] = 128;
        }
    }
    std::fill(changed_.begin(), changed_.end(), std::uint8_t{1});
}

glm::vec2 MarkCanvas::texelAt(glm::vec2 uv) const {
    return uv * glm::vec2(static_cast<float>(size_.width), static_cast<float>(size_.height));
}

gpu::Box MarkCanvas::boxAround(glm::vec2 texel, float radius) const {
    const auto edge = [](float value, std::uint32_t most) {
        return static_cast<std::uint32_t>(std::clamp(value, 0.0f, static_cast<float>(most)));
    };
    const std::uint32_t left = edge(texel.x - radius - 0.5f, size_.width);
    const std::uint32_t top = edge(texel.y - radius - 0.5f, size_.height);
    const std::uint32_t right = edge(texel.x + radius + 1.5f, size_.width);
    const std::uint32_t bottom = edge(texel.y + radius + 1.5f, size_.height);
    return {left, top, right - left, bottom - top};
}

void MarkCanvas::noteChanged(const gpu::Box& box) {
    if (box.width == 0 || box.height == 0) {
        return;
    }
    for (std::uint32_t y = box.y / kTile; y <= (box.y + box.height - 1) / kTile; ++y) {
        for (std::uint32_t x = box.x / kTile; x <= (box.x + box.width - 1) / kTile; ++x) {
            changed_[std::size_t{y} * tilesAcross() + x] = 1;
        }
    }
}

void MarkCanvas::addPuncture(glm::vec2 uv, float radius_m) {
    const glm::vec2 centre = texelAt(uv);
    const float core = radius_m / texel_m_;
    const gpu::Box box = boxAround(centre, core * kRingRadius);
    for (std::uint32_t y = box.y; y < box.y + box.height; ++y) {
        for (std::uint32_t x = box.x; x < box.x + box.width; ++x) {
            const glm::vec2 middle(static_cast<float>(x) + 0.5f, static_cast<float>(y) + 0.5f);
            const float distance = glm::length(middle - centre);
            // one texel of soft edge keeps the dot round
            const float inside = kCoreShare * std::clamp(core + 0.5f - distance, 0.0f, 1.0f);
            const float ring =
                kRingShare * std::clamp(1.0f - distance / (core * kRingRadius), 0.0f, 1.0f);
            std::uint8_t* texel = texelOf(x, y);
            texel[0] = over(texel[0], std::max(inside, ring));
        }
    }
    noteChanged(box);
}

void MarkCanvas::addBlood(glm::vec2 uv, float radius_m) {
    const glm::vec2 centre = texelAt(uv);
    const float radius = radius_m / texel_m_;
    const gpu::Box box = boxAround(centre, radius);
    for (std::uint32_t y = box.y; y < box.y + box.height; ++y) {
        for (std::uint32_t x = box.x; x < box.x + box.width; ++x) {
            const glm::vec2 middle(static_cast<float>(x) + 0.5f, static_cast<float>(y) + 0.5f);
            const glm::vec2 offset = (middle - centre) / radius;
            const std::uint8_t height = unorm8(1.0f - glm::dot(offset, offset));
            std::uint8_t* texel = texelOf(x, y);
            if (height <= texel[1]) {
                continue;
            }
            texel[1] = height;
            if (channels_ == 4) {
                texel[2] = unorm8(0.5f + 0.5f * offset.x);
                texel[3] = unorm8(0.5f + 0.5f * offset.y);
            }
        }
    }
    noteChanged(box);
}

void MarkCanvas::wipeBlood(const gpu::Box& box) {
    bool any = false;
    for (std::uint32_t y = box.y; y < std::min(box.y + box.height, size_.height); ++y) {
        for (std::uint32_t x = box.x; x < std::min(box.x + box.width, size_.width); ++x) {
            std::uint8_t* texel = texelOf(x, y);
            any = any || texel[1] != 0;
            texel[1] = 0;
            if (channels_ == 4) {
                texel[2] = 128;
                texel[3] = 128;
            }
        }
    }
    if (any) {
        noteChanged({box.x, box.y, std::min(box.width, size_.width - box.x),
                     std::min(box.height, size_.height - box.y)});
    }
}

void MarkCanvas::shrink(const gpu::Box& box, std::uint32_t level) {
    const gpu::Extent from = size(level - 1), to = size(level);
    const std::vector<std::uint8_t>& above = levels_[level - 1];
    for (std::uint32_t y = box.y; y < box.y + box.height; ++y) {
        for (std::uint32_t x = box.x; x < box.x + box.width; ++x) {
            const std::size_t x0 = std::min(2 * x, from.width - 1);
            const std::size_t x1 = std::min(2 * x + 1, from.width - 1);
            const std::size_t y0 = std::min(2 * y, from.height - 1);
            const std::size_t y1 = std::min(2 * y + 1, from.height - 1);
            for (std::size_t channel = 0; channel < channels_; ++channel) {
                const auto at = [&](std::size_t column, std::size_t row) {
                    return static_cast<unsigned>(
                        above[(row * from.width + column) * channels_ + channel]);
                };
                const unsigned sum = at(x0, y0) + at(x1, y0) + at(x0, y1) + at(x1, y1);
                levels_[level][(std::size_t{y} * to.width + x) * channels_ + channel] =
                    static_cast<std::uint8_t>((sum + 2) / 4);
            }
        }
    }
}

std::vector<std::uint32_t> MarkCanvas::takeChanged() {
    std::vector<std::uint32_t> tiles;
    for (std::uint32_t tile = 0; tile < changed_.size(); ++tile) {
        if (changed_[tile] == 0) {
            continue;
        }
        changed_[tile] = 0;
        tiles.push_back(tile);
        for (std::uint32_t number = 1; number < kLevels; ++number) {
            shrink(tileBox(tile, number), number);
        }
    }
    return tiles;
}

gpu::Box MarkCanvas::tileBox(std::uint32_t tile, std::uint32_t level) const {
    const gpu::Extent extent = size(level);
    const std::uint32_t side = kTile >> level;
    const std::uint32_t x = std::min(tile % tilesAcross() * side, extent.width - 1);
    const std::uint32_t y = std::min(tile / tilesAcross() * side, extent.height - 1);
    return {x, y, std::min(side, extent.width - x), std::min(side, extent.height - y)};
}

std::vector<std::uint8_t> MarkCanvas::copyBox(const gpu::Box& box, std::uint32_t level) const {
    std::vector<std::uint8_t> out;
    out.reserve(std::size_t{box.width} * box.height * channels_);
    for (std::uint32_t y = box.y; y < box.y + box.height; ++y) {
        const auto first =
            levels_[level].begin() +
            static_cast<std::ptrdiff_t>((std::size_t{y} * size(level).width + box.x) * channels_);
        out.insert(out.end(), first, first + static_cast<std::ptrdiff_t>(box.width * channels_));
    }
    return out;
}

} // namespace stipple::render
