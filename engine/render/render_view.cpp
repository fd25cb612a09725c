#include "engine/render/render_view.h"

#include <glm/geometric.hpp>
#include <glm/gtc/matrix_transform.hpp>
#include <glm/vec4.hpp>

#include <algorithm>
#include <cmath>

namespace stipple::render {

RenderView viewOf(const OrbitCamera& camera, float aspect) {
    const float elevation = std::clamp(camera.elevation_rad, 0.02f, 1.55f);
    const glm::vec3 away{std::sin(camera.azimuth_rad) * std::cos(elevation), std::sin(elevation),
                         std::cos(camera.azimuth_rad) * std::cos(elevation)};
    RenderView view;
    view.eye_m = camera.target_m + away * camera.distance_m;
    view.view = glm::lookAtRH(view.eye_m, camera.target_m, glm::vec3(0.0f, 1.0f, 0.0f));
    view.projection = glm::perspectiveRH_ZO(camera.fieldOfView_rad, aspect,
                                            std::max(0.004f, camera.distance_m * 0.05f), 4.0f);
    view.projection[1][1] = -view.projection[1][1]; // y down
    return view;
}

glm::vec3 rayThrough(const RenderView& view, float x, float y) {
    const glm::mat4 back = glm::inverse(view.projection * view.view);
    const glm::vec4 far = back * glm::vec4(x * 2.0f - 1.0f, y * 2.0f - 1.0f, 1.0f, 1.0f);
    return glm::normalize(glm::vec3(far) / far.w - view.eye_m);
}

} // namespace stipple::render
