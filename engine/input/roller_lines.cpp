#include "engine/input/roller_lines.h"

#include "engine/base/fixed_math.h"

#include <algorithm>
#include <utility>

namespace stipple::input {

namespace {

constexpr float kInside_m = 0.001f; ///< between a lane's end and the border
/// A strip of this share of a lane on both sides together is not worth a lane of its own.
constexpr float kLeftOver = 0.2f;

/// Middles of the lanes across the way.
std::vector<float> lanesOver(float half_m, float width_m) {
    const float wanted = 2.0f * half_m / width_m - kLeftOver;
    const auto count = static_cast<std::uint32_t>(std::max(0.0f, wanted)) + 1U;
    std::vector<float> lanes;
    for (std::uint32_t i = 0; i < count; ++i) {
        const float share =
            count > 1 ? static_cast<float>(i) / static_cast<float>(count - 1) : 0.5f;
        lanes.push_back((half_m - 0.5f * width_m) * (2.0f * share - 1.0f));
    }
    return lanes;
}

} // namespace

std::vector<PassLine> rollerLines(glm::vec2 size_m, float angle_deg, float width_m,
                                  std::uint32_t round) {
    const double angle = static_cast<double>(angle_deg) * kPi / 180.0;
    const glm::vec2 along{static_cast<float>(fixedCos(angle)), static_cast<float>(fixedSin(angle))};
    const glm::vec2 across{-along.y, along.x};
    const glm::vec2 half_m = 0.5f * size_m;
    std::vector<float> lanes =
        lanesOver(half_m.x * std::abs(across.x) + half_m.y * std::abs(across.y), width_m);
    const bool slanting = std::abs(along.x) > 1e-3f && std::abs(along.y) > 1e-3f;
    if (slanting && round % 2 == 1 && lanes.size() > 1) {
        for (std::size_t i = 0; i + 1 < lanes.size(); ++i) {
            lanes[i] = 0.5f * (lanes[i] + lanes[i + 1]);
        }
        lanes.pop_back();
    }
    std::vector<PassLine> lines;
    for (const float lane_m : lanes) {
        const glm::vec2 start = across * lane_m;
        float low = -1.0f, high = 1.0f; // metres: longer than any patch
        clipLine(start.x, along.x, half_m.x - kInside_m, low, high);
        clipLine(start.y, along.y, half_m.y - kInside_m, low, high);
        if (high - low < kShortestLine_m) {
            continue;
        }
        PassLine line{start + along * low, start + along * high};
        if (lines.size() % 2 == 1) {
            std::swap(line.from_m, line.to_m);
        }
        lines.push_back(line);
    }
    return lines;
}

} // namespace stipple::input
