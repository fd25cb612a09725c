#include "engine/base/fixed_math.h"
#include "engine/sim/layered_quadrature.h"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <numeric>

namespace stipple {
namespace {

TEST(FixedBessel, AgreesWithTheLibraryAndTheTables) {
    // Abramowitz and Stegun, tables 9.1 and 9.4
    std::array<double, 6> order{}, moment{};
    fixedBessel(1.0, order, moment);
    EXPECT_NEAR(order[0], 0.7651976865579666, 1e-15);
    EXPECT_NEAR(order[1], 0.4400505857449335, 1e-15);
    fixedBessel(10.0, order, moment);
    EXPECT_NEAR(order[5], -0.2340615281867936, 1e-14);
    for (double x = 1e-4; x < 400.0; x = x * 1.3 + 0.01) {
        fixedBessel(x, order, moment);
        for (std::size_t m = 0; m < order.size(); ++m) {
            EXPECT_NEAR(order[m], std::cyl_bessel_j(static_cast<double>(m), x), 1e-11)
                << m << " " << x;
        }
    }
}

TEST(FixedBessel, MomentsAreTheIntegrals) {
    std::array<double, 8> order{}, moment{};
    for (const double x : {0.003, 0.7, 5.0, 31.0, 240.0, 900.0}) {
        std::array<double, 8> sum{};
        const std::vector<double> edges = sim::growingEdges(1.0, 2.0, x);
        for (const sim::QuadratureNode& node : sim::gaussPanels(edges, 12)) {
            fixedBessel(node.place, order, moment);
            for (std::size_t m = 0; m < order.size(); ++m) {
                sum[m] += node.weight * node.place * order[m];
            }
        }
        fixedBessel(x, order, moment);
        EXPECT_NEAR(moment[0], x * order[1], 1e-12 * (1.0 + x));
        for (std::size_t m = 0; m < order.size(); ++m) {
            EXPECT_NEAR(moment[m], sum[m], 1e-11 * (1.0 + x)) << m << " " << x;
        }
    }
}

TEST(FixedBessel, NothingIsLostNearZero) {
    std::array<double, 3> order{}, moment{};
    for (const double x : {0.0, 1e-9, 0.9e-6, 1.1e-6, 1e-3}) {
        fixedBessel(x, order, moment);
        EXPECT_NEAR(order[0], 1.0 - 0.25 * x * x, 1e-12);
        EXPECT_NEAR(order[1], 0.5 * x, 1e-6 * x);
        EXPECT_NEAR(moment[0], 0.5 * x * x, 1e-6 * x * x);
    }
}

TEST(GaussRule, IsExactForPolynomials) {
    // a rule of 5 nodes: integral of x^9 over 0..2 = 102.4; one of x^10 is already off
    const auto power = [](const std::vector<sim::QuadratureNode>& rule, int degree) {
        return std::accumulate(rule.begin(), rule.end(), 0.0, [&](double sum, const auto& node) {
            return sum + node.weight * std::pow(node.place, degree);
        });
    };
    const auto five = sim::gaussLegendre(5, 0.0, 2.0);
    EXPECT_NEAR(power(five, 9), 102.4, 1e-12);
    EXPECT_GT(std::abs(power(five, 10) - 2048.0 / 11.0), 1e-3);
    EXPECT_NEAR(power(sim::gaussLegendre(96, 0.0, 1.0), 100), 1.0 / 101.0, 1e-15);
    EXPECT_LT(five[0].place, five[1].place);
}

} // namespace
} // namespace stipple
