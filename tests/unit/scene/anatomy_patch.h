#pragma once

#include "engine/scene/anatomy.h"
#include "engine/sim/skin_mesh.h"

#include <array>
#include <map>
#include <string>

namespace stipple::test {

// A made-up body part: a patch of 100 x 100 mm that looks forward, in mesh squares of 2.5 mm and
// cells of 0.5 mm, with a dome that is `dome_mm` high in the middle and 0 at the rim:
// z = dome (1 - (x/50)^2) (1 - (y/50)^2). Its sheet is the patch seen from the front, u = 0.5 + x /
// 200 mm and v = 0.5 + y / 200 mm. Its atlas is cut at x = 0 into two charts with a gutter of 4
// texels.

inline constexpr std::uint32_t kPatchSquares = 40; // along a side
inline constexpr std::uint32_t kPatchCells = 200;  // along a side
inline constexpr std::uint32_t kPatchGutter = 4;   // texels between the charts
inline constexpr std::uint32_t kPatchWidth = kPatchCells + kPatchGutter;
inline constexpr float kPatchHalf_mm = 50.0f;

/// Position of a cell on the patch, x and y in mm; only for texels that are cells.
[[nodiscard]] inline glm::vec2 patchPlace_mm(std::size_t texel) {
    const auto column = static_cast<std::uint32_t>(texel % kPatchWidth);
    const auto row = static_cast<std::uint32_t>(texel / kPatchWidth);
    const std::uint32_t cell = column < kPatchCells / 2 ? column : column - kPatchGutter;
    return {(static_cast<float>(cell) + 0.5f) * 0.5f - kPatchHalf_mm,
            (static_cast<float>(row) + 0.5f) * 0.5f - kPatchHalf_mm};
}

namespace patch_detail {

inline void addPoints(scene::BodyPart& part, float dome_mm) {
    for (std::uint32_t row = 0; row <= kPatchSquares; ++row) {
        for (std::uint32_t column = 0; column <= kPatchSquares; ++column) {
            const float x = static_cast<float>(column) * 2.5f - kPatchHalf_mm;
            const float y = static_cast<float>(row) * 2.5f - kPatchHalf_mm;
            const float s = x / kPatchHalf_mm, t = y / kPatchHalf_mm;
            part.skin.stencilFirst.push_back(static_cast<std::uint32_t>(part.cage_m.size()));
            part.skin.stencilCage.push_back(static_cast<std::uint32_t>(part.cage_m.size()));
            part.skin.stencilWeight.push_back(1.0f);
            part.cage_m.push_back(glm::vec3{x, y, dome_mm * (1.0f - s * s) * (1.0f - t * t)} *
                                  1e-3f);
        }
    }
    part.skin.stencilFirst.push_back(static_cast<std::uint32_t>(part.cage_m.size()));
}

/// Vertices of one chart, 0 left of the middle and 1 right of it; gives the first one's number.
inline std::uint32_t addChart(scene::BodyPart& part, std::uint32_t chart) {
    const auto first = static_cast<std::uint32_t>(part.skin.point.size());
    constexpr std::uint32_t kHalf = kPatchSquares / 2;
    for (std::uint32_t row = 0; row <= kPatchSquares; ++row) {
        for (std::uint32_t column = 0; column <= kHalf; ++column) {
            const std::uint32_t across = chart * kHalf + column;
            const float texel = static_cast<float>(across * 5 + chart * kPatchGutter);
            part.skin.point.push_back(row * (kPatchSquares + 1) + across);
            part.skin.atlas.emplace_back(texel / static_cast<float>(kPatchWidth),
                                         static_cast<float>(row * 5) /
                                             static_cast<float>(kPatchCells));
            part.skin.sheet.emplace_back(0.25f + static_cast<float>(across) / 80.0f,
                                         0.25f + static_cast<float>(row) / 80.0f);
            part.skin.sheetOf.push_back(0);
        }
    }
    return first;
}

/// Two triangles of every square of a chart, split along the rising diagonal.
inline void addTriangles(scene::BodyPart& part, std::uint32_t first) {
    constexpr std::uint32_t kHalf = kPatchSquares / 2;
    for (std::uint32_t row = 0; row < kPatchSquares; ++row) {
        for (std::uint32_t column = 0; column < kHalf; ++column) {
            const std::uint32_t a = first + row * (kHalf + 1) + column;
            const std::uint32_t c = a + kHalf + 1;
            part.skin.triangles.push_back({a, a + 1, c + 1});
            part.skin.triangles.push_back({a, c + 1, c});
        }
    }
}

/// Triangle and weights of the cell at a place inside its square, 0..1 along both sides.
inline void placeCell(scene::AtlasCells& cells, std::size_t texel, std::uint32_t square, float s,
                      float t) {
    const auto whole = [](float share) {
        return static_cast<std::uint16_t>(share * 65535.0f + 0.5f);
    };
    const bool lower = s >= t;
    cells.triangle[texel] = square * 2 + (lower ? 0U : 1U);
    // lower: a + s (b - a) + t (c - b); upper: a + s (c - d) + t (d - a)
    cells.barycentric[texel] =
        lower ? std::array{whole(s - t), whole(t)} : std::array{whole(s), whole(t - s)};
}

inline void addCells(scene::BodyPart& part) {
    scene::AtlasCells& cells = part.cells;
    cells.width = kPatchWidth;
    cells.height = kPatchCells;
    const std::size_t texels = std::size_t{kPatchWidth} * kPatchCells;
    cells.triangle.assign(texels, sim::kNone);
    cells.barycentric.assign(texels, {0, 0});
    cells.source.assign(texels, sim::kNone);
    constexpr std::uint32_t kHalf = kPatchSquares / 2;
    for (std::uint32_t row = 0; row < kPatchCells; ++row) {
        for (std::uint32_t cell = 0; cell < kPatchCells; ++cell) {
            const bool right = cell >= kPatchCells / 2;
            const std::uint32_t column = right ? cell + kPatchGutter : cell;
            const std::size_t texel = std::size_t{row} * kPatchWidth + column;
            const std::uint32_t across = (cell % (kPatchCells / 2)) / 5;
            const std::uint32_t square =
                (right ? kHalf * kPatchSquares : 0U) + (row / 5) * kHalf + across;
            placeCell(cells, texel, square, (static_cast<float>(cell % 5) + 0.5f) / 5.0f,
                      (static_cast<float>(row % 5) + 0.5f) / 5.0f);
            cells.source[texel] = static_cast<std::uint32_t>(texel);
        }
        // the gutter shows what lies across the cut: 2 texels of the right chart, then of the left
        const std::uint32_t cut = row * kPatchWidth + kPatchCells / 2;
        cells.source[cut] = cut + kPatchGutter;
        cells.source[cut + 1] = cut + kPatchGutter + 1;
        cells.source[cut + 2] = cut - 2;
        cells.source[cut + 3] = cut - 1;
    }
}

} // namespace patch_detail

[[nodiscard]] inline scene::BodyPart patchPart(float dome_mm) {
    scene::BodyPart part;
    part.id = "patch";
    patch_detail::addPoints(part, dome_mm);
    for (const std::uint32_t chart : {0U, 1U}) {
        patch_detail::addTriangles(part, patch_detail::addChart(part, chart));
    }
    patch_detail::addCells(part);
    return part;
}

/// Two tissues: "thin" of 1 mm skin over 2 mm fat, "thick" of 2 mm over 6 mm.
[[nodiscard]] inline std::map<std::string, sim::SkinZone> twoTissues() {
    std::map<std::string, sim::SkinZone> tissues;
    for (const bool thick : {false, true}) {
        sim::SkinZone zone;
        zone.id = thick ? "thick" : "thin";
        const float skin_m = thick ? 0.002f : 0.001f;
        for (std::size_t i = 0; i < 4; ++i) {
            zone.tissue.layers[i].thickness_m = skin_m / 4.0f;
        }
        zone.tissue.layers[4].thickness_m = thick ? 0.006f : 0.002f;
        tissues.emplace(zone.id, zone);
    }
    return tissues;
}

} // namespace stipple::test
