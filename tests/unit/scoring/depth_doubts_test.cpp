#include "training/scoring/depth_doubts.h"

#include "tests/support/flat_model.h"

#include <gtest/gtest.h>

#include <cmath>

namespace stipple::scoring {
namespace {

sim::HeldPen held() {
    sim::HeldPen pen;
    pen.set_m = 0.0010f;
    pen.force_N = 1.0f;
    pen.rate_dHz = 1000;
    return pen;
}

TEST(DepthDoubts, PartsAddInSquaresToNinetyFivePercent) {
    // 1.959964 sqrt(3^2 + 4^2 + 12^2) = 1.959964 * 13
    EXPECT_NEAR(depthUncertainty_m({0.003f, 0.004f, 0.0f, 0.012f}), 1.959964f * 0.013f, 1e-7f);
}

TEST(DepthDoubts, OfTheDialIsAboutItsStandardUncertainty) {
    // what comes out more goes in more, but for a little that the skin gives way more
    const auto model = test::flatModel();
    const DepthParts parts = depthParts(*model, held(), {.dial_m = 0.000075f});
    EXPECT_GT(parts.dial_m, 0.6f * 0.000075f);
    EXPECT_LE(parts.dial_m, 1.02f * 0.000075f);
    EXPECT_EQ(parts.force_m, 0.0f);
    EXPECT_EQ(parts.tilt_m, 0.0f);
    EXPECT_EQ(parts.skin_m, 0.0f);
}

TEST(DepthDoubts, GrowWithTheDoubtOfTheInput) {
    const auto model = test::flatModel();
    sim::HeldPen light = held();
    light.force_N = 0.3f;
    const float little = depthParts(*model, light, {.force_N = 0.05f}).force_m;
    const float much = depthParts(*model, light, {.force_N = 0.15f}).force_m;
    EXPECT_GT(little, 0.0f);
    EXPECT_GT(much, 2.0f * little);
    const float tilted = depthParts(*model, held(), {.tilt_rad = 0.05f}).tilt_m;
    EXPECT_GT(tilted, 0.0f);
    const float people = depthParts(*model, held(), {.skinScale = 0.15f}).skin_m;
    EXPECT_GT(people, 0.0f);
}

TEST(DepthDoubts, ComeFromDialDeviceAndPeople) {
    const auto model = test::flatModel();
    const sim::InputTraits input{.name = "test", .tiltSigma_rad = 0.02f, .forceSigma_N = 0.1f};
    // 1 mm of skin with a spread of 0.25 mm would be a quarter
    sim::TissueStack tissue = model->zones[0].tissue;
    tissue.skinSigma_m = 0.25f * sim::skinThickness_m(tissue);
    const DepthInputs inputs = depthInputs(model->pens[0], tissue, input);
    // half of 0.15 mm; cut at two sigma, the variance is 0.9545 - 4 * 0.05399 + 4 * 0.0455 = 0.9205
    EXPECT_NEAR(inputs.dial_m, 0.000075f * std::sqrt(0.9205f), 1e-8f);
    EXPECT_FLOAT_EQ(inputs.force_N, 0.1f);
    EXPECT_FLOAT_EQ(inputs.tilt_rad, 0.02f);
    EXPECT_FLOAT_EQ(inputs.skinScale, 0.25f);
}

TEST(DepthDoubts, OfAUseAreThoseOfItsMean) {
    DepthUse use{.ticks = 2, .pen = 1};
    use.set_m = 0.0005 + 0.0015;
    use.force_N = 0.6 + 1.0;
    use.tilt_rad = 0.02;
    use.strain = 0.2;
    use.rate_dHz = 2000.0;
    const sim::HeldPen mean = heldOnAverage(use, 3);
    EXPECT_EQ(mean.pen, 1U);
    EXPECT_EQ(mean.zone, 3U);
    EXPECT_FLOAT_EQ(mean.set_m, 0.001f);
    EXPECT_FLOAT_EQ(mean.force_N, 0.8f);
    EXPECT_FLOAT_EQ(mean.tilt_rad, 0.01f);
    EXPECT_FLOAT_EQ(mean.strain, 0.1f);
    EXPECT_EQ(mean.rate_dHz, 1000);
}

} // namespace
} // namespace stipple::scoring
