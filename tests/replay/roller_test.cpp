#include "tests/replay/scripted_attempt.h"

#include <gtest/gtest.h>

#include <cmath>
#include <map>

namespace stipple::test {
namespace {

const app::Exercise& rollerPad() {
    static const app::Exercise exercise = [] {
        const char* root = std::getenv("STIPPLE_ROOT");
        auto loaded =
            app::loadExercise(root != nullptr ? root : ".", "training/lessons/pad_roller.toml");
        if (!loaded) {
            std::fprintf(stderr, "%s\n", loaded.error().text.c_str());
            std::exit(1);
        }
        return std::move(loaded).value();
    }();
    return exercise;
}

const scoring::Score& scoreOf(const std::string& pen) {
    static std::map<std::string, scoring::Score> known;
    const auto found = known.find(pen);
    return found != known.end()
               ? found->second
               : known.emplace(pen, performed(rollerPad(), pen, 1).scoreSoFar()).first->second;
}

double lost(const std::string& key, const scoring::Score& faulty) {
    const auto& rules = rollerPad().assignment.rubric.metrics;
    for (std::size_t i = 0; i < rules.size(); ++i) {
        if (rules[i].key == key) {
            return 1.0 - faulty.metrics[i].points / scoreOf("expert").metrics[i].points;
        }
    }
    ADD_FAILURE() << key;
    return 0.0;
}

TEST(RollerAttempt, TheExpertPassesWithAboutTheHolesOfTheSource) {
    const attempt::Attempt attempt = performed(rollerPad(), "expert", 1);
    const scoring::Score score = attempt.scoreSoFar();
    EXPECT_TRUE(score.assessable) << score.assessableReason;
    EXPECT_TRUE(score.passed);
    EXPECT_TRUE(score.criticalFails.empty());
    EXPECT_GT(score.total, 85.0);
    for (const scoring::MetricScore& metric : score.metrics) {
        RecordProperty(metric.id, fmt::format("{:.2f} {}", metric.value, metric.evidence));
    }
    // 16 passes of 15.3 per cm2: 244 in the middle of a patch
    std::size_t holes = 0;
    const sim::SimModel& model = *rollerPad().model;
    for (const sim::Puncture& puncture : attempt.state().skin.log) {
        const glm::vec3 at_m = model.cells.position_m[puncture.cell];
        holes += std::abs(at_m.x - 0.030f) < 0.010f && std::abs(at_m.z) < 0.010f ? 1U : 0U;
    }
    EXPECT_NEAR(static_cast<double>(holes) / 4.0, 250.0, 40.0);
}

TEST(RollerAttempt, TheDraggerIsHitWorstWhereItDrags) {
    const scoring::Score& dragger = scoreOf("dragger");
    EXPECT_LT(dragger.total, scoreOf("expert").total - 20.0);
    EXPECT_FALSE(dragger.passed);
    const double drag = lost("drag", dragger);
    EXPECT_GT(drag, 0.9);
    for (const lesson::MetricRule& rule : rollerPad().assignment.rubric.metrics) {
        EXPECT_GE(drag, lost(rule.key, dragger)) << rule.key;
    }
}

TEST(RollerAttempt, EveryFaultCostsPoints) {
    for (const char* pen : {"novice", "one-pass", "tilted", "heavy-handed"}) {
        EXPECT_LT(scoreOf(pen).total, scoreOf("expert").total - 3.0) << pen;
    }
}

} // namespace
} // namespace stipple::test
