#pragma once

#include "engine/sim/layered_flexibility.h"

#include <vector>

namespace stipple::test {

/// One row of T4: a flat punch of 8 mm pressed 1 mm into layers on a rigid base.
struct PublishedStack {
    const char* label;
    sim::LayeredSolid solid;
    double force_mN;
};

/// The five stacks with their exact forces: shared/performance.md, section 2, T4.
[[nodiscard]] inline std::vector<PublishedStack> publishedStacks() {
    return {{"5 mm of 50 kPa, nu 0.45", {{{5e-3, 50e3, 0.45}}, true}, 1271.7},
            {"1.25 mm of 100 kPa on 3.75 mm of 10 kPa, nu 0.45",
             {{{1.25e-3, 100e3, 0.45}, {3.75e-3, 10e3, 0.45}}, true},
             478.2},
            {"1.5 mm of 100 kPa on 3.5 mm of 10 kPa, nu 0.48",
             {{{1.5e-3, 100e3, 0.48}, {3.5e-3, 10e3, 0.48}}, true},
             639.5},
            {"1.5 mm of 35 kPa on 3.5 mm of 2 kPa, nu 0.48",
             {{{1.5e-3, 35e3, 0.48}, {3.5e-3, 2e3, 0.48}}, true},
             156.2},
            {"0.1 mm of 1 MPa on 1.4 mm of 100 kPa on 3.5 mm of 10 kPa, nu 0.48",
             {{{0.1e-3, 1e6, 0.48}, {1.4e-3, 100e3, 0.48}, {3.5e-3, 10e3, 0.48}}, true},
             689.9}};
}

/// One value of T3.
struct PublishedKappa {
    double poissonRatio, radiusOverThickness, kappa;
};

/// kappa(a/h, nu) of a bonded layer (Hayes et al. 1972, recomputed): performance.md 2, T3.
[[nodiscard]] inline std::vector<PublishedKappa> publishedKappa() {
    const double ratio[] = {0.2, 0.4, 0.6, 0.8, 1.0, 1.5, 2.0};
    const double poisson[] = {0.30, 0.45, 0.4999};
    const double kappa[3][7] = {{1.207, 1.473, 1.785, 2.126, 2.484, 3.409, 4.353},
                                {1.252, 1.599, 2.033, 2.535, 3.091, 4.658, 6.421},
                                {1.281, 1.684, 2.212, 2.859, 3.617, 5.999, 9.140}};
    std::vector<PublishedKappa> out;
    for (int n = 0; n < 3; ++n) {
        for (int k = 0; k < 7; ++k) {
            out.push_back({poisson[n], ratio[k], kappa[n][k]});
        }
    }
    return out;
}

} // namespace stipple::test
