#include "assets/import/limit_grid.h"

namespace stipple::importer {

namespace {

struct Place {
    std::uint32_t i = 0, j = 0;
};

// where the corners of the subdivided quad lie in the grid of its cage quad
using Corners = std::array<Place, 4>;

Place between(const Place& a, const Place& b) {
    return {.i = (a.i + b.i) / 2, .j = (a.j + b.j) / 2};
}

Corners childOf(const Corners& parent, std::size_t k) {
    return {parent[k], between(parent[k], parent[(k + 1) % 4]), between(parent[0], parent[2]),
            between(parent[(k + 3) % 4], parent[k])};
}

Corners cornersOf(std::size_t quadAtFinest) {
    constexpr std::uint32_t last = kGridSide - 1;
    Corners corners{Place{0, 0}, Place{last, 0}, Place{last, last}, Place{0, last}};
    for (std::uint32_t level = 0; level < kLevels; ++level) {
        const std::size_t k = (quadAtFinest >> (2 * (kLevels - 1 - level))) & 3U;
        corners = childOf(corners, k);
    }
    return corners;
}

} // namespace

LimitGrid limitGrid(const std::vector<glm::dvec3>& cage_m, const std::vector<CageQuad>& kept,
                    const std::vector<CageQuad>& around) {
    std::vector<std::array<std::uint32_t, 4>> quads;
    quads.reserve(kept.size() + around.size());
    for (const CageQuad& quad : kept) {
        quads.push_back(quad.point);
    }
    for (const CageQuad& quad : around) {
        quads.push_back(quad.point);
    }
    StencilMesh mesh = cageMesh(cage_m.size(), std::move(quads));
    for (std::uint32_t level = 0; level < kLevels; ++level) {
        mesh = refined(mesh);
    }
    const std::vector<Stencil> limits = limitPoints(mesh);
    // only the points that the kept quads have, numbered as they come
    LimitGrid out;
    std::vector<std::uint32_t> number(limits.size(), kUnset);
    constexpr std::size_t finest = std::size_t{1} << (2 * kLevels);
    for (std::size_t q = 0; q < kept.size(); ++q) {
        QuadGrid grid{};
        for (std::size_t sub = 0; sub < finest; ++sub) {
            const Corners corners = cornersOf(sub);
            for (std::size_t k = 0; k < 4; ++k) {
                const std::uint32_t p = mesh.quads[q * finest + sub][k];
                if (number[p] == kUnset) {
                    number[p] = static_cast<std::uint32_t>(out.points.size());
                    out.points.push_back(limits[p]);
                    out.neutral_m.push_back(evaluate(limits[p], cage_m));
                }
                grid[corners[k].j][corners[k].i] = number[p];
            }
        }
        out.quads.push_back(grid);
    }
    return out;
}

} // namespace stipple::importer
