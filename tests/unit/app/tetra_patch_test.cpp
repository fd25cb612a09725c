#include "training/app/bullet_patch.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace stipple::app {
namespace {

using Field = std::vector<TetraPatch::Vector>;

PatchPlan smallPlan() {
    return {.width_m = 0.006, .height_m = 0.004, .across = 6, .down = 4, .punchRadius_m = 1.5e-3};
}

TEST(TetraPatch, FillsTheBlock) {
    const TetraPatch patch = tetraPatch(smallPlan());
    EXPECT_EQ(patch.rest_m.size(), 7U * 7U * 5U);
    EXPECT_EQ(patch.corners.size(), 6U * 6U * 4U * 5U);
    EXPECT_EQ(std::count(patch.base.begin(), patch.base.end(), 1), 49);
    EXPECT_EQ(std::count(patch.punch.begin(), patch.punch.end(), 1), 9) << "1 mm and 1.41 mm away";
}

TEST(TetraPatch, EvenCompressionNeedsTheConfinedModulus) {
    // u_z = -0.01 z and nothing sideways: inside no force is left, and the base carries
    // E (1 - nu) / ((1 + nu)(1 - 2 nu)) 0.01 A = 189.66 kPa x 0.01 x 36 mm2 = 68.28 mN
    const TetraPatch patch = tetraPatch(smallPlan());
    Field moved_m;
    for (const TetraPatch::Vector& place : patch.rest_m) {
        moved_m.push_back({0.0, 0.0, -0.01 * place[2]});
    }
    const Field force_N = nodeForces_N(patch, moved_m);
    for (std::size_t i = 0; i < force_N.size(); ++i) {
        const TetraPatch::Vector& place = patch.rest_m[i];
        const bool inside = place[2] > 1e-4 && place[2] < 3.9e-3;
        EXPECT_NEAR(force_N[i][2], 0.0, inside ? 1e-9 : 1.0) << i;
    }
    EXPECT_NEAR(baseForce_N(patch, moved_m), 0.06828, 1e-5);
}

TEST(TetraPatch, AtRestUnderAPlateAsWideAsItselfItIsASpring) {
    // nu 0: nothing bulges, F = E A w / h = 50 kPa x 36 mm2 x 0.1 mm / 4 mm = 45 mN
    PatchPlan plan = smallPlan();
    plan.poissonRatio = 0.0;
    plan.punchRadius_m = 0.01;
    const TetraPatch patch = tetraPatch(plan);
    const Field moved_m = atRest_m(patch, 1e-4);
    EXPECT_NEAR(baseForce_N(patch, moved_m), 0.045, 1e-6);
    for (std::size_t i = 0; i < moved_m.size(); ++i) {
        EXPECT_NEAR(moved_m[i][2], -1e-4 * patch.rest_m[i][2] / 4e-3, 1e-9) << i;
    }
}

void expectPressed(const TetraPatch& patch, const SoftPress& pressed) {
    EXPECT_EQ(pressed.steps, 18U) << "0.15 s in steps of 1/120 s";
    EXPECT_EQ(pressed.wantedSteps, pressed.steps);
    EXPECT_EQ(pressed.pressed_m, 0.2e-3);
    for (std::size_t i = 0; i < patch.rest_m.size(); ++i) {
        const bool held = patch.punch[i] != 0 || patch.base[i] != 0;
        EXPECT_NEAR(pressed.displaced_m[i][2], patch.punch[i] != 0 ? -0.2e-3 : 0.0,
                    held ? 1e-8 : 0.3e-3)
            << i;
    }
}

TEST(BulletPatch, BothSoftBodiesGiveUnderThePunch) {
    const TetraPatch patch = tetraPatch(smallPlan());
    const PressPlan plan{.press_m = 0.2e-3, .speed_mps = 4e-3, .hold_s = 0.1};
    const double rest_N = baseForce_N(patch, atRest_m(patch, plan.press_m));
    // links know nothing of a modulus: only that something is pressed on can be asked of them
    const SoftPress soft = pressSoftBody(patch, plan);
    expectPressed(patch, soft);
    EXPECT_GT(baseForce_N(patch, soft.displaced_m), 0.3 * rest_N);
    // and elasticity comes near the patch at rest, once its world moves at all
    const SoftPress deformable = pressDeformable(patch, plan);
    expectPressed(patch, deformable);
    EXPECT_NEAR(baseForce_N(patch, deformable.displaced_m), rest_N, 0.15 * rest_N);
}

TEST(BulletPatch, EndsWhenItsTimeIsOver) {
    const TetraPatch patch = tetraPatch(smallPlan());
    const SoftPress soft = pressSoftBody(patch, {.budget_s = 0.0});
    EXPECT_EQ(soft.steps, 1U);
    EXPECT_EQ(soft.wantedSteps, 60U);
    EXPECT_NEAR(soft.pressed_m, 1e-3 / 120.0, 1e-12);
}

} // namespace
} // namespace stipple::app
