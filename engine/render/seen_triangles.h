#pragma once

#include "engine/render/render_view.h"

#include <glm/vec3.hpp>

#include <cstdint>
#include <span>
#include <vector>

namespace stipple::render {

/// The triangles of a mesh in runs of neighbours, so that a frame can leave out runs that lie
/// outside the picture or turn away from the eye. For software devices, which work at every corner
/// and triangle on one core. Of meshes with at most 65,536 corners; others stay empty.
class SeenTriangles {
public:
    SeenTriangles() = default;
    /// `indices`: three per triangle, neighbours near each other. `bothSides`: triangles that turn
    /// away are drawn too. `moved_m`: how far a corner may be from its place when it is drawn.
    SeenTriangles(std::span<const glm::vec3> positions_m, std::span<const std::uint32_t> indices,
                  bool bothSides, float moved_m);

    [[nodiscard]] bool empty() const { return runs_.empty(); }
    /// The indices of all runs that may be seen, in the mesh's order.
    [[nodiscard]] std::vector<std::uint16_t> from(const RenderView& view) const;

private:
    struct Run {
        glm::vec3 middle_m{0.0f};
        float radius_m = 0.0f;
        glm::vec3 facing{0.0f}; ///< unit; 0: to all sides
        float away = 1.0f;      ///< sine of how far from `facing` its triangles may face
        std::uint32_t first = 0, count = 0;
    };
    [[nodiscard]] Run runOf(std::span<const glm::vec3> positions_m, std::uint32_t first,
                            std::uint32_t count, bool bothSides, float moved_m) const;

    std::vector<std::uint16_t> indices_;
    std::vector<Run> runs_;
};

} // namespace stipple::render
