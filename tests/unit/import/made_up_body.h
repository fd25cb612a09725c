#pragma once

#include "assets/import/body_cage.h"
#include "assets/import/stencil_mesh.h"

namespace stipple::importer {

/// The cube with corners at +-1: quads counter-clockwise seen from outside.
inline StencilMesh cube() {
    return cageMesh(
        8, {{0, 2, 3, 1}, {4, 5, 7, 6}, {0, 1, 5, 4}, {2, 6, 7, 3}, {0, 4, 6, 2}, {1, 3, 7, 5}});
}
inline std::vector<glm::dvec3> cubeCorners() {
    std::vector<glm::dvec3> corners;
    for (int i = 0; i < 8; ++i) {
        corners.emplace_back((i & 1) != 0 ? 1.0 : -1.0, (i & 2) != 0 ? 1.0 : -1.0,
                             (i & 4) != 0 ? 1.0 : -1.0);
    }
    return corners;
}

/// A closed body of 24 quads, about 60 mm across: the cube subdivided once. Each quad has a corner
/// of the sheet to itself.
inline Cage cubeBody() {
    constexpr double size_m = 0.04;
    const StencilMesh once = refined(cube());
    Cage cage;
    for (const Stencil& point : once.points) {
        cage.points_m.push_back(size_m * evaluate(point, cubeCorners()));
    }
    for (std::size_t q = 0; q < once.quads.size(); ++q) {
        const double left = 0.2 * static_cast<double>(q % 5);
        const double top = 0.2 * static_cast<double>(q / 5);
        CageQuad quad{.point = once.quads[q],
                      .sheet = {glm::dvec2(left, top), glm::dvec2(left + 0.1, top),
                                glm::dvec2(left + 0.1, top + 0.1), glm::dvec2(left, top + 0.1)},
                      .sheetNumber = 0,
                      .grain = Grain::Fine};
        cage.skin.push_back(quad);
    }
    return cage;
}

} // namespace stipple::importer
