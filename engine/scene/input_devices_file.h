#pragma once

#include "engine/base/result.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace stipple::scene {

/// How well an input device measures: standard uncertainties. What it does not measure is empty.
struct InputDevice {
    std::string id;                                         ///< how the names of its traits begin
    std::optional<float> positionSigma_px, positionSigma_m; ///< one of them, along the skin
    std::optional<float> tiltSigma_rad, forceSigma_N;
};

/// scenes/input_devices.toml. `name` is the path as shown in problems.
[[nodiscard]] Result<std::vector<InputDevice>> parseInputDevices(std::string_view text,
                                                                 const std::string& name);

} // namespace stipple::scene
