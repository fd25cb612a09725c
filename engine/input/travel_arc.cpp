#include "engine/input/travel_arc.h"

#include <glm/geometric.hpp>

#include <algorithm>

namespace stipple::input {

namespace {

constexpr float kHighestArc_m = 0.25f;
// above skin that lies in the way: as a share of how far it reaches, and never more than this
constexpr float kClear_m = 0.015f, kClearShare = 1.0f;
constexpr float kLeastClear_m = 0.003f;
constexpr int kLooks = 24;

} // namespace

SurfacePoint travelPoint(const SurfacePoint& from, const SurfacePoint& to, float way) {
    // opposite normals, left and right of a neck, have no middle: a person lies on the back, so
    // that up is outside
    const glm::vec3 out{0.0f, 0.35f * arcShare(way), 0.0f};
    const glm::vec3 normal = from.normal + (to.normal - from.normal) * way + out;
    const float length = glm::length(normal);
    return {from.position_m + (to.position_m - from.position_m) * way,
            length > 1e-3f ? normal / length : glm::vec3{0.0f, 1.0f, 0.0f}};
}

float arcHeight_m(const WorkSurface& surface, const SurfacePoint& from, const SurfacePoint& to,
                  float lift_m, float least_m) {
    float arc_m = least_m;
    for (int i = 1; i < kLooks; ++i) {
        const float way = static_cast<float>(i) / kLooks;
        const SurfacePoint at = travelPoint(from, to, way);
        const float reach_m = surface.reach_m(at.position_m, at.normal);
        if (reach_m > 0.0f) {
            arc_m = std::max(arc_m, (reach_m + std::min(kClear_m, kClearShare * reach_m) +
                                     kLeastClear_m - lift_m) /
                                        arcShare(way));
        }
    }
    return std::min(arc_m, kHighestArc_m);
}

} // namespace stipple::input
