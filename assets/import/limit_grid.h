#pragma once

#include "assets/import/body_cage.h"
#include "assets/import/stencil_mesh.h"

#include <array>
#include <cstdint>
#include <vector>

namespace stipple::importer {

/// Steps of subdivision between a cage quad and the finest surface, and its points along an edge.
inline constexpr std::uint32_t kLevels = 2;
inline constexpr std::uint32_t kGridSide = (1U << kLevels) + 1;

/// The points of one cage quad after kLevels subdivisions: [row j][column i], corner 0 at (0, 0),
/// corner 1 at i = 4, corner 2 at i = j = 4. Neighbouring quads share the points of their edge.
using QuadGrid = std::array<std::array<std::uint32_t, kGridSide>, kGridSide>;

/// A cage and the points of its limit surface.
struct LimitGrid {
    std::vector<Stencil> points;
    std::vector<glm::dvec3> neutral_m; ///< of the points
    std::vector<QuadGrid> quads;       ///< one per quad of `kept`
    /// The points on other bodies, between which all patients lie; may be empty.
    std::vector<std::vector<glm::dvec3>> bodies_m;
};

/// Subdivides `kept` and `around` together and keeps the grids of `kept`.
[[nodiscard]] LimitGrid limitGrid(const std::vector<glm::dvec3>& cage_m,
                                  const std::vector<CageQuad>& kept,
                                  const std::vector<CageQuad>& around);

} // namespace stipple::importer
