#pragma once

#include <glm/vec2.hpp>
#include <glm/vec3.hpp>

#include <vector>

namespace stipple::render {

/// One place from which light that entered the skin comes out at the middle.
struct DiffusionTap {
    glm::vec2 offset_m{0.0f};
    glm::vec3 weight{0.0f}; ///< per colour; those of all taps sum to 1
};

/// Scatter distance d of skin per colour, metres.
[[nodiscard]] glm::vec3 skinScatter_m();

/// Share of the light that comes out within `radius_m` of where it went in, for scatter distance
/// `scatter_m`: Burley's normalised diffusion, integrated.
[[nodiscard]] float diffusedWithin(float radius_m, float scatter_m);

/// The profile as `count` taps, the first at the middle. Rings hold equal shares of the red light,
/// and each tap has its ring's exact share of every colour: no energy is gained or lost.
[[nodiscard]] std::vector<DiffusionTap> diffusionTaps(std::size_t count);

} // namespace stipple::render
