#include "engine/render/scratch_lines.h"

#include <glm/geometric.hpp>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

namespace stipple::render {
namespace {

constexpr std::uint32_t kAcross = 48;
// where the shader's soft cut is half way: shaders/lighting.glsl, scratchLine
constexpr float kCut = 0.24f;

/// A raster of cells and a straight line on it, in cells.
struct Scratched {
    sim::SkinCells cells;
    sim::SkinState skin;

    Scratched() {
        cells.width = cells.height = kAcross;
        cells.position_m.assign(std::size_t{kAcross} * kAcross, glm::vec3(0.0f));
        skin.scratch_m.assign(cells.position_m.size(), 0.0f);
    }
    void mark(const glm::vec2& at) {
        skin.scratch_m[static_cast<std::size_t>(at.y) * kAcross + static_cast<std::size_t>(at.x)] =
            0.003f;
    }
    /// Every cell that the line runs through.
    void draw(const glm::vec2& through, const glm::vec2& way, float step = 0.03f) {
        for (float along = -14.0f; along < 14.0f; along += step) {
            mark(through + way * along);
        }
    }
    [[nodiscard]] std::vector<float> field() const {
        const ScratchLines lines(skin, cells, {0, 0, kAcross, kAcross});
        std::vector<float> out;
        for (std::uint32_t y = 0; y < kAcross; ++y) {
            for (std::uint32_t x = 0; x < kAcross; ++x) {
                out.push_back(lines.at(x, y));
            }
        }
        return out;
    }
};

/// As the sampler shows it between the middles of cells.
float sampled(const std::vector<float>& field, const glm::vec2& at) {
    const glm::vec2 place = at - 0.5f;
    const auto column = static_cast<std::size_t>(place.x), row = static_cast<std::size_t>(place.y);
    const float s = place.x - static_cast<float>(column), t = place.y - static_cast<float>(row);
    const auto here = [&](std::size_t i, std::size_t j) { return field[j * kAcross + i]; };
    return (here(column, row) * (1.0f - s) + here(column + 1, row) * s) * (1.0f - t) +
           (here(column, row + 1) * (1.0f - s) + here(column + 1, row + 1) * s) * t;
}

/// Ways from a line to where the cut runs, on both sides of it.
std::vector<float> edges(const std::vector<float>& field, const glm::vec2& through,
                         const glm::vec2& way) {
    const glm::vec2 across(-way.y, way.x);
    std::vector<float> out;
    for (const float side : {-1.0f, 1.0f}) {
        for (float along = -8.0f; along < 8.0f; along += 0.1f) {
            float away = 0.0f;
            while (away < 4.0f &&
                   sampled(field, through + way * along + across * (side * away)) > kCut) {
                away += 0.01f;
            }
            out.push_back(away);
        }
    }
    return out;
}

float deviation(const std::vector<float>& values) {
    float sum = 0.0f, squares = 0.0f;
    for (const float value : values) {
        sum += value;
        squares += value * value;
    }
    const auto count = static_cast<float>(values.size());
    return std::sqrt(std::max(0.0f, squares / count - sum / count * sum / count));
}

float meanOf(const std::vector<float>& values) {
    float sum = 0.0f;
    for (const float value : values) {
        sum += value;
    }
    return sum / static_cast<float>(values.size());
}

// A level row: 0.5 on it, and at 0 after 1.3 cells, so 0.5 (1 - 1 / 1.3) one cell beside it.
TEST(ScratchLines, FallEvenlyBesideARow) {
    Scratched scratched;
    scratched.draw({24.5f, 24.5f}, {1.0f, 0.0f});
    const std::vector<float> field = scratched.field();
    EXPECT_NEAR(field[24 * kAcross + 24], 0.5f, 0.01f);
    EXPECT_NEAR(field[23 * kAcross + 24], 0.5f * (1.0f - 1.0f / 1.3f), 0.01f);
    EXPECT_NEAR(field[25 * kAcross + 24], 0.5f * (1.0f - 1.0f / 1.3f), 0.01f);
    EXPECT_EQ(field[22 * kAcross + 24], 0.0f);
}

// At any slant: 1.1 to 1.7 cells wide, and the edge straight within a quarter of a cell. Where
// cells are a raster a line leaves steps of a whole cell, and blurred with weights 1 2 1 it is 2.4
// cells wide with an edge that strays up to 0.3.
TEST(ScratchLines, AreEvenAtAnySlant) {
    for (int k = 0; k < 12; ++k) {
        const float angle = 0.02f + 0.13f * static_cast<float>(k);
        const glm::vec2 way(std::cos(angle), std::sin(angle));
        const glm::vec2 through(24.3f + 0.05f * static_cast<float>(k), 24.6f);
        Scratched scratched;
        scratched.draw(through, way);
        const std::vector<float> both = edges(scratched.field(), through, way);
        EXPECT_GT(2.0f * meanOf(both), 1.1f) << angle;
        EXPECT_LT(2.0f * meanOf(both), 1.7f) << angle;
        const std::vector<float> one(both.begin(), both.begin() + 160);
        const std::vector<float> other(both.begin() + 160, both.end());
        EXPECT_LT(deviation(one), 0.27f) << angle;
        EXPECT_LT(deviation(other), 0.27f) << angle;
    }
}

// A motor tears the skin at every stroke: points 1.7 cells apart, which run together.
TEST(ScratchLines, JoinTheTearsOfOneStrokeAfterTheOther) {
    const glm::vec2 way = glm::normalize(glm::vec2(0.9f, 0.5f)), through(24.4f, 24.6f);
    Scratched scratched;
    scratched.draw(through, way, 1.7f);
    const std::vector<float> field = scratched.field();
    for (float along = -8.0f; along < 8.0f; along += 0.1f) {
        EXPECT_GT(sampled(field, through + way * along), kCut) << along;
    }
}

// Tram lines of needles 1.6 mm apart stay apart.
TEST(ScratchLines, LeaveSkinBetweenTwo) {
    const glm::vec2 way = glm::normalize(glm::vec2(0.7f, 0.6f)), through(24.4f, 24.6f);
    const glm::vec2 across(-way.y, way.x);
    Scratched scratched;
    for (const float aside : {-4.1f, 0.0f, 4.1f}) {
        scratched.draw(through + across * aside, way);
    }
    const std::vector<float> field = scratched.field();
    // where both run through neighbours of one cell it is blurred: here and there, not all along
    std::vector<float> between;
    for (float along = -8.0f; along < 8.0f; along += 0.1f) {
        between.push_back(sampled(field, through + way * along + across * 2.05f));
    }
    EXPECT_LT(meanOf(between), 0.10f);
    EXPECT_LT(*std::max_element(between.begin(), between.end()), 0.30f);
    EXPECT_LT(meanOf(edges(field, through, way)), 0.85f);
}

TEST(ScratchLines, KeepAPointAPoint) {
    Scratched scratched;
    scratched.mark({24.5f, 24.5f});
    const std::vector<float> field = scratched.field();
    EXPECT_NEAR(field[24 * kAcross + 24], 0.25f, 1e-4f); // weights 1 2 1 both ways
    EXPECT_NEAR(field[24 * kAcross + 25], 0.125f, 1e-4f);
    EXPECT_EQ(field[24 * kAcross + 26], 0.0f);
}

TEST(ScratchLines, EvenAShortScratchIsSeenAndALongOnePlainer) {
    EXPECT_EQ(scratchStrength(0.0f), 0.0f);
    EXPECT_GT(scratchStrength(0.0003f), 0.5f); // visible: scratch_visible of scenes/needling.toml
    EXPECT_GT(scratchStrength(0.0010f), scratchStrength(0.0003f) + 0.1f);
    EXPECT_EQ(scratchStrength(0.0050f), 1.0f);
}

} // namespace
} // namespace stipple::render
