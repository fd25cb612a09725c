#include "engine/base/file.h"

#include <gtest/gtest.h>

#include <unistd.h>

namespace stipple {
namespace {

namespace fs = std::filesystem;

class FileTest : public ::testing::Test {
protected:
    void SetUp() override {
        folder_ = fs::temp_directory_path() / ("stipple_file_test_" + std::to_string(::getpid()));
        fs::remove_all(folder_);
        ASSERT_TRUE(makeFolder(folder_ / "deep" / "er").ok());
    }
    void TearDown() override { fs::remove_all(folder_); }

    fs::path folder_;
};

TEST_F(FileTest, WhatIsWrittenIsRead) {
    const std::string text("line\r\n\0end", 10);
    ASSERT_TRUE(writeFileWhole(folder_ / "a.txt", text).ok());
    EXPECT_EQ(readTextFile(folder_ / "a.txt").value(), text);
    EXPECT_EQ(readBinaryFile(folder_ / "a.txt").value().size(), 10U);
    EXPECT_TRUE(fs::exists(folder_ / "deep" / "er"));
}

TEST_F(FileTest, ReplacingLeavesNoPartBehind) {
    ASSERT_TRUE(writeFileWhole(folder_ / "a.txt", "old").ok());
    ASSERT_TRUE(writeFileWhole(folder_ / "a.txt", "new").ok());
    EXPECT_EQ(readTextFile(folder_ / "a.txt").value(), "new");
    EXPECT_FALSE(fs::exists(folder_ / "a.txt.part"));
}

TEST_F(FileTest, AMissingFileIsNamedWithTheReason) {
    const auto result = readTextFile(folder_ / "none.toml");
    ASSERT_FALSE(result.ok());
    EXPECT_NE(result.error().text.find("none.toml"), std::string::npos);
    EXPECT_NE(result.error().text.find("No such file"), std::string::npos);
}

TEST_F(FileTest, AFolderIsNoFile) {
    const auto result = readBinaryFile(folder_);
    ASSERT_FALSE(result.ok());
    EXPECT_NE(result.error().text.find("is a folder"), std::string::npos);
}

TEST_F(FileTest, WritingIntoAMissingFolderFailsAndLeavesNothing) {
    const Status status = writeFileWhole(folder_ / "missing" / "a.txt", "text");
    ASSERT_FALSE(status.ok());
    EXPECT_NE(status.error().text.find("cannot be written"), std::string::npos);
    EXPECT_FALSE(fs::exists(folder_ / "missing"));
}

TEST_F(FileTest, AFullDiskKeepsTheOldFile) {
    if (!fs::exists("/dev/full")) {
        GTEST_SKIP() << "no /dev/full here";
    }
    // The part file is a link to a device that is always full.
    ASSERT_TRUE(writeFileWhole(folder_ / "a.txt", "old").ok());
    fs::create_symlink("/dev/full", folder_ / "a.txt.part");
    const Status status = writeFileWhole(folder_ / "a.txt", std::string(100000, 'x'));
    ASSERT_FALSE(status.ok());
    EXPECT_NE(status.error().text.find("No space left"), std::string::npos);
    EXPECT_EQ(readTextFile(folder_ / "a.txt").value(), "old");
}

} // namespace
} // namespace stipple
