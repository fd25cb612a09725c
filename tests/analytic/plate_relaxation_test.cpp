#include "engine/sim/plate_relaxation.h"

#include <gtest/gtest.h>

#include <cmath>

namespace stipple::sim {
namespace {

// clinical.md 3.1: k = 1 + 0.35 log10(v / 0.001 m/s), clipped to 1 .. 2.5; 0.5 mm is a usual press
constexpr RateLaw kLaw{.perDecade = 0.35, .slow_mps = 0.001, .most = 2.5, .press_m = 0.5e-3};

double lawFactor(double speed_mps) {
    return std::clamp(1.0 + 0.35 * std::log10(speed_mps / 0.001), 1.0, 2.5);
}

/// Force over elastic force at the end of a press at constant speed.
double rampFactor(const RelaxationTerms& terms, double seconds, int ticks) {
    PlateMemory memory;
    double force_N = 0.0;
    for (int k = 0; k < ticks; ++k) {
        force_N = relaxedForce_N(terms, memory, static_cast<double>(k) / ticks,
                                 static_cast<double>(k + 1) / ticks, seconds / ticks, 0.0);
    }
    return force_N;
}

TEST(PlateRelaxation, StepHasTheElasticAnswerAtBothEnds) {
    // T8: at once 1 + sum of the shares = 2.5 times the lasting force, at last exactly that
    const RelaxationTerms terms = relaxationTerms(kLaw);
    PlateMemory memory;
    EXPECT_NEAR(relaxedForce_N(terms, memory, 3.0, 3.0, 0.0, 0.0), 3.0 * 2.5, 1e-12);
    for (int k = 0; k < 240; ++k) {
        (void)relaxedForce_N(terms, memory, 3.0, 3.0, 1.0 / 24.0, 0.0);
    }
    EXPECT_NEAR(relaxedForce_N(terms, memory, 3.0, 3.0, 1.0 / 24.0, 0.0), 3.0, 1e-9);
}

TEST(PlateRelaxation, OneTermIsTheStandardLinearSolid) {
    // F(t) = F (1 + g exp(-t / T)) after a step
    RelaxationTerms terms;
    terms.share.fill(0.0);
    terms.time_s.fill(1.0);
    terms.share[0] = 0.8;
    terms.time_s[0] = 0.3;
    for (const int ticks : {1, 7, 100}) {
        PlateMemory memory;
        double force_N = 0.0;
        for (int k = 0; k < ticks; ++k) {
            force_N = relaxedForce_N(terms, memory, 1.0, 1.0, 0.5 / ticks, 0.0);
        }
        EXPECT_NEAR(force_N, 1.0 + 0.8 * std::exp(-0.5 / 0.3), 1e-12) << ticks;
    }
    // F(t) = t / t1 (1 + g T / t (1 - exp(-t / T))) at the end of a steady press
    const double exact = 1.0 + 0.8 * 0.3 / 0.5 * (1.0 - std::exp(-0.5 / 0.3));
    EXPECT_NEAR(rampFactor(terms, 0.5, 1), exact, 1e-12);
    EXPECT_NEAR(rampFactor(terms, 0.5, 120), exact, 1e-12);
}

TEST(PlateRelaxation, SteadyPressFollowsTheRateLaw) {
    // a sum of five terms can only ripple around a straight line with two corners
    const RelaxationTerms terms = relaxationTerms(kLaw);
    double total = 0.0;
    for (const double share : terms.share) {
        total += share;
    }
    EXPECT_NEAR(total, 1.5, 1e-12);
    for (double speed_mps = 1e-4; speed_mps < 100.0; speed_mps *= 1.2) {
        EXPECT_NEAR(rampFactor(terms, kLaw.press_m / speed_mps, 16), lawFactor(speed_mps), 0.09)
            << speed_mps;
    }
}

TEST(PlateRelaxation, LongTicksAndShortTicksAgree) {
    const RelaxationTerms terms = relaxationTerms(kLaw);
    EXPECT_NEAR(rampFactor(terms, 0.05, 1), rampFactor(terms, 0.05, 64), 1e-12);
}

TEST(PlateRelaxation, GlideBringsFreshSkin) {
    const RelaxationTerms terms = relaxationTerms(kLaw);
    // 3 cm/s under a plate of 9 mm: 3.3 plates a second
    const double fresh_perS = 0.03 / 0.009;
    PlateMemory memory;
    double force_N = 0.0;
    for (int k = 0; k < 2400; ++k) {
        force_N = relaxedForce_N(terms, memory, 1.0, 1.0, 1.0 / 240.0, fresh_perS);
    }
    EXPECT_NEAR(force_N, steadyGlideFactor(terms, fresh_perS), 1e-9);
    EXPECT_GT(force_N, 1.0);
    EXPECT_LT(force_N, 1.2);
    EXPECT_EQ(steadyGlideFactor(terms, 0.0), 1.0);
    EXPECT_NEAR(steadyGlideFactor(terms, 1e9), 2.5, 1e-2);
}

TEST(PlateRelaxation, SkinNeverPulls) {
    const RelaxationTerms terms = relaxationTerms(kLaw);
    PlateMemory memory;
    for (int k = 0; k < 480; ++k) {
        (void)relaxedForce_N(terms, memory, 2.0, 2.0, 1.0 / 240.0, 0.0);
    }
    EXPECT_EQ(relaxedForce_N(terms, memory, 2.0, 0.1, 1e-4, 0.0), 0.0);
}

} // namespace
} // namespace stipple::sim
