#include "tests/unit/attempt/short_attempt.h"
#include "training/attempt/rescore.h"

#include <gtest/gtest.h>

namespace stipple::test {
namespace {

constexpr std::uint32_t kTicks = 1500; // 6.25 s: six marks
constexpr std::uint64_t kSeed = 11;

/// Performs the short attempt into a file and reads it back.
recording::AttemptRecord recorded(const ShortAttempt& made, bool finish) {
    const TestFile file;
    recording::AttemptHeader header;
    header.coreVersion = sim::kCoreVersion;
    header.seed = kSeed;
    auto writer = recording::AttemptWriter::create(file.path, header);
    EXPECT_TRUE(writer.ok());
    {
        attempt::Attempt attempt(*made.model, made.rules(), kSeed, std::move(writer).value());
        for (std::uint32_t tick = 0; tick < kTicks; ++tick) {
            EXPECT_TRUE(attempt.tick(made.sample(tick)).ok());
        }
        if (finish) {
            EXPECT_TRUE(attempt.finish(7, std::nullopt).ok());
        }
    }
    auto record = recording::readAttempt(file.path);
    EXPECT_TRUE(record.ok()) << (record.ok() ? "" : record.error().text);
    return std::move(record).value();
}

TEST(Rescore, OfAWholeRecordIsEqualBitForBit) {
    const ShortAttempt made;
    const recording::AttemptRecord record = recorded(made, true);
    ASSERT_TRUE(record.complete);
    ASSERT_EQ(record.samples.size(), kTicks);
    const attempt::Rescored again = attempt::rescore(*made.model, made.rules(), record);
    EXPECT_TRUE(again.matches) << again.finding;
    EXPECT_EQ(again.finalHash, record.finalHash);
    EXPECT_EQ(scoring::scoreHash(again.score), scoring::scoreHash(record.score));
    EXPECT_EQ(again.replay->tickCount(), kTicks);
    EXPECT_EQ(again.replay->marks(), record.marks);
}

TEST(Rescore, OfACutRecordComparesItsMarks) {
    const ShortAttempt made;
    recording::AttemptRecord record = recorded(made, false);
    EXPECT_FALSE(record.complete);
    EXPECT_TRUE(attempt::rescore(*made.model, made.rules(), record).matches);
    record.marks[2].hash ^= 1;
    EXPECT_FALSE(attempt::rescore(*made.model, made.rules(), record).matches);
}

TEST(Rescore, NamesTheSecondInWhichASampleWasChanged) {
    const ShortAttempt made;
    recording::AttemptRecord record = recorded(made, true);
    record.samples[3 * kTickRate_Hz + 100].needle_um = 900; // in the fourth second
    const attempt::Rescored again = attempt::rescore(*made.model, made.rules(), record);
    EXPECT_FALSE(again.matches);
    EXPECT_NE(again.finding.find("between 3 s and 4 s"), std::string::npos) << again.finding;
}

TEST(Rescore, NoticesAnotherSeed) {
    const ShortAttempt made;
    recording::AttemptRecord record = recorded(made, true);
    record.header.seed = kSeed + 1;
    const attempt::Rescored again = attempt::rescore(*made.model, made.rules(), record);
    EXPECT_FALSE(again.matches);
    EXPECT_NE(again.finding.find("between 0 s and 1 s"), std::string::npos) << again.finding;
}

TEST(Rescore, NoticesAnImprovedScore) {
    const ShortAttempt made;
    recording::AttemptRecord record = recorded(made, true);
    record.score.total += 1.0;
    const attempt::Rescored again = attempt::rescore(*made.model, made.rules(), record);
    EXPECT_FALSE(again.matches);
    EXPECT_NE(again.finding.find("score differs"), std::string::npos) << again.finding;
}

TEST(Rescore, NoticesMissingSamplesAndMarks) {
    const ShortAttempt made;
    recording::AttemptRecord record = recorded(made, true);
    recording::AttemptRecord fewer = record;
    fewer.samples.resize(5 * kTickRate_Hz);
    EXPECT_NE(attempt::rescore(*made.model, made.rules(), fewer).finding.find("mark at 6 s"),
              std::string::npos);
    record.marks.pop_back();
    EXPECT_NE(attempt::rescore(*made.model, made.rules(), record).finding.find("misses the mark"),
              std::string::npos);
}

} // namespace
} // namespace stipple::test
