#pragma once

#include <cstdint>
#include <vector>

namespace stipple::scoring {

/// What scoring remembers of an attempt. Plain values; a copy is a save point.
struct ScoreState {
    /// Per fine block of the CoverageGrid (about 1 mm).
    std::vector<std::uint16_t> visits;
    std::vector<std::uint32_t> lastVisit; ///< tick
    /// Per score block of the CoverageGrid (about 5 mm, 0.25 cm2): what the coverage map shows.
    std::vector<float> passes;            ///< median visits of its fine blocks
    std::vector<std::uint32_t> punctures;
    std::vector<float> depthSum_m, deepest_m;
    std::vector<std::uint8_t> directions; ///< bit per 22.5 degrees of stroke axis
};

} // namespace stipple::scoring
