// Writes the stored recording of tests/replay/recordings: see the README there.

#include "tests/replay/scripted_attempt.h"

#include <array>
#include <vector>

namespace stipple::test {
namespace {

constexpr std::uint64_t kSeed = 1;
constexpr std::uint32_t kBefore = 2 * kTickRate_Hz;  ///< gel and the way down
constexpr std::uint32_t kWorking = 5 * kTickRate_Hz; ///< needling

std::vector<sim::PenSample> expertSamples(const app::Exercise& exercise) {
    auto pen = input::makeScriptedPen("expert", kSeed, app::workSurfaceOf(exercise));
    STIPPLE_ASSERT(pen.ok(), "the scripted pens are built in");
    std::vector<sim::PenSample> samples;
    for (std::uint32_t tick = 0; !(*pen)->finished(); ++tick) {
        samples.push_back((*pen)->sample(tick));
    }
    return samples;
}

/// Ticks at which the motor starts with other settings than before: the patches.
std::vector<std::uint32_t> patchStarts(const std::vector<sim::PenSample>& samples) {
    std::vector<std::uint32_t> starts;
    std::uint32_t needle_um = 0;
    for (std::uint32_t tick = 0; tick < samples.size(); ++tick) {
        const sim::PenSample& sample = samples[tick];
        if (sample.strokeRate_dHz > 0 && sample.needle_um != needle_um) {
            starts.push_back(tick);
            needle_um = sample.needle_um;
        }
    }
    return starts;
}

/// The first seconds of each patch, with what an expert does not do: a tracker that is lost for a
/// moment, a fresh cartridge, a dial turned in contact and a motor that stops on the skin.
std::vector<sim::PenSample> firstSeconds(const app::Exercise& exercise) {
    const std::vector<sim::PenSample> whole = expertSamples(exercise);
    std::vector<sim::PenSample> kept;
    std::uint32_t patch = 0;
    for (const std::uint32_t start : patchStarts(whole)) {
        for (std::uint32_t tick = start - kBefore; tick < start + kWorking; ++tick) {
            sim::PenSample sample = whole[tick];
            const std::uint32_t worked = tick < start ? 0 : tick - start;
            if (patch == 0 && worked >= 600 && worked < 610) {
                sample.tracking = sim::Tracking::Lost;
            }
            if (patch == 1 && tick + 100 == start) {
                sample.buttons |= sim::kNewCartridgeButton;
            }
            if (patch == 1 && worked >= 960) {
                sample.needle_um = 1200;
            }
            if (patch == 2 && worked >= 1080) {
                sample.strokeRate_dHz = 0;
            }
            kept.push_back(sample);
        }
        ++patch;
    }
    return kept;
}

int write(const char* path) {
    const app::Exercise exercise = loadPad();
    recording::AttemptHeader header;
    header.coreVersion = sim::kCoreVersion;
    header.softwareVersion = "test";
    header.modelHash = exercise.model->contentHash;
    header.lessonHash = exercise.assignment.contentHash;
    header.seed = kSeed;
    header.lessonPath = exercise.lessonPath;
    header.mode = "formative";
    header.assistance = "full";
    header.input = {.name = "scripted:pieces", .measuresForce = true, .measuresTilt = true};
    header.files = exercise.files;
    auto writer = recording::AttemptWriter::create(path, header);
    if (!writer) {
        std::fprintf(stderr, "%s\n", writer.error().text.c_str());
        return 1;
    }
    attempt::Attempt attempt(
        *exercise.model,
        scoring::makeScoreRules(exercise.assignment, *exercise.model, header.input), kSeed,
        std::move(writer).value());
    for (const sim::PenSample& sample : firstSeconds(exercise)) {
        if (const Status done = attempt.tick(sample); !done) {
            std::fprintf(stderr, "%s\n", done.error().text.c_str());
            return 1;
        }
    }
    const auto score = attempt.finish(0, std::nullopt);
    if (!score) {
        std::fprintf(stderr, "%s\n", score.error().text.c_str());
        return 1;
    }
    std::printf("%u ticks, %zu punctures, score %.2f\n", attempt.tickCount(),
                attempt.state().skin.log.size(), score->total);
    for (const scoring::CriticalFail& fail : score->criticalFails) {
        std::printf("%s %s\n", fail.id.c_str(), fail.evidence.c_str());
    }
    return 0;
}

} // namespace
} // namespace stipple::test

int main(int count, char** arguments) {
    if (count != 2) {
        std::fprintf(stderr, "usage: make_recording FILE\n");
        return 2;
    }
    return stipple::test::write(arguments[1]);
}
