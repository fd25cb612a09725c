#include "engine/sim/step.h"
#include "tests/support/flat_model.h"

#include <glm/geometric.hpp>
#include <gtest/gtest.h>

namespace stipple::sim {
namespace {

// The same bits from g++ and clang, Debug and Release. These two numbers change only together with
// kCoreVersion, on purpose, with the reason in the commit.
constexpr std::uint32_t kForCoreVersion = 5;
constexpr std::uint64_t kModel = 0x337b27f33d8dd49fULL;
constexpr std::uint64_t kState = 0xc3acacedc886208dULL;

/// Eight seconds of everything: gel, gliding over three tissues and off the zones, tilt, hovering,
/// a hard press, dragging with a resting motor, wiping, lost tracking, a field out of range.
SimState workedThrough(const SimModel& model, const test::FlatPad& pad) {
    SimState state = startState(model, 2024);
    for (std::uint32_t k = 0; k < 8 * kTickRate_Hz; ++k) {
        const auto phase = static_cast<float>(k % 960U) / 960.0f;
        const float x_m = 0.038f * (phase - 0.5f);
        const float z_m = 0.004f * static_cast<float>(k / 480U) - 0.008f;
        const float press_m = 0.4e-3f + 0.0012f * phase * (k < 960U ? 0.3f : 1.0f);
        PenSample sample = test::pressedSample(pad, x_m, z_m, k % 700U < 30U ? -0.001f : press_m,
                                               1500, k % 900U < 60U ? 0 : 1167);
        if (k % 600U > 500U) {
            const glm::vec3 tip_m(x_m, test::padSurface_m(pad, x_m, z_m), z_m);
            sample =
                test::sampleAt(tip_m, 1000, 1500, glm::normalize(glm::vec3(0.2f, 1.0f, -0.1f)));
        }
        sample.pen = static_cast<std::uint8_t>(k / 960U);
        sample.stretch_pct = static_cast<std::uint8_t>(k / 100U);
        sample.buttons = k < 60U ? kGelButton : (k % 800U > 780U ? kWipeButton : 0);
        if (k % 1000U > 990U) {
            sample.tracking = Tracking::Lost;
        }
        if (k == 1234U) {
            sample.strokeRate_dHz = 65535;
        }
        (void)step(model, state, sample);
    }
    return state;
}

TEST(ExpectedHash, TheSameBitsEverywhere) {
    ASSERT_EQ(kCoreVersion, kForCoreVersion) << "results are meant to change: take new numbers";
    test::FlatPad pad;
    pad.dome_m = 0.003f;
    pad.patches = {{test::foreheadZone(), {-0.018f, -0.02f}, {-0.005f, 0.02f}},
                   {test::medialCheekZone(), {-0.005f, -0.02f}, {0.006f, 0.02f}},
                   {test::lowerLidZone(), {0.006f, -0.02f}, {0.016f, 0.02f}}};
    const auto model = test::flatModel(pad);
    EXPECT_EQ(model->contentHash, kModel) << std::hex << "0x" << model->contentHash << "ULL";
    // the skin yields, and the support hand stiffens it, as the data file has it
    model->needling.rateMost = 2.5f;
    model->needling.tractionShare = 1.0f;
    model->relaxation = relaxationTerms(rateLawOf(model->needling));
    const SimState state = workedThrough(*model, pad);
    EXPECT_GT(state.skin.log.size(), 5000U);
    EXPECT_EQ(stateHash(state), kState) << std::hex << "0x" << stateHash(state) << "ULL";
}

} // namespace
} // namespace stipple::sim
