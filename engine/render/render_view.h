#pragma once

#include <glm/mat4x4.hpp>
#include <glm/vec3.hpp>

#include <cstdint>

namespace stipple::render {

/// From where the scene is seen. Right-handed, Vulkan clip space (depth 0..1, y down).
struct RenderView {
    glm::mat4 view{1.0f};
    glm::mat4 projection{1.0f};
    glm::vec3 eye_m{0.0f};
};

/// A camera that orbits a point.
struct OrbitCamera {
    glm::vec3 target_m{0.0f};
    float distance_m = 0.3f, azimuth_rad = 0.0f, elevation_rad = 0.8f, fieldOfView_rad = 0.6f;
};

[[nodiscard]] RenderView viewOf(const OrbitCamera& camera, float aspect);

/// Unit direction from the eye through a point of the picture, 0..1 from the left top.
[[nodiscard]] glm::vec3 rayThrough(const RenderView& view, float x, float y);

enum class Quality : std::uint8_t { Low, Full };

} // namespace stipple::render
