#pragma once

#include "engine/base/data_file.h"

namespace stipple::lesson {

/// The data files that this folder reads.
[[nodiscard]] std::span<const DataKind> dataKinds();

/// Reads one of them for its problems alone, each a line "file:line: ...".
[[nodiscard]] Status lintText(std::string_view text, const std::string& name);

} // namespace stipple::lesson
