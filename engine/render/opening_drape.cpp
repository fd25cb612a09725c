#include "engine/render/opening_drape.h"

#include "engine/render/detail_texture.h"

#include <glm/common.hpp>
#include <glm/geometric.hpp>

#include <algorithm>
#include <cmath>

namespace stipple::render {
namespace {

// from the rim outwards; the first row is tucked under
constexpr std::array<float, 11> kOut_m{-0.010f, -0.012f, -0.010f, -0.004f, 0.004f, 0.015f,
                                       0.035f,  0.070f,  0.130f,  0.220f,  0.360f};
constexpr std::size_t kInside = 4; // rows that lie on the skin
constexpr std::size_t kRound = 160;
constexpr float kFall_m = 0.05f; // outside, the cloth comes down to the couch over this

/// Height of the skin over a place: the planes of the corners about it, those near by the most. The
/// nearest corner alone would leave a step wherever another one is nearer.
float skinHeight(const sim::SkinMesh& skin, const glm::vec2& at) {
    constexpr float kAbout_m = 0.006f, kUp = 0.2f;
    float sum = 0.0f, weights = 0.0f;
    for (std::size_t i = 0; i < skin.positions_m.size(); ++i) {
        const glm::vec3 place = skin.positions_m[i], n = skin.normals[i];
        const glm::vec2 off = at - glm::vec2(place.x, place.z);
        const float square = glm::dot(off, off) / (kAbout_m * kAbout_m);
        if (n.y < kUp || square > 30.0f) {
            continue;
        }
        const float weight = std::exp(-0.5f * square);
        sum += weight * (place.y - (n.x * off.x + n.z * off.y) / n.y);
        weights += weight;
    }
    return weights > 0.0f ? sum / weights : 0.0f;
}

/// Places evenly spread along the closed rim, smooth over a few of them.
std::vector<glm::vec3> evenly(std::span<const glm::vec3> rim_m) {
    float whole_m = 0.0f;
    for (std::size_t i = 0; i < rim_m.size(); ++i) {
        whole_m += glm::distance(rim_m[i], rim_m[(i + 1) % rim_m.size()]);
    }
    std::vector<glm::vec3> out;
    float run_m = 0.0f;
    for (std::size_t i = 0; i < rim_m.size() && out.size() < kRound; ++i) {
        const glm::vec3 from = rim_m[i], to = rim_m[(i + 1) % rim_m.size()];
        const float step_m = glm::distance(from, to);
        while (out.size() < kRound &&
               static_cast<float>(out.size()) * whole_m / float{kRound} <= run_m + step_m) {
            const float at_m = static_cast<float>(out.size()) * whole_m / float{kRound} - run_m;
            out.push_back(glm::mix(from, to, at_m / std::max(step_m, 1e-6f)));
        }
        run_m += step_m;
    }
    for (int round = 0; round < 6; ++round) {
        const std::vector<glm::vec3> before = out;
        for (std::size_t i = 0; i < out.size(); ++i) {
            out[i] = 0.25f * (before[(i + out.size() - 1) % out.size()] + 2.0f * before[i] +
                              before[(i + 1) % out.size()]);
        }
    }
    return out;
}

void addNormals(SolidMesh& mesh) {
    for (std::size_t i = 0; i < mesh.indices.size(); i += 3) {
        const auto at = [&](std::size_t k) -> SolidVertex& {
            return mesh.vertices[mesh.indices[i + k]];
        };
        const glm::vec3 area =
            glm::cross(at(1).position_m - at(0).position_m, at(2).position_m - at(0).position_m);
        for (std::size_t k = 0; k < 3; ++k) {
            at(k).normal += area.y < 0.0f ? -area : area; // a cloth is seen from above
        }
    }
    for (SolidVertex& corner : mesh.vertices) {
        corner.normal = glm::normalize(corner.normal + glm::vec3(0.0f, 1e-9f, 0.0f));
    }
}

} // namespace

bool runsAround(std::span<const glm::vec3> rim_m, const sim::SkinMesh& skin) {
    const auto sizeOf = [](std::span<const glm::vec3> places_m) {
        glm::vec2 low(1e9f), high(-1e9f);
        for (const glm::vec3& place : places_m) {
            low = glm::min(low, glm::vec2(place.x, place.z));
            high = glm::max(high, glm::vec2(place.x, place.z));
        }
        return high - low;
    };
    const glm::vec2 rim = sizeOf(rim_m), whole = sizeOf(skin.positions_m);
    return rim.x > 0.9f * whole.x && rim.y > 0.9f * whole.y;
}

SolidMesh openingDrape(std::span<const glm::vec3> rim_m, const sim::SkinMesh& skin, float couch_m,
                       const std::array<std::uint8_t, 4>& colour) {
    const std::vector<glm::vec3> rim = evenly(rim_m);
    glm::vec3 middle(0.0f);
    for (const glm::vec3& place : rim) {
        middle += place / static_cast<float>(rim.size());
    }
    SolidMesh out;
    for (std::size_t row = 0; row < kOut_m.size(); ++row) {
        for (const glm::vec3& place : rim) {
            const glm::vec2 from(place.x, place.z);
            const glm::vec2 way = glm::normalize(from - glm::vec2(middle.x, middle.z) + 1e-6f);
            const glm::vec2 at = from + way * kOut_m[row];
            const float fold = tilingNoise(at.x * 17.0f + at.y * 6.0f, at.y * 8.0f, 64) +
                               0.4f * tilingNoise(at.x * 41.0f, at.y * 33.0f, 64);
            float height_m = 0.0f;
            if (row < kInside) {
                height_m = skinHeight(skin, at) + (row == 0 ? -0.002f : 0.0028f);
            } else {
                const float left = std::exp(-kOut_m[row] / kFall_m);
                height_m = couch_m + 0.004f + (place.y + 0.003f - couch_m) * left;
            }
            height_m += row == 0 ? 0.0f : 0.0010f * (1.4f + fold) * (row < kInside ? 0.4f : 2.0f);
            out.vertices.push_back({.position_m = {at.x, height_m, at.y},
                                    .normal = {},
                                    .colour = colour,
                                    .surface = {255, 255, 255, 255}});
        }
    }
    const auto count = static_cast<std::uint32_t>(rim.size());
    for (std::uint32_t row = 0; row + 1 < kOut_m.size(); ++row) {
        for (std::uint32_t i = 0; i < count; ++i) {
            const std::uint32_t a = row * count + i, b = row * count + (i + 1) % count;
            out.indices.insert(out.indices.end(), {a, b, a + count, b, b + count, a + count});
        }
    }
    addNormals(out);
    return out;
}

} // namespace stipple::render
