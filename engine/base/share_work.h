#pragma once

#include <cstddef>
#include <functional>

namespace stipple {

/// One part of a longer work: turns `first` to before `last`.
using WorkPart = std::function<void(std::size_t first, std::size_t last)>;

/// Calls `part` for ranges that together are 0..count, one after another or all at once. Turns do
/// not know of each other, so the result is the same: the core leaves threads to who builds a
/// model.
using ShareWork = std::function<void(std::size_t count, const WorkPart& part)>;

/// All of it in one range.
inline void workAlone(std::size_t count, const WorkPart& part) {
    part(0, count);
}

} // namespace stipple
