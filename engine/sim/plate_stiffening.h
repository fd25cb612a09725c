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

/// The inverse of stiffenedPress_m.
[[nodiscard]] double unstiffenedPress_m(double locking_m, double stiffened_m);

/// Tension of the dermis per unit of strain when it is stretched one way and keeps its width
/// across: E t / (2 (1 - nu)) summed over its layers, newtons per metre. It is the mean of the
/// tension along the pull, E t / (1 - nu^2), and across it, nu times that: a round plate feels only
/// the mean, to first order in the tension. The horny layer and the epidermis carry none; their
/// folds open first.
[[nodiscard]] double dermisTension_NperM(const TissueStack& stack);

} // namespace stipple::sim
