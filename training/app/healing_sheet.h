#pragma once

#include "training/app/commands.h"
#include "training/app/healing_preview.h"

#include <string>

namespace stipple::app {

/// What is chosen for a picture of that day with `care` "good" or "poor": sun, picking, and make-up
/// and acids too early.
[[nodiscard]] training_ui::HealingChoices choicesOn(float day, const std::string& care);

/// Draws the attempt from its start to its end and the year after it, the whole of what the camera
/// of the scene shows and a place from near, as one picture. Fails in words when Vulkan is not
/// there, nothing was needled, or the file cannot be written.
[[nodiscard]] Status drawHealingSheet(const CheckedAttempt& checked, const RenderOptions& options,
                                      const CommonOptions& common);

} // namespace stipple::app
