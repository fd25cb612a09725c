#pragma once

#include <algorithm>
#include <cstddef>
#include <span>

namespace stipple::sim {

/// Between which nodes of a table a value lies.
struct AxisPlace {
    std::size_t node = 0;
    double share = 0.0; ///< towards the next node, 0..1; 0 on an axis of one node
};

/// `axis` rises; values beyond its ends are taken as the ends.
[[nodiscard]] inline AxisPlace placeOn(std::span<const double> axis, double value) {
    if (axis.size() < 2) {
        return {};
    }
    std::size_t node = 0;
    while (node + 2 < axis.size() && value >= axis[node + 1]) {
        ++node;
    }
    return {node, std::clamp((value - axis[node]) / (axis[node + 1] - axis[node]), 0.0, 1.0)};
}

} // namespace stipple::sim
