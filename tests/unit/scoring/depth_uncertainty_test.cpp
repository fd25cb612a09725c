#include "training/scoring/depth_uncertainty.h"

#include <gtest/gtest.h>

namespace stipple::scoring {
namespace {

TEST(DepthUncertainty, OfTheDialAloneIsItsTolerance) {
    EXPECT_FLOAT_EQ(depthUncertainty_m({.dialTolerance_m = 0.00015f}), 0.00015f);
}

TEST(DepthUncertainty, AddsPartsInSquares) {
    // sigmas: dial 0.3 / 2 = 0.15 mm, force 0.4 mm/N * 0.5 N = 0.2 mm; 2 * sqrt(.15^2 + .2^2) = 0.5
    EXPECT_FLOAT_EQ(
        depthUncertainty_m(
            {.dialTolerance_m = 0.0003f, .depthPerForce_mpN = 0.0004f, .forceSigma_N = 0.5f}),
        0.0005f);
}

TEST(DepthUncertainty, OfTiltIsHalfTheCircleTimesTheAngle) {
    // 2 * 2.5 mm * 0.01 = 0.05 mm
    EXPECT_FLOAT_EQ(depthUncertainty_m({.needleCircle_m = 0.005f, .tiltSigma_rad = 0.01f}),
                    0.00005f);
}

TEST(DepthUncertainty, OfSkinIsTheShortfallTimesItsRelativeSpread) {
    // 2 * 0.1 mm * 0.25 / 1.0
    EXPECT_FLOAT_EQ(
        depthUncertainty_m(
            {.shortfall_m = 0.0001f, .skinSigma_m = 0.00025f, .skinThickness_m = 0.001f}),
        0.00005f);
}

} // namespace
} // namespace stipple::scoring
