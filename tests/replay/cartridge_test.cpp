#include "tests/replay/scripted_attempt.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace stipple::test {
namespace {

/// The lesson with the cartridge in the state that is written into its text.
app::Exercise lessonWith(const std::string& table) {
    const char* given = std::getenv("STIPPLE_ROOT");
    const std::string root = given != nullptr ? given : ".";
    const std::string path = "training/lessons/pad_reused_cartridge.toml";
    auto lesson = app::readLesson(root, path);
    STIPPLE_ASSERT(lesson.ok(), "the lesson is shipped");
    const std::size_t at = lesson->text.find("[cartridge]");
    STIPPLE_ASSERT(at != std::string::npos, "it has a cartridge");
    lesson->text = lesson->text.substr(0, at) + "[cartridge]\n" + table + "\n";
    auto exercise = app::loadExercise(root, *lesson);
    if (!exercise) {
        std::fprintf(stderr, "%s\n", exercise.error().text.c_str());
        std::exit(1);
    }
    return std::move(exercise).value();
}

constexpr const char* kDropped =
    "state = \"dropped\"\n"
    "bend = { value = 20, unit = \"deg\", source = \"test\", grade = \"P\" }";

bool raised(const scoring::Score& score, const std::string& id) {
    return std::any_of(score.criticalFails.begin(), score.criticalFails.end(),
                       [&](const scoring::CriticalFail& fail) { return fail.id == id; });
}

const scoring::MetricScore& metricOf(const scoring::Score& score, const std::string& id) {
    const auto at = std::find_if(score.metrics.begin(), score.metrics.end(),
                                 [&](const scoring::MetricScore& one) { return one.id == id; });
    STIPPLE_ASSERT(at != score.metrics.end(), "the rubric has it");
    return *at;
}

TEST(BadCartridge, TheExpertChangesItAndPasses) {
    for (const char* table : {"state = \"used\"", "state = \"open\"", kDropped}) {
        SCOPED_TRACE(table);
        const app::Exercise exercise = lessonWith(table);
        const attempt::Attempt attempt = performed(exercise, "expert", 1);
        const scoring::Score score = attempt.scoreSoFar();
        EXPECT_TRUE(score.passed);
        EXPECT_TRUE(score.criticalFails.empty());
        EXPECT_EQ(metricOf(score, "A3").points, 6.0);
        EXPECT_TRUE(sim::isFresh(attempt.state().cartridge));
        EXPECT_LT(attempt.tickCount(), 120U * kTickRate_Hz) << "in the time of the lesson";
    }
}

TEST(BadCartridge, TheReuserRaisesX4AndLosesHalfOfA3) {
    for (const char* table : {"state = \"used\"", "state = \"open\""}) {
        SCOPED_TRACE(table);
        const app::Exercise exercise = lessonWith(table);
        const scoring::Score score = performed(exercise, "reuser", 1).scoreSoFar();
        EXPECT_TRUE(raised(score, "X4"));
        ASSERT_EQ(score.criticalFails.size(), 1U);
        EXPECT_EQ(metricOf(score, "A3").points, 3.0);
        EXPECT_NE(score.criticalFails[0].evidence.find("went into skin at 0:"), std::string::npos);
        EXPECT_NE(score.criticalFails[0].evidence.find("Forehead"), std::string::npos);
        // but for that the work is the expert's
        EXPECT_GT(score.total, performed(exercise, "expert", 1).scoreSoFar().total - 6.0);
    }
}

TEST(BadCartridge, ADroppedOneKeepsItsBentNeedleAndIsNotCritical) {
    const app::Exercise exercise = lessonWith(kDropped);
    const attempt::Attempt attempt = performed(exercise, "reuser", 1);
    const scoring::Score score = attempt.scoreSoFar();
    EXPECT_TRUE(score.criticalFails.empty());
    EXPECT_EQ(metricOf(score, "A3").points, 3.0);
    const std::uint32_t bent = attempt.state().cartridge.bentNeedle;
    ASSERT_LT(bent, 16U);
    double sum_m = 0.0, bentSum_m = 0.0, count = 0.0, bentCount = 0.0;
    for (const sim::Puncture& puncture : attempt.state().skin.log) {
        const bool leans = puncture.needle == bent;
        (leans ? bentSum_m : sum_m) += static_cast<double>(puncture.depth_m);
        (leans ? bentCount : count) += 1.0;
    }
    // 2.5 mm (1 - cos 20 degrees) is 0.15 mm
    EXPECT_LT(bentSum_m / std::max(bentCount, 1.0), sum_m / count - 0.1e-3);
}

TEST(BadCartridge, ASealedOneIsAsNoTableAtAll) {
    const app::Exercise exercise = lessonWith("state = \"sealed\"");
    const attempt::Attempt attempt = performed(exercise, "reuser", 1);
    EXPECT_TRUE(attempt.scoreSoFar().criticalFails.empty());
    EXPECT_EQ(metricOf(attempt.scoreSoFar(), "A3").points, 6.0);
}

} // namespace
} // namespace stipple::test
