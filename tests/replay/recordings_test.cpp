#include "tests/replay/scripted_attempt.h"

#include "training/attempt/rescore.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>

namespace stipple::test {
namespace {

std::vector<std::string> recordings() {
    const char* root = std::getenv("STIPPLE_ROOT");
    const std::filesystem::path folder =
        std::filesystem::path(root != nullptr ? root : ".") / "tests/replay/recordings";
    std::vector<std::string> paths;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        if (entry.path().extension() == ".stipple") {
            paths.push_back(entry.path().string());
        }
    }
    std::sort(paths.begin(), paths.end());
    return paths;
}

void expectSameAgain(const std::string& path) {
    const auto record = recording::readAttempt(path);
    ASSERT_TRUE(record.ok()) << record.error().text;
    EXPECT_EQ(record->integrity, "");
    EXPECT_TRUE(record->complete);
    EXPECT_EQ(record->header.coreVersion, sim::kCoreVersion);
    ASSERT_GT(record->marks.size(), 0U);

    // from the files that the record carries, not from those of today
    const auto exercise = app::loadExercise(record->header.files, record->header.lessonPath);
    ASSERT_TRUE(exercise.ok()) << exercise.error().text;
    EXPECT_EQ(exercise->model->contentHash, record->header.modelHash);
    EXPECT_EQ(exercise->assignment.contentHash, record->header.lessonHash);
    const attempt::Rescored again = attempt::rescore(
        *exercise->model,
        scoring::makeScoreRules(exercise->assignment, *exercise->model, record->header.input),
        *record);
    EXPECT_TRUE(again.matches) << again.finding;
    EXPECT_EQ(again.replay->marks(), record->marks);
    EXPECT_EQ(again.finalHash, record->finalHash);
    EXPECT_EQ(scoring::scoreHash(again.score), scoring::scoreHash(record->score));
    // it is worth replaying: needles went in, on all the patches of the lesson
    for (const scoring::ZoneSetup& setup : again.replay->scoreState().setups) {
        EXPECT_TRUE(setup.landed);
    }
    EXPECT_GT(again.replay->state().skin.log.size(), 10000U);
}

TEST(Recordings, AllGiveTheSameBitsAgain) {
    const std::vector<std::string> paths = recordings();
    ASSERT_FALSE(paths.empty());
    for (const std::string& path : paths) {
        SCOPED_TRACE(path);
        expectSameAgain(path);
    }
}

} // namespace
} // namespace stipple::test
