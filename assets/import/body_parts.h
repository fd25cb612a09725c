#pragma once

#include "assets/import/body_cage.h"

#include <span>

namespace stipple::importer {

/// The parts of the body that can be treated, and where they are cut.
[[nodiscard]] std::span<const PartPlan> bodyParts();

} // namespace stipple::importer
