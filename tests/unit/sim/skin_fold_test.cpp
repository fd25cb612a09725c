#include "engine/sim/skin_fold.h"

#include "engine/base/fixed_math.h"
#include "engine/base/random.h"
#include "engine/sim/skin_pull.h"
#include "engine/sim/skin_stretch.h"
#include "tests/support/flat_model.h"

#include <gtest/gtest.h>

#include <cmath>

namespace stipple::sim {
namespace {

TissueLayer& layerIn(TissueStack& tissue, Layer layer) {
    return tissue.layers[static_cast<std::size_t>(layer)];
}

/// One sheet of 1 mm on fat.
TissueStack sheetOnFat(float sheet_Pa, float fat_Pa, float fat_m) {
    TissueStack tissue = test::foreheadZone().tissue;
    layerIn(tissue, Layer::PapillaryDermis) = {0.4e-3f, sheet_Pa, 0.48f};
    layerIn(tissue, Layer::ReticularDermis) = {0.6e-3f, sheet_Pa, 0.48f};
    layerIn(tissue, Layer::Hypodermis) = {fat_m, fat_Pa, 0.48f};
    return tissue;
}

TEST(FoldLaw, OnDeepFatIsTheClassicalWrinkle) {
    // E_s / E_f = 3 x 512 = 1536 with one nu: 2 pi t 8, at a compression of (3 / 1536)^(2/3) / 4 =
    // 1 / 256
    const FoldLaw law = foldLaw(sheetOnFat(1.536e6f, 1e3f, 1.0f));
    EXPECT_NEAR(law.wave_m, 2.0 * kPi * 1e-3 * 8.0, 1e-3 * law.wave_m);
    EXPECT_NEAR(law.critical_NperM / law.membrane_NperM, 1.0 / 256.0, 1e-6);
    EXPECT_NEAR(law.membrane_NperM, 1.536e6 * 1e-3 / (1.0 - 0.48 * 0.48), 0.1);
}

TEST(FoldLaw, OnThinFatThatCanBeSquashedIsThatOfSprings) {
    // nu 0 and a wave much longer than the fat is thick: K = E / h for all waves, so the wave is
    // 2 pi (B / K)^(1/4) and the force 2 (B K)^(1/2)
    TissueStack tissue = sheetOnFat(1e7f, 100.0f, 0.2e-3f);
    layerIn(tissue, Layer::Hypodermis).poissonRatio = 0.0f;
    const double bending = 1e7 / (1.0 - 0.48 * 0.48) * 1e-9 / 12.0, springs = 100.0 / 0.2e-3;
    const FoldLaw law = foldLaw(tissue);
    EXPECT_NEAR(law.wave_m, 2.0 * kPi * std::pow(bending / springs, 0.25), 0.01 * law.wave_m);
    EXPECT_NEAR(law.critical_NperM, 2.0 * std::sqrt(bending * springs), 0.01 * law.critical_NperM);
}

TEST(FoldLaw, TwoLayersBendAboutTheirCommonNeutralSurface) {
    // 1 mm with 1 and 1 mm with 3 parts of the modulus: neutral at (0.5 + 3 x 1.5) / 4 = 1.25 mm,
    // B = 1/12 + 0.75^2 + 3 (1/12 + 0.25^2) = 13/12 of E t^3. On springs the wave is as B^(1/4)
    const auto waveOf = [](float upper_Pa, float lower_Pa) {
        TissueStack tissue = sheetOnFat(1e7f, 100.0f, 0.2e-3f);
        layerIn(tissue, Layer::Hypodermis).poissonRatio = 0.0f;
        layerIn(tissue, Layer::PapillaryDermis) = {1e-3f, upper_Pa, 0.48f};
        layerIn(tissue, Layer::ReticularDermis) = {1e-3f, lower_Pa, 0.48f};
        return foldLaw(tissue).wave_m;
    };
    // 8 / 12 with one modulus
    EXPECT_NEAR(waveOf(1e7f, 3e7f) / waveOf(1e7f, 1e7f), std::pow(13.0 / 8.0, 0.25), 1e-3);
    EXPECT_NEAR(waveOf(1e7f, 3e7f) / waveOf(3e7f, 1e7f), 1.0, 1e-3) << "whichever lies above";
}

TEST(FoldLaw, WithoutFatOrDermisNothingFolds) {
    TissueStack bare = sheetOnFat(1e5f, 3e3f, 0.0f);
    EXPECT_EQ(foldLaw(bare).wave_m, 0.0);
    EXPECT_EQ(foldBefore_m(foldLaw(bare), {.drawn_m = 1.0, .radius_m = 4e-3}), 0.0);
    bare = sheetOnFat(1e5f, 3e3f, 5e-3f);
    layerIn(bare, Layer::PapillaryDermis).thickness_m = 0.0f;
    layerIn(bare, Layer::ReticularDermis).thickness_m = 0.0f;
    EXPECT_EQ(foldLaw(bare).wave_m, 0.0);
}

TEST(FoldHeight, IsThatOfAWaveWhoseArcIsTooLong) {
    // the arc of h / 2 cos(2 pi x / wave) is longer than its place by the share that it was given
    for (const double excess : {0.001, 0.01, 0.05}) {
        const double wave = 10e-3, height = foldHeight_m(wave, excess);
        constexpr int kParts = 20000;
        double arc = 0.0;
        for (int k = 0; k < kParts; ++k) {
            const double slope = kPi * height / wave * std::sin(2.0 * kPi * (k + 0.5) / kParts);
            arc += std::sqrt(1.0 + slope * slope) / kParts;
        }
        // small slopes: the next term is 3/4 of the excess
        EXPECT_NEAR(arc - 1.0, excess, 0.8 * excess * excess);
    }
    EXPECT_EQ(foldHeight_m(10e-3, 0.0), 0.0);
    EXPECT_EQ(foldHeight_m(10e-3, -0.1), 0.0);
}

TEST(FoldHeight, PastItsOnsetIsTheClassicalOne) {
    // on deep fat the half height is t sqrt(e / e_c - 1)
    const FoldLaw law = foldLaw(sheetOnFat(1.536e6f, 1e3f, 1.0f));
    const double critical = law.critical_NperM / law.membrane_NperM;
    EXPECT_NEAR(foldHeight_m(law.wave_m, 3.0 * critical), 2.0 * 1e-3 * std::sqrt(3.0), 2e-6);
}

TEST(FoldBefore, TakesWhatTensionPullAndSheetDoNotBear) {
    const FoldLaw law{10e-3, 100.0, 5.0};
    const double compressed = drawnStrain(2e-3, 4.5e-3, 10e-3, 0.5);
    ASSERT_GT(compressed, 0.14);
    PushedSkin pushed{.drawn_m = 2e-3, .radius_m = 4.5e-3, .poissonRatio = 0.5};
    // 5 N/m over 100 N/m are 5 %
    EXPECT_DOUBLE_EQ(foldBefore_m(law, pushed), foldHeight_m(10e-3, compressed - 0.05));
    pushed.tension_NperM = 3.0;
    EXPECT_DOUBLE_EQ(foldBefore_m(law, pushed), foldHeight_m(10e-3, compressed - 0.08));
    pushed.pulled = 0.02;
    EXPECT_NEAR(foldBefore_m(law, pushed), foldHeight_m(10e-3, compressed - 0.10), 1e-15);
    pushed.pulled = 0.1;
    EXPECT_EQ(foldBefore_m(law, pushed), 0.0) << "taut";
}

TEST(FoldBefore, MoreTensionOrPullNeverFoldsMoreAndMoreDragNeverLess) {
    Pcg32 random = seededRandom(12);
    for (int k = 0; k < 2000; ++k) {
        const FoldLaw law{5e-3 + 20e-3 * static_cast<double>(nextUniform(random)),
                          20.0 + 200.0 * static_cast<double>(nextUniform(random)),
                          10.0 * static_cast<double>(nextUniform(random))};
        PushedSkin pushed{.drawn_m = 4e-3 * static_cast<double>(nextUniform(random)),
                          .radius_m = 4.5e-3,
                          .poissonRatio = 0.48,
                          .tension_NperM = 10.0 * static_cast<double>(nextUniform(random)),
                          .pulled = 0.1 * static_cast<double>(nextUniform(random))};
        const double fold_m = foldBefore_m(law, pushed);
        ASSERT_TRUE(std::isfinite(fold_m) && fold_m >= 0.0);
        PushedSkin tauter = pushed;
        tauter.pulled += 0.02;
        ASSERT_LE(foldBefore_m(law, tauter), fold_m);
        tauter = pushed;
        tauter.tension_NperM += 1.0;
        ASSERT_LE(foldBefore_m(law, tauter), fold_m);
        pushed.drawn_m *= 1.1;
        ASSERT_GE(foldBefore_m(law, pushed), fold_m);
    }
}

TEST(NaturalTension, IsTheMeasuredOneAlongTheLinesAndHalfAcross) {
    NeedlingParameters needling = test::defaultNeedling();
    needling.naturalTension_NperM = 6.0f;
    needling.lineRatio = 2.0f;
    EXPECT_NEAR(naturalTension_NperM(needling, holdAlong(2.0f, 40, 40)), 6.0, 1e-5);
    EXPECT_NEAR(naturalTension_NperM(needling, holdAlong(2.0f, 130, 40)), 3.0, 1e-5);
    EXPECT_NEAR(naturalTension_NperM(needling, holdAlong(2.0f, kNoDirection, 40)), 4.5, 1e-5)
        << "the mean";
}

TEST(ReadFold, IsTheLawOfTheTissueAsThickAsItIs) {
    test::FlatPad pad;
    pad.patches = {{test::medialCheekZone()}};
    const auto model = test::flatModel(pad);
    const FoldLaw law = foldLaw(test::medialCheekZone().tissue);
    ASSERT_EQ(model->folds.size(), 1U);
    const FoldLaw read = readFold(model->folds[0], {.zone = 0});
    EXPECT_NEAR(read.wave_m, law.wave_m, 1e-9 * law.wave_m);
    EXPECT_NEAR(read.critical_NperM, law.critical_NperM, 1e-9 * law.critical_NperM);
    // between nodes: within 2 % of the law itself
    const TissueStack tissue = test::medialCheekZone().tissue;
    const ThicknessRange range{0.7f, 1.6f, 0.5f, 2.0f};
    const PlateDisc disc{4.5e-3f, 3e-3f};
    const PlateTables plates = plateTables({&tissue, 1}, {&range, 1}, {&disc, 1});
    const auto zones = foldZones({&tissue, 1}, plates, test::defaultNeedling());
    for (const float skin : {0.75f, 1.0f, 1.3f}) {
        for (const float fat : {0.6f, 0.9f, 1.7f}) {
            const FoldLaw between = readFold(zones[0], {.skinScale = skin, .fatScale = fat});
            const FoldLaw direct =
                foldLaw(scaled(tissue, static_cast<double>(skin), static_cast<double>(fat)));
            EXPECT_NEAR(between.wave_m, direct.wave_m, 0.02 * direct.wave_m);
            EXPECT_NEAR(between.critical_NperM, direct.critical_NperM,
                        0.04 * direct.critical_NperM);
        }
    }
}

TEST(FoldZones, NothingFoldsBelowTheLeastWay) {
    const TissueStack tissue = test::medialCheekZone().tissue;
    const ThicknessRange range{0.7f, 1.6f, 0.5f, 2.0f};
    const PlateDisc disc{4.5e-3f, 3e-3f};
    const PlateTables plates = plateTables({&tissue, 1}, {&range, 1}, {&disc, 1});
    const NeedlingParameters needling = test::defaultNeedling();
    const FoldZone zone = foldZones({&tissue, 1}, plates, needling)[0];
    EXPECT_GT(zone.least_m, 0.0);
    for (const float skin : {0.7f, 0.8f, 1.0f, 1.3f, 1.6f}) {
        for (const float fat : {0.5f, 0.8f, 1.0f, 1.4f, 2.0f}) {
            const FoldLaw law = readFold(zone, {.skinScale = skin, .fatScale = fat});
            EXPECT_EQ(
                foldBefore_m(law, {.drawn_m = zone.least_m,
                                   .radius_m = 1e-3,
                                   .poissonRatio = 0.48,
                                   .tension_NperM = naturalTension_NperM(needling, 2.0f / 3.0f)}),
                0.0);
        }
    }
}

} // namespace
} // namespace stipple::sim
