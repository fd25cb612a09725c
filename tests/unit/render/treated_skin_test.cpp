#include "engine/render/redness_spread.h"
#include "engine/render/skin_textures.h"
#include "engine/render/swelling.h"

#include <glm/geometric.hpp>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

namespace stipple::render {
namespace {

constexpr std::uint32_t kCellsAcross = 112; // of 0.4 mm; whole tiles
constexpr float kCell_m = 0.0004f, kSide_m = kCell_m * static_cast<float>(kCellsAcross);
constexpr std::uint32_t kSquares = 22; // of the mesh, about 2 mm

/// A flat square of skin, made of two halves that meet in a seam of doubled corners.
struct FlatSkin {
    sim::SkinMesh mesh;
    sim::SkinCells cells;
    sim::SkinState skin;

    FlatSkin() {
        addHalf(0, kSquares / 2);
        addHalf(kSquares / 2, kSquares);
        cells.width = cells.height = kCellsAcross;
        cells.spacing_m = kCell_m;
        cells.area_m2 = kCell_m * kCell_m;
        for (std::uint32_t y = 0; y < kCellsAcross; ++y) {
            for (std::uint32_t x = 0; x < kCellsAcross; ++x) {
                cells.position_m.emplace_back((static_cast<float>(x) + 0.5f) * kCell_m, 0.0f,
                                              (static_cast<float>(y) + 0.5f) * kCell_m);
                cells.normal.emplace_back(0.0f, 1.0f, 0.0f);
                cells.zone.push_back(0);
            }
        }
        const std::size_t count = sim::cellCount(cells);
        for (std::vector<float>* field :
             {&skin.erythema, &skin.bloodPoints, &skin.bleeding, &skin.gel, &skin.scratch_m}) {
            field->assign(count, 0.0f);
        }
    }

    void addHalf(std::uint32_t from, std::uint32_t to) {
        const auto first = static_cast<std::uint32_t>(mesh.positions_m.size());
        const std::uint32_t row = to - from + 1;
        for (std::uint32_t y = 0; y <= kSquares; ++y) {
            for (std::uint32_t x = from; x <= to; ++x) {
                const glm::vec2 uv(static_cast<float>(x) / float{kSquares},
                                   static_cast<float>(y) / float{kSquares});
                mesh.positions_m.emplace_back(uv.x * kSide_m, 0.0f, uv.y * kSide_m);
                mesh.normals.emplace_back(0.0f, 1.0f, 0.0f);
                mesh.uv.push_back(uv);
            }
        }
        for (std::uint32_t y = 0; y < kSquares; ++y) {
            for (std::uint32_t x = 0; x < to - from; ++x) {
                const std::uint32_t a = first + y * row + x, b = a + 1, c = a + row, d = c + 1;
                mesh.triangles.push_back({a, c, b});
                mesh.triangles.push_back({b, c, d});
            }
        }
    }

    /// Reddens what lies within `radius_m` of the middle, with a hard edge.
    void redden(float radius_m) {
        const glm::vec3 middle(0.5f * kSide_m, 0.0f, 0.5f * kSide_m);
        for (std::size_t cell = 0; cell < skin.erythema.size(); ++cell) {
            skin.erythema[cell] =
                glm::distance(cells.position_m[cell], middle) < radius_m ? 1.0f : 0.0f;
        }
    }

    [[nodiscard]] std::vector<std::uint8_t> allTiles() const {
        return std::vector<std::uint8_t>(
            std::size_t{sim::tilesAcross(cells)} * sim::tilesDown(cells), 1);
    }
};

/// Slope of a corner as its texel says it.
glm::vec3 slopeOf(const Swelling& swelling, std::size_t corner) {
    const std::uint8_t* texel = &swelling.texels()[corner * 4];
    return shared::kMostSwellingSlope / 127.0f * (glm::vec3(texel[0], texel[1], texel[2]) - 128.0f);
}

TEST(Swelling, ComesAfterTheRedness) {
    EXPECT_EQ(swollen_m(0.0f), 0.0f);
    EXPECT_FLOAT_EQ(swollen_m(0.5f), 0.25f * swollen_m(1.0f)); // half as red, a quarter as thick
    EXPECT_GT(swollen_m(1.5f), swollen_m(1.0f));
    EXPECT_LE(swollen_m(99.0f), shared::kMostSwelling_m); // fits into the byte
}

// A disc of 10 mm with a hard edge. Inside its full height, outside none, and between a slope as of
// a step blurred over sigma: the window is 2.4 mm wide (variance 0.48 mm2), each of four rounds
// takes half of six neighbours 2.04 mm away (variance 1.38 mm2 along an axis): sigma 2.45 mm,
// steepest 0.8 mm / (sigma sqrt(2 pi)) = 0.130.
TEST(Swelling, HasNoHardEdgeWhereTheCellsHaveOne) {
    FlatSkin flat;
    flat.redden(0.010f);
    Swelling swelling(flat.mesh, flat.cells);
    EXPECT_FALSE(swelling.follow(flat.skin, flat.allTiles()).empty());
    const glm::vec3 middle(0.5f * kSide_m, 0.0f, 0.5f * kSide_m);
    EXPECT_NEAR(swelling.heightAt_m(middle), swollen_m(1.0f), 0.01f * swollen_m(1.0f));
    float steepest = 0.0f;
    for (std::uint32_t corner = 0; corner < flat.mesh.positions_m.size(); ++corner) {
        const glm::vec3 out = flat.mesh.positions_m[corner] - middle;
        const glm::vec3 slope = slopeOf(swelling, corner);
        EXPECT_NEAR(slope.y, 0.0f, 0.005f); // along the skin: a step of a byte is 0.005
        if (glm::length(out) > 0.0205f) {
            EXPECT_LT(swelling.cornerHeight_m(corner), 1e-6f); // four sigma away
        }
        if (glm::length(out) > 0.001f) { // downhill is outwards
            EXPECT_LE(glm::dot(slope, glm::normalize(out)), 0.005f);
        }
        steepest = std::max(steepest, glm::length(slope));
    }
    EXPECT_NEAR(steepest, 0.130f, 0.020f); // the edge is round, and the corners stand apart
}

TEST(Swelling, CornersOfASeamStayEqual) {
    FlatSkin flat;
    flat.redden(0.006f);
    Swelling swelling(flat.mesh, flat.cells);
    (void)swelling.follow(flat.skin, flat.allTiles());
    const std::uint32_t row = kSquares / 2 + 1, half = row * (kSquares + 1);
    for (std::uint32_t y = 0; y <= kSquares; ++y) {
        const std::uint32_t left = y * row + row - 1, right = half + y * row;
        ASSERT_EQ(flat.mesh.positions_m[left], flat.mesh.positions_m[right]);
        for (std::size_t byte = 0; byte < 4; ++byte) {
            EXPECT_EQ(swelling.texels()[left * 4 + byte], swelling.texels()[right * 4 + byte]);
        }
    }
    // and the seam is no ridge: across it the middle is flat
    EXPECT_NEAR(slopeOf(swelling, (kSquares / 2) * row + row - 1).x, 0.0f, 0.005f);
}

TEST(Swelling, OnlyWhatChangedIsSent) {
    FlatSkin flat;
    Swelling swelling(flat.mesh, flat.cells);
    EXPECT_TRUE(swelling.follow(flat.skin, flat.allTiles()).empty()); // nothing is red yet
    flat.redden(0.002f);
    std::vector<std::uint8_t> none(flat.allTiles().size(), 0);
    EXPECT_TRUE(swelling.follow(flat.skin, none).empty());
    EXPECT_FALSE(swelling.follow(flat.skin, flat.allTiles()).empty());
    EXPECT_TRUE(swelling.follow(flat.skin, flat.allTiles()).empty()); // the same once more
    // the rows that are named are those with other bytes, and no more
    flat.redden(0.009f);
    const std::vector<std::uint8_t> before = swelling.texels();
    const std::vector<std::uint32_t> rows = swelling.follow(flat.skin, flat.allTiles());
    std::vector<std::uint32_t> other;
    for (std::uint32_t row = 0; row < swelling.size().height; ++row) {
        const std::ptrdiff_t first = std::ptrdiff_t{row} * Swelling::kRow * 4;
        if (!std::equal(before.begin() + first, before.begin() + first + Swelling::kRow * 4,
                        swelling.texels().begin() + first)) {
            other.push_back(row);
        }
    }
    EXPECT_EQ(rows, other);
    EXPECT_LT(rows.size(), swelling.size().height);
    // step by step it comes to the same as at once
    Swelling fresh(flat.mesh, flat.cells);
    (void)fresh.follow(flat.skin, flat.allTiles());
    EXPECT_EQ(swelling.texels(), fresh.texels());
}

/// Redness as it is seen along the middle row of cells.
std::vector<float> seenAcross(const FlatSkin& flat, const RednessSpread& redness) {
    std::vector<float> out;
    constexpr std::uint32_t kRow = kCellsAcross / 2;
    for (std::uint32_t x = 0; x < kCellsAcross; ++x) {
        const std::uint32_t cell = kRow * kCellsAcross + x;
        out.push_back(redness.at(x, kRow, cell, flat.skin.erythema[cell]));
    }
    return out;
}

// A step smoothed with a standard deviation s: one half at the step, the share 0.159 of it at s,
// 0.023 at 2 s. Blocks of 1.6 mm add 1.6^2/12 for their mean and about as much twice for what lies
// between them to the square of 1.5 mm: 1.7 mm. Tolerance: half a cell beside the step, 0.05.
TEST(RednessSpread, AStepOfRednessBecomesSoft) {
    FlatSkin flat;
    for (std::size_t cell = 0; cell < flat.skin.erythema.size(); ++cell) {
        flat.skin.erythema[cell] = cell % kCellsAcross < kCellsAcross / 2 ? 1.0f : 0.0f;
    }
    RednessSpread redness(flat.cells);
    std::vector<std::uint8_t> tiles = flat.allTiles();
    redness.follow(flat.skin, tiles);
    const std::vector<float> seen = seenAcross(flat, redness);
    const auto at = [&](float beyond_m) {
        return seen[static_cast<std::size_t>(0.5f * float{kCellsAcross} + beyond_m / kCell_m)];
    };
    EXPECT_NEAR(at(0.0f), 0.5f, 0.07f);
    EXPECT_NEAR(at(0.0017f), 0.159f, 0.05f);
    EXPECT_NEAR(at(-0.0017f), 0.841f, 0.05f);
    EXPECT_NEAR(at(0.0060f), 0.0f, 0.003f);
    EXPECT_NEAR(at(-0.0060f), 1.0f, 0.003f);
    // no step is left: a cell differs from the next one by no more than the steepest slope gives,
    // 0.4 mm / (1.5 mm sqrt(2 pi)) = 0.106, and by as much again for straight lines between blocks
    for (std::size_t x = 1; x < seen.size(); ++x) {
        EXPECT_LE(std::abs(seen[x] - seen[x - 1]), 0.12f) << x;
        EXPECT_LE(seen[x], seen[x - 1] + 1e-5f) << x;
    }
}

// Cells that lie together in the atlas and apart on the body (two charts) do not redden each other.
TEST(RednessSpread, DoesNotCrossToSkinElsewhere) {
    FlatSkin flat;
    constexpr std::uint32_t kCut = kCellsAcross / 2 + 2; // in the middle of a block
    for (std::size_t cell = 0; cell < flat.skin.erythema.size(); ++cell) {
        const bool moved = cell % kCellsAcross >= kCut;
        flat.skin.erythema[cell] = moved ? 0.0f : 1.0f;
        flat.cells.position_m[cell].y = moved ? 0.05f : 0.0f;
    }
    RednessSpread redness(flat.cells);
    std::vector<std::uint8_t> tiles = flat.allTiles();
    redness.follow(flat.skin, tiles);
    const std::vector<float> seen = seenAcross(flat, redness);
    for (std::uint32_t x = 0; x < kCellsAcross; ++x) {
        EXPECT_NEAR(seen[x], x < kCut ? 1.0f : 0.0f, 1e-4f) << x;
    }
}

// What is redder beside a tile's edge shows in the next tile: that one is marked too; a tile far
// away is not. Without a change nothing is.
TEST(RednessSpread, MarksTheTilesWhosePictureChanges) {
    FlatSkin flat;
    RednessSpread redness(flat.cells);
    const std::uint32_t across = sim::tilesAcross(flat.cells);
    std::vector<std::uint8_t> tiles(flat.allTiles().size(), 0);
    redness.follow(flat.skin, tiles);
    EXPECT_EQ(std::count(tiles.begin(), tiles.end(), 1), 0);
    // the last columns of the tile 2, 2
    for (std::uint32_t y = 36; y < 44; ++y) {
        for (std::uint32_t x = 44; x < 48; ++x) {
            flat.skin.erythema[std::size_t{y} * kCellsAcross + x] = 1.0f;
        }
    }
    tiles[2 * across + 2] = 1;
    redness.follow(flat.skin, tiles);
    EXPECT_EQ(tiles[2 * across + 3], 1);
    EXPECT_EQ(tiles[2 * across + 5], 0);
    EXPECT_EQ(tiles[5 * across + 2], 0);
}

} // namespace
} // namespace stipple::render
