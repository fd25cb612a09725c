#include "tests/replay/people_at_hand.h"

#include <gtest/gtest.h>

#include <fstream>
#include <malloc.h>
#include <new>
#include <unistd.h>

// Half an hour of treatment without a picture: what is kept of an attempt is its log and what the
// review shows of it, both append-only, and the file on disk. Nothing else may grow.

namespace {

std::size_t& liveBytes() {
    static std::size_t bytes = 0;
    return bytes;
}

} // namespace

// every allocation of this program is counted; it has one thread
void* operator new(std::size_t size) {
    void* place = std::malloc(size);
    if (place == nullptr) {
        throw std::bad_alloc();
    }
    liveBytes() += malloc_usable_size(place);
    return place;
}
void operator delete(void* place) noexcept {
    liveBytes() -= place != nullptr ? malloc_usable_size(place) : 0;
    std::free(place);
}
void operator delete(void* place, std::size_t /*size*/) noexcept {
    operator delete(place);
}

namespace stipple::test {
namespace {

constexpr std::uint32_t kFrom = 5 * 60 * kTickRate_Hz, kTo = 30 * 60 * kTickRate_Hz;

/// Memory that the program holds.
struct Held {
    double live_B = 0.0;     ///< allocated and not freed
    double resident_B = 0.0; ///< as the system sees it
    double kept_B = 0.0;     ///< of the live ones, those of the append-only lists
};

template <class T> double bytesOf(const std::vector<T>& list) {
    return static_cast<double>(list.capacity() * sizeof(T));
}

Held heldBy(const attempt::Attempt& attempt) {
    std::size_t whole = 0, resident = 0;
    std::ifstream("/proc/self/statm") >> whole >> resident;
    return {.live_B = static_cast<double>(liveBytes()),
            .resident_B = static_cast<double>(resident) * static_cast<double>(getpagesize()),
            .kept_B = bytesOf(attempt.state().skin.log) + bytesOf(attempt.trace()) +
                      bytesOf(attempt.marks()) + bytesOf(attempt.scoreState().scratches)};
}

/// What the expert does in a lesson, over and over.
std::vector<sim::PenSample> expertSamples(const app::Exercise& exercise) {
    auto pen = input::makeScriptedPen("expert", 1, app::workSurfaceOf(exercise));
    STIPPLE_ASSERT(pen.ok(), "the expert is built in");
    std::vector<sim::PenSample> samples;
    while (!(*pen)->finished() && samples.size() < kTo) {
        samples.push_back((*pen)->sample(static_cast<std::uint32_t>(samples.size())));
    }
    return samples;
}

class LongTreatment : public OnPeople {};

TEST_F(LongTreatment, KeepsNothingButItsLogAndItsRecord) {
    const auto exercise = app::loadExercise(dataRoot(), "training/lessons/face_full.toml");
    ASSERT_TRUE(exercise.ok()) << exercise.error().text;
    const std::vector<sim::PenSample> samples = expertSamples(*exercise);
    const std::filesystem::path file = std::filesystem::temp_directory_path() /
                                       ("stipple_long_" + std::to_string(getpid()) + ".stipple");
    recording::AttemptHeader header;
    header.coreVersion = sim::kCoreVersion;
    header.seed = 1;
    header.files = exercise->files;
    auto writer = recording::AttemptWriter::create(file.string(), header);
    ASSERT_TRUE(writer.ok()) << writer.error().text;
    attempt::Attempt attempt(
        *exercise->model,
        scoring::makeScoreRules(exercise->assignment, *exercise->model, {.name = "long"}), 1,
        std::move(writer).value());
    Held early;
    for (std::uint32_t tick = 0; tick < kTo; ++tick) {
        ASSERT_TRUE(attempt.tick(samples[tick % samples.size()]).ok());
        if (tick + 1 == kFrom) {
            early = heldBy(attempt);
        }
    }
    const Held late = heldBy(attempt);
    std::filesystem::remove(file);
    const double kept_B = late.kept_B - early.kept_B;
    std::printf("log and review grew by %.1f MB, allocations by %.1f MB, resident by %.1f MB; "
                "%zu punctures\n",
                kept_B * 1e-6, (late.live_B - early.live_B) * 1e-6,
                (late.resident_B - early.resident_B) * 1e-6, attempt.state().skin.log.size());
    EXPECT_GT(attempt.state().skin.log.size(), 500000U);
    // a page for what one tick holds more than another; a leak of a byte a tick were 360,000
    EXPECT_LE(late.live_B - early.live_B - kept_B, 4096.0);
    // the system gives in whole pages and keeps some that were given back
    EXPECT_LE(late.resident_B - early.resident_B - kept_B, 4e6);
}

} // namespace
} // namespace stipple::test
