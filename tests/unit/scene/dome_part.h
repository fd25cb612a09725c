#pragma once

#include "engine/scene/people_asset.h"
#include "engine/sim/skin_mesh.h"

#include <string>
#include <vector>

namespace stipple::test {

/// A made-up part of a body, "dome": 40 x 40 mm, bulging 6 mm forwards, upright and facing +z. Its
/// skin is cut along x = 0 into two charts of the atlas, with a gutter of four texels between.
inline constexpr std::uint32_t kDomeSquares = 20; // along each side
inline constexpr std::uint32_t kDomeTexels = 100; // along each side of the dome
inline constexpr std::uint32_t kDomeGutter = 4;

[[nodiscard]] inline float domeHeight_m(float x_m, float y_m) {
    const float s = x_m / 0.02f, t = y_m / 0.02f;
    return 0.006f * (1.0f - s * s) * (1.0f - t * t);
}

[[nodiscard]] inline float domeAcross_m(float share) {
    return (share - 0.5f) * 0.04f;
}

/// Column of the atlas, in texels, of a place across the dome in one of the two charts.
[[nodiscard]] inline float domeColumn(float share, bool rightChart) {
    return 2.0f + share * kDomeTexels + (rightChart ? kDomeGutter : 0.0f);
}

inline void addDomeSkin(scene::BodyPart& part) {
    constexpr std::uint32_t n = kDomeSquares, half = n / 2;
    const glm::vec2 atlas(kDomeTexels + 4 + kDomeGutter, kDomeTexels + 4);
    scene::BodySurface& skin = part.skin;
    for (std::uint32_t j = 0; j <= n; ++j) {
        for (std::uint32_t i = 0; i <= n; ++i) {
            const float x = domeAcross_m(static_cast<float>(i) / n);
            const float y = domeAcross_m(static_cast<float>(j) / n);
            skin.stencilFirst.push_back(static_cast<std::uint32_t>(part.cage_m.size()));
            skin.stencilCage.push_back(static_cast<std::uint32_t>(part.cage_m.size()));
            skin.stencilWeight.push_back(1.0f);
            part.cage_m.emplace_back(x, y, domeHeight_m(x, y));
        }
    }
    skin.stencilFirst.push_back(static_cast<std::uint32_t>(part.cage_m.size()));
    for (const bool rightChart : {false, true}) {
        const auto firstVertex = static_cast<std::uint32_t>(skin.point.size());
        const std::uint32_t from = rightChart ? half : 0;
        for (std::uint32_t j = 0; j <= n; ++j) {
            for (std::uint32_t i = from; i <= from + half; ++i) {
                const float u = static_cast<float>(i) / n, v = static_cast<float>(j) / n;
                skin.point.push_back(j * (n + 1) + i);
                skin.sheet.emplace_back(u, v);
                skin.sheetOf.push_back(0);
                // rows of the atlas go down
                skin.atlas.push_back(
                    glm::vec2(domeColumn(u, rightChart), 2.0f + (1.0f - v) * kDomeTexels) / atlas);
            }
        }
        for (std::uint32_t j = 0; j < n; ++j) {
            for (std::uint32_t i = 0; i < half; ++i) {
                const std::uint32_t a = firstVertex + j * (half + 1) + i, b = a + 1;
                const std::uint32_t c = a + half + 1, d = c + 1;
                skin.triangles.push_back({a, b, d});
                skin.triangles.push_back({a, d, c});
            }
        }
    }
}

inline void addDomeCells(scene::BodyPart& part) {
    constexpr std::uint32_t n = kDomeSquares, half = n / 2;
    scene::AtlasCells& cells = part.cells;
    cells.width = kDomeTexels + 4 + kDomeGutter;
    cells.height = kDomeTexels + 4;
    const std::size_t texels = std::size_t{cells.width} * cells.height;
    cells.triangle.assign(texels, sim::kNone);
    cells.barycentric.assign(texels, {0, 0});
    cells.source.assign(texels, sim::kNone);
    const std::uint32_t seam = 2 + kDomeTexels / 2;
    for (std::uint32_t row = 2; row < 2 + kDomeTexels; ++row) {
        for (std::uint32_t column = 2; column < cells.width - 2; ++column) {
            const std::size_t texel = std::size_t{row} * cells.width + column;
            if (column >= seam && column < seam + kDomeGutter) {
                // the nearer half of the gutter shows what lies beyond the seam
                const bool left = column < seam + kDomeGutter / 2;
                cells.source[texel] =
                    static_cast<std::uint32_t>(left ? texel + kDomeGutter : texel - kDomeGutter);
                continue;
            }
            const bool rightChart = column >= seam;
            const float u = (static_cast<float>(column - (rightChart ? kDomeGutter : 0)) - 1.5f) /
                            kDomeTexels * n;
            const float v = (static_cast<float>(2 + kDomeTexels - row) - 0.5f) / kDomeTexels * n;
            const auto i = static_cast<std::uint32_t>(u), j = static_cast<std::uint32_t>(v);
            const float s = u - static_cast<float>(i), t = v - static_cast<float>(j);
            const std::uint32_t square =
                (rightChart ? n * half : 0) + j * half + (i - (rightChart ? half : 0));
            const bool lower = s >= t; // triangle a b d, else a d c
            const float b = lower ? s - t : s, c = lower ? t : t - s;
            cells.triangle[texel] = 2 * square + (lower ? 0 : 1);
            cells.barycentric[texel] = {static_cast<std::uint16_t>(b * 65535.0f),
                                        static_cast<std::uint16_t>(c * 65535.0f)};
            cells.source[texel] = static_cast<std::uint32_t>(texel);
        }
    }
}

/// People whose only part is the dome. A morph of the name "tall" lifts the middle by 10 mm.
[[nodiscard]] inline scene::PeopleAsset domePeople() {
    scene::BodyPart part;
    part.id = "dome";
    addDomeSkin(part);
    addDomeCells(part);
    const auto middle = static_cast<std::uint32_t>(part.cage_m.size() / 2);
    part.morphs = {{"macrodetails/caucasian-female-old", {}},
                   {"macrodetails/caucasian-female-young", {}},
                   {"macrodetails/universal-female-old-averagemuscle-averageweight", {}},
                   {"macrodetails/universal-female-young-averagemuscle-averageweight", {}},
                   {"neutral", {}},
                   {"tall", {{middle, glm::vec3(0.0f, 0.0f, 0.01f)}}}};
    scene::PeopleAsset people;
    people.origin = "made up for tests";
    people.parts.push_back(std::move(part));
    return people;
}

/// Anatomy of the dome: a square of forehead, 24 mm wide, with a no-go square of 8 mm in it, given
/// after it so that it lies over it; temple elsewhere.
inline const std::string kDomeAnatomy = R"(kind = "anatomy"
format = 1
id = "dome"
part = "dome"
elsewhere = "temple"
blend_mm = 2

[[landmark]]
id = "middle"
view = "front"
at_mm = [0, 0]

[[landmark]]
id = "top"
view = "front"
at_mm = [12, 12]
mirrored = true

[[landmark]]
id = "bottom"
view = "front"
at_mm = [12, -12]
mirrored = true

[[landmark]]
id = "hole_top"
view = "front"
at_mm = [4, 10]
mirrored = true

[[landmark]]
id = "hole_bottom"
view = "front"
at_mm = [4, 2]
mirrored = true

[[region]]
id = "forehead"
label = "Forehead"
use = "treated"
tissue = "forehead"
source = "made up"
grade = "P"
[[region.ring]]
through = ["bottom_l", "top_l", "top_r", "bottom_r"]
sides = "one"

[[region]]
id = "orbit"
label = "Inside the orbital rim"
use = "no_go"
tissue = "lower_lid"
reason = "The eye lies behind it."
source = "made up"
grade = "P"
[[region.ring]]
through = ["hole_bottom_l", "hole_top_l", "hole_top_r", "hole_bottom_r"]
sides = "one"
)";

} // namespace stipple::test
