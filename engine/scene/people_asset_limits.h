#pragma once

#include "engine/scene/people_asset.h"

namespace stipple::scene {

/// Whether every number of a part points at something that is there: indices in range, stencils
/// complete, lists of equal length, positions finite. Fails in a sentence.
[[nodiscard]] Status checkPart(const BodyPart& part);

} // namespace stipple::scene
