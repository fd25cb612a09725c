#include "assets/import/atlas_charts.h"

#include "assets/import/chart_overlap.h"
#include "assets/import/chart_spacing.h"

#include <glm/geometric.hpp>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <utility>

namespace stipple::importer {

namespace {

constexpr std::uint32_t kNobody = 0xffffffffU;
// cosine of the cone in which the normals of a chart lie: 26 degrees, shortens by 1.11 at most
constexpr double kConeCosine = 0.9;
// ears, scalp and what lies behind the lips: fewer charts matter more than even texels
constexpr double kWideConeCosine = 0.5;
// the charts of the wide cone let texels lie farther apart than this where they are tilted more
constexpr double kWideLeastCosine = 0.75;
constexpr std::size_t kSeedsTried = 96;
constexpr int kAxisRounds = 3;

struct QuadShape {
    glm::dvec3 middle{0.0};
    glm::dvec3 twiceArea{0.0};       ///< along the mean normal
    std::vector<glm::dvec3> normals; ///< of the smallest quads in it
    std::array<std::uint32_t, 4> beside{kNobody, kNobody, kNobody, kNobody};
};

glm::dvec3 normalized(const glm::dvec3& v) {
    const double length = std::sqrt(glm::dot(v, v));
    return length > 0.0 ? v / length : glm::dvec3(0.0, 0.0, 1.0);
}

QuadShape shapeOf(const QuadGrid& quad, const std::vector<glm::dvec3>& points) {
    QuadShape shape;
    for (std::size_t j = 0; j + 1 < kGridSide; ++j) {
        for (std::size_t i = 0; i + 1 < kGridSide; ++i) {
            const glm::dvec3 a = points[quad[j][i]];
            const glm::dvec3 b = points[quad[j][i + 1]];
            const glm::dvec3 c = points[quad[j + 1][i + 1]];
            const glm::dvec3 d = points[quad[j + 1][i]];
            const glm::dvec3 twiceArea = glm::cross(c - a, d - b);
            shape.normals.push_back(normalized(twiceArea));
            shape.twiceArea += twiceArea;
        }
    }
    shape.middle = points[quad[kGridSide / 2][kGridSide / 2]];
    return shape;
}

std::vector<QuadShape> shapesOf(const std::vector<CageQuad>& quads, const LimitGrid& grid) {
    std::vector<QuadShape> shapes;
    std::map<std::pair<std::uint32_t, std::uint32_t>, std::uint32_t> open;
    for (std::uint32_t q = 0; q < quads.size(); ++q) {
        shapes.push_back(shapeOf(grid.quads[q], grid.neutral_m));
        for (std::size_t k = 0; k < 4; ++k) {
            const auto edge = std::minmax(quads[q].point[k], quads[q].point[(k + 1) % 4]);
            const auto [at, fresh] = open.emplace(edge, q * 4 + static_cast<std::uint32_t>(k));
            if (!fresh) {
                const std::uint32_t other = at->second / 4;
                shapes[q].beside[k] = other;
                shapes[other].beside[at->second % 4] = q;
            }
        }
    }
    return shapes;
}

// smallest cosine between an axis and the normals of a quad
double leastCosine(const QuadShape& shape, const glm::dvec3& axis) {
    double least = 1.0;
    for (const glm::dvec3& normal : shape.normals) {
        least = std::min(least, glm::dot(normal, axis));
    }
    return least;
}

class ChartCutter {
public:
    ChartCutter(const std::vector<CageQuad>& quads, const LimitGrid& grid)
        : quads_(quads), shapes_(shapesOf(quads, grid)), taken_(quads.size(), false) {}

    // the next chart's quads and axis; empty when all are taken
    std::pair<std::vector<std::uint32_t>, glm::dvec3> next() {
        std::vector<std::uint32_t> free;
        for (std::uint32_t q = 0; q < quads_.size(); ++q) {
            if (!taken_[q]) {
                free.push_back(q);
            }
        }
        if (free.empty()) {
            return {};
        }
        // the seed that gives the largest chart
        const std::size_t stride = std::max<std::size_t>(1, free.size() / kSeedsTried);
        std::vector<std::uint32_t> best;
        std::uint32_t bestSeed = free.front();
        double bestArea = -1.0;
        for (std::size_t i = 0; i < free.size(); i += stride) {
            const std::vector<std::uint32_t> grown =
                grow(free[i], normalized(shapes_[free[i]].twiceArea));
            const double area = areaOf(grown);
            if (area > bestArea) {
                bestArea = area;
                best = grown;
                bestSeed = free[i];
            }
        }
        glm::dvec3 axis = meanNormal(best);
        for (int round = 0; round < kAxisRounds; ++round) {
            const std::vector<std::uint32_t> grown = grow(bestSeed, axis);
            if (areaOf(grown) > bestArea) {
                best = grown;
                bestArea = areaOf(grown);
            }
            axis = meanNormal(grown);
        }
        axis = widestFit(best);
        for (const std::uint32_t q : best) {
            taken_[q] = true;
        }
        return {best, axis};
    }

    void giveBack(std::uint32_t quad) { taken_[quad] = false; }
    [[nodiscard]] double leastCosineOf(std::uint32_t quad, const glm::dvec3& axis) const {
        return leastCosine(shapes_[quad], axis);
    }
    [[nodiscard]] const QuadShape& shape(std::uint32_t quad) const { return shapes_[quad]; }

private:
    [[nodiscard]] double areaOf(const std::vector<std::uint32_t>& list) const {
        double area = 0.0;
        for (const std::uint32_t q : list) {
            area += std::sqrt(glm::dot(shapes_[q].twiceArea, shapes_[q].twiceArea));
        }
        return area;
    }

    [[nodiscard]] glm::dvec3 meanNormal(const std::vector<std::uint32_t>& list) const {
        glm::dvec3 sum(0.0);
        for (const std::uint32_t q : list) {
            sum += shapes_[q].twiceArea;
        }
        return normalized(sum);
    }

    // moves the axis towards the normal that fits worst, a little less each time: the cone's middle
    [[nodiscard]] glm::dvec3 widestFit(const std::vector<std::uint32_t>& list) const {
        glm::dvec3 axis = meanNormal(list);
        glm::dvec3 best = axis;
        double bestCosine = -2.0;
        for (int round = 1; round <= 40; ++round) {
            double least = 2.0;
            glm::dvec3 worst = axis;
            for (const std::uint32_t q : list) {
                for (const glm::dvec3& normal : shapes_[q].normals) {
                    const double cosine = glm::dot(normal, axis);
                    if (cosine < least) {
                        least = cosine;
                        worst = normal;
                    }
                }
            }
            if (least > bestCosine) {
                bestCosine = least;
                best = axis;
            }
            axis = normalized(axis + (0.5 / round) * worst);
        }
        return best;
    }

    // free quads reached from the seed over edges, nearest first, whose normals fit the axis
    [[nodiscard]] std::vector<std::uint32_t> grow(std::uint32_t seed,
                                                  const glm::dvec3& axis) const {
        const bool dense = isDense(quads_[seed].grain);
        const double cone = dense ? kConeCosine : kWideConeCosine;
        std::vector<std::uint32_t> grown;
        std::set<std::pair<double, std::uint32_t>> waiting{{0.0, seed}};
        std::set<std::uint32_t> seen{seed};
        while (!waiting.empty()) {
            const std::uint32_t q = waiting.begin()->second;
            waiting.erase(waiting.begin());
            grown.push_back(q);
            for (const std::uint32_t b : shapes_[q].beside) {
                if (b == kNobody || taken_[b] || isDense(quads_[b].grain) != dense ||
                    !seen.insert(b).second) {
                    continue;
                }
                const double cosine = leastCosine(shapes_[b], axis);
                if (cosine >= cone) {
                    const glm::dvec3 way = shapes_[b].middle - shapes_[seed].middle;
                    waiting.emplace(std::sqrt(glm::dot(way, way)) * (2.0 - cosine), b);
                }
            }
        }
        return grown;
    }

    const std::vector<CageQuad>& quads_;
    std::vector<QuadShape> shapes_;
    std::vector<bool> taken_;
};

// right and down in the plane, turned so that the chart's box is smallest
void orient(Chart& chart, const glm::dvec3& axis, const LimitGrid& grid) {
    double best = 1e18;
    Chart turned = chart;
    for (const auto& [right, down] : turnsAbout(axis)) {
        turned.right = right;
        turned.down = down;
        const ChartBox box = chartBox(turned, grid);
        const double area = (box.highX - box.lowX) * (box.highY - box.lowY);
        if (area < best) {
            best = area;
            chart.right = right;
            chart.down = down;
        }
    }
}

} // namespace

glm::dvec2 placeInChart(const Chart& chart, const glm::dvec3& place_m) {
    return glm::dvec2(glm::dot(place_m, chart.right), glm::dot(place_m, chart.down)) /
           chart.spacing_m;
}

std::vector<Chart> cutCharts(const std::vector<CageQuad>& quads, const LimitGrid& grid,
                             const TexelSpacing& spacing) {
    ChartCutter cutter(quads, grid);
    std::vector<Chart> charts;
    for (;;) {
        auto [list, axis] = cutter.next();
        if (list.empty()) {
            return charts;
        }
        Chart chart;
        chart.quads = list;
        chart.dense = isDense(quads[list.front()].grain);
        std::sort(chart.quads.begin(), chart.quads.end());
        if (chart.dense) {
            for (const std::uint32_t q : layDense(chart, axis, grid, spacing.fine_m)) {
                cutter.giveBack(q);
                std::erase(list, q);
            }
        } else {
            double least = 1.0;
            for (const std::uint32_t q : chart.quads) {
                least = std::min(least, cutter.leastCosineOf(q, axis));
            }
            chart.spacing_m = glm::dvec2(spacing.coarse_m * std::max(least, kWideLeastCosine));
            orient(chart, axis, grid);
        }
        const std::vector<std::uint32_t> hidden = overlappingQuads(chart, grid, list);
        std::vector<std::uint32_t> shown;
        std::set_difference(chart.quads.begin(), chart.quads.end(), hidden.begin(), hidden.end(),
                            std::back_inserter(shown));
        for (const std::uint32_t q : hidden) {
            cutter.giveBack(q);
        }
        chart.quads = shown;
        charts.push_back(chart);
    }
}

} // namespace stipple::importer
