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

struct Visit {
    std::uint32_t contact = scoring::kNever; ///< tick of the first contact with the orbit
    std::uint32_t raised = scoring::kNever;
    std::size_t punctures = 0;
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
        const Visit respecter = visitOf(*exercise, "orbit-respecter");
        EXPECT_GT(respecter.punctures, 1000U);
        EXPECT_EQ(respecter.raised, scoring::kNever);
        std::printf("%-45s caught after %.3f s, %zu punctures outside\n", patient.c_str(),
                    static_cast<double>(intruder.raised - intruder.contact) / kTickRate_Hz,
                    respecter.punctures);
    }
}

} // namespace
} // namespace stipple::test
