#pragma once

#include <glm/vec3.hpp>

#include <array>
#include <cstdint>
#include <span>
#include <vector>

namespace stipple::render {

/// Triangles in a tree of boxes that answers whether anything stands in the way of a ray.
class RayTree {
public:
    /// Adds triangles; call `build` after the last.
    void add(std::span<const glm::vec3> positions_m,
             std::span<const std::array<std::uint32_t, 3>> triangles);
    void build();

    /// True when a triangle lies between `least_m` and `most_m` along the unit direction.
    [[nodiscard]] bool blocked(const glm::vec3& from_m, const glm::vec3& direction, float least_m,
                               float most_m) const;

private:
    struct Triangle {
        glm::vec3 corner, edge1, edge2;
    };
    struct Node {
        glm::vec3 low, high;
        std::uint32_t first = 0; ///< triangle, or the left child; the right one follows it
        std::uint32_t count = 0; ///< of triangles; 0: an inner node
        std::uint32_t axis = 0;  ///< along which the left child comes first
    };
    void split(std::uint32_t node, std::uint32_t first, std::uint32_t count, std::uint32_t depth);

    std::vector<Triangle> triangles_;
    std::vector<Node> nodes_;
};

} // namespace stipple::render
