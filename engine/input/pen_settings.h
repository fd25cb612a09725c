#pragma once

#include "engine/input/operator_plan.h"

namespace stipple::input {

/// Pen, dial, rate and stretch with which an operator of that style works on a patch.
void setPen(const OperatorStyle& style, const WorkSurface& surface, const WorkPatch& patch,
            PlanStep& step);

} // namespace stipple::input
