#include "engine/sim/sim_state.h"

#include "engine/sim/step.h"
#include "tests/support/flat_model.h"

#include <gtest/gtest.h>

#include <functional>
#include <set>

namespace stipple::sim {
namespace {

/// A state in which every field holds something: a second of gliding with gel.
SimState workedState(const SimModel& model) {
    const test::FlatPad pad;
    SimState state = startState(model, 11);
    for (std::uint32_t k = 0; k < 300; ++k) {
        PenSample sample = test::pressedSample(pad, 1e-4f * static_cast<float>(k) - 0.015f, 0.001f,
                                               0.0008f, 2000, 1200);
        sample.buttons = k < 40 ? kGelButton : 0;
        (void)step(model, state, sample);
    }
    return state;
}

TEST(SimState, AnUntouchedSkin) {
    const auto model = test::flatModel();
    const SimState state = startState(*model, 1);
    EXPECT_EQ(state.skin.deepest_m.size(), 6400U);
    EXPECT_EQ(state.skin.tileRevision.size(), 25U);
    EXPECT_TRUE(state.skin.log.empty());
    EXPECT_EQ(stateHash(state), stateHash(startState(*model, 1)));
    EXPECT_NE(stateHash(state), stateHash(startState(*model, 2)));
}

TEST(SimState, ACopyIsASavePoint) {
    const auto model = test::flatModel();
    const SimState state = workedState(*model);
    const SimState copy = state;
    EXPECT_EQ(stateHash(copy), stateHash(state));
}

TEST(SimState, EveryFieldCounts) {
    const auto model = test::flatModel();
    const SimState worked = workedState(*model);
    ASSERT_FALSE(worked.skin.log.empty());
    const std::size_t last = worked.skin.deepest_m.size() - 1;
    const std::vector<std::function<void(SimState&)>> flips{
        [](SimState& s) { ++s.tick; },
        [](SimState& s) { s.pen.tip_m.x += 1e-6f; },
        [](SimState& s) { s.pen.tip_m.z += 1e-6f; },
        [](SimState& s) { s.pen.orientation.w = -s.pen.orientation.w; },
        [](SimState& s) { s.pen.orientation.x += 1e-6f; },
        [](SimState& s) { s.pen.shaft.y += 1e-6f; },
        [](SimState& s) { s.pen.tracked = !s.pen.tracked; },
        [](SimState& s) { ++s.strokePhase; },
        [](SimState& s) { ++s.walkStart; },
        [](SimState& s) { s.lastButtons ^= 1U; },
        [](SimState& s) { ++s.cartridgeStrokes; },
        [](SimState& s) { s.trail_m[5].y += 1e-6f; },
        [](SimState& s) { --s.trailLength; },
        [](SimState& s) { s.restTravel_m += 1e-6f; },
        [](SimState& s) { ++s.cartridgeBoneStrokes; },
        [](SimState& s) { s.cartridge.origin = CartridgeOrigin::Open; },
        [](SimState& s) { s.cartridge.origin = CartridgeOrigin::Used; },
        [](SimState& s) { s.cartridge.bentNeedle = 3; },
        [](SimState& s) { s.plateMemory.yielded_N.front() += 1e-12; },
        [](SimState& s) { s.plateMemory.yielded_N.back() += 1e-12; },
        [](SimState& s) { s.elasticForce_N += 1e-9; },
        [](SimState& s) { s.skin.deepest_m[0] += 1e-6f; },
        [last](SimState& s) { s.skin.deepest_m[last] += 1e-6f; },
        [](SimState& s) { s.skin.dose[3] += 1e-6f; },
        [](SimState& s) { s.skin.erythema[3] += 1e-6f; },
        [](SimState& s) { s.skin.bloodPoints[3] += 1e-6f; },
        [](SimState& s) { s.skin.bleeding[3] += 1e-6f; },
        [](SimState& s) { s.skin.gel[3] += 1e-6f; },
        [](SimState& s) { s.skin.scratch_m[3] += 1e-6f; },
        [](SimState& s) { ++s.skin.punctures[3]; },
        [last](SimState& s) { ++s.skin.punctures[last]; },
        [](SimState& s) { s.skin.log.pop_back(); },
        [](SimState& s) { ++s.skin.tileRevision[3]; },
        [](SimState& s) { s.tileAwake[24] ^= 1U; },
        [](SimState& s) { ++s.tileWorked[3]; },
        [](SimState& s) { ++s.tileSince_s[3]; },
        [](SimState& s) { ++s.tileWait_s[3]; },
        [](SimState& s) { ++s.logHash.value; },
        [](SimState& s) { ++s.random.state; },
        [](SimState& s) { s.random.increment += 2; }};
    std::set<std::uint64_t> seen{stateHash(worked)};
    for (std::size_t k = 0; k < flips.size(); ++k) {
        SimState state = worked;
        flips[k](state);
        EXPECT_TRUE(seen.insert(stateHash(state)).second) << "flip " << k;
    }
}

TEST(SimState, EveryFieldOfAPunctureCountsWhenItIsAppended) {
    const auto model = test::flatModel();
    const Puncture plain;
    const std::vector<std::function<void(Puncture&)>> flips{
        [](Puncture& p) { ++p.tick; },
        [](Puncture& p) { p.triangle = 1; },
        [](Puncture& p) { p.barycentric.x = 1; },
        [](Puncture& p) { p.barycentric.y = 1; },
        [](Puncture& p) { p.depth_m = 1; },
        [](Puncture& p) { p.tilt_rad = 1; },
        [](Puncture& p) { p.drag_m = 1; },
        [](Puncture& p) { ++p.cell; },
        [](Puncture& p) { ++p.needle; },
        [](Puncture& p) { ++p.layer; },
        [](Puncture& p) { ++p.bleeds; }};
    SimState state = startState(*model, 1);
    appendPuncture(state, plain);
    std::set<std::uint64_t> seen{stateHash(state)};
    for (std::size_t k = 0; k < flips.size(); ++k) {
        Puncture changed = plain;
        flips[k](changed);
        SimState other = startState(*model, 1);
        appendPuncture(other, changed);
        EXPECT_TRUE(seen.insert(stateHash(other)).second) << "flip " << k;
    }
}

TEST(SimState, TheRunningHashIsThatOfTheWholeLog) {
    const auto model = test::flatModel();
    const SimState state = workedState(*model);
    EXPECT_EQ(hashOfLog(state.skin.log).value, state.logHash.value);
}

} // namespace
} // namespace stipple::sim
