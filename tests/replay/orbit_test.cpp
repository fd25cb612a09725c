#include "tests/replay/people_at_hand.h"

#include <glm/geometric.hpp>

#include <algorithm>

namespace stipple::test {
namespace {

/// Whether the needle circle reaches into the orbital rim while the plate touches.
bool inOrbit(const sim::SimModel& model, const sim::StepReport& report, float circle_m) {
    if (!report.contact.touching) {
        return false;
    }
    std::vector<std::uint32_t> under;
    sim::cellsWithin(model.cells, model.grid, report.contact.point_m, 0.5f * circle_m, under);
    return std::any_of(under.begin(), under.end(), [&](std::uint32_t cell) {
        const std::uint8_t zone = model.cells.zone[cell];
        return zone < model.zones.size() && model.zones[zone].id == "orbit";
    });
}

/// Way from the needle circle to the nearest place of the orbit; `kFar_m` where it is farther.
constexpr float kFar_m = 0.008f;
float wayToOrbit_m(const sim::SimModel& model, const glm::vec3& foot_m, float circle_m) {
    std::vector<std::uint32_t> near;
    sim::cellsWithin(model.cells, model.grid, foot_m, 0.5f * circle_m + kFar_m, near);
    float least_m = kFar_m;
    for (const std::uint32_t cell : near) {
        const std::uint8_t zone = model.cells.zone[cell];
        if (zone < model.zones.size() && model.zones[zone].id == "orbit") {
            least_m = std::min(least_m, glm::distance(model.cells.position_m[cell], foot_m) -
                                            0.5f * circle_m);
        }
    }
    return least_m;
}

struct Visit {
    std::uint32_t contact = scoring::kNever; ///< tick of the first contact with the orbit
    std::uint32_t raised = scoring::kNever;
    std::size_t punctures = 0;
    float nearest_m = kFar_m; ///< that needles at work came to the orbit
};

Visit visitOf(const app::Exercise& exercise, const std::string& operatorName) {
    auto pen = input::makeScriptedPen(operatorName, 1, app::workSurfaceOf(exercise));
    STIPPLE_ASSERT(pen.ok(), "the scripted pens are built in");
    attempt::Attempt attempt(
        *exercise.model,
        scoring::makeScoreRules(exercise.assignment, *exercise.model, (*pen)->traits()), 1,
        std::nullopt);
    Visit visit;
    constexpr std::uint32_t kMost = 120 * kTickRate_Hz;
    for (std::uint32_t tick = 0; tick < kMost && !(*pen)->finished(); ++tick) {
        const sim::PenSample sample = (*pen)->sample(tick);
        STIPPLE_ASSERT(attempt.tick(sample).ok(), "an attempt without a file cannot fail");
        const float circle_m = exercise.model->pens[sample.pen].needleCircle_m;
        const sim::PenContact& at = attempt.lastReport().contact;
        if (at.touching && sample.strokeRate_dHz > 0) {
            visit.nearest_m =
                std::min(visit.nearest_m, wayToOrbit_m(*exercise.model, at.point_m, circle_m));
        }
        if (visit.contact == scoring::kNever && sample.strokeRate_dHz > 0 &&
            inOrbit(*exercise.model, attempt.lastReport(), circle_m)) {
            visit.contact = tick;
        }
    }
    for (const scoring::CriticalFail& fail : attempt.scoreSoFar().criticalFails) {
        visit.raised = fail.id == "X1" ? fail.tick : visit.raised;
    }
    visit.punctures = attempt.state().skin.log.size();
    return visit;
}

class Orbit : public OnPeople {};

TEST_F(Orbit, APenThatEntersIsCaughtInAFifthOfASecondAndOneOutsideNeverOnEveryPatient) {
    const std::vector<std::string> all = facePatients();
    ASSERT_GE(all.size(), 8U);
    for (const std::string& patient : all) {
        SCOPED_TRACE(patient);
        const auto exercise = lessonOn("training/lessons/face_eyes.toml", patient);
        ASSERT_TRUE(exercise.ok()) << exercise.error().text;
        const Visit intruder = visitOf(*exercise, "orbit-intruder");
        ASSERT_NE(intruder.contact, scoring::kNever);
        ASSERT_NE(intruder.raised, scoring::kNever);
        EXPECT_LE(intruder.raised, intruder.contact + kTickRate_Hz / 5);
        EXPECT_GE(intruder.raised + kTickRate_Hz / 5, intruder.contact); // and not before
        const Visit respecter = visitOf(*exercise, "orbit-respecter");
        EXPECT_GT(respecter.punctures, 1000U);
        EXPECT_EQ(respecter.raised, scoring::kNever);
        EXPECT_EQ(respecter.contact, scoring::kNever);
        // the middle of the pen keeps 3 mm away, so the needles of a circle of 5 mm half a
        // millimetre, and it does come that near: a pen far from the rim would prove nothing
        EXPECT_GE(respecter.nearest_m, 0.4e-3f);
        EXPECT_LE(respecter.nearest_m, 2.0e-3f);
        std::printf("%-45s caught after %.3f s, %zu punctures outside, %.2f mm from the orbit\n",
                    patient.c_str(),
                    static_cast<double>(intruder.raised - intruder.contact) / kTickRate_Hz,
                    respecter.punctures, static_cast<double>(respecter.nearest_m) * 1e3);
    }
}

} // namespace
} // namespace stipple::test
