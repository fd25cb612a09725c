#include "engine/sim/needle_depth.h"

#include "engine/base/random.h"
#include "tests/support/flat_model.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

namespace stipple::sim {
namespace {

/// Numbers of the data file: the test models' skin does not stiffen with speed.
NeedlingParameters shipped() {
    NeedlingParameters needling = test::defaultNeedling();
    needling.rateMost = 2.5f;
    return needling;
}

const NeedlingParameters kNeedling = shipped();

TEST(NeedleDepth, OpeningForceIsTheMeasuredLine) {
    // Roemgens 2014: 20 mN at 5 um, 167 mN at 37 um, a straight line between
    EXPECT_FLOAT_EQ(openingForce_N(kNeedling, 5e-6f), 0.020f);
    EXPECT_FLOAT_EQ(openingForce_N(kNeedling, 37e-6f), 0.167f);
    EXPECT_NEAR(openingForce_N(kNeedling, 21e-6f), 0.0935f, 1e-7f);
    // finer than any that was measured: in proportion, so that it never turns negative
    EXPECT_NEAR(openingForce_N(kNeedling, 2.5e-6f), 0.010f, 1e-7f);
    EXPECT_EQ(openingForce_N(kNeedling, 0.0f), 0.0f);
}

TEST(NeedleDepth, OpeningForceFallsWithSpeedAsTheExponentSays) {
    EXPECT_EQ(openingShare(kNeedling, 0.0f), 1.0f);
    EXPECT_EQ(openingShare(kNeedling, 0.001f), 1.0f);
    // a thousand times faster, to the power of -1/5: 1 / 3.9811
    EXPECT_NEAR(openingShare(kNeedling, 1.0f), 0.251189f, 1e-6f);
    // Schneider 1978: no dependence on velocity
    NeedlingParameters one = kNeedling;
    one.openingRate = 0.0f;
    EXPECT_EQ(openingShare(one, 1.0f), 1.0f);
    // Olatunji 2013: 0.030 N at 0.5 mm/s, 0.0216 N at 1.0 mm/s
    one.openingRate = 0.47f;
    one.rateFrom_mps = 0.5e-3f;
    EXPECT_NEAR(openingShare(one, 1.0e-3f), 0.0216f / 0.030f, 0.005f);
}

TEST(NeedleDepth, SkinStiffensWithSpeedUpToALimit) {
    // k = 1 + 0.35 log10(v / 1 mm/s), from 1 to 2.5
    EXPECT_EQ(rateStiffening(kNeedling, 0.0005f), 1.0f);
    EXPECT_NEAR(rateStiffening(kNeedling, 0.1f), 1.7f, 1e-6f);
    EXPECT_NEAR(rateStiffening(kNeedling, 1.0f), 2.05f, 1e-6f);
    EXPECT_EQ(rateStiffening(kNeedling, 1000.0f), 2.5f);
}

TEST(NeedleDepth, FrictionRunsFromDryToGel) {
    EXPECT_FLOAT_EQ(frictionOf(kNeedling, 0.0f), 0.5f);
    EXPECT_FLOAT_EQ(frictionOf(kNeedling, 0.5f), 0.3f);
    EXPECT_FLOAT_EQ(frictionOf(kNeedling, 1.0f), 0.1f);
    EXPECT_FLOAT_EQ(frictionOf(kNeedling, 7.0f), 0.1f);
}

TEST(NeedleDepth, PullingOutTheNeedleThatWasMeasuredTakesItsForce) {
    // Lam 2008: 0.1 mN for a needle of 100 um that is 100 um deep; mu 0.5 (dry)
    const NeedlePush push = needlePush(kNeedling, {.shaftDiameter_m = 100e-6f, .gel = 0.0f});
    EXPECT_NEAR(push.drag_NpM * 100e-6f, 0.1e-3f, 0.001e-3f);
}

TEST(NeedleDepth, WearBluntsTheTipTwoToFourfold) {
    EXPECT_EQ(wearOf(kNeedling, 0, 0), 0.0f);
    EXPECT_FLOAT_EQ(wearOf(kNeedling, 250000, 0), 0.5f);
    EXPECT_FLOAT_EQ(wearOf(kNeedling, 250000, 1250), 0.75f); // bone wears a hundred times faster
    EXPECT_EQ(wearOf(kNeedling, 10000000, 0), 1.0f);
    EXPECT_FLOAT_EQ(wornTip_m(kNeedling, 8e-6f, 0.0f), 8e-6f);
    const float worn = openingForce_N(kNeedling, wornTip_m(kNeedling, 8e-6f, 1.0f)) /
                       openingForce_N(kNeedling, 8e-6f);
    EXPECT_GT(worn, 2.0f);
    EXPECT_LT(worn, 4.0f);
    EXPECT_FLOAT_EQ(wornTip_m(kNeedling, 30e-6f, 1.0f), 30e-6f) << "wear never sharpens";
}

TEST(NeedleDepth, TheGuardHoldsUntilItsForceIsSpent) {
    // 40 mm/N inside the plate, 100 mm/N free; 5 of 10 mN are held: 0.4 + 0.06 * 5 = 0.7 mm
    NeedlePush push{.open_N = 0.010f, .guard_N = 0.005f};
    const NeedleGive give{0.100f, 0.040f};
    EXPECT_NEAR(dimple_m(push, give, 0.010f), 0.7e-3f, 1e-9f);
    EXPECT_NEAR(dimple_m(push, give, 0.005f), 0.2e-3f, 1e-9f);
    push.guard_N = 0.0f;
    EXPECT_NEAR(dimple_m(push, give, 0.010f), 1.0e-3f, 1e-9f) << "hovering";
    push.softness = 0.5f;
    EXPECT_NEAR(dimple_m(push, give, 0.010f), 0.5e-3f, 1e-9f) << "fast";
    push.locking_m = 0.5e-3f;
    EXPECT_NEAR(dimple_m(push, give, 0.010f), 0.25e-3f, 1e-9f) << "0.5 / (1 + 0.5 / 0.5)";
}

TEST(NeedleDepth, IsWhatTheSkinDidNotFollow) {
    const NeedleGive give{0.040f, 0.040f};
    NeedlePush push{.open_N = 0.010f};
    // 10 mN sink 0.4 mm
    const NeedleDepth easy = needleDepth(push, give, 1e-3f, {});
    EXPECT_NEAR(easy.depth_m, 0.6e-3f, 1e-9f);
    EXPECT_NEAR(easy.dimple_m, 0.4e-3f, 1e-9f);
    EXPECT_EQ(easy.stop, NeedleStop::Travel);
    // with 5 N/m of friction: 0.5 mm deep it bears 12.5 mN, which sink 0.5 mm
    push.drag_NpM = 5.0f;
    const NeedleDepth dragged = needleDepth(push, give, 1e-3f, {});
    EXPECT_NEAR(dragged.depth_m, 0.5e-3f, 1e-9f);
    EXPECT_NEAR(dragged.dimple_m, dimple_m(push, give, 0.0125f), 1e-9f);
}

TEST(NeedleDepth, TellsWhatStoppedIt) {
    const NeedleGive give{0.040f, 0.040f};
    NeedlePush push{.open_N = 0.010f, .drag_NpM = 5.0f};
    EXPECT_EQ(needleDepth(push, give, 0.0f, {}).stop, NeedleStop::Air);
    EXPECT_EQ(needleDepth(push, give, -1e-3f, {}).stop, NeedleStop::Air);

    const NeedleDepth dented = needleDepth(push, give, 0.3e-3f, {});
    EXPECT_EQ(dented.stop, NeedleStop::Skin);
    EXPECT_EQ(dented.depth_m, 0.0f);
    EXPECT_FLOAT_EQ(dented.dimple_m, 0.3e-3f);

    const NeedleDepth bone = needleDepth(push, give, 2e-3f, {.base_m = 1e-3f});
    EXPECT_EQ(bone.stop, NeedleStop::Bone);
    EXPECT_NEAR(bone.depth_m, 0.5e-3f, 1e-9f) << "as with a reach of 1 mm";

    const NeedleDepth root = needleDepth(push, give, 2e-3f, {.length_m = 0.7e-3f});
    EXPECT_EQ(root.stop, NeedleStop::Length);
    EXPECT_FLOAT_EQ(root.depth_m, 0.7e-3f);

    push.most_N = 0.011f; // 1 mN for friction: 0.2 mm
    const NeedleDepth stalled = needleDepth(push, give, 1e-3f, {});
    EXPECT_EQ(stalled.stop, NeedleStop::Force);
    EXPECT_NEAR(stalled.depth_m, 0.2e-3f, 1e-9f);
    push.most_N = 0.009f;
    EXPECT_EQ(needleDepth(push, give, 1e-3f, {}).stop, NeedleStop::Force);
    EXPECT_EQ(needleDepth(push, give, 1e-3f, {}).depth_m, 0.0f) << "never opened the skin";
}

/// A random needle in random skin.
struct Case {
    NeedlePush push;
    NeedleGive give;
    float reach_m;
    NeedleLimits limits;
};

Case anyCase(Pcg32& random) {
    Case one;
    one.push.open_N = 0.2f * nextUniform(random) * nextUniform(random);
    one.push.drag_NpM = 5.0f * nextUniform(random);
    one.push.softness = 1.0f / (1.0f + 1.5f * nextUniform(random));
    one.push.locking_m = nextBits(random) % 4U == 0 ? 0.0f : 5e-3f * nextUniform(random) + 1e-4f;
    one.push.guard_N = nextBits(random) % 3U == 0 ? 0.0f : 0.1f * nextUniform(random);
    one.push.most_N = nextBits(random) % 2U == 0 ? 0.0f : 0.3f * nextUniform(random) + 1e-3f;
    one.give.free_mpN = 0.3f * nextUniform(random);
    one.give.guarded_mpN = one.give.free_mpN * nextUniform(random);
    one.reach_m = 4e-3f * nextUniform(random) - 0.5e-3f;
    one.limits.length_m = 3e-3f * nextUniform(random) + 1e-4f;
    one.limits.base_m = nextBits(random) % 2U == 0 ? 1.0f : 4e-3f * nextUniform(random);
    return one;
}

float depthOf(const Case& one) {
    return needleDepth(one.push, one.give, one.reach_m, one.limits).depth_m;
}

TEST(NeedleDepth, WhateverComesItStaysWithinItsBounds) {
    Pcg32 random = seededRandom(404);
    for (int k = 0; k < 200000; ++k) {
        const Case one = anyCase(random);
        const NeedleDepth out = needleDepth(one.push, one.give, one.reach_m, one.limits);
        ASSERT_TRUE(std::isfinite(out.depth_m) && std::isfinite(out.dimple_m));
        ASSERT_GE(out.depth_m, 0.0f);
        ASSERT_GE(out.dimple_m, 0.0f);
        ASSERT_LE(out.depth_m, one.limits.length_m);
        // a way of 4 mm, to float rounding
        const float way_m = std::max(0.0f, std::min(one.reach_m, one.limits.base_m));
        ASSERT_LE(out.depth_m + out.dimple_m, way_m + 2e-9f);
    }
}

TEST(NeedleLift, IsFrictionTimesGive) {
    // dry: 0.5 x 6.4 kPa x pi x 250 um = 2.5133 N/m, so 1 mm in the skin pulls with 2.5133 mN; held
    // skin gives 20 mm/N
    const NeedlePush push = needlePush(kNeedling, {.shaftDiameter_m = 250e-6f});
    EXPECT_NEAR(push.drag_NpM, 2.51327f, 1e-5f);
    NeedlePush seated = push;
    seated.guard_N = 0.01f;
    const NeedleGive give{0.05f, 0.02f};
    EXPECT_NEAR(needleLift_m(seated, give, 1e-3f), 50.265e-6f, 1e-9f);
    // with no plate on it the skin is free
    EXPECT_NEAR(needleLift_m(push, give, 1e-3f), 125.66e-6f, 1e-8f);
    // a fifth of the friction under gel
    NeedlePush gel = needlePush(kNeedling, {.shaftDiameter_m = 250e-6f, .gel = 1.0f});
    gel.guard_N = 0.01f;
    EXPECT_NEAR(needleLift_m(gel, give, 1e-3f), 10.053e-6f, 1e-9f);
    // u = s / (1 + s / lock): half of it at its own locking press
    seated.locking_m = 50.265e-6f;
    EXPECT_NEAR(needleLift_m(seated, give, 1e-3f), 0.5f * 50.265e-6f, 1e-9f);
    EXPECT_EQ(needleLift_m(seated, give, 0.0f), 0.0f);
    EXPECT_EQ(needleLift_m(push, {5.0f, 5.0f}, 1e-3f), 1e-3f) << "never more than is buried";
}

TEST(NeedleLift, MoreFrictionOrGiveNeverLiftsLess) {
    Pcg32 random = seededRandom(406);
    for (int k = 0; k < 100000; ++k) {
        const Case one = anyCase(random);
        const float depth_m = depthOf(one);
        const float lift_m = needleLift_m(one.push, one.give, depth_m);
        ASSERT_TRUE(std::isfinite(lift_m) && lift_m >= 0.0f && lift_m <= depth_m);
        const float more = 1.0f + nextUniform(random);
        Case other = one;
        other.push.drag_NpM *= more;
        ASSERT_GE(needleLift_m(other.push, one.give, depth_m), lift_m);
        other = one;
        other.give = {one.give.free_mpN * more, one.give.guarded_mpN * more};
        ASSERT_GE(needleLift_m(one.push, other.give, depth_m), lift_m);
        ASSERT_GE(needleLift_m(one.push, one.give, depth_m * more), lift_m);
    }
}

TEST(NeedleDepth, MoreNeverGivesLess) {
    // farther out, sharper, faster skin, a firmer plate, a longer needle, a stronger drive, more
    // gel
    constexpr float kRounding_m = 2e-9f;
    Pcg32 random = seededRandom(405);
    for (int k = 0; k < 100000; ++k) {
        const Case one = anyCase(random);
        const float before_m = depthOf(one);
        const float more = 1.0f + nextUniform(random), less = nextUniform(random);
        Case other = one;
        other.reach_m += 1e-3f * nextUniform(random);
        ASSERT_GE(depthOf(other), before_m - kRounding_m) << "reach, case " << k;
        other = one;
        other.push.open_N *= less;
        ASSERT_GE(depthOf(other), before_m - kRounding_m) << "opening force, case " << k;
        other = one;
        other.push.drag_NpM *= less;
        ASSERT_GE(depthOf(other), before_m - kRounding_m) << "friction, case " << k;
        other = one;
        other.push.softness *= less;
        ASSERT_GE(depthOf(other), before_m - kRounding_m) << "stiffness, case " << k;
        other = one;
        other.push.most_N *= more;
        ASSERT_GE(depthOf(other), before_m - kRounding_m) << "drive, case " << k;
        other = one;
        other.limits.length_m *= more;
        ASSERT_GE(depthOf(other), before_m - kRounding_m) << "length, case " << k;
        other = one;
        other.push.guard_N = one.push.guard_N * more + 0.01f * less;
        ASSERT_GE(depthOf(other), before_m - kRounding_m) << "plate, case " << k;
    }
}

} // namespace
} // namespace stipple::sim
