#pragma once

#include "engine/input/operator_plan.h"

#include <optional>
#include <span>
#include <string_view>

namespace stipple::input {

/// Names of the known operators, in the order of help.
[[nodiscard]] std::span<const std::string_view> operatorNames();

/// How the operator of that name works, or nothing for an unknown name. Each faulty operator is
/// the expert with one thing changed; the novice does many things moderately wrong.
[[nodiscard]] std::optional<OperatorStyle> operatorStyle(std::string_view name);

} // namespace stipple::input
