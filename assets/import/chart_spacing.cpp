#include "assets/import/chart_spacing.h"

#include <glm/geometric.hpp>

#include <algorithm>
#include <cmath>
#include <utility>

namespace stipple::importer {

namespace {

// Texels are set no closer than this, however bent the nook that would need it.
constexpr double kMostStretch = 2.0;
// smaller triangles in the plane, a hundredth of a millimetre squared, are seen edge-on
constexpr double kEdgeOn_m2 = 1e-10;
// places are rounded to 1/256 of a texel
constexpr double kRounding = 0.996;
// How many more texels a quad takes in another chart than it needs itself: gutters, and blocks
// that are not full. Below this it pays to take it along.
constexpr double kApartCost = 1.5;
// shares of the quads that may be left out of a chart for the sake of one direction
constexpr std::array<double, 14> kLeftOut{0.0,  0.01, 0.02, 0.03, 0.05, 0.07, 0.1,
                                          0.13, 0.17, 0.21, 0.26, 0.32, 0.4,  0.5};

// Directions about a quarter turn whose sines need no library: (a, b) / sqrt(a a + b b).
constexpr std::array<std::array<int, 2>, 12> kTurns{{{1, 0},
                                                     {8, 1},
                                                     {4, 1},
                                                     {8, 3},
                                                     {2, 1},
                                                     {8, 5},
                                                     {4, 3},
                                                     {8, 7},
                                                     {7, 8},
                                                     {3, 4},
                                                     {1, 2},
                                                     {1, 4}}};

double lengthOf(const glm::dvec3& v) {
    return std::sqrt(glm::dot(v, v));
}

void widen(Stretch& stretch, const Stretch& by) {
    stretch.right = std::max(stretch.right, by.right);
    stretch.down = std::max(stretch.down, by.down);
}

// a quad of a chart: what it takes in the plane, and how its texels must be set
struct LaidQuad {
    double area_m2 = 0.0;
    Stretch stretch;
};

LaidQuad laidOf(const Chart& chart, const LimitGrid& grid, std::uint32_t quad) {
    const QuadGrid& g = grid.quads[quad];
    LaidQuad laid;
    for (std::size_t j = 0; j + 1 < kGridSide; ++j) {
        for (std::size_t i = 0; i + 1 < kGridSide; ++i) {
            const std::array<std::uint32_t, 4> p{g[j][i], g[j][i + 1], g[j + 1][i + 1],
                                                 g[j + 1][i]};
            const glm::dvec3 across = glm::cross(grid.neutral_m[p[2]] - grid.neutral_m[p[0]],
                                                 grid.neutral_m[p[3]] - grid.neutral_m[p[1]]);
            laid.area_m2 += 0.5 * std::fabs(glm::dot(across, glm::cross(chart.right, chart.down)));
            // the quad may be cut along either diagonal
            for (std::size_t k = 0; k < 4; ++k) {
                widen(laid.stretch, stretchOf(chart, grid, {p[k], p[(k + 1) % 4], p[(k + 2) % 4]}));
            }
        }
    }
    laid.stretch.right = std::min(laid.stretch.right, kMostStretch);
    laid.stretch.down = std::min(laid.stretch.down, kMostStretch);
    return laid;
}

bool fits(const LaidQuad& quad, const Stretch& most) {
    return quad.stretch.right <= most.right && quad.stretch.down <= most.down;
}

// what the chart takes, in squares of the texels' distance on the skin, if it is laid for `most`
double costOf(const std::vector<LaidQuad>& quads, const Stretch& most) {
    double kept_m2 = 0.0;
    double apart_m2 = 0.0;
    for (const LaidQuad& quad : quads) {
        if (fits(quad, most)) {
            kept_m2 += quad.area_m2;
        } else {
            apart_m2 += quad.area_m2 * quad.stretch.right * quad.stretch.down;
        }
    }
    return kept_m2 > 0.0 ? kept_m2 * most.right * most.down + kApartCost * apart_m2 : 1e18;
}

struct Choice {
    Stretch most;
    double cost = 1e18;
};

Choice cheapest(const std::vector<LaidQuad>& quads) {
    std::vector<double> right;
    std::vector<double> down;
    for (const LaidQuad& quad : quads) {
        right.push_back(quad.stretch.right);
        down.push_back(quad.stretch.down);
    }
    std::sort(right.begin(), right.end());
    std::sort(down.begin(), down.end());
    const double last = static_cast<double>(quads.size() - 1);
    Choice best;
    for (const double outRight : kLeftOut) {
        for (const double outDown : kLeftOut) {
            const Stretch most{.right = right[static_cast<std::size_t>(last * (1.0 - outRight))],
                               .down = down[static_cast<std::size_t>(last * (1.0 - outDown))]};
            const double cost = costOf(quads, most);
            if (cost < best.cost) {
                best = {most, cost};
            }
        }
    }
    return best;
}

// columns and rows of texels
glm::dvec2 spacingFor(const Stretch& stretch, double fine_m) {
    return kRounding * fine_m /
           glm::dvec2(std::min(stretch.right, kMostStretch), std::min(stretch.down, kMostStretch));
}

} // namespace

Stretch stretchOf(const Chart& chart, const LimitGrid& grid,
                  const std::array<std::uint32_t, 3>& points) {
    const auto sides = [&](const std::vector<glm::dvec3>& at_m) {
        return std::pair(at_m[points[1]] - at_m[points[0]], at_m[points[2]] - at_m[points[0]]);
    };
    const auto [ab, ac] = sides(grid.neutral_m);
    const glm::dvec2 b(glm::dot(ab, chart.right), glm::dot(ab, chart.down));
    const glm::dvec2 c(glm::dot(ac, chart.right), glm::dot(ac, chart.down));
    const double twiceArea = b.x * c.y - b.y * c.x;
    Stretch stretch;
    if (std::fabs(twiceArea) < kEdgeOn_m2) {
        return stretch;
    }
    // a metre along the columns is c.y of the one side less b.y of the other
    const auto follow = [&](const glm::dvec3& one, const glm::dvec3& other) {
        widen(stretch, {.right = lengthOf(c.y * one - b.y * other) / std::fabs(twiceArea),
                        .down = lengthOf(b.x * other - c.x * one) / std::fabs(twiceArea)});
    };
    follow(ab, ac);
    for (const std::vector<glm::dvec3>& body_m : grid.bodies_m) {
        const auto [one, other] = sides(body_m);
        follow(one, other);
    }
    return stretch;
}

std::vector<std::pair<glm::dvec3, glm::dvec3>> turnsAbout(const glm::dvec3& axis) {
    const bool steep = std::fabs(axis.y) > 0.9;
    const glm::dvec3 up =
        steep ? glm::dvec3(0.0, 0.0, axis.y > 0.0 ? -1.0 : 1.0) : glm::dvec3(0.0, 1.0, 0.0);
    const glm::dvec3 level = glm::cross(up, axis);
    const glm::dvec3 right = level / lengthOf(level);
    const glm::dvec3 down = glm::cross(right, axis);
    std::vector<std::pair<glm::dvec3, glm::dvec3>> turns;
    for (const auto& [a, b] : kTurns) {
        const double length = std::sqrt(static_cast<double>(a * a + b * b));
        const double c = a / length;
        const double s = b / length;
        turns.emplace_back(c * right + s * down, c * down - s * right);
    }
    return turns;
}

std::vector<std::uint32_t> layDense(Chart& chart, const glm::dvec3& axis, const LimitGrid& grid,
                                    double fine_m) {
    Choice best;
    std::vector<LaidQuad> bestQuads;
    Chart turned = chart;
    for (const auto& [right, down] : turnsAbout(axis)) {
        turned.right = right;
        turned.down = down;
        std::vector<LaidQuad> quads;
        for (const std::uint32_t q : chart.quads) {
            quads.push_back(laidOf(turned, grid, q));
        }
        const Choice choice = cheapest(quads);
        if (choice.cost < best.cost) {
            best = choice;
            bestQuads = std::move(quads);
            chart.right = right;
            chart.down = down;
        }
    }
    std::vector<std::uint32_t> kept;
    std::vector<std::uint32_t> leftOut;
    for (std::size_t i = 0; i < chart.quads.size(); ++i) {
        (fits(bestQuads[i], best.most) ? kept : leftOut).push_back(chart.quads[i]);
    }
    chart.quads = std::move(kept);
    chart.spacing_m = spacingFor(best.most, fine_m);
    return leftOut;
}

void fitSpacing(std::vector<Chart>& charts, const LimitGrid& grid,
                std::span<const ChartTriangle> triangles, double fine_m) {
    std::vector<Stretch> most(charts.size());
    for (const ChartTriangle& triangle : triangles) {
        const Chart& chart = charts[triangle.chart];
        if (chart.dense) {
            widen(most[triangle.chart], stretchOf(chart, grid, triangle.points));
        }
    }
    for (std::size_t c = 0; c < charts.size(); ++c) {
        if (charts[c].dense) {
            charts[c].spacing_m = spacingFor(most[c], fine_m);
        }
    }
}

} // namespace stipple::importer
