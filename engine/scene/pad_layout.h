#pragma once

#include "engine/scene/pad_scene.h"

#include <cstdint>
#include <string>

namespace stipple::scene {

/// How many whole steps of `step_m` fit `length_m`; 0 when they do not fit to a micrometre.
[[nodiscard]] std::uint32_t wholeSteps(float length_m, float step_m);

/// Why the pad cannot be divided into cells and triangles; empty when it can.
[[nodiscard]] std::string gridProblem(const PadScene& scene);

/// Why patch `index` cannot lie where it is (off the pad, over an earlier patch, not on the cell
/// grid, a zone twice); empty when it can.
[[nodiscard]] std::string patchProblem(const PadScene& scene, std::size_t index);

} // namespace stipple::scene
