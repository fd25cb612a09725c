#include "engine/scene/appearance_canvas.h"

#include "engine/scene/shared_loop.h"

#include <glm/common.hpp>

#include <algorithm>

namespace stipple::scene {

namespace {

constexpr float kBox_m = 0.004F;

/// Scrambles three lattice numbers and a seed into 32 bits that look independent.
std::uint32_t scrambled(std::int32_t x, std::int32_t y, std::int32_t z, std::uint32_t seed) {
    std::uint32_t bits = seed;
    for (const std::int32_t number : {x, y, z}) {
        bits ^= static_cast<std::uint32_t>(number);
        bits *= 0x9e3779b1U;
        bits ^= bits >> 15U;
        bits *= 0x85ebca77U;
        bits ^= bits >> 13U;
    }
    return bits;
}

float cornerValue(std::int32_t x, std::int32_t y, std::int32_t z, std::uint32_t seed) {
    return static_cast<float>(scrambled(x, y, z, seed) >> 8U) * 0x1p-23F - 1.0F;
}

/// Whole part, rounded down, and what is left.
struct Split {
    std::int32_t whole;
    float rest;
};

Split split(float x) {
    auto whole = static_cast<std::int32_t>(x);
    whole -= static_cast<float>(whole) > x ? 1 : 0;
    return {whole, x - static_cast<float>(whole)};
}

float mixed(float a, float b, float share) {
    return a + (b - a) * share;
}

std::size_t boxesAlong(float extent_m) {
    return static_cast<std::size_t>(extent_m / kBox_m) + 3; // one empty box at either end
}

} // namespace

float Noise::at(const glm::vec3& place_m) {
    const Split x = split(place_m.x / pitch_m_);
    const Split y = split(place_m.y / pitch_m_);
    const Split z = split(place_m.z / pitch_m_);
    const std::array box{x.whole, y.whole, z.whole};
    if (!known_ || box != box_) {
        known_ = true;
        box_ = box;
        for (std::size_t k = 0; k < corners_.size(); ++k) {
            corners_[k] = cornerValue(x.whole + static_cast<std::int32_t>(k & 1U),
                                      y.whole + static_cast<std::int32_t>(k >> 1U & 1U),
                                      z.whole + static_cast<std::int32_t>(k >> 2U), seed_);
        }
    }
    const auto eased = [](float t) { return t * t * (3.0F - 2.0F * t); };
    const float u = eased(x.rest), v = eased(y.rest), w = eased(z.rest);
    const auto layer = [&](std::size_t first) {
        return mixed(mixed(corners_[first], corners_[first + 1], u),
                     mixed(corners_[first + 2], corners_[first + 3], u), v);
    };
    return mixed(layer(0), layer(4), w);
}

float noiseAt(const glm::vec3& place_m, float pitch_m, std::uint32_t seed) {
    return Noise(pitch_m, seed).at(place_m);
}

float smoothRamp(float from, float to, float x) {
    const float t = std::clamp((x - from) / (to - from), 0.0F, 1.0F);
    return t * t * (3.0F - 2.0F * t);
}

SoftWeights::SoftWeights(const sim::SkinCells& cells, const std::vector<Channels>& ofZone) {
    bool any = false;
    glm::vec3 low{0.0F}, high{0.0F};
    for (std::size_t cell = 0; cell < sim::cellCount(cells); ++cell) {
        if (cells.zone[cell] != sim::kOffSkin) {
            low = any ? glm::min(low, cells.position_m[cell]) : cells.position_m[cell];
            high = any ? glm::max(high, cells.position_m[cell]) : cells.position_m[cell];
            any = true;
        }
    }
    origin_m_ = low - glm::vec3(kBox_m);
    countX_ = boxesAlong(high.x - low.x);
    countY_ = boxesAlong(high.y - low.y);
    countZ_ = boxesAlong(high.z - low.z);
    boxes_.assign(countX_ * countY_ * countZ_, Sums{});
    for (std::size_t cell = 0; cell < sim::cellCount(cells); ++cell) {
        if (cells.zone[cell] >= ofZone.size()) {
            continue;
        }
        const glm::vec3 at = (cells.position_m[cell] - origin_m_) / kBox_m;
        Sums& box =
            boxes_[(static_cast<std::size_t>(at.z) * countY_ + static_cast<std::size_t>(at.y)) *
                       countX_ +
                   static_cast<std::size_t>(at.x)];
        const Channels& values = ofZone[cells.zone[cell]];
        for (std::size_t k = 0; k < kChannels; ++k) {
            box[k] += values[k];
        }
        box[kChannels] += 1.0F;
    }
    for (int round = 0; round < 2; ++round) {
        spread(1, countX_);
        spread(countX_, countY_);
        spread(countX_ * countY_, countZ_);
    }
}

/// Adds to every box half of both neighbours along one axis.
void SoftWeights::spread(std::size_t stride, std::size_t count) {
    shareLoop(boxes_.size() / count, [&](std::size_t first, std::size_t last) {
        std::vector<Sums> before(count);
        for (std::size_t line = first; line < last; ++line) {
            const std::size_t start = line / stride * stride * count + line % stride;
            bool any = false; // most of the space round a body is empty
            for (std::size_t i = 0; i < count; ++i) {
                before[i] = boxes_[start + i * stride];
                any = any || before[i][kChannels] > 0.0F;
            }
            for (std::size_t i = 0; any && i < count; ++i) {
                Sums& box = boxes_[start + i * stride];
                for (std::size_t k = 0; k < box.size(); ++k) {
                    box[k] += 0.5F * ((i > 0 ? before[i - 1][k] : 0.0F) +
                                      (i + 1 < count ? before[i + 1][k] : 0.0F));
                }
            }
        }
    });
}

SoftWeights::Channels SoftWeights::at(const glm::vec3& place_m) const {
    // the value of a box is that of its middle
    const glm::vec3 where = glm::max((place_m - origin_m_) / kBox_m - 0.5F, glm::vec3(0.0F));
    const std::size_t x = std::min(static_cast<std::size_t>(where.x), countX_ - 2);
    const std::size_t y = std::min(static_cast<std::size_t>(where.y), countY_ - 2);
    const std::size_t z = std::min(static_cast<std::size_t>(where.z), countZ_ - 2);
    const glm::vec3 share = glm::clamp(
        where - glm::vec3(static_cast<float>(x), static_cast<float>(y), static_cast<float>(z)),
        0.0F, 1.0F);
    Sums sums{};
    for (std::size_t corner = 0; corner < 8; ++corner) {
        const std::size_t i = corner & 1U, j = (corner >> 1U) & 1U, k = corner >> 2U;
        const float weight = (i != 0 ? share.x : 1.0F - share.x) *
                             (j != 0 ? share.y : 1.0F - share.y) *
                             (k != 0 ? share.z : 1.0F - share.z);
        const Sums& box = boxes_[((z + k) * countY_ + y + j) * countX_ + x + i];
        for (std::size_t n = 0; n < sums.size(); ++n) {
            sums[n] += box[n] * weight;
        }
    }
    Channels out{};
    for (std::size_t n = 0; n < kChannels; ++n) {
        out[n] = sums[kChannels] > 0.0F ? sums[n] / sums[kChannels] : 0.0F;
    }
    return out;
}

} // namespace stipple::scene
