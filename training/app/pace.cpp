#include "training/app/pace.h"

#include "engine/base/file.h"
#include "engine/platform/wall_clock.h"
#include "training/app/trainer.h"

#include <algorithm>
#include <cstdlib>
#include <ctime>
#include <filesystem>

#include <malloc.h>
#include <unistd.h>

namespace stipple::app {

namespace {

namespace fs = std::filesystem;

// the scale of the picture settles, caches fill
constexpr double kSettle_s = 5.0;
constexpr double kMark_s = 300.0; // of the attempt, between two looks at its memory

/// A folder for the record of a run, gone with it.
class PassingFolder {
public:
    PassingFolder()
        : path_(fs::temp_directory_path() / fmt::format("stipple-pace-{}", ::getpid())) {}
    ~PassingFolder() {
        std::error_code code;
        fs::remove_all(path_, code);
    }
    PassingFolder(const PassingFolder&) = delete;
    PassingFolder& operator=(const PassingFolder&) = delete;
    [[nodiscard]] std::string path() const { return path_.string(); }

private:
    fs::path path_;
};

std::size_t residentBytes() {
    // /proc/self/statm: pages in all, pages in memory, ...
    const auto text = readTextFile("/proc/self/statm");
    if (!text) {
        return 0;
    }
    const std::size_t second = text->find(' ');
    return second == std::string::npos ? 0
                                       : std::strtoull(text->c_str() + second, nullptr, 10) *
                                             static_cast<std::size_t>(::sysconf(_SC_PAGESIZE));
}

// by malloc and not given back, by whomever
std::size_t allocatedBytes() {
    const struct mallinfo2 info = ::mallinfo2();
    return info.uordblks + info.hblkhd;
}

// of all threads: says what a frame costs also while others use the machine
double processorSeconds() {
    return static_cast<double>(std::clock()) / CLOCKS_PER_SEC;
}

template <class T> std::size_t bytesOf(const std::vector<T>& list) {
    return list.capacity() * sizeof(T);
}

std::size_t attemptBytes(const attempt::Attempt& attempt) {
    return bytesOf(attempt.state().skin.log) + bytesOf(attempt.trace()) + bytesOf(attempt.marks()) +
           bytesOf(attempt.scoreState().scratches);
}

} // namespace

Result<Pace> Trainer::pace(const LiveStart& start, double seconds) {
    if (Status begun = begin(start); !begun) {
        return begun.error();
    }
    Pace out;
    double processorFrom_s = 0.0;
    out.inWindow = stage_->window() != nullptr;
    lastFrame_s_ = platform::wallClock_s();
    for (double at_s = 0.0; !quit_ && live_ && at_s < seconds;) {
        if (Status done = frame(); !done) {
            return done.error();
        }
        if (!live_) {
            continue;
        }
        at_s = static_cast<double>(live_->attempt->tickCount()) / kTickRate_Hz;
        if (at_s >= kMark_s * static_cast<double>(out.marks.size() + 1)) {
            stage_->device().waitIdle();
            out.marks.push_back(
                {at_s, allocatedBytes(), residentBytes(), attemptBytes(*live_->attempt)});
        }
        if (at_s < std::min(kSettle_s, 0.5 * seconds)) {
            continue;
        }
        if (out.frame_s.empty()) {
            processorFrom_s = processorSeconds();
        }
        // until then a driver has compiled what it needs, also on a slow machine
        if (out.allocatedEarly_bytes == 0 && at_s >= 0.5 * seconds) {
            stage_->device().waitIdle(); // a frame that is being drawn takes megabytes
            out.residentEarly_bytes = residentBytes();
            out.allocatedEarly_bytes = allocatedBytes();
            out.attemptEarly_bytes = attemptBytes(*live_->attempt);
        }
        out.frame_s.push_back(delta_s_);
        out.attemptLate_bytes = attemptBytes(*live_->attempt);
        out.punctures = live_->attempt->state().skin.log.size();
    }
    out.processor_s = processorSeconds() - processorFrom_s;
    stage_->device().waitIdle();
    if (live_ || out.marks.empty()) {
        out.residentLate_bytes = residentBytes();
        out.allocatedLate_bytes = allocatedBytes();
    } else { // the lesson was over before: much of it is freed by now
        out.residentLate_bytes = out.marks.back().resident_bytes;
        out.allocatedLate_bytes = out.marks.back().allocated_bytes;
        out.attemptLate_bytes = out.marks.back().attempt_bytes;
    }
    out.scale = pictureScale();
    return out;
}

Result<Pace> measurePace(const std::string& lesson, double seconds, double speed,
                         const CommonOptions& common) {
    const PassingFolder folder;
    PracticeOptions options;
    options.out = folder.path();
    options.width = 1280;
    options.height = 720;
    options.closeAtEnd = true;
    options.ownSettings = false;
    options.window = hasDisplay();
    auto trainer = Trainer::open(options, common);
    if (!trainer) {
        return trainer.error();
    }
    LiveStart start;
    start.lessonPath = lesson;
    start.pen = {.kind = PenKind::Scripted, .name = "expert", .seed = 1};
    start.speed = speed;
    auto pace = (*trainer)->pace(start, seconds);
    if (pace && pace->frame_s.empty()) {
        return fail("the window was closed, or the lesson over, before anything was measured");
    }
    return pace;
}

} // namespace stipple::app
