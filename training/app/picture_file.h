#pragma once

#include "engine/base/result.h"
#include "training/app/commands.h"

#include <string>

namespace stipple::app {

/// Draws one moment of a record into a PNG, without a window. Fails in words when the record, the
/// moment or Vulkan is not there.
[[nodiscard]] Status drawMoment(const RenderOptions& options, const CommonOptions& common);

} // namespace stipple::app
