#pragma once

#include <glm/vec3.hpp>

#include <array>
#include <cstdint>
#include <vector>

namespace stipple::importer {

/// A point as a weighted mean of cage points.
struct StencilTerm {
    std::uint32_t cage = 0;
    double weight = 0.0;
};
using Stencil = std::vector<StencilTerm>; ///< rising cage numbers; weights sum to 1

/// A mesh of quads whose points follow a cage.
struct StencilMesh {
    std::vector<Stencil> points;
    std::vector<std::array<std::uint32_t, 4>> quads;
};

/// The cage itself: every point is its own stencil.
[[nodiscard]] StencilMesh cageMesh(std::size_t points,
                                   std::vector<std::array<std::uint32_t, 4>> quads);

/// One step of Catmull and Clark's subdivision (E. Catmull, J. Clark, Computer-Aided Design 10(6),
/// 1978): quad q becomes quads 4q .. 4q+3, the k-th at its corner k: corner, middle of the edge
/// after it, middle of the quad, middle of the edge before it. Rims are subdivided as cubic
/// B-splines, corners of one quad stay.
/// Precondition: an edge belongs to one or two quads.
[[nodiscard]] StencilMesh refined(const StencilMesh& mesh);

/// The points where endless refinement would take those of `mesh` (M. Halstead, M. Kass,
/// T. DeRose, SIGGRAPH 1993).
[[nodiscard]] std::vector<Stencil> limitPoints(const StencilMesh& mesh);

[[nodiscard]] glm::dvec3 evaluate(const Stencil& stencil, const std::vector<glm::dvec3>& cage);

/// Sum of weights times stencils.
[[nodiscard]] Stencil blend(const std::vector<std::pair<const Stencil*, double>>& parts);

} // namespace stipple::importer
