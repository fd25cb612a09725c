#pragma once

#include <algorithm>
#include <cstddef>
#include <thread>
#include <vector>

namespace stipple::scene {

/// Calls `work(first, last)` for ranges that together are 0..count, on every core. For loops whose
/// turns do not know of each other: the result is that of one thread.
template <class Work> void shareLoop(std::size_t count, const Work& work) {
    const std::size_t cores = std::clamp<std::size_t>(std::thread::hardware_concurrency(), 1, 8);
    std::vector<std::thread> others;
    for (std::size_t i = 1; i < cores; ++i) {
        others.emplace_back(work, count * i / cores, count * (i + 1) / cores);
    }
    work(std::size_t{0}, count / cores);
    for (std::thread& other : others) {
        other.join();
    }
}

} // namespace stipple::scene
