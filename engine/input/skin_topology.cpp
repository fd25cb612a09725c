#include "engine/input/skin_topology.h"

#include "engine/sim/skin_walk.h"

#include <glm/geometric.hpp>

#include <algorithm>
#include <functional>
#include <numeric>
#include <queue>

namespace stipple::input {

namespace {

bool before(const glm::vec3& a, const glm::vec3& b) {
    if (a.x != b.x) {
        return a.x < b.x;
    }
    return a.y != b.y ? a.y < b.y : a.z < b.z;
}

/// Point number of every vertex; points are numbered along their positions.
std::vector<std::uint32_t> weld(const sim::SkinMesh& mesh) {
    std::vector<std::uint32_t> order(mesh.positions_m.size());
    std::iota(order.begin(), order.end(), 0U);
    std::sort(order.begin(), order.end(), [&mesh](std::uint32_t a, std::uint32_t b) {
        const glm::vec3& at = mesh.positions_m[a];
        const glm::vec3& other = mesh.positions_m[b];
        return before(at, other) || (!before(other, at) && a < b);
    });
    std::vector<std::uint32_t> pointOf(order.size());
    std::uint32_t point = 0;
    for (std::size_t i = 0; i < order.size(); ++i) {
        if (i > 0 && mesh.positions_m[order[i]] != mesh.positions_m[order[i - 1]]) {
            ++point;
        }
        pointOf[order[i]] = point;
    }
    return pointOf;
}

void gatherAround(SkinTopology& topology) {
    topology.firstAround.assign(topology.positions_m.size() + 1, 0);
    for (const auto& corners : topology.triangles) {
        for (const std::uint32_t point : corners) {
            ++topology.firstAround[point + 1];
        }
    }
    std::partial_sum(topology.firstAround.begin(), topology.firstAround.end(),
                     topology.firstAround.begin());
    topology.around.resize(topology.firstAround.back());
    std::vector<std::uint32_t> next = topology.firstAround;
    for (std::uint32_t t = 0; t < topology.triangles.size(); ++t) {
        for (const std::uint32_t point : topology.triangles[t]) {
            topology.around[next[point]++] = t;
        }
    }
}

/// A point reached over the edges.
struct Reached {
    float distance_m = 0.0f;
    std::uint32_t point = 0;
    bool operator>(const Reached& other) const {
        return distance_m != other.distance_m ? distance_m > other.distance_m : point > other.point;
    }
};
using Front = std::priority_queue<Reached, std::vector<Reached>, std::greater<>>;

} // namespace

SkinTopology weldedTopology(const sim::SkinMesh& mesh) {
    SkinTopology topology;
    const std::vector<std::uint32_t> pointOf = weld(mesh);
    const std::uint32_t count =
        pointOf.empty() ? 0U : *std::max_element(pointOf.begin(), pointOf.end()) + 1U;
    topology.positions_m.resize(count);
    topology.normals.assign(count, glm::vec3{0.0f});
    for (std::size_t i = 0; i < pointOf.size(); ++i) {
        topology.positions_m[pointOf[i]] = mesh.positions_m[i];
        topology.normals[pointOf[i]] += mesh.normals[i];
    }
    for (glm::vec3& normal : topology.normals) {
        const float length = glm::length(normal);
        normal = length > 0.0f ? normal / length : glm::vec3{0.0f, 1.0f, 0.0f};
    }
    sim::SkinMesh welded;
    welded.positions_m = topology.positions_m;
    for (const auto& corners : mesh.triangles) {
        welded.triangles.push_back({pointOf[corners[0]], pointOf[corners[1]], pointOf[corners[2]]});
    }
    sim::linkNeighbours(welded);
    topology.triangles = std::move(welded.triangles);
    topology.neighbours = std::move(welded.neighbours);
    gatherAround(topology);
    return topology;
}

std::uint32_t middleOf(const SkinTopology& skin, std::span<const std::uint32_t> region) {
    glm::vec3 sum{0.0f};
    for (const std::uint32_t t : region) {
        for (const std::uint32_t point : skin.triangles[t]) {
            sum += skin.positions_m[point];
        }
    }
    const glm::vec3 middle_m = sum / (3.0f * static_cast<float>(region.size()));
    const auto apart = [&](std::uint32_t point) {
        const glm::vec3 way = skin.positions_m[point] - middle_m;
        return glm::dot(way, way);
    };
    std::uint32_t centre = skin.triangles[region.front()][0];
    for (const std::uint32_t t : region) {
        for (const std::uint32_t point : skin.triangles[t]) {
            centre = apart(point) < apart(centre) ? point : centre;
        }
    }
    return centre;
}

std::vector<float> waysFrom(const SkinTopology& skin, std::span<const std::uint32_t> region,
                            float most_m) {
    std::vector<float> distance_m(skin.positions_m.size(), -1.0f);
    Front front;
    for (const std::uint32_t t : region) {
        for (const std::uint32_t point : skin.triangles[t]) {
            front.push({.distance_m = 0.0f, .point = point});
        }
    }
    while (!front.empty()) {
        const Reached next = front.top();
        front.pop();
        if (distance_m[next.point] >= 0.0f) {
            continue;
        }
        distance_m[next.point] = next.distance_m;
        for (std::uint32_t k = skin.firstAround[next.point]; k < skin.firstAround[next.point + 1];
             ++k) {
            for (const std::uint32_t other : skin.triangles[skin.around[k]]) {
                const float there_m = next.distance_m + glm::distance(skin.positions_m[next.point],
                                                                      skin.positions_m[other]);
                if (distance_m[other] < 0.0f && there_m <= most_m) {
                    front.push({.distance_m = there_m, .point = other});
                }
            }
        }
    }
    return distance_m;
}

} // namespace stipple::input
