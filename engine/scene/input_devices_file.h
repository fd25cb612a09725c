#pragma once

#include "engine/base/result.h"

#include <string>
#include <string_view>

namespace stipple::scene {

/// How well the input devices measure: standard uncertainties. A mouse measures neither tilt nor
/// force.
struct InputDevices {
    float mousePosition_px = 0.0f; ///< along the skin, in pixels of the picture
    float scriptPosition_m = 0.0f; ///< along the skin
    float scriptTilt_rad = 0.0f, scriptForce_N = 0.0f;
};

/// scenes/input_devices.toml. `name` is the path as shown in problems.
[[nodiscard]] Result<InputDevices> parseInputDevices(std::string_view text,
                                                     const std::string& name);

} // namespace stipple::scene
