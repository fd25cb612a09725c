#pragma once

#include <glm/vec3.hpp>

#include <array>
#include <cstdint>
#include <vector>

namespace stipple::input {

/// A point of the plane on which skin is laid, metres.
struct FlatPoint {
    double u = 0.0, v = 0.0;
};

/// Moves the places `uv_m` of a triangle mesh in the plane until its triangles are as little
/// stretched as they can be (Liu, Zhang, Xu, Gotsman and Gortler 2008): turn by turn the best
/// rotation of each triangle, and the places that fit the rotated triangles best. Triangles are
/// counter-clockwise seen from outside, which is clockwise in u and v. `weights`: how much a
/// triangle's shape counts. The same bits everywhere: + - * / and square roots.
void relaxFlat(const std::vector<glm::vec3>& at_m,
               const std::vector<std::array<std::uint32_t, 3>>& triangles,
               const std::vector<double>& weights, std::vector<FlatPoint>& uv_m);

} // namespace stipple::input
