#include "engine/sim/skin_pull.h"

#include "engine/base/fixed_math.h"

#include <glm/geometric.hpp>

namespace stipple::sim {

namespace {

constexpr double kRadian = kPi / 180.0;
/// Skin whose normal comes nearer than this to straight down has no shortest turn.
constexpr float kDownwards = 1e-3f;
/// A vector with less of its length along the skin has no direction there.
constexpr double kUpright = 1e-6;

/// Of a modulus whose ratio along its lines to across them is known, over its mean; the cosine is
/// that of twice the angle to the lines.
float firstHarmonic(float lineRatio, double cosine) {
    const double share =
        (static_cast<double>(lineRatio) - 1.0) / (static_cast<double>(lineRatio) + 1.0);
    return static_cast<float>(1.0 + share * cosine);
}

} // namespace

SkinAxes skinAxes(const glm::vec3& normal) {
    const float up = 1.0f + normal.y;
    if (!(up > kDownwards)) {
        return {{1.0f, 0.0f, 0.0f}, {0.0f, 0.0f, -1.0f}};
    }
    // the shortest turn from +Y to n takes v to v - (n + Y) (n v) / (1 + n Y), for v across Y
    const glm::vec3 both(normal.x, up, normal.z);
    return {glm::vec3(1.0f, 0.0f, 0.0f) - both * (normal.x / up),
            glm::vec3(0.0f, 0.0f, 1.0f) - both * (normal.z / up)};
}

std::uint8_t directionOf_deg(const SkinAxes& axes, const glm::vec3& way) {
    const auto across = static_cast<double>(glm::dot(way, axes.across));
    const auto along = static_cast<double>(glm::dot(way, axes.along));
    const auto square = static_cast<double>(glm::dot(way, way));
    if (!(across * across + along * along > kUpright * square)) {
        return kNoDirection;
    }
    // the half of the vector's line that has `along` above 0 tells it
    const double turned = along < 0.0 ? fixedAtan2(-along, -across) : fixedAtan2(along, across);
    const auto degrees = static_cast<int>(turned / kRadian + 0.5);
    return static_cast<std::uint8_t>(degrees > 0 && degrees < 180 ? degrees : 180);
}

glm::vec3 wayAlong(const SkinAxes& axes, std::uint8_t direction_deg) {
    const double angle = static_cast<double>(direction_deg) * kRadian;
    return axes.across * static_cast<float>(fixedCos(angle)) +
           axes.along * static_cast<float>(fixedSin(angle));
}

int betweenDirections_deg(std::uint8_t one_deg, std::uint8_t other_deg) {
    const int apart = one_deg < other_deg ? other_deg - one_deg : one_deg - other_deg;
    return apart > 90 ? 180 - apart : apart;
}

SkinPull pullOf(const PenSample& sample) {
    return {static_cast<float>(sample.stretch_pct) * 0.01f, sample.pull_deg};
}

float holdAlong(float lineRatio, std::uint8_t pull_deg, std::uint8_t lines_deg) {
    if (pull_deg == kNoDirection || lines_deg == kNoDirection) {
        return 1.0f;
    }
    const double apart = static_cast<double>(betweenDirections_deg(pull_deg, lines_deg));
    return firstHarmonic(lineRatio, fixedCos(2.0 * kRadian * apart));
}

float holdAlong(float lineRatio, const SkinAxes& axes, const glm::vec3& way,
                std::uint8_t lines_deg) {
    const auto across = static_cast<double>(glm::dot(way, axes.across));
    const auto along = static_cast<double>(glm::dot(way, axes.along));
    const double square = across * across + along * along;
    if (lines_deg == kNoDirection || !(square > 0.0)) {
        return 1.0f;
    }
    const double lines = static_cast<double>(lines_deg) * kRadian;
    const double with = across * fixedCos(lines) + along * fixedSin(lines);
    // cos 2 phi = 2 cos^2 phi - 1
    return firstHarmonic(lineRatio, 2.0 * with * with / square - 1.0);
}

} // namespace stipple::sim
