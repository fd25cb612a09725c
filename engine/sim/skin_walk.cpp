#include "engine/sim/skin_walk.h"

#include <glm/geometric.hpp>

#include <algorithm>
#include <array>
#include <limits>
#include <numeric>

namespace stipple::sim {

namespace {

constexpr std::size_t kMostTriangles = 512;
/// A walk that comes back to one of so many last triangles circles round a ridge or a peak.
constexpr std::size_t kRemembered = 8;
/// Weights a hair outside are inside: neighbours must not both refuse a point on their edge.
constexpr float kSlack = 1e-5f;

struct Edge {
    std::uint32_t low, high, triangle, side;
};

bool before(const Edge& a, const Edge& b) {
    if (a.low != b.low) {
        return a.low < b.low;
    }
    if (a.high != b.high) {
        return a.high < b.high;
    }
    return a.triangle < b.triangle;
}

struct Weights {
    std::array<float, 3> at; ///< of the corners; negative: outside, beyond the opposite edge
    bool flat;               ///< a triangle without area
};

Weights weightsOf(const SkinMesh& mesh, std::uint32_t triangle, const glm::vec3& target_m) {
    const auto& corner = mesh.triangles[triangle];
    const glm::vec3& a = mesh.positions_m[corner[0]];
    const glm::vec3 ab = mesh.positions_m[corner[1]] - a;
    const glm::vec3 ac = mesh.positions_m[corner[2]] - a;
    const glm::vec3 at = target_m - a;
    const float bb = glm::dot(ab, ab), bc = glm::dot(ab, ac), cc = glm::dot(ac, ac);
    const float area = bb * cc - bc * bc;
    if (!(area > 0.0f)) {
        return {{1.0f, 0.0f, 0.0f}, true};
    }
    const float tb = glm::dot(at, ab), tc = glm::dot(at, ac);
    const float v = (cc * tb - bc * tc) / area;
    const float w = (bb * tc - bc * tb) / area;
    return {{1.0f - v - w, v, w}, false};
}

SkinPoint inside(std::uint32_t triangle, const Weights& weights) {
    float sum = 0.0f;
    std::array<float, 3> kept{};
    for (std::size_t k = 0; k < 3; ++k) {
        kept[k] = weights.at[k] > 0.0f ? weights.at[k] : 0.0f;
        sum += kept[k];
    }
    return {triangle, glm::vec2(kept[1] / sum, kept[2] / sum)};
}

} // namespace

void linkNeighbours(SkinMesh& mesh) {
    std::vector<std::uint32_t> itself(mesh.positions_m.size());
    std::iota(itself.begin(), itself.end(), 0U);
    linkNeighbours(mesh, itself);
}

void linkNeighbours(SkinMesh& mesh, std::span<const std::uint32_t> pointOf) {
    std::vector<Edge> edges;
    edges.reserve(mesh.triangles.size() * 3);
    for (std::uint32_t t = 0; t < mesh.triangles.size(); ++t) {
        for (std::uint32_t side = 0; side < 3; ++side) {
            const std::uint32_t a = pointOf[mesh.triangles[t][side]];
            const std::uint32_t b = pointOf[mesh.triangles[t][(side + 1) % 3]];
            edges.push_back({std::min(a, b), std::max(a, b), t, side});
        }
    }
    std::sort(edges.begin(), edges.end(), before);
    mesh.neighbours.assign(mesh.triangles.size(), {kNone, kNone, kNone});
    for (std::size_t k = 0; k + 1 < edges.size(); ++k) {
        const Edge& one = edges[k];
        const Edge& two = edges[k + 1];
        if (one.low == two.low && one.high == two.high) {
            mesh.neighbours[one.triangle][one.side] = two.triangle;
            mesh.neighbours[two.triangle][two.side] = one.triangle;
            ++k;
        }
    }
}

SkinPoint nearestOn(const SkinMesh& mesh, std::uint32_t triangle, const glm::vec3& target_m) {
    const auto& corner = mesh.triangles[triangle];
    const Weights weights = weightsOf(mesh, triangle, target_m);
    if (!weights.flat && weights.at[0] >= 0.0f && weights.at[1] >= 0.0f && weights.at[2] >= 0.0f) {
        return {triangle, glm::vec2(weights.at[1], weights.at[2])};
    }
    // outside: on the nearest edge
    std::array<float, 3> best{1.0f, 0.0f, 0.0f};
    float least_m2 = std::numeric_limits<float>::max();
    for (std::size_t side = 0; side < 3; ++side) {
        const glm::vec3& a = mesh.positions_m[corner[side]];
        const glm::vec3 along = mesh.positions_m[corner[(side + 1) % 3]] - a;
        const float square = glm::dot(along, along);
        const float share =
            square > 0.0f ? std::clamp(glm::dot(target_m - a, along) / square, 0.0f, 1.0f) : 0.0f;
        const glm::vec3 away = target_m - a - along * share;
        if (glm::dot(away, away) < least_m2) {
            least_m2 = glm::dot(away, away);
            best = {};
            best[side] = 1.0f - share;
            best[(side + 1) % 3] = share;
        }
    }
    return {triangle, glm::vec2(best[1], best[2])};
}

glm::vec3 positionAt(const SkinMesh& mesh, const SkinPoint& point) {
    const auto& corner = mesh.triangles[point.triangle];
    const float first = 1.0f - point.barycentric.x - point.barycentric.y;
    return mesh.positions_m[corner[0]] * first + mesh.positions_m[corner[1]] * point.barycentric.x +
           mesh.positions_m[corner[2]] * point.barycentric.y;
}

glm::vec3 normalAt(const SkinMesh& mesh, const SkinPoint& point) {
    const auto& corner = mesh.triangles[point.triangle];
    const float first = 1.0f - point.barycentric.x - point.barycentric.y;
    return glm::normalize(mesh.normals[corner[0]] * first +
                          mesh.normals[corner[1]] * point.barycentric.x +
                          mesh.normals[corner[2]] * point.barycentric.y);
}

SkinWalk walkTo(const SkinMesh& mesh, std::uint32_t start, const glm::vec3& target_m) {
    if (start >= mesh.triangles.size()) {
        return {};
    }
    std::uint32_t triangle = start;
    std::array<std::uint32_t, kRemembered> last{};
    last.fill(kNone);
    for (std::size_t count = 0; count < kMostTriangles; ++count) {
        const Weights weights = weightsOf(mesh, triangle, target_m);
        if (weights.flat) {
            return {};
        }
        // Leave across the edge opposite to the most negative weight: edge 12 faces corner 0.
        std::uint32_t next = kNone;
        float worst = -kSlack;
        bool outside = false;
        for (std::size_t k = 0; k < 3; ++k) {
            if (weights.at[k] < -kSlack) {
                outside = true;
                const std::uint32_t across = mesh.neighbours[triangle][(k + 1) % 3];
                if (weights.at[k] < worst && across != kNone) {
                    worst = weights.at[k];
                    next = across;
                }
            }
        }
        if (outside && next == kNone) {
            return {inside(triangle, weights), false};
        }
        // Over a ridge or a peak the foot lies outside all of its sides: the ridge is the foot.
        const bool circles = std::find(last.begin(), last.end(), next) != last.end();
        if (!outside || circles) {
            return {inside(triangle, weights), true};
        }
        last[count % kRemembered] = triangle;
        triangle = next;
    }
    return {};
}

} // namespace stipple::sim
