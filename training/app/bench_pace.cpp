#include "training/app/bench_pace.h"

#include <algorithm>

namespace stipple::app {

namespace {

double atShare(std::vector<double> values, double share) {
    std::sort(values.begin(), values.end());
    const auto place = static_cast<std::size_t>(share * static_cast<double>(values.size()));
    return values[std::min(place, values.size() - 1)];
}

double megabytes(std::size_t bytes) {
    return static_cast<double>(bytes) / 1e6;
}

} // namespace

Result<std::vector<BenchFigure>> benchPace(const std::string& lesson, double seconds,
                                           const CommonOptions& common) {
    const auto pace = measurePace(lesson, seconds, common);
    if (!pace) {
        return pace.error();
    }
    const std::string where = pace->inWindow ? "in a window" : "without a window";
    return std::vector<BenchFigure>{
        {"pace", "frames measured, " + where, "1", static_cast<double>(pace->frame_s.size())},
        {"pace", "median frame", "ms", atShare(pace->frame_s, 0.5) * 1e3, 40.0},
        {"pace", "95th percentile", "ms", atShare(pace->frame_s, 0.95) * 1e3},
        {"pace", "longest frame", "ms", atShare(pace->frame_s, 1.0) * 1e3},
        {"pace", "processor time of a frame, all cores", "ms",
         pace->processor_s * 1e3 / static_cast<double>(pace->frame_s.size())},
        {"pace", "scale of the 3D picture reached", "1", static_cast<double>(pace->scale)},
    };
}

Result<std::vector<BenchFigure>> benchMemory(const std::string& lesson, double seconds,
                                             const CommonOptions& common) {
    const auto pace = measurePace(lesson, seconds, common);
    if (!pace) {
        return pace.error();
    }
    const double grown = megabytes(pace->memoryLate_bytes) - megabytes(pace->memoryEarly_bytes);
    const double attempt = megabytes(pace->attemptLate_bytes) - megabytes(pace->attemptEarly_bytes);
    // a list that has grown leaves its smaller places behind: up to as much again
    constexpr double kLeft = 2.0;
    // what a driver and an allocator take until they have seen everything once: 13 MB after 40 s on
    // lavapipe, 18 MB after 100 s. Something kept of every frame shows as hundreds.
    constexpr double kMost_MB = 32.0;
    return std::vector<BenchFigure>{
        {"memory", "frames drawn", "1", static_cast<double>(pace->frame_s.size())},
        {"memory", "punctures made", "1", static_cast<double>(pace->punctures)},
        {"memory", "resident after the first seconds", "MB", megabytes(pace->memoryEarly_bytes)},
        {"memory", "resident at the end", "MB", megabytes(pace->memoryLate_bytes)},
        {"memory", "growth of what the attempt keeps", "MB", attempt},
        {"memory", "growth beyond twice that", "MB", grown - kLeft * attempt, kMost_MB},
    };
}

} // namespace stipple::app
