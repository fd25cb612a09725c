#pragma once

#include "engine/render/render_view.h"
#include "engine/sim/sim_model.h"
#include "engine/ui/plot.h"

#include <glm/vec3.hpp>

#include <cstdint>
#include <span>

namespace stipple::app {

// Moves of the camera around pad or person. Pure: a camera in, a camera out. The picture is never
// upside down (the elevation stays between just above the horizon and straight down).

/// How near and far the eye may be, and how low.
struct OrbitLimits {
    float nearest_m = 0.04f, farthest_m = 0.6f;
    float lowest_rad = 0.1396f, highest_rad = 1.5359f; ///< 8 and 88 degrees
    glm::vec3 low_m{-1.0f}, high_m{1.0f};              ///< box in which the target stays
    float clearance_m = 0.0f;                          ///< of the eye before the skin
};

/// Those that suit what is shown: the box of its mesh, and for a person room enough to see all.
[[nodiscard]] OrbitLimits orbitLimits(const sim::SimModel& model, bool person);

/// Turns about `pivot_m`, which keeps its place in the picture.
[[nodiscard]] render::OrbitCamera turnedAbout(const render::OrbitCamera& camera,
                                              const glm::vec3& pivot_m, float azimuth_rad,
                                              float elevation_rad, const OrbitLimits& limits);

/// Comes nearer to `place_m`, which keeps its place in the picture. `factor` below 1 is nearer.
[[nodiscard]] render::OrbitCamera zoomedAt(const render::OrbitCamera& camera,
                                           const glm::vec3& place_m, float factor,
                                           const OrbitLimits& limits);

/// Moves along the picture, in its heights: to the right and up.
[[nodiscard]] render::OrbitCamera pannedBy(const render::OrbitCamera& camera, float right, float up,
                                           const OrbitLimits& limits);

/// Keeps the eye `limits.clearance_m` before the skin that the line of sight meets first, so that
/// it never stands inside the head or behind a part of it.
[[nodiscard]] render::OrbitCamera keptOutside(const render::OrbitCamera& camera,
                                              const sim::SkinCollider& collider,
                                              const OrbitLimits& limits);

/// Looks at a place along its normal, tipped `tip_rad` towards the present side.
[[nodiscard]] render::OrbitCamera facing(const render::OrbitCamera& camera,
                                         const glm::vec3& place_m, const glm::vec3& normal,
                                         float distance_m, float tip_rad,
                                         const OrbitLimits& limits);

/// Seen from the same side, so near that all of `places_m` lie in the part `free` of the picture
/// `picture`, in its middle, with `margin` times the room they need. Without places: unchanged.
[[nodiscard]] render::OrbitCamera fitted(const render::OrbitCamera& camera,
                                         std::span<const glm::vec3> places_m,
                                         const ui::Box& picture, const ui::Box& free, float margin,
                                         const OrbitLimits& limits);

/// The middle, mean normal and reach of the cells of a zone; of one that lies on both sides, only
/// those on the side of `near_m`.
struct ZoneFrame {
    glm::vec3 middle_m{0.0f}, normal{0.0f, 1.0f, 0.0f};
    float radius_m = 0.0f; ///< 0: the zone has no cells
};
[[nodiscard]] ZoneFrame frameOf(const sim::SkinCells& cells, std::uint8_t zone,
                                const glm::vec3& near_m);

/// Part of the way from one camera to another, turning the short way. `share` 0..1.
[[nodiscard]] render::OrbitCamera between(const render::OrbitCamera& from,
                                          const render::OrbitCamera& to, float share);

} // namespace stipple::app
