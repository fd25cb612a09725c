#include "engine/render/diffusion.h"
#include "shaders/shared/diffusion_taps.h"
#include "shaders/shared/person_shared.h"

#include <glm/geometric.hpp>
#include <gtest/gtest.h>

#include <cmath>

namespace stipple::render {
namespace {

// All light that goes in comes out: the weights of each colour sum to 1 whatever the count.
TEST(Diffusion, NeitherGainsNorLosesLight) {
    for (const std::size_t count : {2U, 7U, 13U, 17U}) {
        glm::vec3 sum(0.0f);
        for (const DiffusionTap& tap : diffusionTaps(count)) {
            sum += tap.weight;
            EXPECT_GE(tap.weight.x, 0.0f);
            EXPECT_GE(tap.weight.z, 0.0f);
        }
        EXPECT_NEAR(sum.x, 1.0f, 1e-5f);
        EXPECT_NEAR(sum.y, 1.0f, 1e-5f);
        EXPECT_NEAR(sum.z, 1.0f, 1e-5f);
    }
}

// Christensen and Burley 2015: the share within r is 1 - exp(-r/d)/4 - 3 exp(-r/3d)/4. At r = 3 d:
// 1 - 0.25 e^-3 - 0.75 e^-1 = 1 - 0.01245 - 0.27591 = 0.71164.
TEST(Diffusion, IsThePublishedProfile) {
    EXPECT_NEAR(diffusedWithin(0.003f, 0.001f), 0.71164f, 1e-4f);
    EXPECT_EQ(diffusedWithin(0.0f, 0.001f), 0.0f);
    // its derivative over the circumference, (exp(-x) + exp(-x/3)) / (8 pi d r), by differences
    const float d = 0.001f, r = 0.0008f, h = 1e-5f;
    const float slope = (diffusedWithin(r + h, d) - diffusedWithin(r - h, d)) / (2.0f * h);
    const float profile = (std::exp(-r / d) + std::exp(-r / (3.0f * d))) / (4.0f * d);
    EXPECT_NEAR(slope / profile, 1.0f, 0.01f);
}

// Jensen 2001: red light travels 3.67 mm in skin, green 1.37, blue 0.68; d is a bit less than a
// third.
TEST(Diffusion, RedGoesFarthest) {
    const glm::vec3 d = skinScatter_m();
    EXPECT_NEAR(d.x, 0.00105f, 0.00003f);
    EXPECT_GT(d.x, 2.0f * d.y);
    EXPECT_GT(d.y, 1.9f * d.z);
    const std::vector<DiffusionTap> taps = diffusionTaps(13);
    EXPECT_EQ(taps.front().offset_m, glm::vec2(0.0f));
    EXPECT_GT(taps.front().weight.z, taps.front().weight.x); // blue stays
    EXPECT_GT(taps.back().weight.x, 5.0f * taps.back().weight.z);
    EXPECT_LT(glm::length(taps.back().offset_m), 0.012f);
}

// The numbers in the shader are those of the profile.
TEST(Diffusion, TheShaderHasTheSameTaps) {
#define STIPPLE_SHARE(r, g, b) glm::vec3(r##f, g##f, b##f)
#define STIPPLE_TAP(x, y, cut, r, g, b)                                                            \
    DiffusionTap{.offset_m = {x##f, y##f}, .weight = {r##f, g##f, b##f}},
    const std::vector<DiffusionTap> shader{
        {.offset_m = {0.0f, 0.0f}, .weight = STIPPLE_DIFFUSION_MIDDLE(STIPPLE_SHARE)},
        STIPPLE_DIFFUSION_TAPS(STIPPLE_TAP)};
    const std::vector<DiffusionTap> taps = diffusionTaps(shared::kDiffusionTaps);
    ASSERT_EQ(shader.size(), taps.size());
    for (std::size_t i = 0; i < taps.size(); ++i) {
        EXPECT_LT(glm::length(shader[i].offset_m - taps[i].offset_m), 1e-7f) << i;
        EXPECT_LT(glm::length(shader[i].weight - taps[i].weight), 1e-6f) << i;
    }
}

} // namespace
} // namespace stipple::render
