#include "assets/import/stencil_mesh.h"

#include "assets/import/limit_grid.h"
#include "tests/unit/import/made_up_body.h"

#include <gtest/gtest.h>

#include <set>

namespace stipple::importer {
namespace {

void expectAt(const glm::dvec3& place, double x, double y, double z) {
    EXPECT_NEAR(place.x, x, 1e-12);
    EXPECT_NEAR(place.y, y, 1e-12);
    EXPECT_NEAR(place.z, z, 1e-12);
}

double weightSum(const Stencil& stencil) {
    double sum = 0.0;
    for (const StencilTerm& term : stencil) {
        sum += term.weight;
    }
    return sum;
}

// 3 x 3 quads with corners at whole numbers, flat
StencilMesh patch() {
    std::vector<std::array<std::uint32_t, 4>> quads;
    for (std::uint32_t j = 0; j < 3; ++j) {
        for (std::uint32_t i = 0; i < 3; ++i) {
            const std::uint32_t a = j * 4 + i;
            quads.push_back({a, a + 1, a + 5, a + 4});
        }
    }
    return cageMesh(16, quads);
}
std::vector<glm::dvec3> patchPoints() {
    std::vector<glm::dvec3> points;
    for (int p = 0; p < 16; ++p) {
        points.emplace_back(p % 4, p / 4, 0.0);
    }
    return points;
}

TEST(StencilMesh, TheCubeSubdividesAsCatmullAndClarkDo) {
    const StencilMesh once = refined(cube());
    ASSERT_EQ(once.points.size(), 8U + 12U + 6U);
    ASSERT_EQ(once.quads.size(), 24U);
    // corner: (F + 2 R + 0 P) / 3 with F = mean of three face middles = 1/3, R = mean of three edge
    // middles = 2/3: (1/3 + 4/3) / 3 = 5/9
    expectAt(evaluate(once.points[7], cubeCorners()), 5.0 / 9, 5.0 / 9, 5.0 / 9);
    // edge: mean of its ends (1, 1, +-1) and of the face middles (1, 0, 0), (0, 1, 0): 3/4
    const glm::dvec3 edge = evaluate(once.points[8], cubeCorners());
    EXPECT_NEAR(edge.x * edge.x + edge.y * edge.y + edge.z * edge.z, 2 * 0.75 * 0.75, 1e-12);
    // middle of the quad z = -1
    expectAt(evaluate(once.points[20], cubeCorners()), 0.0, 0.0, -1.0);
}

TEST(StencilMesh, ALimitPointIsTheSameFromEveryLevel) {
    // (9 P + 4 (sum of neighbours) + sum of opposite corners) / 24 = (9 + 4 - 1) / 24 = 1/2
    expectAt(evaluate(limitPoints(cube())[7], cubeCorners()), 0.5, 0.5, 0.5);
    expectAt(evaluate(limitPoints(refined(cube()))[7], cubeCorners()), 0.5, 0.5, 0.5);
    // middle of a face: (16 + 4 * 4 * 3/4 + 4 * 5/9) / 36 = 68/81
    expectAt(evaluate(limitPoints(refined(cube()))[20], cubeCorners()), 0.0, 0.0, -68.0 / 81);
}

TEST(StencilMesh, WeightsSumToOneInsideAndOnRims) {
    for (const StencilMesh& mesh : {cube(), patch()}) {
        const StencilMesh twice = refined(refined(mesh));
        for (const Stencil& point : limitPoints(twice)) {
            EXPECT_NEAR(weightSum(point), 1.0, 1e-12);
        }
    }
}

TEST(StencilMesh, AFlatPatchStaysWhereItIsAndKeepsItsCorners) {
    const std::vector<Stencil> limits = limitPoints(refined(refined(patch())));
    // a straight, evenly spaced rim is a cubic spline's own control polygon; the next-to-corner
    // points of it move inwards only along the rim
    expectAt(evaluate(limits[0], patchPoints()), 0.0, 0.0, 0.0);
    expectAt(evaluate(limits[15], patchPoints()), 3.0, 3.0, 0.0);
    for (const Stencil& limit : limits) {
        const glm::dvec3 place = evaluate(limit, patchPoints());
        EXPECT_EQ(place.z, 0.0);
        EXPECT_GE(place.x, -1e-12);
        EXPECT_LE(place.x, 3.0 + 1e-12);
    }
}

TEST(LimitGrid, NeighboursShareThePointsOfTheirEdge) {
    const Cage body = cubeBody();
    const LimitGrid grid = limitGrid(body.points_m, body.skin, {});
    ASSERT_EQ(grid.quads.size(), 24U);
    // a closed surface of 24 * 16 quads: V = E - F + 2 = 2 * 384 - 384 + 2
    EXPECT_EQ(grid.points.size(), 386U);
    std::set<std::uint32_t> used;
    for (const QuadGrid& quad : grid.quads) {
        for (const auto& row : quad) {
            used.insert(row.begin(), row.end());
        }
    }
    EXPECT_EQ(used.size(), 386U);
}

TEST(LimitGrid, TheRingAroundShapesTheRim) {
    // The middle quad of the patch alone would have a rim; with the eight around it, it lies where
    // it lies in the whole patch.
    std::vector<CageQuad> kept;
    std::vector<CageQuad> around;
    std::vector<CageQuad> all;
    for (const auto& points : patch().quads) {
        const CageQuad quad{.point = points, .sheet = {}, .sheetNumber = 0, .grain = Grain::Fine};
        (points[0] == 5 ? kept : around).push_back(quad);
        all.push_back(quad);
    }
    std::vector<glm::dvec3> bent = patchPoints();
    bent[15].z = 3.0;
    const LimitGrid part = limitGrid(bent, kept, around);
    const LimitGrid whole = limitGrid(bent, all, {});
    for (std::size_t j = 0; j < kGridSide; ++j) {
        for (std::size_t i = 0; i < kGridSide; ++i) {
            const glm::dvec3 there = whole.neutral_m[whole.quads[4][j][i]];
            expectAt(part.neutral_m[part.quads[0][j][i]], there.x, there.y, there.z);
        }
    }
    // corner 1 of the middle quad is cage point 6, in the middle of four quads
    EXPECT_NEAR(part.neutral_m[part.quads[0][0][4]].x, 2.0, 1e-12);
}

} // namespace
} // namespace stipple::importer
