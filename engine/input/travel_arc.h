#pragma once

#include "engine/input/work_surface.h"

namespace stipple::input {

/// Where a pen is that travels from one place of the skin to another, before it is lifted: on the
/// straight way, its shaft turning from one normal to the other by way of the outside.
[[nodiscard]] SurfacePoint travelPoint(const SurfacePoint& from, const SurfacePoint& to, float way);

/// Share of the arc's height at a share of the way: 0 at the ends, 1 half way.
[[nodiscard]] inline float arcShare(float way) {
    return 1.0f - (2.0f * way - 1.0f) * (2.0f * way - 1.0f);
}

/// Height of an arc that keeps the tip clear of all skin on a way between two places, lifted
/// `lift_m` above them: over the nose or round the chin. At least `least_m`.
[[nodiscard]] float arcHeight_m(const WorkSurface& surface, const SurfacePoint& from,
                                const SurfacePoint& to, float lift_m, float least_m);

} // namespace stipple::input
