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

/// The word for where a cartridge comes from in files: "sealed", "open", "used", "dropped".
[[nodiscard]] std::string_view cartridgeName(sim::CartridgeOrigin origin);
/// What the eye sees of it: "seal was already open".
[[nodiscard]] std::string_view cartridgeSeen(sim::CartridgeOrigin origin);
/// What that means: "seal broken, lot unknown".
[[nodiscard]] std::string_view cartridgeMeant(sim::CartridgeOrigin origin);

} // namespace stipple::lesson
