#include "engine/render/chromophores.h"

#include <gtest/gtest.h>

#include <array>
#include <cmath>

namespace stipple::render {
namespace {

float luminance(const glm::vec3& linear) {
    return 0.2126f * linear.x + 0.7152f * linear.y + 0.0722f * linear.z;
}

TEST(Chromophores, MoreOfEitherPigmentIsDarker) {
    for (const float blood : {0.0f, 0.01f, 0.05f, 0.1f, 0.2f}) {
        float last = 2.0f;
        for (float melanin = 0.0f; melanin < 0.51f; melanin += 0.02f) {
            const float now = luminance(skinAlbedo({melanin, blood}));
            EXPECT_LT(now, last) << melanin << " " << blood;
            last = now;
        }
    }
    for (const float melanin : {0.0f, 0.02f, 0.1f, 0.43f}) {
        float last = 2.0f;
        for (float blood = 0.0f; blood < 0.201f; blood += 0.005f) {
            const float now = luminance(skinAlbedo({melanin, blood}));
            EXPECT_LT(now, last) << melanin << " " << blood;
            last = now;
        }
    }
}

// Jacques (1996): melanosomes fill 1.3-6.3 % of the epidermis of lightly, 11-16 % of moderately and
// 18-43 % of darkly pigmented adults. Typology angles of Chardon (1991) and Del Bino (2013): light
// above 41, tan and intermediate 10 to 41, brown -30 to 10, dark below. Blood 1-2 % of the dermis.
TEST(Chromophores, MelaninGivesThePublishedTypologyAngles) {
    struct Row {
        float melanin, least_deg, most_deg;
    };
    for (const Row row :
         {Row{0.013f, 55.0f, 75.0f}, Row{0.045f, 41.0f, 55.0f}, Row{0.075f, 28.0f, 41.0f},
          Row{0.120f, 10.0f, 28.0f}, Row{0.250f, -30.0f, 10.0f}, Row{0.430f, -60.0f, -30.0f}}) {
        const float angle = typologyAngle_deg(skinAlbedo({row.melanin, 0.012f}));
        EXPECT_GT(angle, row.least_deg) << row.melanin;
        EXPECT_LT(angle, row.most_deg) << row.melanin;
    }
}

// Volar forearm of light skin: L* 60-72, a* 5-12, b* 9-20 (Chardon 1991, figure 2). a* is redness.
TEST(Chromophores, LightSkinHasTheColourOfLightSkin) {
    const glm::vec3 lab = labOf(skinAlbedo({0.035f, 0.012f}));
    EXPECT_GT(lab.x, 60.0f);
    EXPECT_LT(lab.x, 72.0f);
    EXPECT_GT(lab.y, 5.0f);
    EXPECT_LT(lab.y, 12.0f);
    EXPECT_GT(lab.z, 9.0f);
    EXPECT_LT(lab.z, 20.0f);
}

// Blood raises a* on every skin; on dark skin less, and there the lightness hardly falls, which is
// why erythema is missed on it.
TEST(Chromophores, AFlushReddensLightSkinMoreThanDark) {
    std::array<float, 3> gains{};
    std::size_t at = 0;
    for (const float melanin : {0.02f, 0.12f, 0.40f}) {
        gains[at++] = labOf(skinAlbedo({melanin, 0.05f})).y - labOf(skinAlbedo({melanin, 0.01f})).y;
    }
    EXPECT_GT(gains[0], 4.0f);
    EXPECT_GT(gains[0], gains[1]);
    EXPECT_GT(gains[1], gains[2]);
}

// Lips are redder and darker than the skin beside them, except in very dark skin, where they are no
// darker (Baras and others 2009): the blood of loops near the surface, and a little less melanin.
TEST(Chromophores, BloodNearTheSurfaceMakesLips) {
    for (const float melanin : {0.02f, 0.12f, 0.33f}) {
        const glm::vec3 skin = labOf(skinAlbedo({melanin, 0.012f}));
        const glm::vec3 lip = labOf(skinAlbedo({0.75f * melanin, 0.12f}));
        EXPECT_GT(lip.y, skin.y + 1.0f) << melanin;
        if (melanin < 0.2f) {
            EXPECT_LT(lip.x, skin.x - 5.0f) << melanin;
        } else {
            EXPECT_NEAR(lip.x, skin.x, 3.0f) << melanin;
        }
    }
    // one after the other: blood under a layer that holds none bends towards violet (b* falls),
    // blood within the layer does not
    float last = labOf(skinAlbedo({0.02f, 0.05f})).z;
    for (float blood = 0.06f; blood < 0.2f; blood += 0.02f) {
        const float now = labOf(skinAlbedo({0.02f, blood})).z;
        EXPECT_GT(now, last) << blood;
        last = now;
    }
}

// Oxygenated haemoglobin absorbs most at 542 and 577 nm with a dip at 560: the W of skin spectra.
TEST(Chromophores, TheSpectrumShowsTheBandsOfBlood) {
    const SkinPigment flushed{0.02f, 0.03f};
    const float first = skinReflectance(flushed, 540.0f), dip = skinReflectance(flushed, 560.0f);
    const float second = skinReflectance(flushed, 580.0f), red = skinReflectance(flushed, 650.0f);
    EXPECT_GT(dip, first);
    EXPECT_GT(dip, second);
    EXPECT_GT(red, 1.5f * dip);
    EXPECT_LT(red, 1.0f);
}

// White in, white out: with nothing that absorbs more than water-like tissue the sum of weights is
// that of daylight, so equal reflectance 1 would be sRGB white. Here: linear white has L* 100.
TEST(Chromophores, LabOfWhiteIsHundred) {
    const glm::vec3 lab = labOf(glm::vec3(1.0f));
    EXPECT_NEAR(lab.x, 100.0f, 0.05f);
    EXPECT_NEAR(lab.y, 0.0f, 0.1f);
    EXPECT_NEAR(lab.z, 0.0f, 0.1f);
}

} // namespace
} // namespace stipple::render
