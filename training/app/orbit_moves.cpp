#include "training/app/orbit_moves.h"

#include <glm/common.hpp>
#include <glm/geometric.hpp>
#include <glm/trigonometric.hpp>

#include <algorithm>
#include <cmath>

namespace stipple::app {

namespace {

constexpr float kPi = 3.14159265f;

// the picture's own directions
struct Axes {
    glm::vec3 right, up, away;
};

Axes axesOf(const render::OrbitCamera& camera) {
    const float e = camera.elevation_rad;
    const float a = camera.azimuth_rad;
    const glm::vec3 away{std::sin(a) * std::cos(e), std::sin(e), std::cos(a) * std::cos(e)};
    const glm::vec3 right{std::cos(a), 0.0f, -std::sin(a)};
    return {right, glm::cross(away, right), away};
}

void keepInside(render::OrbitCamera& camera, const OrbitLimits& limits) {
    camera.target_m = glm::clamp(camera.target_m, limits.low_m, limits.high_m);
    camera.distance_m = std::clamp(camera.distance_m, limits.nearest_m, limits.farthest_m);
    camera.elevation_rad = std::clamp(camera.elevation_rad, limits.lowest_rad, limits.highest_rad);
}

bool onBothSides(const sim::SkinCells& cells, std::uint8_t zone) {
    constexpr float kMiddle_m = 0.003f;
    std::size_t left = 0;
    std::size_t right = 0;
    std::size_t middle = 0;
    for (std::size_t i = 0; i < cells.zone.size(); ++i) {
        if (cells.zone[i] != zone) {
            continue;
        }
        const float x = cells.position_m[i].x;
        ++(std::abs(x) < kMiddle_m ? middle : (x < 0.0f ? right : left));
    }
    return left > 0 && right > 0 && middle * 50 < left + right;
}

} // namespace

OrbitLimits orbitLimits(const sim::SimModel& model, bool person) {
    OrbitLimits limits;
    if (!person || model.mesh.positions_m.empty()) {
        return limits;
    }
    limits.low_m = limits.high_m = model.mesh.positions_m.front();
    for (const glm::vec3& place : model.mesh.positions_m) {
        limits.low_m = glm::min(limits.low_m, place);
        limits.high_m = glm::max(limits.high_m, place);
    }
    limits.nearest_m = 0.03f;
    limits.farthest_m = 1.2f;
    limits.lowest_rad = 0.02f;
    limits.clearance_m = 0.025f;
    return limits;
}

render::OrbitCamera turnedAbout(const render::OrbitCamera& camera, const glm::vec3& pivot_m,
                                float azimuth_rad, float elevation_rad, const OrbitLimits& limits) {
    render::OrbitCamera turned = camera;
    turned.azimuth_rad = std::remainder(camera.azimuth_rad + azimuth_rad, 2.0f * kPi);
    turned.elevation_rad =
        std::clamp(camera.elevation_rad + elevation_rad, limits.lowest_rad, limits.highest_rad);
    const Axes from = axesOf(camera);
    const Axes to = axesOf(turned);
    const glm::vec3 aside = camera.target_m - pivot_m;
    turned.target_m = pivot_m + to.right * glm::dot(aside, from.right) +
                      to.up * glm::dot(aside, from.up) + to.away * glm::dot(aside, from.away);
    keepInside(turned, limits);
    return turned;
}

render::OrbitCamera zoomedAt(const render::OrbitCamera& camera, const glm::vec3& place_m,
                             float factor, const OrbitLimits& limits) {
    render::OrbitCamera zoomed = camera;
    zoomed.distance_m = std::clamp(camera.distance_m * factor, limits.nearest_m, limits.farthest_m);
    // the eye and the target come nearer to the place by the same share
    const float share = zoomed.distance_m / camera.distance_m;
    zoomed.target_m = place_m + (camera.target_m - place_m) * share;
    keepInside(zoomed, limits);
    return zoomed;
}

render::OrbitCamera pannedBy(const render::OrbitCamera& camera, float right, float up,
                             const OrbitLimits& limits) {
    render::OrbitCamera panned = camera;
    const Axes axes = axesOf(camera);
    const float height_m = 2.0f * camera.distance_m * std::tan(0.5f * camera.fieldOfView_rad);
    panned.target_m += (axes.right * right + axes.up * up) * height_m;
    keepInside(panned, limits);
    return panned;
}

render::OrbitCamera keptOutside(const render::OrbitCamera& camera,
                                const sim::SkinCollider& collider, const OrbitLimits& limits) {
    if (limits.clearance_m <= 0.0f) {
        return camera;
    }
    constexpr float kFar_m = 2.0f;
    const Axes axes = axesOf(camera);
    const auto hit = collider.cast(camera.target_m + axes.away * kFar_m, -axes.away, kFar_m);
    render::OrbitCamera kept = camera;
    if (hit) {
        kept.distance_m = std::max(kept.distance_m, kFar_m - hit->distance_m + limits.clearance_m);
    }
    return kept;
}

render::OrbitCamera facing(const render::OrbitCamera& camera, const glm::vec3& place_m,
                           const glm::vec3& normal, float distance_m, float tip_rad,
                           const OrbitLimits& limits) {
    render::OrbitCamera out = camera;
    const float elevation = std::asin(std::clamp(normal.y, -1.0f, 1.0f));
    const float level = std::sqrt(normal.x * normal.x + normal.z * normal.z);
    out.azimuth_rad = level > 0.15f ? std::atan2(normal.x, normal.z) : camera.azimuth_rad;
    out.elevation_rad = elevation - tip_rad;
    out.target_m = place_m;
    out.distance_m = distance_m;
    keepInside(out, limits);
    return out;
}

render::OrbitCamera fitted(const render::OrbitCamera& camera, std::span<const glm::vec3> places_m,
                           const ui::Box& picture, const ui::Box& free, float margin,
                           const OrbitLimits& limits) {
    if (places_m.empty() || free.width <= 0.0f || free.height <= 0.0f) {
        return camera;
    }
    const Axes axes = axesOf(camera);
    glm::vec3 low{1e9f};
    glm::vec3 high{-1e9f};
    for (const glm::vec3& place_m : places_m) {
        const glm::vec3 seen{glm::dot(place_m, axes.right), glm::dot(place_m, axes.up),
                             glm::dot(place_m, axes.away)};
        low = glm::min(low, seen);
        high = glm::max(high, seen);
    }
    const glm::vec3 middle = 0.5f * (low + high);
    const glm::vec3 size = high - low;
    // metres that a pixel covers in the plane of the target, for each metre of distance
    const float perPixel =
        2.0f * std::tan(0.5f * camera.fieldOfView_rad) / std::max(picture.height, 1.0f);
    const float flat_m =
        margin * std::max(size.x / (perPixel * free.width), size.y / (perPixel * free.height));
    render::OrbitCamera out = camera;
    // what is nearer to the eye than the middle looks larger
    out.distance_m = std::clamp(flat_m + 0.5f * size.z, limits.nearest_m, limits.farthest_m);
    const float right_px = free.x + 0.5f * free.width - (picture.x + 0.5f * picture.width);
    const float down_px = free.y + 0.5f * free.height - (picture.y + 0.5f * picture.height);
    const float pixel_m = perPixel * out.distance_m;
    out.target_m = axes.right * (middle.x - right_px * pixel_m) +
                   axes.up * (middle.y + down_px * pixel_m) + axes.away * middle.z;
    keepInside(out, limits);
    return out;
}

ZoneFrame frameOf(const sim::SkinCells& cells, std::uint8_t zone, const glm::vec3& near_m) {
    const bool oneSide = onBothSides(cells, zone);
    const auto counts = [&](std::size_t i) {
        return cells.zone[i] == zone &&
               (!oneSide || (cells.position_m[i].x < 0.0f) == (near_m.x < 0.0f));
    };
    ZoneFrame frame;
    glm::vec3 low{1e9f};
    glm::vec3 high{-1e9f};
    glm::vec3 normal{0.0f};
    for (std::size_t i = 0; i < cells.zone.size(); ++i) {
        if (counts(i)) {
            low = glm::min(low, cells.position_m[i]);
            high = glm::max(high, cells.position_m[i]);
            normal += cells.normal[i];
        }
    }
    if (low.x > high.x) {
        return frame;
    }
    frame.middle_m = 0.5f * (low + high);
    frame.radius_m = 0.5f * glm::length(high - low);
    if (glm::length(normal) > 0.0f) {
        frame.normal = glm::normalize(normal);
    }
    return frame;
}

render::OrbitCamera between(const render::OrbitCamera& from, const render::OrbitCamera& to,
                            float share) {
    const float t = std::clamp(share, 0.0f, 1.0f);
    render::OrbitCamera out = to;
    out.target_m = glm::mix(from.target_m, to.target_m, t);
    out.distance_m = from.distance_m * std::pow(to.distance_m / from.distance_m, t);
    const float turn = std::remainder(to.azimuth_rad - from.azimuth_rad, 2.0f * kPi);
    out.azimuth_rad = from.azimuth_rad + turn * t;
    out.elevation_rad = glm::mix(from.elevation_rad, to.elevation_rad, t);
    return out;
}

} // namespace stipple::app
