#pragma once

#include "engine/base/result.h"
#include "engine/sim/sim_state.h"
#include "training/app/exercise_loader.h"

#include <glm/vec3.hpp>

namespace stipple::app {

/// A place on the skin that pictures of a treatment show.
struct TreatedPlace {
    glm::vec3 place_m{0.0f}, normal{0.0f, 1.0f, 0.0f};
};

/// Needles the person's left half up to the clinical end point, zone by zone, with tram lines and
/// gel about the returned place: for still pictures, through the simulation's own response and
/// without a pen. The same every time. Fails where the body has no skin for the tram lines.
[[nodiscard]] Result<TreatedPlace> treatLeftHalf(const Exercise& exercise, sim::SimState& state);

/// Four needles dragged over the skin together, 1.6 mm apart and 22 mm far with `at` in the middle
/// of the first one's way: tram lines, deeper towards one end. Fails where they would leave the
/// skin, with what they scratched before.
[[nodiscard]] Status dragNeedles(const sim::SimModel& model, sim::SimState& state,
                                 const TreatedPlace& at);

/// Gauze over everything that is wet with blood or gel.
void wipeTreated(const sim::SimModel& model, sim::SimState& state);

/// Lets redness, swelling and blood come up.
void letRest(const sim::SimModel& model, sim::SimState& state, double seconds);

} // namespace stipple::app
