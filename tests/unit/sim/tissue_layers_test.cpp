#include "engine/sim/tissue_layers.h"

#include "tests/support/flat_model.h"

#include <gtest/gtest.h>

namespace stipple::sim {
namespace {

// Forehead: 0.014 + 0.050 + 0.15 + 1.2 mm of skin, 2.5 mm of fat.

TEST(TissueLayers, DepthsAddUp) {
    const TissueStack stack = test::foreheadZone().tissue;
    EXPECT_NEAR(skinThickness_m(stack), 1.414e-3f, 1e-9f);
    EXPECT_NEAR(baseDepth_m(stack), 3.914e-3f, 1e-9f);
    EXPECT_EQ(layerTop_m(stack, Layer::StratumCorneum), 0.0f);
    EXPECT_NEAR(layerTop_m(stack, Layer::PapillaryDermis), 64e-6f, 1e-10f);
    EXPECT_EQ(layerTop_m(stack, Layer::Base), baseDepth_m(stack));
}

TEST(TissueLayers, ADepthLiesInTheLayerThatHoldsIt) {
    const TissueStack stack = test::foreheadZone().tissue;
    EXPECT_EQ(layerAt(stack, 0.0f), Layer::StratumCorneum);
    EXPECT_EQ(layerAt(stack, 0.03e-3f), Layer::ViableEpidermis);
    EXPECT_EQ(layerAt(stack, 0.20e-3f), Layer::PapillaryDermis);
    EXPECT_EQ(layerAt(stack, 0.25e-3f), Layer::ReticularDermis);
    EXPECT_EQ(layerAt(stack, 2.0e-3f), Layer::Hypodermis);
    EXPECT_EQ(layerAt(stack, 5.0e-3f), Layer::Base);
}

TEST(TissueLayers, ALayerWithoutThicknessHoldsNothing) {
    TissueStack stack = test::foreheadZone().tissue;
    stack.layers[1].thickness_m = 0.0f;
    EXPECT_EQ(layerAt(stack, 0.014e-3f), Layer::PapillaryDermis);
}

} // namespace
} // namespace stipple::sim
