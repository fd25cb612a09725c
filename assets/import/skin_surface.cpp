#include "assets/import/skin_surface.h"

#include <glm/geometric.hpp>

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>
#include <utility>

namespace stipple::importer {

namespace {

constexpr std::uint32_t kLast = kGridSide - 1;

double squared(const glm::dvec3& v) {
    return glm::dot(v, v);
}

// longest step of a quad's grid when every `stride`-th point is taken
double longestStep(const QuadGrid& g, const std::vector<glm::dvec3>& points, std::uint32_t stride) {
    double longest = 0.0;
    for (std::uint32_t j = 0; j <= kLast; j += stride) {
        for (std::uint32_t i = 0; i <= kLast; i += stride) {
            const glm::dvec3 here = points[g[j][i]];
            if (i + stride <= kLast) {
                longest = std::max(longest, squared(points[g[j][i + stride]] - here));
            }
            if (j + stride <= kLast) {
                longest = std::max(longest, squared(points[g[j + stride][i]] - here));
            }
        }
    }
    return std::sqrt(longest);
}

// largest distance between a quad's grid and its pieces of `stride` steps, taken as bilinear
double worstError(const QuadGrid& g, const std::vector<glm::dvec3>& points, std::uint32_t stride) {
    double worst = 0.0;
    for (std::uint32_t j = 0; j <= kLast; ++j) {
        for (std::uint32_t i = 0; i <= kLast; ++i) {
            const std::uint32_t i0 = std::min(i / stride * stride, kLast - stride);
            const std::uint32_t j0 = std::min(j / stride * stride, kLast - stride);
            const double u = static_cast<double>(i - i0) / stride;
            const double v = static_cast<double>(j - j0) / stride;
            const glm::dvec3 flat =
                (1.0 - v) * ((1.0 - u) * points[g[j0][i0]] + u * points[g[j0][i0 + stride]]) +
                v * ((1.0 - u) * points[g[j0 + stride][i0]] +
                     u * points[g[j0 + stride][i0 + stride]]);
            worst = std::max(worst, squared(points[g[j][i]] - flat));
        }
    }
    return std::sqrt(worst);
}

// the quads beside each quad, over the edges after corners 0..3
std::vector<std::array<std::uint32_t, 4>> neighboursOf(const std::vector<CageQuad>& quads) {
    std::vector<std::array<std::uint32_t, 4>> beside(quads.size(),
                                                     {kUnset, kUnset, kUnset, kUnset});
    std::map<std::pair<std::uint32_t, std::uint32_t>, std::uint32_t> open;
    for (std::uint32_t q = 0; q < quads.size(); ++q) {
        for (std::uint32_t k = 0; k < 4; ++k) {
            const auto edge = std::minmax(quads[q].point[k], quads[q].point[(k + 1) % 4]);
            const auto [at, fresh] = open.emplace(edge, q * 4 + k);
            if (!fresh) {
                beside[q][k] = at->second / 4;
                beside[at->second / 4][at->second % 4] = q;
            }
        }
    }
    return beside;
}

struct Step {
    std::uint32_t i = 0, j = 0;
};

// makes the vertices of one quad after the other; vertices with the same chart and sheet place are
// one
class SkinMaker {
public:
    SkinMaker(const std::vector<CageQuad>& quads, const LimitGrid& grid,
              const std::vector<Chart>& charts, const Packing& packing)
        : quads_(quads), grid_(grid), charts_(charts), packing_(packing),
          chartOf_(quads.size(), 0) {
        for (std::uint32_t c = 0; c < charts.size(); ++c) {
            for (const std::uint32_t q : charts[c].quads) {
                chartOf_[q] = c;
            }
        }
    }

    // finer[k]: the quad beyond edge k has one level more
    void addQuad(std::uint32_t q, std::uint32_t level, const std::array<bool, 4>& finer) {
        const std::uint32_t stride = kLast >> level;
        for (std::uint32_t j = 0; j < kLast; j += stride) {
            for (std::uint32_t i = 0; i < kLast; i += stride) {
                const std::array<bool, 4> split{finer[0] && j == 0, finer[1] && i + stride == kLast,
                                                finer[2] && j + stride == kLast,
                                                finer[3] && i == 0};
                addPiece(q, {i, j}, stride, split);
            }
        }
    }

    SkinTriangles out;

private:
    void addPiece(std::uint32_t q, Step at, std::uint32_t stride,
                  const std::array<bool, 4>& split) {
        const std::array<Step, 4> corner{Step{at.i, at.j}, Step{at.i + stride, at.j},
                                         Step{at.i + stride, at.j + stride},
                                         Step{at.i, at.j + stride}};
        if (std::none_of(split.begin(), split.end(), [](bool s) { return s; })) {
            const glm::dvec3 a = place(q, corner[0]);
            const glm::dvec3 b = place(q, corner[1]);
            const glm::dvec3 c = place(q, corner[2]);
            const glm::dvec3 d = place(q, corner[3]);
            const std::uint32_t turn = squared(c - a) <= squared(d - b) ? 0 : 1;
            triangle(q, corner[turn], corner[turn + 1], corner[turn + 2]);
            triangle(q, corner[turn], corner[turn + 2], corner[(turn + 3) % 4]);
            return;
        }
        const Step middle{at.i + stride / 2, at.j + stride / 2};
        for (std::size_t k = 0; k < 4; ++k) {
            const Step& a = corner[k];
            const Step& b = corner[(k + 1) % 4];
            if (split[k]) {
                const Step between{(a.i + b.i) / 2, (a.j + b.j) / 2};
                triangle(q, middle, a, between);
                triangle(q, middle, between, b);
            } else {
                triangle(q, middle, a, b);
            }
        }
    }

    [[nodiscard]] glm::dvec3 place(std::uint32_t q, const Step& at) const {
        return grid_.neutral_m[grid_.quads[q][at.j][at.i]];
    }

    void triangle(std::uint32_t q, const Step& a, const Step& b, const Step& c) {
        const std::array<std::uint32_t, 3> corners{vertex(q, a), vertex(q, b), vertex(q, c)};
        out.triangles.push_back(corners);
    }

    std::uint32_t vertex(std::uint32_t q, const Step& at) {
        const CageQuad& quad = quads_[q];
        const double u = static_cast<double>(at.i) / kLast;
        const double v = static_cast<double>(at.j) / kLast;
        SkinVertex vertex;
        vertex.point = grid_.quads[q][at.j][at.i];
        vertex.chart = chartOf_[q];
        vertex.sheetNumber = quad.sheetNumber;
        vertex.sheet = (1.0 - v) * ((1.0 - u) * quad.sheet[0] + u * quad.sheet[1]) +
                       v * ((1.0 - u) * quad.sheet[3] + u * quad.sheet[2]);
        const auto key =
            std::tuple(vertex.point, vertex.chart, vertex.sheetNumber,
                       static_cast<float>(vertex.sheet.x), static_cast<float>(vertex.sheet.y));
        const auto [known, fresh] =
            known_.emplace(key, static_cast<std::uint32_t>(out.vertices.size()));
        if (fresh) {
            if (!charts_.empty()) {
                const AtlasPlace inChart =
                    partsInChart(charts_[vertex.chart], grid_.neutral_m[vertex.point]);
                const AtlasPlace corner = packing_.corner[vertex.chart];
                vertex.atlas = {.x = inChart.x + corner.x, .y = inChart.y + corner.y};
            }
            out.vertices.push_back(vertex);
        }
        return known->second;
    }

    const std::vector<CageQuad>& quads_;
    const LimitGrid& grid_;
    const std::vector<Chart>& charts_;
    const Packing& packing_;
    std::vector<std::uint32_t> chartOf_;
    std::map<std::tuple<std::uint32_t, std::uint32_t, std::uint8_t, float, float>, std::uint32_t>
        known_;
};

} // namespace

std::vector<std::uint32_t> levelsFor(const std::vector<CageQuad>& quads, const LimitGrid& grid,
                                     const SkinDetail& detail) {
    std::vector<std::uint32_t> levels;
    for (std::uint32_t q = 0; q < quads.size(); ++q) {
        const Closeness& wanted = quads[q].grain == Grain::Fine ? detail.fine : detail.coarse;
        const auto good = [&](std::uint32_t level) {
            const std::uint32_t stride = kLast >> level;
            return longestStep(grid.quads[q], grid.neutral_m, stride) <= wanted.longest_m &&
                   worstError(grid.quads[q], grid.neutral_m, stride) <= wanted.error_m;
        };
        std::uint32_t level = 0;
        while (level < kLevels && !good(level)) {
            ++level;
        }
        levels.push_back(level);
    }
    const auto beside = neighboursOf(quads);
    for (bool changed = true; changed;) {
        changed = false;
        for (std::uint32_t q = 0; q < quads.size(); ++q) {
            for (const std::uint32_t b : beside[q]) {
                if (b != kUnset && levels[b] > levels[q] + 1) {
                    levels[q] = levels[b] - 1;
                    changed = true;
                }
            }
        }
    }
    return levels;
}

SkinTriangles skinTriangles(const std::vector<CageQuad>& quads, const LimitGrid& grid,
                            const std::vector<Chart>& charts, const Packing& packing,
                            const std::vector<std::uint32_t>& levels) {
    SkinMaker maker(quads, grid, charts, packing);
    const auto beside = neighboursOf(quads);
    for (std::uint32_t q = 0; q < quads.size(); ++q) {
        std::array<bool, 4> finer{};
        for (std::size_t k = 0; k < 4; ++k) {
            finer[k] = beside[q][k] != kUnset && levels[beside[q][k]] > levels[q];
        }
        maker.addQuad(q, levels[q], finer);
    }
    return std::move(maker.out);
}

std::vector<ChartTriangle> chartTriangles(const std::vector<CageQuad>& quads, const LimitGrid& grid,
                                          const std::vector<Chart>& charts,
                                          const std::vector<std::uint32_t>& levels) {
    Packing unpacked;
    unpacked.corner.resize(charts.size());
    const SkinTriangles skin = skinTriangles(quads, grid, charts, unpacked, levels);
    std::vector<ChartTriangle> out;
    for (const auto& corner : skin.triangles) {
        ChartTriangle triangle{.chart = skin.vertices[corner[0]].chart, .points = {}};
        for (std::size_t k = 0; k < 3; ++k) {
            triangle.points[k] = skin.vertices[corner[k]].point;
        }
        out.push_back(triangle);
    }
    return out;
}

scene::BodySurface bodySurface(const SkinTriangles& skin, const LimitGrid& grid,
                               const Packing& packing) {
    scene::BodySurface out;
    std::vector<std::uint32_t> number(grid.points.size(), kUnset);
    out.stencilFirst.push_back(0);
    const double partsWide = static_cast<double>(packing.width * kTexelParts);
    const double partsHigh = static_cast<double>(packing.height * kTexelParts);
    for (const SkinVertex& vertex : skin.vertices) {
        if (number[vertex.point] == kUnset) {
            number[vertex.point] = static_cast<std::uint32_t>(out.stencilFirst.size() - 1);
            for (const StencilTerm& term : grid.points[vertex.point]) {
                out.stencilCage.push_back(term.cage);
                out.stencilWeight.push_back(static_cast<float>(term.weight));
            }
            out.stencilFirst.push_back(static_cast<std::uint32_t>(out.stencilCage.size()));
        }
        out.point.push_back(number[vertex.point]);
        out.sheet.emplace_back(vertex.sheet);
        out.sheetOf.push_back(vertex.sheetNumber);
        if (packing.width != 0) {
            out.atlas.emplace_back(
                static_cast<float>(static_cast<double>(vertex.atlas.x) / partsWide),
                static_cast<float>(static_cast<double>(vertex.atlas.y) / partsHigh));
        }
    }
    out.triangles = skin.triangles;
    return out;
}

scene::BodySurface plainSurface(const std::vector<CageQuad>& quads, const LimitGrid& grid,
                                std::uint32_t level) {
    const std::vector<std::uint32_t> levels(quads.size(), level);
    return bodySurface(skinTriangles(quads, grid, {}, {}, levels), grid, {});
}

} // namespace stipple::importer
