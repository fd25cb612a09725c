#include "engine/sim/needle_insertion.h"

#include "engine/base/fixed_math.h"
#include "tests/support/flat_model.h"

#include <gtest/gtest.h>

#include <cmath>

namespace stipple::sim {
namespace {

const NeedlingParameters kNeedling = test::defaultNeedling();

TEST(NeedleInsertion, SpeedShareIsLogLinear) {
    EXPECT_EQ(speedShare(kNeedling, 0.0f), 0.50f);
    EXPECT_EQ(speedShare(kNeedling, 0.05f), 0.50f);
    EXPECT_EQ(speedShare(kNeedling, 0.65f), 0.95f);
    EXPECT_EQ(speedShare(kNeedling, 3.0f), 0.95f);
    // the geometric mean of 0.05 and 0.65 lies half way: sqrt(0.0325) = 0.18028
    EXPECT_NEAR(speedShare(kNeedling, 0.18028f), 0.725f, 1e-4f);
}

TEST(NeedleInsertion, StretchAndPressAreLinearAndLevelOutside) {
    EXPECT_EQ(stretchShare(kNeedling, 0.0f), 0.75f);
    EXPECT_NEAR(stretchShare(kNeedling, 0.05f), 0.875f, 1e-6f);
    EXPECT_EQ(stretchShare(kNeedling, 0.10f), 1.0f);
    EXPECT_EQ(stretchShare(kNeedling, 1.0f), 1.0f);
    EXPECT_EQ(pressShare(kNeedling, 0.0f), 0.60f);
    EXPECT_NEAR(pressShare(kNeedling, 0.4f), 0.80f, 1e-6f);
    EXPECT_EQ(pressShare(kNeedling, 0.7f), 1.0f);
    EXPECT_EQ(pressShare(kNeedling, 50.0f), 1.0f);
}

TEST(NeedleInsertion, BonusOnlyOnSoftSupportBetweenTwoForces) {
    EXPECT_EQ(indentBonus_m(kNeedling, 2.0f, false), 0.0f);
    EXPECT_NEAR(indentBonus_m(kNeedling, 3.0f, false), 0.1e-3f, 1e-9f);
    EXPECT_EQ(indentBonus_m(kNeedling, 9.0f, false), 0.2e-3f);
    EXPECT_EQ(indentBonus_m(kNeedling, 9.0f, true), 0.0f);
}

TEST(NeedleInsertion, FarNeedlesLoseAllDepthAtTheAngleOfTheTable) {
    // D = 5 mm: asin(d / D) = 2.9, 5.7, 11.5, 17.5, 30 degrees (clinical.md 3.3)
    struct Row {
        float depth_mm;
        double degrees;
    };
    NeedlingParameters stiff = kNeedling;
    stiff.skinConformity_m = 0.0f;
    for (const Row& row :
         {Row{0.25f, 2.9}, Row{0.5f, 5.7}, Row{1.0f, 11.5}, Row{1.5f, 17.5}, Row{2.5f, 30.0}}) {
        const double angle = fixedAsin(static_cast<double>(row.depth_mm) / 5.0);
        EXPECT_NEAR(angle * 180.0 / kPi, row.degrees, 0.06);
        const auto sine = static_cast<float>(fixedSin(angle));
        // the far needle's exit lies D/2 sin above the plate's centre, the near one's as far below
        const float far_m = rimGap_m(stiff, 5e-3f, sine, 2.5e-3f * sine);
        EXPECT_NEAR(far_m, row.depth_mm * 1e-3f, 1e-8f);
        EXPECT_EQ(rimGap_m(stiff, 5e-3f, sine, -2.5e-3f * sine), 0.0f);
        DepthTerms terms;
        terms.set_m = row.depth_mm * 1e-3f;
        terms.speedShare = terms.stretchShare = terms.pressShare = 1.0f;
        terms.cosTilt = static_cast<float>(fixedCos(angle));
        terms.gap_m = far_m;
        EXPECT_EQ(deliveredDepth_m(terms), 0.0f);
    }
}

TEST(NeedleInsertion, SkinFollowsAFifthOfAMillimetre) {
    // 5 mm circle at sine 0.1: the far needle is lifted 0.5 mm, 0.2 of which the skin follows
    EXPECT_NEAR(rimGap_m(kNeedling, 5e-3f, 0.1f, 0.25e-3f), 0.3e-3f, 1e-9f);
    EXPECT_EQ(rimGap_m(kNeedling, 5e-3f, 0.0f, 0.0f), 0.0f);
}

TEST(NeedleInsertion, AHoveringPlateKeepsItsAirGap) {
    EXPECT_NEAR(hoverGap_m(1e-3f, 5e-3f, 0.0f), 1e-3f, 1e-9f);
    EXPECT_EQ(hoverGap_m(-1e-3f, 5e-3f, 0.0f), 0.0f);
    // tilted, the low side of the needle circle reaches D/2 sin = 0.25 mm further down
    EXPECT_NEAR(hoverGap_m(1e-3f, 5e-3f, 0.1f), 0.75e-3f, 1e-9f);
}

TEST(NeedleInsertion, DeliveredDepthIsTheFormula) {
    DepthTerms terms;
    terms.set_m = 1.0e-3f;
    terms.dialError_m = 0.1e-3f;
    terms.speedShare = 0.9f;
    terms.stretchShare = 0.8f;
    terms.pressShare = 0.5f;
    terms.cosTilt = 1.0f;
    terms.gap_m = 0.1e-3f;
    terms.indentBonus_m = 0.05e-3f;
    // 0.9 * 0.8 * 0.5 * 1.1 = 0.396; less 0.1, plus 0.05
    EXPECT_NEAR(deliveredDepth_m(terms), 0.346e-3f, 1e-9f);
    terms.gap_m = 0.4e-3f;
    EXPECT_EQ(deliveredDepth_m(terms), 0.0f) << "a needle that does not reach gets no bonus";
}

TEST(NeedleInsertion, TheDialErrsWithinTheDevicesTolerance) {
    Pcg32 random = seededRandom(9);
    double squares = 0.0;
    int clipped = 0;
    for (int k = 0; k < 20000; ++k) {
        const float error_m = drawDialError_m(kNeedling, 0.15e-3f, random);
        ASSERT_LE(std::abs(error_m), 0.15e-3f);
        clipped += std::abs(error_m) == 0.15e-3f ? 1 : 0;
        squares += static_cast<double>(error_m) * static_cast<double>(error_m);
    }
    // clipped at two sigma: 4.55 % of the draws; sigma a little below 0.075 mm
    EXPECT_NEAR(clipped / 20000.0, 0.0455, 0.008);
    EXPECT_NEAR(std::sqrt(squares / 20000.0), 0.0721e-3, 0.0015e-3);
}

TEST(NeedleInsertion, ScratchIsTravelLessNeedleAndGive) {
    // 0.65 mm - 0.25 - 0.2 = 0.2 mm with gel; twice that dry; twice again at rest
    EXPECT_NEAR(scratchLength_m(kNeedling, 0.25e-3f, 0.65e-3f, 1.0f, false), 0.2e-3f, 1e-9f);
    EXPECT_NEAR(scratchLength_m(kNeedling, 0.25e-3f, 0.65e-3f, 0.0f, false), 0.4e-3f, 1e-9f);
    EXPECT_NEAR(scratchLength_m(kNeedling, 0.25e-3f, 0.65e-3f, 0.0f, true), 0.8e-3f, 1e-9f);
    EXPECT_EQ(scratchLength_m(kNeedling, 0.25e-3f, 0.44e-3f, 0.0f, false), 0.0f);
}

TEST(NeedleInsertion, OnlyAHardBaseStopsNeedles) {
    EXPECT_TRUE(stopsNeedles(BaseKind::Bone));
    EXPECT_TRUE(stopsNeedles(BaseKind::Cartilage));
    EXPECT_TRUE(stopsNeedles(BaseKind::Teeth));
    EXPECT_FALSE(stopsNeedles(BaseKind::Muscle));
    EXPECT_FALSE(stopsNeedles(BaseKind::Globe));
}

TEST(NeedleInsertion, TheCartridgeEndsBelowTheDialsError) {
    PenContact contact;
    contact.nearSkin = true;
    PenSample sample;
    sample.needle_um = 2450;
    const PenDevice pen = test::ringPen(12); // 2.5 mm needles
    const DepthTerms terms =
        strokeTerms(kNeedling, pen, contact, test::foreheadZone().tissue, sample, 1.0f, 0.15e-3f);
    EXPECT_NEAR(terms.set_m + terms.dialError_m, 2.5e-3f, 1e-9f);
}

} // namespace
} // namespace stipple::sim
