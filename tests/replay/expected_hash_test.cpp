#include "tests/replay/scripted_attempt.h"

#include <gtest/gtest.h>

namespace stipple::test {
namespace {

// The bits of one whole attempt. They must come out the same from g++ and clang, Debug and Release,
// on any CPU. When results are meant to change, raise sim::kCoreVersion, put the numbers that this
// test prints here, and say why in the same commit.
constexpr std::uint64_t kStateHash = 0xba8a839b7bf9086b;
constexpr std::uint64_t kScoreHash = 0x68195b5f75f893ba;

TEST(ExpectedHash, ExpertAttemptIsTheSameBitForBitEverywhere) {
    const app::Exercise exercise = loadPad();
    const attempt::Attempt attempt = performed(exercise, "expert", 1);
    const scoring::Score score = attempt.scoreSoFar();
    EXPECT_EQ(fmt::format("{:016x}", sim::stateHash(attempt.state())),
              fmt::format("{:016x}", kStateHash));
    EXPECT_EQ(fmt::format("{:016x}", scoring::scoreHash(score)), fmt::format("{:016x}", kScoreHash))
        << "score " << score.total;
}

} // namespace
} // namespace stipple::test
