#include "engine/sim/plate_model.h"
#include "engine/sim/step.h"
#include "tests/support/flat_model.h"

#include <gtest/gtest.h>

#include <cmath>

// Skin under a plate over time: the rate law of clinical.md 3.1 (up to 2.5 times the slow force),
// and the pull of the support hand.

namespace stipple::sim {
namespace {

constexpr double kTick = 1.0 / 240.0;

/// A pen over flat skin whose rate law and traction are those of the data file.
struct Bench {
    explicit Bench(SkinZone zone = test::foreheadZone()) {
        pad.patches = {{std::move(zone)}};
        model = test::flatModel(pad);
        model->needling.rateMost = 2.5f;
        model->needling.tractionShare = 1.0f;
        model->relaxation = relaxationTerms(rateLawOf(model->needling));
        state = startState(*model, 1);
        press_m = test::pressFor_m(pad.patches[0].zone, model->pens[0], 1.0f);
    }

    StepReport at(float press, float x_m = 0.0f, std::uint8_t stretch_pct = 0) {
        PenSample sample = test::pressedSample(pad, x_m, 0.0f, press, 1000, 0);
        sample.stretch_pct = stretch_pct;
        return step(*model, state, sample);
    }
    float force_N(float press, float x_m = 0.0f, std::uint8_t stretch_pct = 0) {
        return at(press, x_m, stretch_pct).contact.force_N;
    }

    test::FlatPad pad;
    std::unique_ptr<SimModel> model;
    SimState state;
    float press_m = 0.0f; ///< for 1 N, elastic
};

TEST(YieldingSkin, ForceDecaysWhileThePenIsHeldStill) {
    Bench bench;
    const double first_N = static_cast<double>(bench.force_N(bench.press_m));
    // one tick of an even rise to 1 N: 1 + sum of g T / t (1 - exp(-t / T)) over the terms
    double expected_N = 1.0;
    for (std::size_t i = 0; i < kRelaxationTerms; ++i) {
        const double times = bench.model->relaxation.time_s[i] / kTick;
        expected_N += bench.model->relaxation.share[i] * times * (1.0 - std::exp(-1.0 / times));
    }
    EXPECT_GT(expected_N, 1.4);
    EXPECT_NEAR(first_N, expected_N, 5e-3);
    double before_N = first_N;
    for (int k = 0; k < 120; ++k) {
        const double now_N = static_cast<double>(bench.force_N(bench.press_m));
        EXPECT_LT(now_N, before_N) << k;
        before_N = now_N;
    }
    for (int k = 0; k < 240; ++k) {
        before_N = static_cast<double>(bench.force_N(bench.press_m));
    }
    EXPECT_NEAR(before_N, 1.0, 5e-3) << "what lasts is the elastic force";
}

TEST(YieldingSkin, AFastPressIsHarderThanASlowOneOfTheSameDepth) {
    // to the press of 1 N in 8, 80 and 800 ticks
    double before_N = 9.0;
    for (const int ticks : {8, 80, 800}) {
        Bench bench;
        double force_N = 0.0;
        for (int k = 1; k <= ticks; ++k) {
            const float share = static_cast<float>(k) / static_cast<float>(ticks);
            force_N = static_cast<double>(bench.force_N(share * bench.press_m));
        }
        EXPECT_LT(force_N, before_N - 0.03) << ticks;
        EXPECT_GT(force_N, 0.99) << ticks;
        before_N = force_N;
    }
}

TEST(YieldingSkin, LettingGoAndComingBackMeetsSkinThatHasRecovered) {
    Bench bench;
    const float first_N = bench.force_N(bench.press_m);
    for (int k = 0; k < 240; ++k) {
        (void)bench.at(bench.press_m);
    }
    EXPECT_EQ(bench.force_N(-0.001f), 0.0f) << "skin that lags behind does not pull";
    EXPECT_GT(bench.state.plateMemory.yielded_N[0], 0.5);
    for (int k = 0; k < 1200; ++k) {
        (void)bench.at(-0.001f);
    }
    EXPECT_EQ(bench.state.plateMemory.yielded_N[0], 0.0) << "forgotten, not denormal";
    EXPECT_EQ(bench.force_N(bench.press_m), first_N);
}

TEST(YieldingSkin, GlidingMeetsFreshSkin) {
    Bench gliding;
    float moving_N = 0.0f, x_m = -0.017f;
    for (int k = 0; k < 80; ++k) { // 33 mm
        x_m += 0.1f * kTick_s;
        moving_N = gliding.force_N(gliding.press_m, x_m);
    }
    const double fresh_perS = 0.1 / 0.009; // 10 cm/s over the plate's diameter
    const double factor = steadyGlideFactor(gliding.model->relaxation, fresh_perS);
    EXPECT_GT(factor, 1.15);
    EXPECT_NEAR(static_cast<double>(moving_N), factor, 0.01);
}

TEST(YieldingSkin, ALostTrackerIsNoNewPress) {
    Bench bench;
    for (int k = 0; k < 240; ++k) {
        (void)bench.at(bench.press_m);
    }
    const float before_N = bench.force_N(bench.press_m);
    PenSample lost = test::pressedSample(bench.pad, 0.0f, 0.0f, bench.press_m, 1000, 0);
    lost.tracking = Tracking::Lost;
    for (int k = 0; k < 24; ++k) {
        EXPECT_FALSE(step(*bench.model, bench.state, lost).contact.nearSkin);
    }
    EXPECT_NEAR(bench.force_N(bench.press_m), before_N, 1e-4f);
}

TEST(YieldingSkin, TheSupportHandStiffensSkinUpToTaut) {
    for (const SkinZone& zone : {test::foreheadZone(), test::medialCheekZone()}) {
        const Bench bench(zone);
        const PenPose pose = poseOf(test::pressedSample(bench.pad, 0.0f, 0.0f, 0.3e-3f, 1000, 0));
        const auto force_N = [&](float strain) {
            return static_cast<double>(
                contactOf(*bench.model, bench.model->pens[0], pose, 0, {strain, kNoDirection})
                    .force_N);
        };
        const double slack_N = force_N(0.0f), half_N = force_N(0.05f), taut_N = force_N(0.10f);
        EXPECT_GT(half_N, 1.02 * slack_N) << zone.id;
        EXPECT_NEAR(taut_N - slack_N, 2.0 * (half_N - slack_N), 1e-5 * slack_N) << zone.id;
        EXPECT_EQ(force_N(0.15f), taut_N) << zone.id << ": no tauter than taut";
        // and the other way round: the same force sinks farther into slack skin
        const float slackGap_m =
            gapForForce_m(*bench.model, bench.model->pens[0], 0, 0.0f, 0.0f, 0.5f);
        const float tautGap_m = gapForForce_m(*bench.model, bench.model->pens[0], 0, 0.0f, 0.0f,
                                              0.5f, {0.1f, kNoDirection});
        EXPECT_LT(slackGap_m, tautGap_m - 5e-6f) << zone.id;
        EXPECT_LT(tautGap_m, 0.0f) << zone.id;
    }
}

TEST(YieldingSkin, StretchReachesTheForceOfATick) {
    Bench slack, taut;
    EXPECT_GT(taut.force_N(taut.press_m, 0.0f, 10), 1.04f * slack.force_N(slack.press_m, 0.0f, 0));
}

} // namespace
} // namespace stipple::sim
