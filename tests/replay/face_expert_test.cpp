#include "tests/replay/people_at_hand.h"

#include <algorithm>
#include <map>

namespace stipple::test {
namespace {

/// What the expert reaches of a lesson's coverage on its own patient, less two points for other
/// hands; the rest lies in corners where no plate lies flat, and nearer to a no-go than needles go.
/// And somebody else on whom it is tried.
struct FaceCase {
    double leastCoverage_pct = 0.0;
    std::string other;
};

const FaceCase& caseOf(const std::string& lesson) {
    static const std::map<std::string, FaceCase> kCases{
        {"face_cheeks_scars", {92.5, "woman_46_melasma"}},
        {"face_eyes", {91.0, "man_58_age_spots"}},
        {"face_forehead", {95.0, "man_41_keloid"}},
        {"face_full", {90.0, "woman_46_melasma"}},
        {"face_mouth", {92.5, "woman_46_melasma"}},
        {"face_neck", {96.0, "man_58_age_spots"}},
        {"face_nose", {90.0, "woman_34_fine_lines"}},
    };
    static const FaceCase kStrict{95.0, "woman_46_melasma"};
    const auto found = kCases.find(std::filesystem::path(lesson).stem().string());
    return found != kCases.end() ? found->second : kStrict;
}

const scoring::MetricScore& metricOf(const scoring::Score& score, const std::string& id) {
    const auto found = std::find_if(score.metrics.begin(), score.metrics.end(),
                                    [&](const auto& metric) { return metric.id == id; });
    STIPPLE_ASSERT(found != score.metrics.end(), "the face rubric has it");
    return *found;
}

/// Who shows others how it is done must not be told that he needled too deep.
void expectNotTooDeep(const scoring::Score& score) {
    const scoring::MetricScore& over = metricOf(score, "B3");
    EXPECT_NE(over.verdict, scoring::Verdict::Poor)
        << over.value << " +- " << over.uncertainty << " cm2: " << over.evidence;
}

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
    expectNotTooDeep(score);
    const scoring::MetricScore& coverage = metricOf(score, "C1");
    EXPECT_GE(coverage.value, caseOf(GetParam()).leastCoverage_pct) << coverage.evidence;
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

TEST_P(FaceLesson, IsNotDoneTooDeepOnSomebodyElse) {
    const FaceCase& face = caseOf(GetParam());
    const auto exercise = lessonOn(GetParam(), "scenes/patients/" + face.other + ".toml");
    ASSERT_TRUE(exercise.ok()) << exercise.error().text;
    const scoring::Score score = performed(*exercise, "expert", 2).scoreSoFar();
    const scoring::MetricScore& coverage = metricOf(score, "C1");
    std::printf("%-40s %.1f, coverage %.1f on %s\n", GetParam().c_str(), score.total,
                coverage.value, face.other.c_str());
    expectNotTooDeep(score);
    // other heads have other corners
    EXPECT_GE(coverage.value, caseOf(GetParam()).leastCoverage_pct - 5.0) << coverage.evidence;
    EXPECT_TRUE(score.criticalFails.empty()) << score.criticalFails.front().evidence;
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
