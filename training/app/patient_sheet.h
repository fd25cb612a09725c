#pragma once

#include "engine/base/result.h"
#include "training/app/commands.h"
#include "training/app/exercise_loader.h"

namespace stipple::app {

/// Draws a person from all sides, each zone and each lesion, in bright and dim light, before and
/// after a treatment of the left half, as one picture.
[[nodiscard]] Status drawPatientSheet(const Exercise& exercise, const PatientOptions& options,
                                      const CommonOptions& common);

/// Writes the drawn mesh with its colours as a binary glTF file: metres, y up, upright, looking
/// along +z. Fails when the file cannot be written.
[[nodiscard]] Status exportGlb(const Exercise& exercise, const std::string& path);

} // namespace stipple::app
