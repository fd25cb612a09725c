#pragma once

#include "engine/sim/pen_contact.h"

#include <glm/gtc/quaternion.hpp>
#include <glm/vec3.hpp>

#include <cstdint>
#include <optional>

namespace stipple::sim {

/// How a drum stands over skin with a normal. Leaning about the drum's own axis changes nothing: it
/// turns freely.
struct RollerStand {
    glm::vec3 bottom_m{0.0f};             ///< lowest point of the barrel, half way along it
    glm::vec3 axis{1.0f, 0.0f, 0.0f};     ///< of the drum, unit
    glm::vec3 aside{1.0f, 0.0f, 0.0f};    ///< the same along the skin, unit
    glm::vec3 forward{0.0f, 0.0f, -1.0f}; ///< along the skin, unit: where it rolls freely
    float sinTilt = 0.0f;                 ///< of the axis against the skin; +X raised above 0
};

/// Nothing when the drum stands on its end rather than lies.
[[nodiscard]] std::optional<RollerStand> standOf(const PenDevice& roller, const PenPose& pose,
                                                 const glm::vec3& normal);

/// Pen to skin frame: +Z along `shaft` (unit), +Y as nearly along `heading` as that allows. No
/// libm.
[[nodiscard]] glm::quat orientationAlong(const glm::vec3& shaft, const glm::vec3& heading);

/// How the barrel lies to the skin.
struct RollerPress {
    float gap_m = 0.0f; ///< of the barrel's middle above the undeformed skin
    float sinTilt = 0.0f;
    float curvature_perM = 0.0f;
    SkinPull pull; ///< of the support hand
};

/// Force of the barrel on the skin under a cell, not negative.
///
/// A rigid cylinder on an elastic foundation: every place presses back by itself, K times as far as
/// it is pressed in. On flat skin that is F = 4/3 K W sqrt(2 R) d^(3/2) for width W, radius R and
/// press d. K is the stiffness over the area of a flat plate on the same layers (the model's
/// table), whose face is as large as the touched skin at a usual press; so what the edges of the
/// strip add is that of a disc, not of a strip. Tilt and curvature are taken along the axis in
/// strips. Stiffening with the press as under a plate. The needles' own force is not in it: a
/// hovering roller whose needles reach the skin presses with nothing.
[[nodiscard]] float rollerForce_N(const SimModel& model, const PenDevice& roller,
                                  std::uint32_t cell, const RollerPress& press);

/// The gap at which the barrel presses with `force_N`; `press.gap_m` does not count.
[[nodiscard]] float rollerGapForForce_m(const SimModel& model, const PenDevice& roller,
                                        std::uint32_t cell, RollerPress press, float force_N);

/// What contactOf is for a pen. `tilt_rad` is the axis against the skin, `indentation_m` the
/// deepest press anywhere along the barrel; `plate` stays empty.
[[nodiscard]] PenContact rollerContact(const SimModel& model, const PenDevice& roller,
                                       const PenPose& pose, std::uint32_t start,
                                       const SkinPull& pull = {});

} // namespace stipple::sim
