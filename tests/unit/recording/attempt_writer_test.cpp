#include "training/recording/attempt_writer.h"

#include "engine/base/file.h"
#include "tests/unit/recording/sample_attempt.h"

#include <gtest/gtest.h>

#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

namespace stipple::recording {
namespace {

TEST(AttemptWriter, TwelveTicksAreInTheFileWithoutFurtherAdo) {
    // 12 ticks at 240 Hz are 50 ms
    const TestFolder folder;
    Result<AttemptWriter> writer = AttemptWriter::create(folder.at("a"), sampleHeader());
    ASSERT_TRUE(writer.ok());
    EXPECT_EQ(readAttempt(folder.at("a"))->samples.size(), 0u);
    for (std::uint32_t tick = 0; tick < 11; ++tick) {
        ASSERT_TRUE(writer->add(samplePen(tick)).ok());
    }
    EXPECT_EQ(readAttempt(folder.at("a"))->samples.size(), 0u);
    ASSERT_TRUE(writer->add(samplePen(11)).ok());
    EXPECT_EQ(readAttempt(folder.at("a"))->samples.size(), 12u);
    EXPECT_FALSE(readAttempt(folder.at("a"))->complete);
}

TEST(AttemptWriter, AnAttemptThatIsDroppedKeepsItsLastSamples) {
    const TestFolder folder;
    {
        Result<AttemptWriter> writer = AttemptWriter::create(folder.at("a"), sampleHeader());
        ASSERT_TRUE(writer.ok());
        ASSERT_TRUE(writer->add(samplePen(0)).ok());
    }
    const Result<AttemptRecord> read = readAttempt(folder.at("a"));
    ASSERT_TRUE(read.ok());
    EXPECT_EQ(read->samples.size(), 1u);
    EXPECT_FALSE(read->complete);
    EXPECT_EQ(read->integrity, "");
}

TEST(AttemptWriter, AKilledProgramLosesLessThanTwelveTicks) {
    const TestFolder folder;
    const std::string path = folder.at("a");
    const pid_t child = ::fork();
    ASSERT_GE(child, 0);
    if (child == 0) {
        Result<AttemptWriter> writer = AttemptWriter::create(path, sampleHeader());
        for (std::uint32_t tick = 0; tick < 100; ++tick) {
            static_cast<void>(writer->add(samplePen(tick)));
        }
        ::kill(::getpid(), SIGKILL);
    }
    int status = 0;
    ASSERT_EQ(::waitpid(child, &status, 0), child);
    ASSERT_TRUE(WIFSIGNALED(status));
    // 100 = 8 * 12 + 4: the last four were still in memory
    const Result<AttemptRecord> read = readAttempt(path);
    ASSERT_TRUE(read.ok()) << read.error().text;
    EXPECT_EQ(read->samples.size(), 96u);
    EXPECT_EQ(read->samples[95], samplePen(95));
    EXPECT_EQ(read->integrity, "");
}

/// In a child that may write at most `bytes` to a file: adds ticks until it fails.
/// Gives the exit status: 0 when it failed as it should.
int writeUntilFull(const std::string& path, rlim_t bytes) {
    std::signal(SIGXFSZ, SIG_IGN);
    const rlimit limit{.rlim_cur = bytes, .rlim_max = bytes};
    if (::setrlimit(RLIMIT_FSIZE, &limit) != 0) {
        return 2;
    }
    Result<AttemptWriter> writer = AttemptWriter::create(path, sampleHeader());
    if (!writer) {
        return 3;
    }
    for (std::uint32_t tick = 0; tick < 100000; ++tick) {
        const Status added = writer->add(samplePen(tick));
        if (added) {
            continue;
        }
        const bool named = added.error().text.find(path) != std::string::npos &&
                           added.error().text.find("largest size") != std::string::npos;
        const bool stays = !writer->add(samplePen(tick)).ok() && !writer->mark({1, 1}).ok() &&
                           !writer->finish(sampleScore(), 0, 0, {}).ok();
        return named && stays ? 0 : 4;
    }
    return 5;
}

TEST(AttemptWriter, AFullDiskIsReportedAndWhatWasWrittenStays) {
    const TestFolder folder;
    const std::string path = folder.at("a");
    const pid_t child = ::fork();
    ASSERT_GE(child, 0);
    if (child == 0) {
        ::_exit(writeUntilFull(path, 5000));
    }
    int status = 0;
    ASSERT_EQ(::waitpid(child, &status, 0), child);
    ASSERT_TRUE(WIFEXITED(status));
    EXPECT_EQ(WEXITSTATUS(status), 0);
    const Result<AttemptRecord> read = readAttempt(path);
    ASSERT_TRUE(read.ok()) << read.error().text;
    EXPECT_GT(read->samples.size(), 0u);
    EXPECT_EQ(read->samples.size() % 12, 0u);
    EXPECT_FALSE(read->complete);
    EXPECT_EQ(read->integrity, "");
}

TEST(AttemptWriter, ADeviceWithoutSpaceIsReportedInWords) {
    const Result<AttemptWriter> writer = AttemptWriter::create("/dev/full", sampleHeader());
    ASSERT_FALSE(writer.ok());
    EXPECT_NE(writer.error().text.find("/dev/full: "), std::string::npos);
    EXPECT_NE(writer.error().text.find("the disk is full"), std::string::npos);
}

TEST(AttemptWriter, AFolderThatIsMissingIsReportedInWords) {
    const TestFolder folder;
    const Result<AttemptWriter> writer =
        AttemptWriter::create(folder.at("no/such/folder/a"), sampleHeader());
    ASSERT_FALSE(writer.ok());
    EXPECT_NE(writer.error().text.find(folder.at("no/such/folder/a")), std::string::npos);
}

TEST(AttemptWriter, FilesThatNoReaderWouldTakeAreRefusedAtTheStart) {
    const TestFolder folder;
    AttemptHeader header = sampleHeader();
    header.files.push_back({"large.toml", std::string((16U << 20U) + 1, ' ')});
    EXPECT_FALSE(AttemptWriter::create(folder.at("a"), header).ok());
    header.files.back().text.pop_back();
    EXPECT_TRUE(AttemptWriter::create(folder.at("a"), header).ok());
    EXPECT_TRUE(readAttempt(folder.at("a")).ok());
}

} // namespace
} // namespace stipple::recording
