#pragma once

#include "training/lesson/lesson.h"

#include <optional>
#include <string_view>

namespace stipple::lesson {

/// The words for mode and assistance in files, records and on the command line.
[[nodiscard]] std::string_view modeName(Mode mode);                   ///< "formative", "graded"
[[nodiscard]] std::string_view assistanceName(Assistance assistance); ///< "none", "cues", "full"
[[nodiscard]] std::optional<Mode> modeFrom(std::string_view name);
[[nodiscard]] std::optional<Assistance> assistanceFrom(std::string_view name);

} // namespace stipple::lesson
