#pragma once

#include <map>
#include <string>

namespace stipple::test {

/// The plots of the validation page: file names and SVG documents.
[[nodiscard]] std::map<std::string, std::string> validationPlots();

} // namespace stipple::test
