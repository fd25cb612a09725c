#pragma once

#include "training/scoring/score.h"

#include <nlohmann/json.hpp>

#include <string>

namespace stipple::report {

/// The score with its keys in the order of README.md. `withSources` adds domain, evidence, source
/// and grade to each metric, for report.json.
[[nodiscard]] nlohmann::ordered_json scoreObject(const scoring::Score& score,
                                                 std::uint64_t stateHash, bool matchesRecord,
                                                 bool withSources);

/// Indented by two; always valid UTF-8.
[[nodiscard]] std::string jsonText(const nlohmann::ordered_json& object);

} // namespace stipple::report
