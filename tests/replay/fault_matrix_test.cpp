#include "tests/replay/scripted_attempt.h"

#include <gtest/gtest.h>

#include <map>

namespace stipple::test {
namespace {

// Everything is simulated once per seed; the sanitized and unoptimised builds do fewer seeds.
#if defined(NDEBUG) && !defined(__SANITIZE_ADDRESS__)
#if defined(__has_feature)
#if __has_feature(address_sanitizer)
constexpr std::uint64_t kSeeds = 1;
#else
constexpr std::uint64_t kSeeds = 10;
#endif
#else
constexpr std::uint64_t kSeeds = 10;
#endif
#else
constexpr std::uint64_t kSeeds = 1;
#endif

const app::Exercise& pad() {
    static const app::Exercise exercise = loadPad();
    return exercise;
}

scoring::Score scoreOf(const std::string& pen, std::uint64_t seed) {
    return performed(pad(), pen, seed).scoreSoFar();
}

const scoring::Score& expertScore(std::uint64_t seed) {
    static std::map<std::uint64_t, scoring::Score> known;
    const auto found = known.find(seed);
    return found != known.end() ? found->second
                                : known.emplace(seed, scoreOf("expert", seed)).first->second;
}

bool raised(const scoring::Score& score, const std::string& id) {
    for (const scoring::CriticalFail& fail : score.criticalFails) {
        if (fail.id == id) {
            return true;
        }
    }
    return false;
}

/// Share of the expert's points that is lost, by the rubric's key.
std::map<std::string, double> lostShares(const scoring::Score& expert,
                                         const scoring::Score& faulty) {
    std::map<std::string, double> lost;
    const auto& rules = pad().assignment.rubric.metrics;
    for (std::size_t i = 0; i < rules.size(); ++i) {
        lost[rules[i].key] = 1.0 - faulty.metrics[i].points / expert.metrics[i].points;
    }
    return lost;
}

struct Fault {
    const char* pen;
    const char* metric;   ///< key of the metric that this fault must hit worst
    const char* critical; ///< rule that it must raise, or ""
};

std::ostream& operator<<(std::ostream& out, const Fault& fault) {
    return out << fault.pen;
}

class FaultMatrix : public testing::TestWithParam<Fault> {};

TEST_P(FaultMatrix, ScoresBelowTheExpertAndIsHitWorstWhereTheFaultIs) {
    const Fault& fault = GetParam();
    for (std::uint64_t seed = 1; seed <= kSeeds; ++seed) {
        SCOPED_TRACE(testing::Message() << fault.pen << " seed " << seed);
        const scoring::Score score = scoreOf(fault.pen, seed);
        const scoring::Score& expert = expertScore(seed);
        EXPECT_TRUE(score.assessable) << score.assessableReason;
        EXPECT_LT(score.total, expert.total);
        const auto lost = lostShares(expert, score);
        for (const auto& [key, share] : lost) {
            EXPECT_GE(lost.at(fault.metric), share) << key;
        }
        // the fault itself must cost more than noise
        EXPECT_GT(lost.at(fault.metric), 0.5);
        if (*fault.critical != '\0') {
            EXPECT_TRUE(raised(score, fault.critical));
        }
    }
}

INSTANTIATE_TEST_SUITE_P(Faults, FaultMatrix,
                         testing::Values(Fault{"one-pass", "coverage", ""},
                                         Fault{"too-deep", "over_depth_area", "X6"},
                                         Fault{"too-shallow", "under_treated", ""},
                                         Fault{"tilted", "angle", ""}, Fault{"dragger", "drag", ""},
                                         Fault{"heavy-handed", "contact_force", ""},
                                         Fault{"wrong-settings", "settings_ok", ""},
                                         Fault{"careless", "zone_intrusion", "X14"}));

TEST(Expert, PassesWithoutCriticalEventsInTheTimeLimit) {
    for (std::uint64_t seed = 1; seed <= kSeeds; ++seed) {
        SCOPED_TRACE(seed);
        const scoring::Score& score = expertScore(seed);
        EXPECT_GT(score.total, 92.0);
        EXPECT_TRUE(score.passed);
        EXPECT_TRUE(score.criticalFails.empty());
    }
}

TEST(Novice, ScoresBelowTheExpertInMostOfHandling) {
    for (std::uint64_t seed = 1; seed <= kSeeds; ++seed) {
        SCOPED_TRACE(seed);
        const scoring::Score score = scoreOf("novice", seed);
        EXPECT_LT(score.total, expertScore(seed).total - 10.0);
        EXPECT_FALSE(score.passed);
        // a beginner, not a vandal: the right settings were chosen
        EXPECT_GT(score.total, 40.0);
    }
}

} // namespace
} // namespace stipple::test
