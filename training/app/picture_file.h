#pragma once

#include "engine/base/result.h"
#include "training/app/attempt_files.h"
#include "training/app/commands.h"

#include <string>

namespace stipple::app {

/// Whether `at_s` lies inside the attempt; fails in words when not.
[[nodiscard]] Status expectInside(const CheckedAttempt& checked, double at_s);

/// Draws one moment of a record, `options.at_s` inside it, into a PNG, without a window. Fails in
/// words when Vulkan is not there or the file cannot be written.
[[nodiscard]] Status drawMoment(const CheckedAttempt& checked, const RenderOptions& options,
                                const CommonOptions& common);

} // namespace stipple::app
