#pragma once

#include "engine/sim/sim_model.h"

#include <cstdint>

namespace stipple::app {

/// Direction in which a practised hand pulls the skin at a cell, as sim/skin_pull.h tells
/// directions: along the lines of tension, where the same strain makes skin the most taut; below
/// the eye down onto the bone, as the manuals have it (clinical.md 5, S143). 0 where the lines are
/// not known.
[[nodiscard]] std::uint8_t expertPull_deg(const sim::SimModel& model, std::uint32_t cell);

} // namespace stipple::app
