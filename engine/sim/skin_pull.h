#pragma once

#include "engine/sim/pen_sample.h"

#include <glm/vec3.hpp>

#include <cstdint>

namespace stipple::sim {

// Directions along the skin: the pull of the support hand, and the lines of natural tension.
// Neither has a head or a tail, so half a turn holds them all. They are told in whole degrees, 1 to
// 180, from the local axis `across` towards the local axis `along`; 180 is `across` itself, 90 is
// `along`.

inline constexpr std::uint8_t kNoDirection = 0; ///< none is known, or none was told
inline constexpr std::uint8_t kAcrossSkin_deg = 180, kAlongSkin_deg = 90;

/// Axes along the skin where it has a normal: +X and +Z of the skin frame after the shortest turn
/// that takes +Y to the normal. On a person who lies on the back `across` goes around the body to
/// the left and `along` down towards the feet; on a pad, to the right and towards the viewer. Where
/// skin faces straight down there is no shortest turn: +X stays.
struct SkinAxes {
    glm::vec3 across{1.0f, 0.0f, 0.0f}, along{0.0f, 0.0f, 1.0f};
};
[[nodiscard]] SkinAxes skinAxes(const glm::vec3& normal);

/// The direction of a vector's part along the skin; kNoDirection of one that has none.
[[nodiscard]] std::uint8_t directionOf_deg(const SkinAxes& axes, const glm::vec3& way);

/// A unit vector in a direction.
[[nodiscard]] glm::vec3 wayAlong(const SkinAxes& axes, std::uint8_t direction_deg);

/// The angle between two directions, 0 to 90 degrees.
[[nodiscard]] int betweenDirections_deg(std::uint8_t one_deg, std::uint8_t other_deg);

/// How the support hand holds the skin.
struct SkinPull {
    float strain = 0.0f; ///< 0.1 = 10 %
    std::uint8_t direction_deg = kNoDirection;
};
[[nodiscard]] SkinPull pullOf(const PenSample& sample);

/// Tension that a strain in one direction gives, over the mean of all directions: with the modulus
/// E(phi) = mean (1 + a cos 2 (phi - lines)) and `lineRatio` = E along the lines over E across
/// them, a = (ratio - 1) / (ratio + 1). 1 where the pull or the lines are not known.
[[nodiscard]] float holdAlong(float lineRatio, std::uint8_t pull_deg, std::uint8_t lines_deg);

/// The same law for a way along the skin, not rounded to degrees; 1 where it has no direction or
/// the lines are not known.
[[nodiscard]] float holdAlong(float lineRatio, const SkinAxes& axes, const glm::vec3& way,
                              std::uint8_t lines_deg);

} // namespace stipple::sim
