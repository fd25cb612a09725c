#pragma once

#include "engine/base/result.h"

#include <string>
#include <string_view>

namespace stipple::scene {

/// Whether `kind` is one of the data files that this folder reads: "pad_scene", "tissues",
/// "needling", "pen", "patient", "anatomy", "healing".
[[nodiscard]] bool lintsKind(std::string_view kind);

/// Reads a data file of one of these kinds for its problems alone, each a line "file:line: ...".
[[nodiscard]] Status lintText(std::string_view text, const std::string& name);

} // namespace stipple::scene
