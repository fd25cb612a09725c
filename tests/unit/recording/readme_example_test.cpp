#include "engine/base/file.h"
#include "tests/unit/recording/sample_attempt.h"
#include "training/recording/attempt_writer.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <string>
#include <vector>

namespace stipple::recording {
namespace {

/// The attempt whose bytes training/recording/README.md prints.
void writeExample(const std::string& path) {
    const sim::InputTraits mouse{.name = "mouse", .positionSigma_m = 0.5f};
    const AttemptHeader header{.coreVersion = 1,
                               .softwareVersion = "0.1",
                               .modelHash = 2,
                               .lessonHash = 3,
                               .seed = 4,
                               .lessonPath = "l",
                               .trainee = "Zo\xc3\xab",
                               .mode = "graded",
                               .assistance = "none",
                               .startedAt_unix = 0,
                               .input = mouse,
                               .files = {{"l", "x"}}};
    Result<AttemptWriter> writer = AttemptWriter::create(path, header);
    ASSERT_TRUE(writer.ok());
    ASSERT_TRUE(writer
                    ->add({.tip_um = {1, -1, 256},
                           .orientation_q15 = {0, 0, 0, 32767},
                           .needle_um = 500,
                           .strokeRate_dHz = 1000,
                           .buttons = 1,
                           .tracking = sim::Tracking::Good,
                           .pen = 0,
                           .stretch_pct = 10})
                    .ok());
    ASSERT_TRUE(writer->mark({1, 5}).ok());
    scoring::Score score;
    score.coreVersion = 1;
    score.total = 1.0;
    ASSERT_TRUE(writer->finish(score, 6, 0, {}).ok());
}

/// The bytes of the block after the heading; what follows a semicolon explains them.
std::vector<std::uint8_t> bytesInReadme(const std::string& readme) {
    std::vector<std::uint8_t> bytes;
    std::size_t at = readme.find("```", readme.find("## A whole file, byte by byte"));
    at = readme.find('\n', at) + 1;
    const std::size_t end = readme.find("```", at);
    while (at < end) {
        const std::size_t lineEnd = readme.find('\n', at);
        std::string line = readme.substr(at, lineEnd - at);
        line = line.substr(0, line.find(';'));
        // two digits and a space each; blanks up to the semicolon
        for (std::size_t i = 0; i + 1 < line.size() && line[i] != ' '; i += 3) {
            bytes.push_back(
                static_cast<std::uint8_t>(std::strtoul(line.substr(i, 2).c_str(), nullptr, 16)));
        }
        at = lineEnd + 1;
    }
    return bytes;
}

TEST(ReadmeExample, IsWhatTheWriterWrites) {
    const TestFolder folder;
    writeExample(folder.at("a"));
    const std::vector<std::uint8_t> written = readBinaryFile(folder.at("a")).value();
    const char* root = std::getenv("STIPPLE_ROOT");
    ASSERT_NE(root, nullptr) << "run through ctest, or set STIPPLE_ROOT to the source tree";
    const Result<std::string> readme =
        readTextFile(std::string(root) + "/training/recording/README.md");
    ASSERT_TRUE(readme.ok()) << readme.error().text;
    const std::vector<std::uint8_t> printed = bytesInReadme(*readme);
    EXPECT_EQ(hexOf(printed), hexOf(written));
    EXPECT_TRUE(parseAttempt(printed, "README")->complete);
}

} // namespace
} // namespace stipple::recording
