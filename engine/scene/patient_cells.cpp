#include "engine/scene/patient_parts.h"

#include <glm/geometric.hpp>

namespace stipple::scene {

namespace {

constexpr float kWholeBarycentric = 65535.0F;

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
    const float b = static_cast<float>(atlas.barycentric[texel][0]) / kWholeBarycentric;
    const float c = static_cast<float>(atlas.barycentric[texel][1]) / kWholeBarycentric;
    const float a = 1.0F - b - c;
    cells.position_m[texel] = mesh.positions_m[corner[0]] * a + mesh.positions_m[corner[1]] * b +
                              mesh.positions_m[corner[2]] * c;
    cells.normal[texel] = glm::normalize(mesh.normals[corner[0]] * a + mesh.normals[corner[1]] * b +
                                         mesh.normals[corner[2]] * c);
}

std::uint8_t zoneOf(std::uint8_t region, std::size_t regions) {
    return region == kElsewhere ? static_cast<std::uint8_t>(regions) : region;
}

/// The longest step from a treatable cell to the next in its row or column. Charts of the atlas lie
/// apart, so that texels side by side are neighbours on the skin.
float widestStep_m(const sim::SkinCells& cells, const Anatomy& anatomy) {
    float widest = 0.0F;
    const auto treated = [&](std::size_t cell) {
        return cells.zone[cell] < anatomy.regions.size() &&
               anatomy.regions[cells.zone[cell]].use == RegionUse::Treated;
    };
    for (std::uint32_t row = 0; row < cells.height; ++row) {
        for (std::uint32_t column = 0; column < cells.width; ++column) {
            const std::size_t cell = std::size_t{row} * cells.width + column;
            if (!treated(cell)) {
                continue;
            }
            for (const bool right : {true, false}) {
                const std::size_t next = right ? cell + 1 : cell + cells.width;
                if ((right ? column + 1 < cells.width : row + 1 < cells.height) && treated(next)) {
                    const glm::vec3 step = cells.position_m[next] - cells.position_m[cell];
                    const float square = glm::dot(step, step);
                    widest = square > widest ? square : widest;
                }
            }
        }
    }
    return glm::sqrt(widest);
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

    double sum_m2 = 0.0;
    std::size_t count = 0;
    for (std::size_t texel = 0; texel < texels; ++texel) {
        if (atlas.triangle[texel] == sim::kNone) {
            continue;
        }
        placeCell(atlas, mesh, texel, cells);
        cells.zone[texel] = zoneOf(painted.region[texel], anatomy.regions.size());
        cells.areas_m2[texel] = perTexel_m2[atlas.triangle[texel]];
        sum_m2 += static_cast<double>(cells.areas_m2[texel]);
        ++count;
    }
    cells.area_m2 = count > 0 ? static_cast<float>(sum_m2 / static_cast<double>(count)) : 0.0F;
    cells.spacing_m = widestStep_m(cells, anatomy);
    return cells;
}

} // namespace stipple::scene
