#include "assets/import/atlas_cells.h"
#include "assets/import/make_people.h"
#include "engine/sim/skin_mesh.h"
#include "tests/unit/import/made_up_body.h"

#include <glm/geometric.hpp>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>

namespace stipple::importer {
namespace {

using Edge = std::pair<std::uint32_t, std::uint32_t>;

struct Unfolded {
    Cage body = cubeBody();
    LimitGrid grid = limitGrid(body.points_m, body.skin, {});
    std::vector<Chart> charts = cutCharts(body.skin, grid, TexelSpacing{});
    Packing packing = packCharts(charts, grid);
};

// how often each edge is walked in each direction, between points
std::map<Edge, int> directedEdges(const SkinTriangles& skin) {
    std::map<Edge, int> count;
    for (const auto& t : skin.triangles) {
        for (std::size_t k = 0; k < 3; ++k) {
            ++count[{skin.vertices[t[k]].point, skin.vertices[t[(k + 1) % 3]].point}];
        }
    }
    return count;
}

// a closed surface walks each edge once there and once back
void expectClosed(const SkinTriangles& skin) {
    const std::map<Edge, int> edges = directedEdges(skin);
    for (const auto& [edge, count] : edges) {
        EXPECT_EQ(count, 1);
        EXPECT_EQ(edges.count({edge.second, edge.first}), 1U);
    }
}

double volume(const SkinTriangles& skin, const LimitGrid& grid) {
    double sum = 0.0;
    for (const auto& t : skin.triangles) {
        const auto at = [&](std::size_t k) { return grid.neutral_m[skin.vertices[t[k]].point]; };
        sum += glm::dot(at(0), glm::cross(at(1), at(2))) / 6.0;
    }
    return sum;
}

TEST(SkinSurface, NoCracksWhereLevelsDiffer) {
    const Unfolded u;
    // levels 0, 1, 2 scattered, then made to differ by one at most as levelsFor does
    for (const auto& levels : {std::vector<std::uint32_t>(24, 1), [] {
                                   std::vector<std::uint32_t> mixed(24, 1);
                                   for (std::size_t q = 0; q < 24; q += 2) {
                                       mixed[q] = 2;
                                   }
                                   return mixed;
                               }()}) {
        const SkinTriangles skin = skinTriangles(u.body.skin, u.grid, u.charts, u.packing, levels);
        expectClosed(skin);
        EXPECT_GT(volume(skin, u.grid), 0.0) << "triangles must be counter-clockwise outside";
    }
}

TEST(SkinSurface, LevelsDifferByOneAtMost) {
    const Unfolded u;
    // one quad of the cube's body is 15 mm wide or so: nothing is finer than 1 km, everything
    // coarser than 1 um
    const auto loose = levelsFor(u.body.skin, u.grid,
                                 {.fine = {.longest_m = 1000.0, .error_m = 1000.0}, .coarse = {}});
    EXPECT_EQ(loose, std::vector<std::uint32_t>(24, 0));
    const auto tight = levelsFor(u.body.skin, u.grid,
                                 {.fine = {.longest_m = 1e-6, .error_m = 1e-6}, .coarse = {}});
    EXPECT_EQ(tight, std::vector<std::uint32_t>(24, 2));
    Cage mixed = u.body;
    for (std::size_t q = 1; q < 24; ++q) {
        mixed.skin[q].grain = Grain::Coarse;
    }
    const auto stepped = levelsFor(mixed.skin, u.grid,
                                   {.fine = {.longest_m = 1e-6, .error_m = 1e-6},
                                    .coarse = {.longest_m = 1000.0, .error_m = 1000.0}});
    EXPECT_EQ(stepped[0], 2U);
    expectClosed(skinTriangles(mixed.skin, u.grid, u.charts, u.packing, stepped));
    EXPECT_EQ(std::count(stepped.begin(), stepped.end(), 1U), 4);
}

TEST(SkinSurface, TheCutIsASmoothLineOnTheBorder) {
    Unfolded u;
    const std::vector<std::uint32_t> levels(24, 2);
    const SkinTriangles whole = skinTriangles(u.body.skin, u.grid, u.charts, u.packing, levels);
    const auto above = [](const glm::dvec3& p) { return p.y - 0.004; };
    const SkinTriangles part = clipped(whole, u.grid, u.charts, u.packing, above);
    std::size_t rim = 0;
    const std::map<Edge, int> edges = directedEdges(part);
    for (const auto& [edge, count] : edges) {
        EXPECT_EQ(count, 1);
        if (edges.count({edge.second, edge.first}) == 0) {
            ++rim;
            EXPECT_NEAR(u.grid.neutral_m[edge.first].y, 0.004, 1e-12);
            EXPECT_NEAR(u.grid.neutral_m[edge.second].y, 0.004, 1e-12);
        }
    }
    EXPECT_GT(rim, 20U);
}

TEST(Atlas, EveryQuadIsInOneChartAndNoTexelInTwo) {
    const Unfolded u;
    std::vector<int> owners(24, 0);
    for (const Chart& chart : u.charts) {
        for (const std::uint32_t q : chart.quads) {
            ++owners[q];
        }
    }
    EXPECT_EQ(owners, std::vector<int>(24, 1));
    const SkinTriangles skin =
        skinTriangles(u.body.skin, u.grid, u.charts, u.packing, std::vector<std::uint32_t>(24, 2));
    EXPECT_EQ(overlappingTexels(skin, u.packing), 0U);
    EXPECT_EQ(u.packing.width % 16, 0U);
    EXPECT_EQ(u.packing.height % 16, 0U);
}

struct CubeCells {
    Unfolded u;
    SkinTriangles skin =
        skinTriangles(u.body.skin, u.grid, u.charts, u.packing, std::vector<std::uint32_t>(24, 2));
    scene::AtlasCells cells = atlasCells(skin, u.grid, u.packing);

    [[nodiscard]] std::uint32_t chartOf(std::uint32_t texel) const {
        return skin.vertices[skin.triangles[cells.triangle[texel]][0]].chart;
    }
    [[nodiscard]] glm::dvec3 place(std::uint32_t texel) const {
        const auto& t = skin.triangles[cells.triangle[texel]];
        const double b = cells.barycentric[texel][0] / 65535.0;
        const double c = cells.barycentric[texel][1] / 65535.0;
        const auto at = [&](std::size_t k) { return u.grid.neutral_m[skin.vertices[t[k]].point]; };
        return (1.0 - b - c) * at(0) + b * at(1) + c * at(2);
    }
};

TEST(Atlas, NeighbouringCellsLieNoFartherApartThanAsked) {
    const CubeCells c;
    double widest_m = 0.0;
    std::size_t pairs = 0;
    for (std::uint32_t i = 0; i + 1 < c.cells.triangle.size(); ++i) {
        for (const std::uint32_t step : {1U, c.cells.width}) {
            const std::uint32_t j = i + step;
            if (j < c.cells.triangle.size() && c.cells.triangle[i] != sim::kNone &&
                c.cells.triangle[j] != sim::kNone && c.chartOf(i) == c.chartOf(j)) {
                widest_m = std::max(widest_m, glm::length(c.place(i) - c.place(j)));
                ++pairs;
            }
        }
    }
    EXPECT_GT(pairs, 10000U);
    // a rounding of the places to 1/256 texel, and of the weights to 1/65535, is on top
    EXPECT_LE(widest_m, TexelSpacing{}.fine_m * 1.02);
    EXPECT_GE(widest_m, TexelSpacing{}.fine_m * 0.7);
}

TEST(Atlas, CellsCoverTheSkin) {
    const CubeCells c;
    double area_m2 = 0.0;
    for (const auto& t : c.skin.triangles) {
        const auto at = [&](std::size_t k) {
            return c.u.grid.neutral_m[c.skin.vertices[t[k]].point];
        };
        area_m2 += 0.5 * glm::length(glm::cross(at(1) - at(0), at(2) - at(0)));
    }
    // each chart's cells stand for spacing squared in its plane, more on tilted skin
    double flat_m2 = 0.0;
    for (std::uint32_t i = 0; i < c.cells.triangle.size(); ++i) {
        if (c.cells.triangle[i] != sim::kNone) {
            const glm::dvec2& s = c.u.charts[c.chartOf(i)].spacing_m;
            flat_m2 += s.x * s.y;
        }
    }
    EXPECT_LT(flat_m2, area_m2 * 1.001);
    EXPECT_GT(flat_m2, area_m2 * 0.75);
}

TEST(Atlas, GuttersShowTheCellAcrossTheSeam) {
    const CubeCells c;
    std::size_t gutter = 0;
    std::size_t beside = 0;
    std::size_t across = 0;
    for (std::uint32_t y = 0; y < c.cells.height; ++y) {
        for (std::uint32_t x = 0; x < c.cells.width; ++x) {
            const std::uint32_t i = y * c.cells.width + x;
            const std::uint32_t source = c.cells.source[i];
            if (c.cells.triangle[i] != sim::kNone) {
                EXPECT_EQ(source, i);
                // no cell touches the border of the atlas, so gutters are whole
                EXPECT_TRUE(x >= 2 && y >= 2 && x + 2 < c.cells.width && y + 2 < c.cells.height);
                for (const std::uint32_t j :
                     {i - 1, i + 1, i - c.cells.width, i + c.cells.width, i - 2, i + 2}) {
                    ASSERT_NE(c.cells.source[j], sim::kNone);
                    // two texels apart lies the own chart or nothing, never another chart
                    EXPECT_TRUE(c.cells.triangle[j] == sim::kNone || c.chartOf(j) == c.chartOf(i));
                    if (c.cells.triangle[j] == sim::kNone) {
                        ++beside;
                        across += c.chartOf(c.cells.source[j]) != c.chartOf(i) ? 1U : 0U;
                    }
                    // what a gutter shows lies next to the cell on the body
                    EXPECT_LT(glm::length(c.place(c.cells.source[j]) - c.place(i)), 0.002);
                }
            } else if (source != sim::kNone) {
                ++gutter;
            }
        }
    }
    EXPECT_GT(gutter, 1000U);
    // a seam leaves the last cell up to a texel short of itself, so some texels still show their
    // own chart
    EXPECT_GT(across * 10, beside * 8);
}

TEST(Atlas, TheSameBodyGivesTheSameBytes) {
    const PartPlan plan{.id = "cube",
                        .eyes = false,
                        .inside = [](const glm::dvec3&) { return 1.0; },
                        .grain = [](const glm::dvec3&) { return Grain::Fine; }};
    scene::PeopleAsset asset;
    PartReport report;
    asset.parts.push_back(makePart(plan, cubeBody(), {}, report));
    const std::string once = writePeopleAsset(asset);
    asset.parts[0] = makePart(plan, cubeBody(), {}, report);
    EXPECT_TRUE(once == writePeopleAsset(asset));
    EXPECT_EQ(report.triangles, asset.parts[0].skin.triangles.size());
    EXPECT_EQ(report.overlapping, 0U);
}

} // namespace
} // namespace stipple::importer
