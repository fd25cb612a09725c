#pragma once

#include "engine/sim/healing_harm.h"
#include "engine/sim/sim_state.h"

#include <span>
#include <vector>

namespace stipple::sim {

/// Doses as skin answers beside the channels: redness, density, and depth weighted with redness,
/// all smoothed over the skin with a standard deviation of `spread_m`, across the seams of the
/// atlas. Scratches stay where they are. As many as `doses`.
[[nodiscard]] std::vector<PlaceDose> spreadDoses(const SimModel& model,
                                                 std::span<const PlaceDose> doses, float spread_m);

/// Where dark marks are likely to come, 0..1 per cell: patches of the data's size, each with its
/// own readiness to darken, uniform over the patches and the same every time. A place is marked
/// where its chance is above that, so that of places treated alike such a share is marked. Soft
/// edges.
[[nodiscard]] std::vector<float> darkMarks(const SimModel& model, const HealingParameters& healing,
                                           std::span<const PlaceDose> doses,
                                           const HealingClient& client, const AfterCare& care,
                                           const TreatmentCourse& course);

/// How ready the skin of a place is to darken, 0..1: the same over a patch of about `size_m`.
[[nodiscard]] float darkeningOf(const glm::vec3& place_m, float size_m);

} // namespace stipple::sim
