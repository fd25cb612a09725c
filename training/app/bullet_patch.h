#pragma once

#include "training/app/tetra_patch.h"

#include <cstddef>
#include <functional>

namespace stipple::app {

/// How a soft body is pressed: its punch nodes go down at a steady speed and stay there, held.
struct PressPlan {
    double press_m = 0.3e-3, speed_mps = 1e-3, hold_s = 0.2;
    double step_s = 1.0 / 120.0;
    double budget_s = 1e9; ///< on the wall clock, after which it ends early
    std::function<void(std::size_t step, std::size_t of)>
        watch; ///< told of every step; may be empty
};

/// What came of it.
struct SoftPress {
    std::size_t steps = 0, wantedSteps = 0;
    double perStep_s = 0.0;                      ///< processor time, mean
    double pressed_m = 0.0;                      ///< how deep the punch was in the last step
    std::vector<TetraPatch::Vector> displaced_m; ///< of the nodes at the end
};

/// Bullet's position-based soft body: the edges of the tetrahedra as stiff links, 10 iterations.
[[nodiscard]] SoftPress pressSoftBody(const TetraPatch& patch, const PressPlan& plan);

/// Bullet's deformable world with linear elasticity, integrated implicitly.
[[nodiscard]] SoftPress pressDeformable(const TetraPatch& patch, const PressPlan& plan);

} // namespace stipple::app
