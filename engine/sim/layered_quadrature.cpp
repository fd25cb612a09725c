#include "engine/sim/layered_quadrature.h"

#include "engine/base/fixed_math.h"

#include <algorithm>

namespace stipple::sim {

std::vector<QuadratureNode> gaussLegendre(std::size_t count, double from, double to) {
    std::vector<QuadratureNode> nodes(count);
    const double half = 0.5 * (to - from), middle = 0.5 * (to + from);
    const auto n = static_cast<double>(count);
    for (std::size_t i = 0; i < count; ++i) {
        // Tricomi's first guess, the largest root first
        double x = fixedCos(kPi * (static_cast<double>(i) + 0.75) / (n + 0.5));
        double slope = 1.0;
        for (int round = 0; round < 8; ++round) {
            double p = 1.0, before = 0.0;
            for (std::size_t k = 1; k <= count; ++k) {
                const auto order = static_cast<double>(k);
                const double next = ((2.0 * order - 1.0) * x * p - (order - 1.0) * before) / order;
                before = p;
                p = next;
            }
            slope = n * (before - x * p) / ((1.0 - x) * (1.0 + x));
            x -= p / slope;
        }
        nodes[count - 1 - i] = {middle + half * x,
                                2.0 * half / ((1.0 - x) * (1.0 + x) * slope * slope)};
    }
    return nodes;
}

std::vector<QuadratureNode> gaussPanels(std::span<const double> edges, std::size_t countEach) {
    const std::vector<QuadratureNode> unit = gaussLegendre(countEach, 0.0, 1.0);
    std::vector<QuadratureNode> nodes;
    nodes.reserve(edges.size() * countEach);
    for (std::size_t k = 1; k < edges.size(); ++k) {
        const double width = edges[k] - edges[k - 1];
        for (const QuadratureNode& node : unit) {
            nodes.push_back({edges[k - 1] + width * node.place, width * node.weight});
        }
    }
    return nodes;
}

std::vector<double> growingEdges(double first, double most, double to) {
    std::vector<double> edges{0.0};
    double step = std::min(first, most);
    while (edges.back() < to) {
        edges.push_back(std::min(edges.back() + step, to));
        step = std::min(2.0 * step, most);
    }
    return edges;
}

} // namespace stipple::sim
