#pragma once

#include "engine/sim/tissue_layers.h"

namespace stipple::sim {

/// Normal force of a rigid flat plate of `plateRadius_m` pressed `indentation_m` into the stack,
/// quasi-static. Rises with the indentation, 0 at 0.
/// Closed form: see layered_compliance.cpp for its assumptions and error.
[[nodiscard]] float plateForce_N(const TissueStack& stack, float plateRadius_m,
                                 float indentation_m);

/// The inverse of plateForce_N: how far to press for `force_N`.
[[nodiscard]] float plateIndentation_m(const TissueStack& stack, float plateRadius_m,
                                       float force_N);

} // namespace stipple::sim
