#pragma once

#include "engine/input/pass_lines.h"
#include "engine/input/work_surface.h"

#include <functional>
#include <vector>

namespace stipple::input {

/// How near an operator works to a section's border.
struct SectionWork {
    float spacing_m = 0.0f;
    float border_m = 0.0f; ///< way of the pen's centre to the section's border
    float noGo_m = 0.0f;   ///< and to a no-go
};

/// The direction against u in which a section is longest: the one with the fewest lines.
[[nodiscard]] float leadAngle_deg(const WorkPatch& patch);

/// Parallel lines at `angle_deg` against u over a section of any shape: clipped to it, so that a
/// line may come in several pieces, with further short ones where its outline leaves gaps. Every
/// second row runs backwards.
[[nodiscard]] std::vector<PassLine> sectionLines(const WorkPatch& patch, float angle_deg,
                                                 const SectionWork& work);

/// Places of a stamped pass, in rows that run to and fro: a hexagonal grid turned by `angle_deg`,
/// neighbours `work.spacing_m` apart.
[[nodiscard]] std::vector<glm::vec2> stampPlaces(const WorkPatch& patch, float angle_deg,
                                                 const SectionWork& work);

/// Few places from which discs of `radius_m` cover the section.
[[nodiscard]] std::vector<glm::vec2> dabPlaces(const WorkPatch& patch, float radius_m);

/// Ways inside the section that keep `away_m` from what `field` measures the way to (a no-go, the
/// orbital rim), longest first; none when that is farther.
using WayField = std::function<float(glm::vec2 uv_m)>;
[[nodiscard]] std::vector<std::vector<glm::vec2>> rimWays(const WorkPatch& patch,
                                                          const WayField& field, float away_m);

/// A line from inside the section over the nearest stretch of the orbital rim and `beyond_m` into
/// the orbit; empty when the rim is farther than `near_m` from the section.
[[nodiscard]] std::vector<PassLine> lineIntoOrbit(const WorkPatch& patch, float near_m,
                                                  float beyond_m);

} // namespace stipple::input
