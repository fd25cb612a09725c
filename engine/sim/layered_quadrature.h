#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace stipple::sim {

/// A place at which an integrand is read and how much it counts there.
struct QuadratureNode {
    double place = 0.0, weight = 0.0;
};

/// Gauss's rule with `count` nodes on an interval, rising: exact for polynomials of a degree below
/// 2 count. Nodes by Newton's method on the Legendre polynomial.
[[nodiscard]] std::vector<QuadratureNode> gaussLegendre(std::size_t count, double from, double to);

/// Gauss's rule on every interval between neighbouring `edges`, which rise.
[[nodiscard]] std::vector<QuadratureNode> gaussPanels(std::span<const double> edges,
                                                      std::size_t countEach);

/// Edges from 0 to `to` for integrands that change quickly near 0 and swing further out: they grow
/// from `first` by doubling until the step is `most`, then stay at that.
[[nodiscard]] std::vector<double> growingEdges(double first, double most, double to);

} // namespace stipple::sim
