#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace stipple::app {

/// A block of linear elastic tissue cut into tetrahedra, its bottom fixed, its sides free, a round
/// punch on top. For benchmarks: what soft bodies make of it against what it is at rest.
struct TetraPatch {
    using Vector = std::array<double, 3>;

    std::vector<Vector> rest_m; ///< z up; 0 at the bottom
    std::vector<std::array<std::uint32_t, 4>>
        corners;                           ///< of the tetrahedra, all the same way round
    std::vector<std::uint8_t> base, punch; ///< per node: 1 when it is one of them
    double youngsModulus_Pa = 0.0, poissonRatio = 0.0, density_kgPerM3 = 0.0;
};

struct PatchPlan {
    double width_m = 0.04, height_m = 0.005;
    std::uint32_t across = 40, down = 5; ///< elements
    double punchRadius_m = 4.4e-3;       ///< between two rings of nodes
    double youngsModulus_Pa = 50e3, poissonRatio = 0.45, density_kgPerM3 = 1000.0;
};

/// Cubes of five tetrahedra each, turned about from one to the next.
[[nodiscard]] TetraPatch tetraPatch(const PatchPlan& plan);

/// Forces of the tissue on its nodes, newtons, for displacements by linear elasticity.
[[nodiscard]] std::vector<TetraPatch::Vector>
nodeForces_N(const TetraPatch& patch, const std::vector<TetraPatch::Vector>& displaced_m);

/// Force with which the displaced tissue presses on its base, by linear elasticity.
[[nodiscard]] double baseForce_N(const TetraPatch& patch,
                                 const std::vector<TetraPatch::Vector>& displaced_m);

/// The patch at rest with its punch `press_m` deep and holding on to it: displacements, by
/// conjugate gradients to a millionth of the first residual.
[[nodiscard]] std::vector<TetraPatch::Vector> atRest_m(const TetraPatch& patch, double press_m);

} // namespace stipple::app
