#include "engine/sim/skin_response.h"

#include "tests/support/flat_model.h"

#include <glm/geometric.hpp>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace stipple::sim {
namespace {

const NeedlingParameters kNeedling = test::defaultNeedling();

Puncture punctureIn(std::uint32_t cell, float depth_m, bool bleeds) {
    Puncture puncture;
    puncture.cell = cell;
    puncture.depth_m = depth_m;
    puncture.bleeds = bleeds ? 1 : 0;
    return puncture;
}

void runSeconds(const SimModel& model, SimState& state, std::uint32_t seconds) {
    for (std::uint32_t k = 0; k < seconds * kTickRate_Hz; ++k) {
        evolveSkin(model, state);
        ++state.tick;
    }
}

TEST(SkinResponse, TheBleedingTableAndItsStraightLines) {
    EXPECT_EQ(bleedProbability(kNeedling, 0.1e-3f), 0.0f);
    EXPECT_EQ(bleedProbability(kNeedling, 0.25e-3f), 0.0f);
    EXPECT_NEAR(bleedProbability(kNeedling, 0.5e-3f), 0.005f, 1e-6f);
    EXPECT_NEAR(bleedProbability(kNeedling, 0.75e-3f), 0.0225f, 1e-6f); // (0.5 + 4) / 2 %
    EXPECT_NEAR(bleedProbability(kNeedling, 1.5e-3f), 0.15f, 1e-6f);
    EXPECT_EQ(bleedProbability(kNeedling, 3.0e-3f), 0.30f);
}

TEST(SkinResponse, AShallowPunctureCountsLessForRedness) {
    EXPECT_NEAR(doseWeight(kNeedling, 0.25e-3f), 0.5f, 1e-6f);
    EXPECT_EQ(doseWeight(kNeedling, 0.5e-3f), 1.0f);
    EXPECT_EQ(doseWeight(kNeedling, 2.0e-3f), 1.0f);
}

TEST(SkinResponse, APunctureIsWrittenIntoItsCellOnly) {
    const auto model = test::flatModel();
    SimState state = startState(*model, 1);
    state.skin.gel.assign(state.skin.gel.size(), 1.0f);
    markPuncture(*model, state, punctureIn(100, 0.25e-3f, true), 0.1e-3f);
    markPuncture(*model, state, punctureIn(100, 0.20e-3f, false), 0.0f);
    const SkinState& skin = state.skin;
    EXPECT_EQ(skin.deepest_m[100], 0.25e-3f);
    EXPECT_EQ(skin.punctures[100], 2);
    EXPECT_NEAR(skin.dose[100], 0.9f, 1e-6f);
    EXPECT_EQ(skin.bleeding[100], 1.0f);
    EXPECT_EQ(skin.scratch_m[100], 0.1e-3f);
    // a cell is 0.0025 cm2: a puncture is 400 per cm2 and spends 400 * 0.0002 = 8 % of its film
    EXPECT_NEAR(skin.gel[100], 0.84f, 1e-4f);
    EXPECT_EQ(std::accumulate(skin.punctures.begin(), skin.punctures.end(), 0), 2);
    EXPECT_EQ(std::count(skin.tileRevision.begin(), skin.tileRevision.end(), 0U), 24);
}

TEST(SkinResponse, TheCountSaturates) {
    const auto model = test::flatModel();
    SimState state = startState(*model, 1);
    state.skin.punctures[7] = 0xffffU;
    markPuncture(*model, state, punctureIn(7, 1e-3f, false), 0.0f);
    EXPECT_EQ(state.skin.punctures[7], 0xffffU);
}

TEST(SkinResponse, AnEvenlyNeedledPatchReachesTheEndPoint) {
    // 1500 weighted punctures per cm2 = 3.75 in each cell of 0.0025 cm2, everywhere
    const auto model = test::flatModel();
    SimState state = startState(*model, 1);
    state.skin.dose.assign(state.skin.dose.size(), 3.75f);
    state.tileAwake.assign(state.tileAwake.size(), 1);
    runSeconds(*model, state, 60);
    // one time constant: 1 - 1/e, at most a step of 1/32 behind
    for (const std::size_t cell : {std::size_t{40 * 80 + 40}, std::size_t{0}}) {
        EXPECT_LT(state.skin.erythema[cell], 0.632f + 0.002f) << "a corner has fewer neighbours";
        EXPECT_GT(state.skin.erythema[cell], 0.632f - 0.002f - 1.0f / 32.0f) << cell;
    }
    runSeconds(*model, state, 600);
    EXPECT_NEAR(state.skin.erythema[40 * 80 + 40], 1.0f, 1e-3f);
}

TEST(SkinResponse, RednessMovesOnInStepsThatCannotBeSeen) {
    // from 0 towards the end point: never more than 1/32 of it at once, at times that are all on
    // the exponential, and much less often in the end
    const auto model = test::flatModel();
    SimState state = startState(*model, 1);
    state.skin.dose.assign(state.skin.dose.size(), 3.75f);
    state.tileAwake.assign(state.tileAwake.size(), 1);
    const std::size_t cell = 40 * 80 + 40;
    float before = 0.0f;
    std::uint32_t moves = 0, lateMoves = 0;
    for (std::uint32_t second = 1; second <= 240; ++second) {
        runSeconds(*model, state, 1);
        const float now = state.skin.erythema[cell];
        if (now != before) {
            EXPECT_NEAR(now, 1.0 - std::exp(-static_cast<double>(second) / 60.0), 2e-5) << second;
            EXPECT_LE(now - before, 1.0f / 32.0f) << second;
            ++moves;
            lateMoves += second > 180 ? 1U : 0U;
        }
        before = now;
    }
    EXPECT_LT(moves, 50U);
    EXPECT_LE(lateMoves, 4U) << "every sixteenth second";
}

TEST(SkinResponse, ALateDoseDoesNotCountBackwards) {
    // two tiles' worth of the same doses: one given anew after 200 s, when the tile waits for long
    const auto model = test::flatModel();
    SimState state = startState(*model, 1);
    const std::uint32_t cell = 40 * 80 + 40;
    for (int k = 0; k < 20; ++k) {
        markPuncture(*model, state, punctureIn(cell, 1e-3f, false), 0.0f);
    }
    runSeconds(*model, state, 205);
    const float before = state.skin.erythema[cell];
    const float end = state.reddening[cell];
    for (int k = 0; k < 20; ++k) {
        markPuncture(*model, state, punctureIn(cell, 1e-3f, false), 0.0f);
    }
    runSeconds(*model, state, 1);
    // the end is twice as far, and one second of the way there has passed since the dose
    EXPECT_NEAR(state.reddening[cell], 2.0f * end, 1e-5f);
    const double old = static_cast<double>(end) * (1.0 - std::exp(-205.0 / 60.0));
    const double wanted = old + (2.0 * static_cast<double>(end) - old) / 60.0;
    EXPECT_NEAR(state.skin.erythema[cell], wanted, 0.01 * static_cast<double>(end));
    EXPECT_GT(state.skin.erythema[cell], before);
}

TEST(SkinResponse, TilesWhereNothingChangesSleep) {
    const auto model = test::flatModel();
    SimState state = startState(*model, 1);
    markPuncture(*model, state, punctureIn(15, 1e-3f, true), 0.0f); // beside the next tile
    EXPECT_EQ(std::count(state.tileAwake.begin(), state.tileAwake.end(), 1), 2);
    runSeconds(*model, state, 900);
    EXPECT_EQ(std::count(state.tileAwake.begin(), state.tileAwake.end(), 1), 0);
    EXPECT_EQ(state.skin.bloodPoints[15], 1.0f);
    const auto revision = state.skin.tileRevision;
    runSeconds(*model, state, 10);
    EXPECT_EQ(state.skin.tileRevision, revision);
    EXPECT_GT(state.skin.erythema[16], 0.0f) << "redness crosses the border of tiles";
}

TEST(SkinResponse, APunctureWakesEveryTileThatItReddens) {
    const auto model = test::flatModel(); // 80 cells in a row, 5 tiles of 16
    struct Row {
        std::uint32_t cell;
        std::ptrdiff_t tiles;
    };
    // inside; first and last column of a tile; its corners; the corner of the atlas
    for (const Row& row : {Row{20 * 80 + 20, 1}, Row{20 * 80 + 16, 2}, Row{20 * 80 + 31, 2},
                           Row{16 * 80 + 16, 4}, Row{31 * 80 + 31, 4}, Row{0, 1}, Row{6399, 1}}) {
        SimState state = startState(*model, 1);
        markPuncture(*model, state, punctureIn(row.cell, 1e-3f, false), 0.0f);
        EXPECT_EQ(std::count(state.tileAwake.begin(), state.tileAwake.end(), 1), row.tiles)
            << row.cell;
    }
}

TEST(SkinResponse, BloodWellsUpAndIsWipedAway) {
    const auto model = test::flatModel();
    SimState state = startState(*model, 1);
    const std::uint32_t cell = 40 * 80 + 40;
    markPuncture(*model, state, punctureIn(cell, 1e-3f, true), 0.0f);
    runSeconds(*model, state, 4); // one time constant of 4 s
    EXPECT_NEAR(state.skin.bloodPoints[cell], 0.632f, 0.002f);
    wipeSkin(*model, state, model->cells.position_m[cell], {0.0f, 1.0f, 0.0f});
    EXPECT_EQ(state.skin.bloodPoints[cell], 0.0f);
    runSeconds(*model, state, 20);
    EXPECT_EQ(state.skin.bloodPoints[cell], 0.0f);
}

TEST(SkinResponse, GelAndWipeReachAsFarAsStated) {
    const auto model = test::flatModel(); // gel 20 mm, wipe 15 mm
    SimState state = startState(*model, 1);
    const glm::vec3 corner = model->cells.position_m[0];
    spreadGel(*model, state, corner, {0.0f, 1.0f, 0.0f});
    for (std::size_t k = 0; k < cellCount(model->cells); ++k) {
        const float away_m = glm::length(model->cells.position_m[k] - corner);
        EXPECT_EQ(state.skin.gel[k], away_m <= 0.020f ? 1.0f : 0.0f);
    }
    wipeSkin(*model, state, corner, {0.0f, 1.0f, 0.0f});
    for (std::size_t k = 0; k < cellCount(model->cells); ++k) {
        const float away_m = glm::length(model->cells.position_m[k] - corner);
        EXPECT_EQ(state.skin.gel[k], away_m <= 0.020f && away_m > 0.015f ? 1.0f : 0.0f);
    }
}

} // namespace
} // namespace stipple::sim
