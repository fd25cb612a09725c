#include "engine/render/person_mesh.h"

#include "engine/render/unorm8.h"

#include <glm/common.hpp>
#include <glm/geometric.hpp>

#include <algorithm>
#include <cmath>
#include <map>
#include <thread>
#include <tuple>

namespace stipple::render {
namespace {

constexpr std::size_t kRoomRays = 24, kLampRays = 8;
constexpr std::size_t kFirstLampRays = 3; // enough where all of them say the same
constexpr float kOffSkin_m = 0.0004f;     // off the own triangle
constexpr float kRoomReach_m = 0.12f;     // beyond, walls are as good as open
constexpr float kThin_m = 0.007f;         // the shell of an ear is 2 to 6 mm thick
constexpr float kLampReach_m = 0.6f;
constexpr float kKeyHalf = 0.16f;  // tangent of the lamp's half angle: a soft box
constexpr float kFillHalf = 0.45f; // a bright wall

struct Frame {
    glm::vec3 along, across;
};

/// Two directions square to a unit vector, without a special case (Duff et al., JCGT 2017).
Frame frameOf(const glm::vec3& n) {
    const float sign = n.z >= 0.0f ? 1.0f : -1.0f;
    const float a = -1.0f / (sign + n.z), b = n.x * n.y * a;
    return {{1.0f + sign * n.x * n.x * a, sign * b, -sign * n.x}, {b, sign + n.y * n.y * a, -n.y}};
}

/// Points of a disc, evenly spread: a sunflower.
glm::vec2 sunflower(std::size_t i, std::size_t count, float turn) {
    const float radius = std::sqrt((static_cast<float>(i) + 0.5f) / static_cast<float>(count));
    const float angle = turn + 2.39996323f * static_cast<float>(i);
    return {radius * std::cos(angle), radius * std::sin(angle)};
}

float lampSeen(const RayTree& tree, const glm::vec3& from, const glm::vec3& n,
               const glm::vec3& lamp, float half, float turn) {
    if (glm::dot(n, lamp) < -half) {
        return 0.0f;
    }
    const Frame frame = frameOf(lamp);
    std::size_t open = 0, seen = 0;
    const auto look = [&](std::size_t i) {
        const glm::vec2 disc = sunflower(i, kLampRays, turn) * half;
        const glm::vec3 way = glm::normalize(lamp + frame.along * disc.x + frame.across * disc.y);
        // what lies behind the skin's own horizon is not seen
        open += glm::dot(way, n) > 0.0f && !tree.blocked(from, way, 0.0f, kLampReach_m) ? 1 : 0;
        ++seen;
    };
    for (std::size_t i = kLampRays - kFirstLampRays; i < kLampRays; ++i) { // the rim of the lamp
        look(i);
    }
    if (open > 0 && open < seen) {
        for (std::size_t i = 0; i < kLampRays - kFirstLampRays; ++i) {
            look(i);
        }
    }
    return static_cast<float>(open) / static_cast<float>(seen);
}

/// Key light on the other side of a fold thinner than an ear.
float shinesThrough(const RayTree& tree, const glm::vec3& place, const glm::vec3& n,
                    const glm::vec3& lamp, float turn) {
    const float behind = -glm::dot(n, lamp);
    if (behind < 0.05f || !tree.blocked(place, -n, kOffSkin_m, kThin_m)) {
        return 0.0f;
    }
    const glm::vec3 other = place - n * (kThin_m + kOffSkin_m);
    return behind * lampSeen(tree, other, -n, lamp, kKeyHalf, turn);
}

float roomSeen(const RayTree& tree, const glm::vec3& from, const glm::vec3& n, float turn) {
    const Frame frame = frameOf(n);
    std::size_t open = 0, seen = 0;
    const auto look = [&](std::size_t i) { // density like the cosine
        const glm::vec2 disc = sunflower(i, kRoomRays, turn);
        const float up = std::sqrt(std::max(0.0f, 1.0f - glm::dot(disc, disc)));
        const glm::vec3 way = frame.along * disc.x + frame.across * disc.y + n * up;
        open += tree.blocked(from, way, 0.0f, kRoomReach_m) ? 0 : 1;
        ++seen;
    };
    for (std::size_t i = 2; i < kRoomRays; i += 3) { // with the flattest
        look(i);
    }
    if (open < seen) {
        for (std::size_t i = 0; i < kRoomRays; ++i) {
            if (i % 3 != 2) {
                look(i);
            }
        }
    }
    return static_cast<float>(open) / static_cast<float>(seen);
}

using Place = std::tuple<float, float, float>;

/// Directions of atlas u and v at each corner, not yet unit.
void atlasDirections(const sim::SkinMesh& mesh, std::vector<glm::vec3>& u,
                     std::vector<glm::vec3>& v) {
    u.assign(mesh.positions_m.size(), glm::vec3(0.0f));
    v = u;
    for (const std::array<std::uint32_t, 3>& t : mesh.triangles) {
        const glm::vec3 e1 = mesh.positions_m[t[1]] - mesh.positions_m[t[0]];
        const glm::vec3 e2 = mesh.positions_m[t[2]] - mesh.positions_m[t[0]];
        const glm::vec2 d1 = mesh.uv[t[1]] - mesh.uv[t[0]], d2 = mesh.uv[t[2]] - mesh.uv[t[0]];
        const float sign = d1.x * d2.y - d2.x * d1.y < 0.0f ? -1.0f : 1.0f;
        for (const std::uint32_t corner : t) {
            u[corner] += sign * (e1 * d2.y - e2 * d1.y);
            v[corner] += sign * (e2 * d1.x - e1 * d2.x);
        }
    }
}

} // namespace

std::vector<std::uint32_t> placesOf(const std::vector<glm::vec3>& positions_m,
                                    std::uint32_t& count) {
    std::map<Place, std::uint32_t> known;
    std::vector<std::uint32_t> place;
    place.reserve(positions_m.size());
    for (const glm::vec3& p : positions_m) {
        const auto next = static_cast<std::uint32_t>(known.size());
        place.push_back(known.try_emplace(Place{p.x, p.y, p.z}, next).first->second);
    }
    count = static_cast<std::uint32_t>(known.size());
    return place;
}

std::vector<SeenLight> seenLight(const RayTree& tree, std::span<const glm::vec3> positions_m,
                                 std::span<const glm::vec3> normals, const StaticScene& lights) {
    std::vector<SeenLight> out(positions_m.size());
    const auto work = [&](std::size_t first, std::size_t step) {
        for (std::size_t i = first; i < out.size(); i += step) {
            // another turn for each corner; smoothing takes the grain out again
            const float turn = 2.39996323f * static_cast<float>(i % 997);
            const glm::vec3 n = normals[i], from = positions_m[i] + n * kOffSkin_m;
            out[i] = {.room = roomSeen(tree, from, n, turn),
                      .key = lampSeen(tree, from, n, lights.key.direction, kKeyHalf, turn),
                      .fill = lampSeen(tree, from, n, lights.fill.direction, kFillHalf, turn),
                      .through =
                          shinesThrough(tree, positions_m[i], n, lights.key.direction, turn)};
        }
    };
    const std::size_t cores = std::clamp<std::size_t>(std::thread::hardware_concurrency(), 1, 8);
    std::vector<std::thread> helpers;
    for (std::size_t i = 1; i < cores; ++i) {
        helpers.emplace_back(work, i, cores);
    }
    work(0, cores);
    for (std::thread& helper : helpers) {
        helper.join();
    }
    return out;
}

void smoothSeenLight(const std::vector<glm::vec3>& positions_m,
                     const std::vector<std::array<std::uint32_t, 3>>& triangles,
                     std::vector<SeenLight>& light) {
    std::uint32_t count = 0;
    const std::vector<std::uint32_t> place = placesOf(positions_m, count);
    std::vector<glm::vec4> sum(count, glm::vec4(0.0f));
    std::vector<float> shares(count, 0.0f);
    const auto value = [&](std::uint32_t corner) {
        const SeenLight& one = light[corner];
        return glm::vec4(one.room, one.key, one.fill, one.through);
    };
    for (const std::array<std::uint32_t, 3>& t : triangles) {
        const glm::vec4 all = value(t[0]) + value(t[1]) + value(t[2]);
        for (const std::uint32_t corner : t) {
            sum[place[corner]] += all;
            shares[place[corner]] += 3.0f;
        }
    }
    for (std::size_t i = 0; i < light.size(); ++i) {
        if (shares[place[i]] > 0.0f) {
            const glm::vec4 mean = sum[place[i]] / shares[place[i]];
            light[i] = {mean.x, mean.y, mean.z, mean.w};
        }
    }
}

std::vector<PersonVertex> personVertices(const sim::SkinMesh& mesh,
                                         const std::vector<SeenLight>& light) {
    std::vector<glm::vec3> u, v;
    atlasDirections(mesh, u, v);
    std::vector<PersonVertex> out;
    out.reserve(mesh.positions_m.size());
    for (std::size_t i = 0; i < mesh.positions_m.size(); ++i) {
        const glm::vec3 n = mesh.normals[i];
        glm::vec3 tangent = u[i] - n * glm::dot(n, u[i]);
        const float length = glm::length(tangent);
        tangent = length > 0.0f ? tangent / length : frameOf(n).along;
        const float side = glm::dot(glm::cross(n, tangent), v[i]) < 0.0f ? 0.0f : 1.0f;
        const SeenLight& seen = light[i];
        out.push_back(
            {.position_m = mesh.positions_m[i],
             .normal = n,
             .uv = mesh.uv[i],
             .tangent = {biased8(tangent.x), biased8(tangent.y), biased8(tangent.z), unorm8(side)},
             .light = {unorm8(seen.room), unorm8(seen.key), unorm8(seen.fill),
                       unorm8(seen.through)}});
    }
    return out;
}

} // namespace stipple::render
