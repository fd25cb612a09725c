#pragma once

#include "engine/sim/pen_sample.h"
#include "engine/sim/sim_model.h"

namespace stipple::sim {

/// A sample that can be simulated: every field moved into its range. Any bits are allowed as input.
struct CheckedSample {
    PenSample sample;
    bool changed = false; ///< a field was outside its range
};

/// Ranges: tip within 1 m of the origin, a quaternion of length 1 within 1 %, dial and stroke rate
/// up to the device's largest (of a roller its needles' length), stretch up to 100 %, a pen that
/// exists, known buttons and tracking.
[[nodiscard]] CheckedSample checkSample(const SimModel& model, const PenSample& sample);

} // namespace stipple::sim
