#pragma once

#include "engine/input/operator_plan.h"

#include <glm/vec2.hpp>

#include <span>
#include <vector>

namespace stipple::input {

/// Where the drum of a roller faces during one step of a plan: directions in which it rolls, unit,
/// patch coordinates. Which of its two ways does not matter to a drum, so the hand never turns it
/// by more than a quarter turn.
struct RollerFacing {
    glm::vec2 begin{1.0f, 0.0f}, end{1.0f, 0.0f};
    float sign = 0.0f; ///< of a stroke: along its way, or against it; 0: not along any way
    bool held = false; ///< on the skin without having been lifted to turn: as it was
};

/// Along every stroke, and between two strokes turned from the one to the other in the air. A
/// stroke that turns off without a lift takes the drum along as it stands, sideways.
[[nodiscard]] std::vector<RollerFacing> rollerFacings(std::span<const PlanStep> steps);

/// The direction at a share of the step's way, and of its time.
[[nodiscard]] glm::vec2 facingAt(const RollerFacing& facing, const PlanStep& step, float way,
                                 float time);

} // namespace stipple::input
