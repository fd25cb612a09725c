#pragma once

#include "engine/input/pass_lines.h"

#include <cstdint>

namespace stipple::input {

/// The lanes of one pass of a roller over a rectangle around the origin, at an angle to its u axis.
/// Lanes as wide as the drum lie side by side from border to border; their middle lines end a
/// little inside it. In every second round of the directions the slanting lanes lie over the seams
/// of the round before, whose ends leave corners between them.
[[nodiscard]] std::vector<PassLine> rollerLines(glm::vec2 size_m, float angle_deg, float width_m,
                                                std::uint32_t round);

} // namespace stipple::input
