#include "training/recording/signature.h"

#include "tests/unit/recording/sample_attempt.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sys/stat.h>
#include <unistd.h>

namespace stipple::recording {
namespace {

std::vector<std::uint8_t> bytesOf(std::string_view text) {
    return {text.begin(), text.end()};
}

TEST(Signature, DigestIsBlake2b256OfBothParts) {
    // BLAKE2b-256 of 32 zero bytes and "abc"; checked with: b2sum -l 256
    EXPECT_EQ(hexOf(chainDigest(Digest{}, bytesOf("abc"))),
              "5db827e5e925e6b933a86596a0446c345c0d74d77f55a751ade5d7c7162eead8");
    Digest other{};
    other[31] = 1;
    EXPECT_NE(chainDigest(Digest{}, bytesOf("abc")), chainDigest(other, bytesOf("abc")));
}

TEST(Signature, HexIsTwoDigitsAByte) {
    EXPECT_EQ(hexOf(std::vector<std::uint8_t>{0x00, 0x0f, 0xa0, 0xff}), "000fa0ff");
}

TEST(Signature, OnlyTheSignedDigestVerifies) {
    const TestFolder folder;
    const Result<SigningKey> key = stationKey(folder.at("station.key"));
    ASSERT_TRUE(key.ok()) << key.error().text;
    Digest digest = chainDigest(Digest{}, bytesOf("abc"));
    SignatureBytes signature = signDigest(*key, digest);
    EXPECT_TRUE(verifyDigest(key->open, digest, signature));
    digest[0] ^= 1U;
    EXPECT_FALSE(verifyDigest(key->open, digest, signature));
    digest[0] ^= 1U;
    signature[0] ^= 1U;
    EXPECT_FALSE(verifyDigest(key->open, digest, signature));
}

TEST(StationKey, IsMadeOncePrivatelyAndThenKept) {
    const TestFolder folder;
    const std::string path = folder.at("data/stipple/station.key");
    const Result<SigningKey> first = stationKey(path);
    ASSERT_TRUE(first.ok()) << first.error().text;
    struct stat info {};
    ASSERT_EQ(::stat(path.c_str(), &info), 0);
    EXPECT_EQ(info.st_mode & 0777U, 0600U);
    const Result<SigningKey> second = stationKey(path);
    ASSERT_TRUE(second.ok());
    EXPECT_EQ(first->open, second->open);
    EXPECT_EQ(first->secret, second->secret);
    // nothing but the key is left in the folder
    const auto folderOfKey = std::filesystem::path(path).parent_path();
    EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folderOfKey), {}), 1);
}

TEST(StationKey, TwoStationsHaveDifferentKeys) {
    const TestFolder folder;
    EXPECT_NE(stationKey(folder.at("a"))->open, stationKey(folder.at("b"))->open);
}

TEST(StationKey, AKeyThatOthersCanReadIsRefused) {
    const TestFolder folder;
    const std::string path = folder.at("station.key");
    ASSERT_TRUE(stationKey(path).ok());
    ASSERT_EQ(::chmod(path.c_str(), 0644), 0);
    const Result<SigningKey> key = stationKey(path);
    ASSERT_FALSE(key.ok());
    EXPECT_EQ(key.error().text,
              path + ": other users may read the station key; run 'chmod 600' on it");
}

TEST(StationKey, AFileThatIsNoKeyIsRefusedAndKept) {
    const TestFolder folder;
    const std::string path = folder.at("station.key");
    std::ofstream(path) << "stipple station key 1\nnot hex at all\n";
    ASSERT_EQ(::chmod(path.c_str(), 0600), 0);
    EXPECT_FALSE(stationKey(path).ok());
    EXPECT_TRUE(std::filesystem::exists(path));
}

TEST(StationKey, AFolderThatCannotBeWrittenIsReportedInWords) {
    // /proc refuses new files even to root
    const Result<SigningKey> key = stationKey("/proc/station.key");
    ASSERT_FALSE(key.ok());
    EXPECT_NE(key.error().text.find("/proc/station.key"), std::string::npos);
    EXPECT_FALSE(stationKey("/proc/stipple/station.key").ok());
}

} // namespace
} // namespace stipple::recording
