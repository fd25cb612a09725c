#pragma once

#include "engine/sim/pen_device.h"

#include <cmath>
#include <cstdint>

namespace stipple::test {

/// A roller as in scenes/devices/roller_10.toml, with needles of `length_m`: 8 rings of 24 on a
/// drum of 2 x 2 cm. Its needles have no spread of length.
[[nodiscard]] inline sim::PenDevice plainRoller(float length_m = 1.0e-3f) {
    sim::PenDevice roller;
    roller.id = "test_roller";
    roller.label = "Test roller";
    roller.kind = sim::DeviceKind::Roller;
    roller.drumRadius_m = 0.010f;
    roller.drumWidth_m = 0.020f;
    roller.needleCircle_m = roller.drumWidth_m;
    // the disc with the area of 20 mm x 2 root(2 x 10 mm x length)
    roller.plateRadius_m = std::sqrt(0.020f * 2.0f * std::sqrt(0.020f * length_m) / 3.14159265f);
    roller.needleDiameter_m = 0.1e-3f;
    roller.tipRadius_m = 4e-6f;
    roller.needleLength_m = roller.depthMin_m = roller.depthMax_m = length_m;
    roller.depthStep_m = roller.depthLabelMax_m = roller.stroke_m = length_m;
    roller.rowGive = 1.0f;
    roller.needleRows = 24;
    for (std::uint32_t row = 0; row < 24; ++row) {
        for (std::uint32_t ring = 0; ring < 8; ++ring) {
            roller.needles_m.emplace_back((static_cast<float>(ring) - 3.5f) * 2.5e-3f,
                                          (static_cast<float>(row) + 0.5f) * 2.617994e-3f);
        }
    }
    return roller;
}

} // namespace stipple::test
