#include "engine/scene/patient_parts.h"

#include <glm/geometric.hpp>

#include <algorithm>
#include <cstddef>

namespace stipple::scene {

namespace {

/// Skin per texel of every triangle: its area on the body over its area in the atlas.
std::vector<float> areaPerTexel(const AtlasCells& atlas, const sim::SkinMesh& mesh) {
    const glm::vec2 size(static_cast<float>(atlas.width), static_cast<float>(atlas.height));
    std::vector<float> out;
    out.reserve(mesh.triangles.size());
    for (const auto& corner : mesh.triangles) {
        const glm::vec3 ab = mesh.positions_m[corner[1]] - mesh.positions_m[corner[0]];
        const glm::vec3 ac = mesh.positions_m[corner[2]] - mesh.positions_m[corner[0]];
        const glm::vec2 uv = (mesh.uv[corner[1]] - mesh.uv[corner[0]]) * size;
        const glm::vec2 uw = (mesh.uv[corner[2]] - mesh.uv[corner[0]]) * size;
        const float texels = uv.x * uw.y - uv.y * uw.x;
        const float across = texels < 0.0F ? -texels : texels;
        out.push_back(across > 0.0F ? glm::length(glm::cross(ab, ac)) / across : 0.0F);
    }
    return out;
}

void placeCell(const AtlasCells& atlas, const sim::SkinMesh& mesh, std::size_t texel,
               sim::SkinCells& cells) {
    const auto& corner = mesh.triangles[atlas.triangle[texel]];
    const float b =
        static_cast<float>(atlas.barycentric[texel][0]) / static_cast<float>(kWholeBarycentric);
    const float c =
        static_cast<float>(atlas.barycentric[texel][1]) / static_cast<float>(kWholeBarycentric);
    const float a = 1.0F - b - c;
    cells.position_m[texel] = mesh.positions_m[corner[0]] * a + mesh.positions_m[corner[1]] * b +
                              mesh.positions_m[corner[2]] * c;
    cells.normal[texel] = glm::normalize(mesh.normals[corner[0]] * a + mesh.normals[corner[1]] * b +
                                         mesh.normals[corner[2]] * c);
}

std::uint8_t zoneOf(std::uint8_t region, std::size_t regions) {
    return region == kElsewhere ? static_cast<std::uint8_t>(regions) : region;
}

/// The middle one of the values, 0 without any.
float median(std::vector<float>& values) {
    if (values.empty()) {
        return 0.0F;
    }
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

/// Size and distance of the cells where people are treated. The middle values, because the scalp
/// and the back of the body have coarser cells, and because two charts of the atlas may touch.
void measureCells(const Anatomy& anatomy, sim::SkinCells& cells) {
    std::vector<float> steps_m, areas_m2;
    const auto treated = [&](std::size_t cell) {
        return cells.zone[cell] < anatomy.regions.size() &&
               anatomy.regions[cells.zone[cell]].use == RegionUse::Treated;
    };
    const auto addStep = [&](std::size_t cell, std::size_t next) {
        if (treated(next)) {
            steps_m.push_back(glm::distance(cells.position_m[next], cells.position_m[cell]));
        }
    };
    for (std::uint32_t row = 0; row < cells.height; ++row) {
        for (std::uint32_t column = 0; column < cells.width; ++column) {
            const std::size_t cell = std::size_t{row} * cells.width + column;
            if (!treated(cell)) {
                continue;
            }
            areas_m2.push_back(cells.areas_m2[cell]);
            if (column + 1 < cells.width) {
                addStep(cell, cell + 1);
            }
            if (row + 1 < cells.height) {
                addStep(cell, cell + cells.width);
            }
        }
    }
    cells.spacing_m = median(steps_m);
    cells.area_m2 = median(areas_m2);
}

} // namespace

sim::SkinCells patientCells(const BodyPart& part, const sim::SkinMesh& mesh, const Anatomy& anatomy,
                            const PaintedAnatomy& painted) {
    const AtlasCells& atlas = part.cells;
    const std::size_t texels = atlas.triangle.size();
    const std::vector<float> perTexel_m2 = areaPerTexel(atlas, mesh);
    sim::SkinCells cells;
    cells.width = atlas.width;
    cells.height = atlas.height;
    cells.zone.assign(texels, sim::kOffSkin);
    cells.position_m.assign(texels, glm::vec3(0.0F));
    cells.normal.assign(texels, glm::vec3(0.0F, 1.0F, 0.0F));
    cells.areas_m2.assign(texels, 0.0F);
    cells.source = atlas.source;
    cells.skinScale = painted.skinScale;
    cells.fatScale = painted.fatScale;

    for (std::size_t texel = 0; texel < texels; ++texel) {
        if (atlas.triangle[texel] == sim::kNone) {
            continue;
        }
        placeCell(atlas, mesh, texel, cells);
        cells.zone[texel] = zoneOf(painted.region[texel], anatomy.regions.size());
        cells.areas_m2[texel] = perTexel_m2[atlas.triangle[texel]];
    }
    measureCells(anatomy, cells);
    return cells;
}

} // namespace stipple::scene
