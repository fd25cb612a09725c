#include "engine/input/flat_relaxation.h"

#include "engine/base/fixed_math.h"

#include <glm/geometric.hpp>

#include <algorithm>

namespace stipple::input {

namespace {

constexpr int kRounds = 14, kSteps = 24;
// of a solution in square metres: far below a micrometre
constexpr double kEnough = 1e-18;
// needle-thin triangles would pull without end, blunt ones would push
constexpr double kCotangentLeast = 0.02, kCotangentMost = 20.0;

using Triangles = std::vector<std::array<std::uint32_t, 3>>;

/// A triangle's true shape laid flat, edges 01, 12, 20, and the weighted cotangents of the angles
/// opposite to them.
struct TrueShape {
    std::array<FlatPoint, 3> edge;
    std::array<double, 3> cot;
};

TrueShape shapeOf(const std::array<glm::vec3, 3>& at, double weight) {
    const glm::vec3 e1 = at[1] - at[0];
    const glm::vec3 e2 = at[2] - at[0];
    const auto length = static_cast<double>(glm::length(e1));
    const double x = length > 0.0 ? static_cast<double>(glm::dot(e1, e2)) / length : 0.0;
    const double y =
        length > 0.0 ? static_cast<double>(glm::length(glm::cross(e1, e2))) / length : 0.0;
    TrueShape shape{.edge = {FlatPoint{length, 0.0}, FlatPoint{x - length, -y}, FlatPoint{-x, y}},
                    .cot = {}};
    for (std::size_t k = 0; k < 3; ++k) {
        const glm::vec3 p = at[k] - at[(k + 2) % 3];
        const glm::vec3 q = at[(k + 1) % 3] - at[(k + 2) % 3];
        const auto area = static_cast<double>(glm::length(glm::cross(p, q)));
        const double raw = area > 0.0 ? static_cast<double>(glm::dot(p, q)) / area : 0.0;
        shape.cot[k] = weight * std::clamp(raw, kCotangentLeast, kCotangentMost);
    }
    return shape;
}

/// The Laplacian of the mesh on one set of places.
std::vector<FlatPoint> laplacian(const Triangles& triangles, const std::vector<TrueShape>& shapes,
                                 const std::vector<FlatPoint>& x) {
    std::vector<FlatPoint> y(x.size());
    for (std::size_t t = 0; t < triangles.size(); ++t) {
        for (std::size_t k = 0; k < 3; ++k) {
            const std::uint32_t a = triangles[t][k];
            const std::uint32_t b = triangles[t][(k + 1) % 3];
            const double u = shapes[t].cot[k] * (x[a].u - x[b].u);
            const double v = shapes[t].cot[k] * (x[a].v - x[b].v);
            y[a].u += u;
            y[a].v += v;
            y[b].u -= u;
            y[b].v -= v;
        }
    }
    return y;
}

/// What the Laplacian should be if every triangle had its true shape, rotated as fits best.
std::vector<FlatPoint> rotatedShapes(const Triangles& triangles,
                                     const std::vector<TrueShape>& shapes,
                                     const std::vector<FlatPoint>& uv) {
    std::vector<FlatPoint> wanted(uv.size());
    for (std::size_t t = 0; t < triangles.size(); ++t) {
        const TrueShape& shape = shapes[t];
        double a = 0.0;
        double b = 0.0;
        for (std::size_t k = 0; k < 3; ++k) {
            const FlatPoint& from = uv[triangles[t][k]];
            const FlatPoint& to = uv[triangles[t][(k + 1) % 3]];
            const FlatPoint& x = shape.edge[k];
            a += shape.cot[k] * (x.u * (to.u - from.u) + x.v * (to.v - from.v));
            b += shape.cot[k] * (x.u * (to.v - from.v) - x.v * (to.u - from.u));
        }
        const double size = fixedSqrt(a * a + b * b);
        const double cosine = size > 0.0 ? a / size : 1.0;
        const double sine = size > 0.0 ? b / size : 0.0;
        for (std::size_t k = 0; k < 3; ++k) {
            const FlatPoint& x = shape.edge[k];
            const double u = shape.cot[k] * (cosine * x.u - sine * x.v);
            const double v = shape.cot[k] * (sine * x.u + cosine * x.v);
            FlatPoint& from = wanted[triangles[t][k]];
            FlatPoint& to = wanted[triangles[t][(k + 1) % 3]];
            from = {from.u - u, from.v - v};
            to = {to.u + u, to.v + v};
        }
    }
    return wanted;
}

FlatPoint product(const std::vector<FlatPoint>& a, const std::vector<FlatPoint>& b) {
    FlatPoint sum;
    for (std::size_t i = 0; i < a.size(); ++i) {
        sum.u += a[i].u * b[i].u;
        sum.v += a[i].v * b[i].v;
    }
    return sum;
}

/// a / b, and 0 once there is nothing left to do.
FlatPoint quotient(const FlatPoint& a, const FlatPoint& b) {
    return {b.u > 0.0 ? a.u / b.u : 0.0, b.v > 0.0 ? a.v / b.v : 0.0};
}

/// Solves laplacian(uv) = wanted by conjugate gradients with a diagonal preconditioner, from where
/// uv is; u and v are two systems with one matrix.
void solve(const Triangles& triangles, const std::vector<TrueShape>& shapes,
           const std::vector<double>& diagonal, const std::vector<FlatPoint>& wanted,
           std::vector<FlatPoint>& uv) {
    std::vector<FlatPoint> rest = laplacian(triangles, shapes, uv);
    std::vector<FlatPoint> scaled(uv.size());
    for (std::size_t i = 0; i < uv.size(); ++i) {
        rest[i] = {wanted[i].u - rest[i].u, wanted[i].v - rest[i].v};
        scaled[i] = {rest[i].u / diagonal[i], rest[i].v / diagonal[i]};
    }
    std::vector<FlatPoint> way = scaled;
    FlatPoint fit = product(rest, scaled);
    for (int step = 0; step < kSteps && fit.u + fit.v > kEnough; ++step) {
        const std::vector<FlatPoint> image = laplacian(triangles, shapes, way);
        const FlatPoint alpha = quotient(fit, product(way, image));
        for (std::size_t i = 0; i < uv.size(); ++i) {
            uv[i] = {uv[i].u + alpha.u * way[i].u, uv[i].v + alpha.v * way[i].v};
            rest[i] = {rest[i].u - alpha.u * image[i].u, rest[i].v - alpha.v * image[i].v};
            scaled[i] = {rest[i].u / diagonal[i], rest[i].v / diagonal[i]};
        }
        const FlatPoint next = product(rest, scaled);
        const FlatPoint beta = quotient(next, fit);
        for (std::size_t i = 0; i < uv.size(); ++i) {
            way[i] = {scaled[i].u + beta.u * way[i].u, scaled[i].v + beta.v * way[i].v};
        }
        fit = next;
    }
}

} // namespace

void relaxFlat(const std::vector<glm::vec3>& at_m, const Triangles& triangles,
               const std::vector<double>& weights, std::vector<FlatPoint>& uv_m) {
    std::vector<TrueShape> shapes;
    std::vector<double> diagonal(at_m.size(), 0.0);
    for (std::size_t t = 0; t < triangles.size(); ++t) {
        const auto& corner = triangles[t];
        shapes.push_back(shapeOf({at_m[corner[0]], at_m[corner[1]], at_m[corner[2]]}, weights[t]));
        for (std::size_t k = 0; k < 3; ++k) {
            diagonal[corner[k]] += shapes.back().cot[k];
            diagonal[corner[(k + 1) % 3]] += shapes.back().cot[k];
        }
    }
    for (int round = 0; round < kRounds; ++round) {
        solve(triangles, shapes, diagonal, rotatedShapes(triangles, shapes, uv_m), uv_m);
    }
}

} // namespace stipple::input
