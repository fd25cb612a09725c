#include "engine/input/pass_lines.h"

#include "engine/base/fixed_math.h"

#include <utility>

namespace stipple::input {

namespace {

// shorter lines, in the corners of a slanting pass, are not worth coming down for
constexpr float kShortest_m = 0.003f;

/// Narrows [low, high] to where |start + t * along| <= half holds; along may be 0.
void clip(float start, float along, float half, float& low, float& high) {
    if (along > -1e-6f && along < 1e-6f) {
        return;
    }
    float a = (-half - start) / along;
    float b = (half - start) / along;
    if (a > b) {
        std::swap(a, b);
    }
    low = a > low ? a : low;
    high = b < high ? b : high;
}

float size(float x) {
    return x < 0.0f ? -x : x;
}

} // namespace

std::vector<PassLine> passLines(glm::vec2 half_m, float angle_deg, float spacing_m) {
    const double angle = static_cast<double>(angle_deg) * kPi / 180.0;
    const glm::vec2 along{static_cast<float>(fixedCos(angle)), static_cast<float>(fixedSin(angle))};
    const glm::vec2 across{-along.y, along.x};
    const bool slanting = size(along.x) > 1e-3f && size(along.y) > 1e-3f;
    // slanting lines begin a little off the corner, where they have some length
    const float reach_m = half_m.x * size(across.x) + half_m.y * size(across.y) -
                          (slanting ? 0.35f * spacing_m : 0.0f);
    const auto gaps = static_cast<std::uint32_t>(2.0f * reach_m / spacing_m + 0.999f);
    std::vector<PassLine> lines;
    bool backwards = false;
    for (std::uint32_t i = 0; i <= gaps; ++i) {
        const float place = gaps > 0 ? static_cast<float>(i) / static_cast<float>(gaps) : 0.5f;
        const glm::vec2 start = across * (reach_m * (2.0f * place - 1.0f));
        float low = -1.0f;
        float high = 1.0f; // metres: longer than any patch
        clip(start.x, along.x, half_m.x, low, high);
        clip(start.y, along.y, half_m.y, low, high);
        if (high - low < kShortest_m) {
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
