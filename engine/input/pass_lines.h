#pragma once

#include <glm/vec2.hpp>

#include <vector>

namespace stipple::input {

/// One line of a pass, in patch coordinates.
struct PassLine {
    glm::vec2 from_m{0.0f}, to_m{0.0f};
};

/// Shorter lines, in the corners of a slanting pass, are not worth coming down for.
inline constexpr float kShortestLine_m = 0.003f;

/// Narrows [low, high] to where |start + t * along| <= half holds; `along` may be 0.
void clipLine(float start, float along, float half, float& low, float& high);

/// Parallel lines over a rectangle of half size `half_m` about the centre, running at `angle_deg`
/// against u, at most `spacing_m` apart, every second one backwards (boustrophedon).
[[nodiscard]] std::vector<PassLine> passLines(glm::vec2 half_m, float angle_deg, float spacing_m);

} // namespace stipple::input
