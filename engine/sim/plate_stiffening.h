#pragma once

#include "engine/sim/tissue_layers.h"

namespace stipple::sim {

/// Press at which the tissue under a plate locks: its locking strain times the depth of its base,
/// metres; 0 where it never does.
[[nodiscard]] double lockingPress_m(const TissueStack& stack);

/// The press that a linear tissue would need for the force of this one: w / (1 - w / w_lock), in a
/// straight line beyond 0.99 w_lock so that it stays finite. The bend of the linear theory with
/// depth; `locking_m` of 0 or less leaves it straight. Rises with the press, 0 at 0.
[[nodiscard]] double stiffenedPress_m(double locking_m, double press_m);

/// The inverse.
[[nodiscard]] double unstiffenedPress_m(double locking_m, double stiffened_m);

} // namespace stipple::sim
