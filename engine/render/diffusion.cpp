#include "engine/render/diffusion.h"

#include <glm/common.hpp>

#include <cmath>

namespace stipple::render {
namespace {

// Diffuse mean free path of skin, millimetres: Jensen et al., "A practical model for subsurface
// light transport", Siggraph 2001, figure 5 ("skin1").
constexpr glm::vec3 kMeanFreePath_mm{3.673f, 1.367f, 0.683f};
// Its diffuse reflectance, from the same table.
constexpr glm::vec3 kReflectance{0.44f, 0.22f, 0.13f};
constexpr float kGoldenAngle = 2.39996323f;

/// Radius within which `share` of the light comes out.
float radiusOf(float share, float scatter_m) {
    float low = 0.0f, high = 60.0f * scatter_m;
    for (int i = 0; i < 48; ++i) {
        const float middle = 0.5f * (low + high);
        (diffusedWithin(middle, scatter_m) < share ? low : high) = middle;
    }
    return 0.5f * (low + high);
}

} // namespace

glm::vec3 skinScatter_m() {
    // P. Christensen, B. Burley, "Approximate reflectance profiles for efficient subsurface
    // scattering", Pixar 2015, equation 8: d = path / (3.5 + 100 (A - 0.33)^4)
    const glm::vec3 off = kReflectance - 0.33f, square = off * off;
    return 0.001f * kMeanFreePath_mm / (3.5f + 100.0f * square * square);
}

float diffusedWithin(float radius_m, float scatter_m) {
    const float x = radius_m / scatter_m;
    return 1.0f - 0.25f * std::exp(-x) - 0.75f * std::exp(-x / 3.0f);
}

std::vector<DiffusionTap> diffusionTaps(std::size_t count) {
    const glm::vec3 scatter = skinScatter_m();
    std::vector<DiffusionTap> taps;
    glm::vec3 before(0.0f);
    for (std::size_t i = 0; i < count; ++i) {
        const auto share = [&](float ring) { return ring / static_cast<float>(count); };
        const float at = static_cast<float>(i);
        // the last ring has no outer edge
        const float edge_m = i + 1 < count ? radiusOf(share(at + 1.0f), scatter.x) : 1.0f;
        const glm::vec3 within{diffusedWithin(edge_m, scatter.x), diffusedWithin(edge_m, scatter.y),
                               diffusedWithin(edge_m, scatter.z)};
        const float radius_m = i == 0 ? 0.0f : radiusOf(share(at + 0.5f), scatter.x);
        const float angle = kGoldenAngle * at;
        taps.push_back({.offset_m = radius_m * glm::vec2(std::cos(angle), std::sin(angle)),
                        .weight = within - before});
        before = within;
    }
    return taps;
}

} // namespace stipple::render
