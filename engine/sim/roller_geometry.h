#pragma once

#include "engine/sim/pen_device.h"

#include <cstddef>

namespace stipple::sim {

// What follows from the shape of a roller alone. The drum rolls without slipping, its barrel on the
// skin: it goes on by its radius times the angle that it turns. The skin counts as flat here; where
// it wraps around a drum that is pressed deep in, needles are in it for longer. Pure.

/// How far the drum rolls from one row of needles to the next.
[[nodiscard]] double rowPitch_m(const PenDevice& roller);

[[nodiscard]] std::size_t needlesPerRow(const PenDevice& roller);

/// Holes per square metre of one pass: all needles on the area that one turn rolls over.
[[nodiscard]] double holesPerPass_perM2(const PenDevice& roller);

/// Angle of a needle from the drum's bottom at which its tip enters skin, and leaves it, where it
/// gets `depth_m` deep at the bottom: acos(1 - depth / (radius + length)). The skin that gives way
/// ahead of the needle lies by length - depth below the barrel.
[[nodiscard]] double entryAngle_rad(const PenDevice& roller, double depth_m);

/// How far the drum rolls between a row's entry and the bottom.
[[nodiscard]] double entryTravel_m(const PenDevice& roller, double depth_m);

/// Length along the way of the slit that a needle cuts by going in and out on an arc:
/// 2 ((radius + length) sin t - radius t) with the entry angle t. The barrel rolls on a smaller
/// circle than that of the tips, so these swing back through the skin.
[[nodiscard]] double slitLength_m(const PenDevice& roller, double depth_m);

/// Speed of a tip into the skin where it enters, at a rolling speed.
[[nodiscard]] double entrySpeed_mps(const PenDevice& roller, double depth_m, double rolling_mps);

} // namespace stipple::sim
