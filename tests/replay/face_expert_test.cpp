#include "tests/replay/scripted_attempt.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>

namespace stipple::test {
namespace {

namespace fs = std::filesystem;

fs::path dataRoot() {
    const char* root = std::getenv("STIPPLE_ROOT");
    return root != nullptr ? root : ".";
}

/// Every lesson about a face or neck.
std::vector<std::string> faceLessons() {
    std::vector<std::string> paths;
    for (const auto& entry : fs::directory_iterator(dataRoot() / "training/lessons")) {
        const std::string name = entry.path().filename().string();
        if (name.starts_with("face_") && name.ends_with(".toml")) {
            paths.push_back("training/lessons/" + name);
        }
    }
    std::sort(paths.begin(), paths.end());
    return paths;
}

std::string nameOf(const testing::TestParamInfo<std::string>& info) {
    return fs::path(info.param).stem().string();
}

/// One lesson on the patient that it names.
class FaceLesson : public testing::TestWithParam<std::string> {
protected:
    void SetUp() override {
        if (!fs::exists(dataRoot() / ".build/patients/people.stipple-people")) {
            GTEST_SKIP() << "no patients on this computer: ./stipple patients";
        }
    }
};

TEST_P(FaceLesson, IsDoneWellByTheExpert) {
    const auto exercise = app::loadExercise(dataRoot(), GetParam());
    ASSERT_TRUE(exercise.ok()) << exercise.error().text;
    const scoring::Score score = performed(*exercise, "expert", 1).scoreSoFar();
    std::printf("%-40s %.1f\n", GetParam().c_str(), score.total);
    EXPECT_TRUE(score.assessable) << score.assessableReason;
    EXPECT_GE(score.total, 85.0);
    for (const scoring::CriticalFail& fail : score.criticalFails) {
        ADD_FAILURE() << fail.id << " at tick " << fail.tick << ": " << fail.evidence;
    }
    for (const scoring::MetricScore& metric : score.metrics) {
        if (metric.points < 0.75 * metric.maxPoints) {
            std::printf("  %-3s %.1f of %.0f points: %s\n", metric.id.c_str(), metric.points,
                        metric.maxPoints, metric.evidence.c_str());
        }
    }
}

TEST_P(FaceLesson, IsStampedByThePenWhereItIsJudgedAsStamped) {
    const auto exercise = app::loadExercise(dataRoot(), GetParam());
    ASSERT_TRUE(exercise.ok()) << exercise.error().text;
    for (const input::WorkPatch& patch : app::workSurfaceOf(*exercise).patches) {
        const auto& targets = exercise->assignment.targets;
        const auto target = std::find_if(targets.begin(), targets.end(),
                                         [&](const auto& one) { return one.id == patch.zone; });
        ASSERT_NE(target, targets.end()) << patch.zone;
        EXPECT_EQ(patch.stamping, target->stamping) << patch.zone;
    }
}

INSTANTIATE_TEST_SUITE_P(OnTheirPatients, FaceLesson, testing::ValuesIn(faceLessons()), nameOf);

} // namespace
} // namespace stipple::test
