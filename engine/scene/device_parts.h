#pragma once

#include "engine/base/data_file.h"
#include "engine/sim/pen_device.h"

namespace stipple::scene {

// What files of pens and of rollers have in common.

inline constexpr double kMillimetre_m = 1e-3;
inline constexpr double kMicrometre_m = 1e-6;

[[nodiscard]] inline float metres(double value, double unit_m) {
    return static_cast<float>(value * unit_m);
}

/// The table "needle"; `longest_mm` is the most that a needle of the device may measure.
inline void readNeedle(TomlTable table, double longest_mm, sim::PenDevice& out) {
    out.needleLength_m =
        metres(sourcedIn(table, "length", "mm", 0.1, longest_mm).value, kMillimetre_m);
    out.needleDiameter_m =
        metres(sourcedIn(table, "diameter", "mm", 0.05, 1.0).value, kMillimetre_m);
    out.tipRadius_m = metres(sourcedIn(table, "tip_radius", "um", 0.5, 100.0).value, kMicrometre_m);
}

} // namespace stipple::scene
