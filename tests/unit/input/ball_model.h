#pragma once

#include "engine/sim/sim_model.h"
#include "engine/sim/skin_walk.h"
#include "tests/support/flat_model.h"

#include <glm/geometric.hpp>

#include <cmath>
#include <functional>
#include <memory>

namespace stipple::test {

/// A model on a made-up curved skin: a square sheet of `side` nodes, bent by `bend`, with one cell
/// per half millimetre whose zone is chosen by its place. The atlas is the sheet.
struct BentSheet {
    float size_m = 0.12f;
    int meshSide = 61;
    int cellSide = 240;
    std::function<glm::vec3(glm::vec2 uv)> bend;                ///< uv in metres about the middle
    std::function<std::uint8_t(const glm::vec3& place_m)> zone; ///< index into the zones
    std::vector<sim::SkinZone> zones;
};

inline glm::vec3 bentNormal(const BentSheet& sheet, glm::vec2 uv) {
    const float step = 1e-4f;
    const glm::vec3 du =
        sheet.bend(uv + glm::vec2{step, 0.0f}) - sheet.bend(uv - glm::vec2{step, 0.0f});
    const glm::vec3 dv =
        sheet.bend(uv + glm::vec2{0.0f, step}) - sheet.bend(uv - glm::vec2{0.0f, step});
    return glm::normalize(glm::cross(dv, du));
}

inline std::unique_ptr<sim::SimModel> bentModel(const BentSheet& sheet) {
    auto model = std::make_unique<sim::SimModel>();
    model->zones = sheet.zones;
    for (sim::SkinZone& zone : model->zones) {
        zone.tissue = foreheadZone().tissue; // what a plate presses on matters nowhere here
    }
    model->needling = defaultNeedling();
    model->pens = {ringPen(12), ringPen(16)};
    const auto side = static_cast<std::uint32_t>(sheet.meshSide);
    for (std::uint32_t row = 0; row < side; ++row) {
        for (std::uint32_t column = 0; column < side; ++column) {
            const glm::vec2 atlas{static_cast<float>(column) / static_cast<float>(side - 1),
                                  static_cast<float>(row) / static_cast<float>(side - 1)};
            const glm::vec2 uv = (atlas - 0.5f) * sheet.size_m;
            model->mesh.positions_m.push_back(sheet.bend(uv));
            model->mesh.normals.push_back(bentNormal(sheet, uv));
            model->mesh.uv.push_back(atlas);
            if (row + 1 < side && column + 1 < side) {
                const std::uint32_t at = row * side + column;
                model->mesh.triangles.push_back({at, at + side, at + 1});
                model->mesh.triangles.push_back({at + 1, at + side, at + side + 1});
            }
        }
    }
    sim::linkNeighbours(model->mesh);
    sim::SkinCells& cells = model->cells;
    cells.width = cells.height = static_cast<std::uint32_t>(sheet.cellSide);
    cells.spacing_m = sheet.size_m / static_cast<float>(sheet.cellSide);
    cells.area_m2 = cells.spacing_m * cells.spacing_m;
    for (int row = 0; row < sheet.cellSide; ++row) {
        for (int column = 0; column < sheet.cellSide; ++column) {
            const glm::vec2 atlas{
                (static_cast<float>(column) + 0.5f) / static_cast<float>(sheet.cellSide),
                (static_cast<float>(row) + 0.5f) / static_cast<float>(sheet.cellSide)};
            const glm::vec2 uv = (atlas - 0.5f) * sheet.size_m;
            cells.position_m.push_back(sheet.bend(uv));
            cells.normal.push_back(bentNormal(sheet, uv));
            cells.zone.push_back(sheet.zone(cells.position_m.back()));
        }
    }
    sim::finishModel(*model);
    return model;
}

/// The sheet laid on a ball of `radius_m` that touches y = 0 from below at its top: rays from the
/// top keep their length (azimuthal equidistant).
inline std::function<glm::vec3(glm::vec2)> onBall(float radius_m) {
    return [radius_m](glm::vec2 uv) {
        const float way = glm::length(uv);
        const float angle = way / radius_m;
        const glm::vec2 out = way > 0.0f ? uv / way : glm::vec2{0.0f};
        return glm::vec3{radius_m * std::sin(angle) * out.x, radius_m * (std::cos(angle) - 1.0f),
                         radius_m * std::sin(angle) * out.y};
    };
}

/// The sheet laid on a lying cylinder along z.
inline std::function<glm::vec3(glm::vec2)> onCylinder(float radius_m) {
    return [radius_m](glm::vec2 uv) {
        const float angle = uv.x / radius_m;
        return glm::vec3{radius_m * std::sin(angle), radius_m * (std::cos(angle) - 1.0f), uv.y};
    };
}

} // namespace stipple::test
