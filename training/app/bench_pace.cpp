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
    const auto pace = measurePace(lesson, seconds, 1.0, common);
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
                                             double speed, const CommonOptions& common) {
    const auto pace = measurePace(lesson, seconds, speed, common);
    if (!pace) {
        return pace.error();
    }
    const double grown =
        megabytes(pace->allocatedLate_bytes) - megabytes(pace->allocatedEarly_bytes);
    const double attempt = megabytes(pace->attemptLate_bytes) - megabytes(pace->attemptEarly_bytes);
    // lavapipe holds the triangles of its last frames in blocks of 64 kB: 100 to 240 of them, as
    // the view goes. A third of a megabyte kept of every frame shows as more within seconds.
    constexpr double kMost_MB = 16.0;
    std::vector<BenchFigure> figures{
        {"memory", "frames drawn", "1", static_cast<double>(pace->frame_s.size())},
        {"memory", "punctures made", "1", static_cast<double>(pace->punctures)},
        // pages of lists and pictures count here once they are first written
        {"memory", "resident half way", "MB", megabytes(pace->residentEarly_bytes)},
        {"memory", "resident at the end", "MB", megabytes(pace->residentLate_bytes)},
        {"memory", "allocated half way", "MB", megabytes(pace->allocatedEarly_bytes)},
        {"memory", "allocated at the end", "MB", megabytes(pace->allocatedLate_bytes)},
        {"memory", "growth of what the attempt keeps", "MB", attempt},
        {"memory", "growth of what is allocated, beyond that", "MB", grown - attempt, kMost_MB},
    };
    for (const MemoryMark& mark : pace->marks) {
        const std::string when = fmt::format("after {:.0f} min", mark.attempt_s / 60.0);
        figures.push_back({"memory", "allocated " + when, "MB", megabytes(mark.allocated_bytes)});
        figures.push_back(
            {"memory", "of it the attempt's " + when, "MB", megabytes(mark.attempt_bytes)});
    }
    return figures;
}

} // namespace stipple::app
