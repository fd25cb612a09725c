#include "engine/input/pass_lines.h"

#include "engine/base/fixed_math.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace stipple::input {

void clipLine(float start, float along, float half, float& low, float& high) {
    if (std::abs(along) < 1e-6f) {
        return;
    }
    const float a = (-half - start) / along, b = (half - start) / along;
    low = std::max(low, std::min(a, b));
    high = std::min(high, std::max(a, b));
}

std::vector<PassLine> passLines(glm::vec2 half_m, float angle_deg, float spacing_m) {
    const double angle = static_cast<double>(angle_deg) * kPi / 180.0;
    const glm::vec2 along{static_cast<float>(fixedCos(angle)), static_cast<float>(fixedSin(angle))};
    const glm::vec2 across{-along.y, along.x};
    const bool slanting = std::abs(along.x) > 1e-3f && std::abs(along.y) > 1e-3f;
    // slanting lines begin a little off the corner, where they have some length
    const float reach_m = half_m.x * std::abs(across.x) + half_m.y * std::abs(across.y) -
                          (slanting ? 0.35f * spacing_m : 0.0f);
    const auto gaps = static_cast<std::uint32_t>(2.0f * reach_m / spacing_m + 0.999f);
    std::vector<PassLine> lines;
    bool backwards = false;
    for (std::uint32_t i = 0; i <= gaps; ++i) {
        const float place = gaps > 0 ? static_cast<float>(i) / static_cast<float>(gaps) : 0.5f;
        const glm::vec2 start = across * (reach_m * (2.0f * place - 1.0f));
        float low = -1.0f;
        float high = 1.0f; // metres: longer than any patch
        clipLine(start.x, along.x, half_m.x, low, high);
        clipLine(start.y, along.y, half_m.y, low, high);
        if (high - low < kShortestLine_m) {
            continue;
        }
        PassLine line{start + along * low, start + along * high};
        if (backwards) {
            std::swap(line.from_m, line.to_m);
        }
        backwards = !backwards;
        lines.push_back(line);
    }
    return lines;
}

} // namespace stipple::input
