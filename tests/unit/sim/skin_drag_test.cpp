#include "engine/sim/skin_drag.h"

#include "engine/base/fixed_math.h"
#include "engine/base/random.h"
#include "engine/sim/skin_pull.h"
#include "tests/support/flat_model.h"

#include <glm/geometric.hpp>
#include <gtest/gtest.h>

#include <cmath>

namespace stipple::sim {
namespace {

constexpr glm::vec3 kUp{0.0f, 1.0f, 0.0f};

/// Skin of one modulus all through.
TissueStack plainSkin(float modulus_Pa) {
    TissueStack tissue = test::foreheadZone().tissue;
    for (TissueLayer& layer : tissue.layers) {
        layer.youngsModulus_Pa = modulus_Pa;
    }
    tissue.layers[static_cast<std::size_t>(Layer::Hypodermis)].thickness_m = 1.0f;
    return tissue;
}

TEST(LateralStiffness, OfOneMaterialIsMindlins) {
    // 8 G a / (2 - nu), G = E / (2 (1 + nu)): 30 kPa, nu 0.48, 4.5 mm give 240.04 N/m
    const double shear_Pa = 30e3 / (2.0 * 1.48);
    const double wanted_NpM = 8.0 * shear_Pa * 4.5e-3 / 1.52;
    EXPECT_NEAR(wanted_NpM, 240.04, 0.01);
    EXPECT_NEAR(lateralStiffness_NpM(plainSkin(30e3f), 4.5e-3), wanted_NpM, 1e-4 * wanted_NpM);
}

TEST(LateralStiffness, LiesBetweenThatOfFatAndThatOfDermis) {
    TissueStack tissue = test::foreheadZone().tissue;
    tissue.layers[static_cast<std::size_t>(Layer::Hypodermis)].thickness_m = 1.0f;
    const double skin_NpM = lateralStiffness_NpM(tissue, 4.5e-3);
    EXPECT_GT(skin_NpM, lateralStiffness_NpM(plainSkin(3e3f), 4.5e-3));
    EXPECT_LT(skin_NpM, lateralStiffness_NpM(plainSkin(90e3f), 4.5e-3));
    // under a small plate all lies in the dermis, under a wide one nearly all in the fat
    const double narrow =
        lateralStiffness_NpM(tissue, 0.1e-3) / lateralStiffness_NpM(plainSkin(90e3f), 0.1e-3);
    EXPECT_GT(narrow, 0.9);
    const double wide =
        lateralStiffness_NpM(tissue, 1.0) / lateralStiffness_NpM(plainSkin(3e3f), 1.0);
    EXPECT_LT(wide, 1.1);
}

TEST(LateralStiffness, OfThinFatOverBoneIsThatOfPlainShear) {
    // next to no dermis: G pi a^2 / h, 0.1 mm of 3 kPa under 9 mm: 1013.5 Pa x 63.617 mm2 / 0.1 mm
    TissueStack tissue = plainSkin(3e3f);
    for (TissueLayer& layer : tissue.layers) {
        layer.thickness_m = 1e-7f;
    }
    tissue.layers[static_cast<std::size_t>(Layer::Hypodermis)].thickness_m = 1e-4f;
    const double wanted_NpM = 3e3 / (2.0 * 1.48) * kPi * 4.5e-3 * 4.5e-3 / 1e-4;
    EXPECT_NEAR(wanted_NpM, 644.8, 0.1);
    EXPECT_NEAR(lateralStiffness_NpM(tissue, 4.5e-3), wanted_NpM, 0.03 * wanted_NpM);
    // and thicker fat holds less
    tissue.layers[static_cast<std::size_t>(Layer::Hypodermis)].thickness_m = 2e-4f;
    EXPECT_LT(lateralStiffness_NpM(tissue, 4.5e-3), 0.6 * wanted_NpM);
}

TEST(LateralStiffness, IsThatOfAShearedLayerOverTheSameReach) {
    // the reach L is where 8 G a / (2 - nu) equals G pi a^2 / L
    const double a_m = 4.5e-3, shear_Pa = 10e3;
    const double reach_m = kPi * 1.52 * a_m / 8.0;
    EXPECT_NEAR(8.0 * shear_Pa * a_m / 1.52, shear_Pa * kPi * a_m * a_m / reach_m, 1e-9);
}

TEST(LateralStiffness, AlongTheLinesItIsTheDermisThatHoldsHarder) {
    const TissueStack tissue = test::foreheadZone().tissue;
    const double mean_NpM = lateralStiffness_NpM(tissue, 4.5e-3);
    // without its dermis it holds by its fat alone, and twice the dermis adds as much again
    TissueStack bare = tissue;
    bare.layers[static_cast<std::size_t>(Layer::PapillaryDermis)].youngsModulus_Pa = 0.0f;
    bare.layers[static_cast<std::size_t>(Layer::ReticularDermis)].youngsModulus_Pa = 0.0f;
    const double fat_NpM = lateralStiffness_NpM(bare, 4.5e-3);
    EXPECT_GT(fat_NpM, 0.0);
    EXPECT_NEAR(lateralStiffness_NpM(tissue, 4.5e-3, 0.0f), fat_NpM, 1e-9);
    EXPECT_NEAR(lateralStiffness_NpM(tissue, 4.5e-3, 2.0f), 2.0 * mean_NpM - fat_NpM, 1e-9);
    double sum_NpM = 0.0;
    for (int degrees = 1; degrees <= 180; ++degrees) {
        sum_NpM += lateralStiffness_NpM(tissue, 4.5e-3,
                                        holdAlong(2.0f, static_cast<std::uint8_t>(degrees), 33));
    }
    EXPECT_NEAR(sum_NpM / 180.0, mean_NpM, 1e-4 * mean_NpM) << "the mean over all directions";
}

TEST(TautHolding, RisesInAStraightLine) {
    const NeedlingParameters needling = test::defaultNeedling();
    EXPECT_DOUBLE_EQ(tautHolding(needling, 0.0f), 1.0);
    EXPECT_NEAR(tautHolding(needling, 0.05f), 2.0, 1e-6);
    EXPECT_NEAR(tautHolding(needling, 0.10f), 3.0, 1e-6);
}

TEST(SkinGrip, IsFrictionOverStiffness) {
    // 1 N on dry skin, mu 0.5, held by 250 N/m: 2 mm while it slides, 1.3 times that before
    const NeedlingParameters needling = test::defaultNeedling();
    const SkinGrip dry = skinGrip(needling, 1.0f, 0.0f, 250.0);
    EXPECT_NEAR(dry.slides_m, 2.0e-3f, 1e-9f);
    EXPECT_NEAR(dry.sticks_m, 2.6e-3f, 1e-9f);
    // under a full film mu is 0.1
    EXPECT_NEAR(skinGrip(needling, 1.0f, 1.0f, 250.0).slides_m, 0.4e-3f, 1e-9f);
    EXPECT_EQ(skinGrip(needling, 0.0f, 0.0f, 250.0).sticks_m, 0.0f);
    EXPECT_EQ(skinGrip(needling, 1.0f, 0.0f, 0.0).sticks_m, 0.0f) << "nothing holds: nothing told";
}

TEST(SkinGrip, MoreGelOrMoreStrainNeverGripsMore) {
    const NeedlingParameters needling = test::defaultNeedling();
    float before_m = 1.0f;
    for (int k = 0; k <= 20; ++k) {
        const float now_m = skinGrip(needling, 1.0f, 0.05f * static_cast<float>(k), 250.0).sticks_m;
        EXPECT_LT(now_m, before_m);
        before_m = now_m;
    }
    before_m = 1.0f;
    for (int k = 0; k <= 20; ++k) {
        const double held = 250.0 * tautHolding(needling, 0.01f * static_cast<float>(k));
        const float now_m = skinGrip(needling, 1.0f, 0.0f, held).sticks_m;
        EXPECT_LT(now_m, before_m);
        before_m = now_m;
    }
}

TEST(DrawSkin, SticksThenSlipsBackAndSlidesOn) {
    const SkinGrip grip{2.6e-3f, 2.0e-3f};
    DrawnSkin drawn;
    EXPECT_EQ(drawSkin(grip, {2.5e-3f, 0.0f, 0.0f}, kUp, drawn), 0.0f);
    EXPECT_FLOAT_EQ(drawn.now_m.x, 2.5e-3f);
    EXPECT_EQ(drawn.before_m.x, 0.0f);
    // 2.7 mm are more than it bears: it slips by 0.7 mm
    EXPECT_NEAR(drawSkin(grip, {0.2e-3f, 0.0f, 0.0f}, kUp, drawn), 0.7e-3f, 1e-9f);
    EXPECT_FLOAT_EQ(drawn.now_m.x, 2.0e-3f);
    EXPECT_FLOAT_EQ(drawn.before_m.x, 2.5e-3f);
    // and it sticks again, from there
    EXPECT_EQ(drawSkin(grip, {0.5e-3f, 0.0f, 0.0f}, kUp, drawn), 0.0f);
    // back the other way it must first be drawn over
    EXPECT_EQ(drawSkin(grip, {-5.0e-3f, 0.0f, 0.0f}, kUp, drawn), 0.0f);
    EXPECT_NEAR(drawn.now_m.x, -2.5e-3f, 1e-9f);
}

TEST(DrawSkin, StaysAlongTheSkinAndWithinItsGrip) {
    Pcg32 random = seededRandom(9);
    DrawnSkin drawn;
    for (int k = 0; k < 5000; ++k) {
        const glm::vec3 normal =
            glm::normalize(glm::vec3(0.3f * nextNormal(random), 1.0f, 0.3f * nextNormal(random)));
        const float slides_m = k % 7 == 0 ? 0.0f : 2e-3f * nextUniform(random);
        const SkinGrip grip{1.3f * slides_m, slides_m};
        const float size_m = k % 50 == 0 ? 1.0f : 1e-4f;
        const glm::vec3 moved_m =
            size_m * glm::vec3(nextNormal(random), nextNormal(random), nextNormal(random));
        const float skip_m = drawSkin(grip, moved_m, normal, drawn);
        ASSERT_TRUE(std::isfinite(skip_m) && skip_m >= 0.0f);
        ASSERT_LE(glm::length(drawn.now_m), grip.sticks_m * 1.00001f + 1e-12f);
        ASSERT_NEAR(glm::dot(drawn.now_m, normal), 0.0f, 1e-7f);
    }
}

TEST(DrawSkin, TheFilmIsAMeanOverTheWayOfAPlatesRadius) {
    DrawnSkin drawn{.held = 1, .film = 1.0f};
    mixFilm(0.0f, 0.0f, 4e-3f, drawn);
    EXPECT_EQ(drawn.film, 1.0f) << "at rest";
    mixFilm(0.0f, 1e-3f, 4e-3f, drawn);
    EXPECT_FLOAT_EQ(drawn.film, 0.75f);
    mixFilm(0.5f, 1.0f, 4e-3f, drawn);
    EXPECT_FLOAT_EQ(drawn.film, 0.5f) << "somewhere else altogether";
}

TEST(DrawSkin, AMirroredWayDrawsMirrored) {
    Pcg32 random = seededRandom(10);
    const SkinGrip grip{1.3e-3f, 1e-3f};
    DrawnSkin left, right;
    for (int k = 0; k < 500; ++k) {
        const glm::vec3 normal =
            glm::normalize(glm::vec3(0.2f * nextNormal(random), 1.0f, 0.2f * nextNormal(random)));
        const glm::vec3 moved_m = 2e-4f * glm::vec3(nextNormal(random), 0.0f, nextNormal(random));
        const float a = drawSkin(grip, moved_m, normal, left);
        const float b = drawSkin(grip, {-moved_m.x, moved_m.y, moved_m.z},
                                 {-normal.x, normal.y, normal.z}, right);
        ASSERT_EQ(a, b);
        ASSERT_EQ(left.now_m, glm::vec3(-right.now_m.x, right.now_m.y, right.now_m.z));
    }
}

} // namespace
} // namespace stipple::sim
