#pragma once

#include "tests/analytic/validation_rows.h"

#include <string>
#include <vector>

namespace stipple::test {

/// Stiffness of stretched skin over that at rest: what the core looks up against a direct solve.
[[nodiscard]] std::vector<ValidationRow> tractionRows();

/// The same over the strain, as an SVG document.
[[nodiscard]] std::string tractionPlot();

} // namespace stipple::test
