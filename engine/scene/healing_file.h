#pragma once

#include "engine/base/result.h"
#include "engine/sim/healing_parameters.h"

#include <string>
#include <string_view>

namespace stipple::scene {

/// scenes/healing.toml. `name` is the path as shown in problems.
[[nodiscard]] Result<sim::HealingParameters> parseHealing(std::string_view text,
                                                          const std::string& name);

} // namespace stipple::scene
