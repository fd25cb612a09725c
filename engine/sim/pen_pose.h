#pragma once

#include "engine/sim/pen_sample.h"

#include <glm/gtc/quaternion.hpp>
#include <glm/vec3.hpp>

namespace stipple::sim {

/// Where the pen is, in metres and unit vectors of the skin frame.
struct PenPose {
    glm::vec3 tip_m{0.0f};                         ///< tip-plate centre
    glm::quat orientation{1.0f, 0.0f, 0.0f, 0.0f}; ///< pen frame to skin frame, unit
    glm::vec3 shaft{0.0f, 1.0f, 0.0f};             ///< unit, from the tip to the handle
    bool tracked = false;                          ///< false: the pose is the last known one
};

/// The pose that a sample holds. An all-zero quaternion gives an untracked pose.
[[nodiscard]] PenPose poseOf(const PenSample& sample);

/// The sample fields that hold a pose; rounds to micrometres and 1/32767.
void setPose(PenSample& sample, const glm::vec3& tip_m, const glm::quat& orientation);

/// The shortest rotation that takes pen +Z onto `shaft` (unit). No libm.
[[nodiscard]] glm::quat orientationAlong(const glm::vec3& shaft);

} // namespace stipple::sim
