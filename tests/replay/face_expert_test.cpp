#include "tests/replay/people_at_hand.h"

#include <algorithm>

namespace stipple::test {
namespace {

std::string nameOf(const testing::TestParamInfo<std::string>& info) {
    return std::filesystem::path(info.param).stem().string();
}

/// One lesson on the patient that it names.
class FaceLesson : public OnPeople, public testing::WithParamInterface<std::string> {};

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
