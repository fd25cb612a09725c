#include "tests/unit/recording/sample_attempt.h"

#include "training/recording/attempt_writer.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

namespace stipple::recording {

AttemptHeader sampleHeader() {
    return {.coreVersion = 1,
            .softwareVersion = "0.1.0",
            .modelHash = 0x0123456789abcdefULL,
            .lessonHash = 0xfedcba9876543210ULL,
            .seed = 7,
            .lessonPath = "training/lessons/small.toml",
            .trainee = "Zoë \"Quote\"",
            .mode = "graded",
            .assistance = "none",
            .startedAt_unix = -1,
            .input = {.name = "mouse",
                      .measuresForce = false,
                      .measuresTilt = true,
                      .positionSigma_m = 0.0005f,
                      .tiltSigma_rad = 0.25f,
                      .forceSigma_N = 0.5f},
            .files = {{"training/lessons/small.toml", "id = \"small\"\n"}, {"empty.toml", ""}},
            .peopleHash = 0x00c0ffee};
}

sim::PenSample samplePen(std::uint32_t tick) {
    const auto t = static_cast<std::int32_t>(tick);
    return {.tip_um = {-t, 1000 * t, 7},
            .orientation_q15 = {static_cast<std::int16_t>(-t), 0, 1, 32767},
            .needle_um = static_cast<std::uint16_t>(500 + t),
            .strokeRate_dHz = 1000,
            .buttons = static_cast<std::uint16_t>(t % 8),
            .tracking = tick % 5 == 0 ? sim::Tracking::Lost : sim::Tracking::Good,
            .pen = static_cast<std::uint8_t>(t % 3),
            .stretch_pct = 12};
}

scoring::Score sampleScore() {
    return {.coreVersion = 1,
            .total = 81.5,
            .passed = false,
            .assessable = true,
            .assessableReason = "",
            .mode = "graded",
            .assistance = "none",
            .device = "mouse",
            .criticalFails = {{"X6", "Over-depth", "1.2 cm2 of lower lid", 480}},
            .domains = {{lesson::Domain::Safety, 3.0, 4.0, 75.0, true}},
            .metrics = {{.id = "B2",
                         .label = "Delivered depth error",
                         .unit = "mm",
                         .domain = lesson::Domain::Depth,
                         .value = 0.1,
                         .uncertainty = 0.02,
                         .target = 0.15,
                         .points = 6.0,
                         .maxPoints = 6.0,
                         .verdict = scoring::Verdict::CannotTell,
                         .evidence = "forehead 0.1 mm",
                         .source = "S10",
                         .grade = "A"}}};
}

void writeSampleAttempt(const std::string& path, std::uint32_t ticks,
                        const std::optional<SigningKey>& key) {
    Result<AttemptWriter> writer = AttemptWriter::create(path, sampleHeader());
    ASSERT_TRUE(writer.ok());
    for (std::uint32_t tick = 0; tick < ticks; ++tick) {
        ASSERT_TRUE(writer->add(samplePen(tick)).ok());
        if ((tick + 1) % 20 == 0) {
            ASSERT_TRUE(writer->mark({tick + 1, 1000ULL + tick}).ok());
        }
    }
    ASSERT_TRUE(writer->finish(sampleScore(), 42, 3, key).ok());
}

SigningKey sampleKey(const std::string& folder) {
    const std::string path = folder + "/sample.key";
    {
        std::ofstream file(path);
        file << "stipple station key 1\n" << std::string(64, '7') << "\n";
    }
    std::filesystem::permissions(path, std::filesystem::perms::owner_read |
                                           std::filesystem::perms::owner_write);
    return stationKey(path).value();
}

TestFolder::TestFolder() {
    std::string name = std::filesystem::temp_directory_path() / "stipple-recording-XXXXXX";
    STIPPLE_ASSERT(::mkdtemp(name.data()) != nullptr, "a temporary folder can be made");
    path_ = name;
}

TestFolder::~TestFolder() {
    std::error_code ignored;
    std::filesystem::permissions(path_, std::filesystem::perms::owner_all, ignored);
    std::filesystem::remove_all(path_, ignored);
}

} // namespace stipple::recording
