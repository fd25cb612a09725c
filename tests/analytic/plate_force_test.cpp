#include "engine/sim/layered_compliance.h"

#include <gtest/gtest.h>

#include <vector>

// The plate's closed form against exact solutions: Sneddon's half-space, the bonded layer of Hayes
// (1972) and multilayer stacks. Exact values: shared/performance.md, section 2, T1, T3 and T4.

namespace stipple::sim {
namespace {

struct Slab {
    float thickness_m, modulus_Pa;
};

/// Layers from the surface down, all of one Poisson's ratio, on a rigid base; locking off.
TissueStack stackOf(const std::vector<Slab>& slabs, float poisson) {
    TissueStack stack;
    for (std::size_t k = 0; k < slabs.size(); ++k) {
        stack.layers[k] = {slabs[k].thickness_m, slabs[k].modulus_Pa, poisson};
    }
    stack.lockingStrain = 0.0f;
    return stack;
}

/// Force over that of the half-space with the same modulus: kappa of Hayes.
double kappa(double radiusOverThickness, float poisson) {
    constexpr float kRadius_m = 0.004f, kModulus_Pa = 50e3f, kPress_m = 1e-4f;
    const auto thickness_m = static_cast<float>(0.004 / radiusOverThickness);
    const double nu = static_cast<double>(poisson);
    const double halfSpace_N = 2.0 * 0.004 * 50e3 * 1e-4 / (1.0 - nu * nu);
    return static_cast<double>(
               plateForce_N(stackOf({{thickness_m, kModulus_Pa}}, poisson), kRadius_m, kPress_m)) /
           halfSpace_N;
}

TEST(PlateForce, DeepTissueIsAHalfSpace) {
    // F = 2 a E w / (1 - nu^2) = 2 * 0.004 * 50000 * 0.001 / (1 - 0.45^2) = 0.4 / 0.7975 N
    const TissueStack deep = stackOf({{4.0f, 50e3f}}, 0.45f);
    EXPECT_NEAR(plateForce_N(deep, 0.004f, 0.001f), 0.4 / 0.7975, 0.4 / 0.7975 * 2e-3);
}

TEST(PlateForce, OneBondedLayerAgainstHayes) {
    struct Row {
        float poisson;
        double radiusOverThickness, exact, errorPercent;
    };
    // The last column is how far the closed form may be off, stated from a run and rounded up:
    // what matters is that it is known, and that soft tissue (nu near 0.48) is the good case.
    const std::vector<Row> rows{
        {0.30f, 0.2, 1.207, 1},    {0.30f, 0.4, 1.473, 2},    {0.30f, 0.6, 1.785, 5},
        {0.30f, 0.8, 2.126, 8},    {0.30f, 1.0, 2.484, 11},   {0.30f, 1.5, 3.409, 18},
        {0.30f, 2.0, 4.353, 26},   {0.45f, 0.2, 1.252, 3},    {0.45f, 0.4, 1.599, 5},
        {0.45f, 0.6, 2.033, 4},    {0.45f, 0.8, 2.535, 2},    {0.45f, 1.0, 3.091, 2},
        {0.45f, 1.5, 4.658, 11},   {0.45f, 2.0, 6.421, 20},   {0.4999f, 0.2, 1.281, 5},
        {0.4999f, 0.4, 1.684, 9},  {0.4999f, 0.6, 2.212, 12}, {0.4999f, 0.8, 2.859, 12},
        {0.4999f, 1.0, 3.617, 12}, {0.4999f, 1.5, 5.999, 6},  {0.4999f, 2.0, 9.140, 5}};
    for (const Row& row : rows) {
        const double got = kappa(row.radiusOverThickness, row.poisson);
        EXPECT_NEAR(got, row.exact, row.exact * row.errorPercent / 100.0)
            << "nu " << row.poisson << " a/h " << row.radiusOverThickness << ": "
            << 100.0 * (got / row.exact - 1.0) << " %";
    }
}

TEST(PlateForce, StacksAgainstTheExactLayeredSolution) {
    struct Row {
        std::vector<Slab> slabs;
        float poisson;
        double exact_mN;
    };
    // 8 mm plate, 1 mm deep, linear; one layer, four stiff-on-soft stacks.
    const std::vector<Row> rows{
        {{{0.005f, 50e3f}}, 0.45f, 1271.7},
        {{{0.00125f, 100e3f}, {0.00375f, 10e3f}}, 0.45f, 478.2},
        {{{0.0015f, 100e3f}, {0.0035f, 10e3f}}, 0.48f, 639.5},
        {{{0.0015f, 35e3f}, {0.0035f, 2e3f}}, 0.48f, 156.2},
        {{{0.0001f, 1e6f}, {0.0014f, 100e3f}, {0.0035f, 10e3f}}, 0.48f, 689.9}};
    for (const Row& row : rows) {
        const double got_mN =
            1e3 *
            static_cast<double>(plateForce_N(stackOf(row.slabs, row.poisson), 0.004f, 0.001f));
        const double percent = 100.0 * (got_mN / row.exact_mN - 1.0);
        EXPECT_NEAR(percent, 0.0, 5.0) << row.exact_mN;
        RecordProperty("error_percent_" + std::to_string(static_cast<int>(row.exact_mN)),
                       std::to_string(percent));
    }
}

TEST(PlateForce, SplittingALayerChangesNothing) {
    const TissueStack one = stackOf({{0.004f, 20e3f}}, 0.48f);
    const TissueStack four =
        stackOf({{0.0005f, 20e3f}, {0.001f, 20e3f}, {0.0015f, 20e3f}, {0.001f, 20e3f}}, 0.48f);
    EXPECT_NEAR(plateForce_N(one, 0.0045f, 5e-4f) / plateForce_N(four, 0.0045f, 5e-4f), 1.0, 1e-6);
}

TEST(PlateForce, LinearForceIsProportionalToPressAndModulus) {
    const TissueStack soft = stackOf({{0.004f, 20e3f}}, 0.48f);
    const TissueStack stiff = stackOf({{0.004f, 60e3f}}, 0.48f);
    const double one = static_cast<double>(plateForce_N(soft, 0.0045f, 1e-4f));
    EXPECT_NEAR(static_cast<double>(plateForce_N(soft, 0.0045f, 2e-4f)), 2.0 * one, one * 1e-6);
    EXPECT_NEAR(static_cast<double>(plateForce_N(stiff, 0.0045f, 1e-4f)), 3.0 * one, one * 1e-6);
}

} // namespace
} // namespace stipple::sim
