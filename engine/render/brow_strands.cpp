#include "engine/render/brow_strands.h"

#include "engine/render/unorm8.h"

#include <glm/geometric.hpp>

#include <algorithm>
#include <array>
#include <cmath>

namespace stipple::render {
namespace {

constexpr float kReach_m = 0.040f; // from the middle of an eye to the end of its brow
constexpr std::uint8_t kHair = 8;  // less is stubble's edge

/// Middles of the right eye (x below 0) and the left.
std::array<glm::vec3, 2> middlesOf(const sim::SkinMesh& eyes) {
    std::array<glm::vec3, 2> sum{};
    std::array<float, 2> count{};
    for (const glm::vec3& place : eyes.positions_m) {
        const std::size_t side = place.x > 0.0f ? 1 : 0;
        sum[side] += place;
        count[side] += 1.0f;
    }
    for (std::size_t side = 0; side < 2; ++side) {
        sum[side] /= std::max(count[side], 1.0f);
    }
    return sum;
}

/// Hair at the corners and the middle of a triangle; corners may stand off the brow.
bool carriesHair(const sim::SkinMesh& skin, const sim::SkinCells& cells,
                 std::span<const std::uint8_t> pigment, const std::array<std::uint32_t, 3>& t) {
    constexpr int kSteps = 6;
    for (int i = 0; i <= kSteps; ++i) {
        for (int j = 0; i + j <= kSteps; ++j) {
            const float a = static_cast<float>(i) / float{kSteps};
            const float b = static_cast<float>(j) / float{kSteps};
            const glm::vec2 uv =
                skin.uv[t[0]] * (1.0f - a - b) + skin.uv[t[1]] * a + skin.uv[t[2]] * b;
            const auto texel = [](float at, std::uint32_t side) {
                const float place = at * static_cast<float>(side);
                return static_cast<std::size_t>(
                    std::clamp(place, 0.0f, static_cast<float>(side - 1)));
            };
            const std::size_t at =
                texel(uv.y, cells.height) * cells.width + texel(uv.x, cells.width);
            if (pigment[at * 4 + 3] > kHair) {
                return true;
            }
        }
    }
    return false;
}

/// The way along the hairs and across them, mm. `nose_m`: where the brows begin.
glm::vec2 wayOf(const glm::vec3& place, float nose_m) {
    // the skin turns back towards the temple
    const float along = 1000.0f * (std::abs(place.x) - 0.5f * place.y - nose_m);
    const float up = -1000.0f * place.z;
    // hairs rise by 1.1 beside the nose, by 0.05 where the brow ends: this is how far by here
    const float risen = -15.4f * std::exp(-std::max(along, 0.0f) / 14.0f) + 0.05f * along;
    return {along, up - risen};
}

std::array<std::uint8_t, 2> wordOf(float share) {
    const auto word = static_cast<std::uint32_t>(std::clamp(share, 0.0f, 1.0f) * 65535.0f + 0.5f);
    return {static_cast<std::uint8_t>(word >> 8U), static_cast<std::uint8_t>(word & 255U)};
}

} // namespace

SolidMesh browStrands(const sim::SkinMesh& skin, const sim::SkinCells& cells,
                      std::span<const std::uint8_t> pigment, const sim::SkinMesh* eyes) {
    SolidMesh out;
    if (eyes == nullptr || pigment.empty()) {
        return out;
    }
    const std::array<glm::vec3, 2> middles = middlesOf(*eyes);
    std::vector<std::uint32_t> number(skin.positions_m.size(), sim::kNone);
    std::vector<std::uint32_t> corners;
    float nose_m = 1.0f;
    for (const std::array<std::uint32_t, 3>& t : skin.triangles) {
        const glm::vec3 place = skin.positions_m[t[0]];
        const glm::vec3 eye = middles[place.x > 0.0f ? 1 : 0];
        // above the eye: lids and what lies below it carry no brow
        if (glm::distance(place, eye) > kReach_m || place.z > eye.z ||
            !carriesHair(skin, cells, pigment, t)) {
            continue;
        }
        for (const std::uint32_t corner : t) {
            if (number[corner] == sim::kNone) {
                number[corner] = static_cast<std::uint32_t>(corners.size());
                corners.push_back(corner);
                const glm::vec3 at = skin.positions_m[corner];
                nose_m = std::min(nose_m, std::abs(at.x) - 0.5f * at.y);
            }
            out.indices.push_back(number[corner]);
        }
    }
    for (const std::uint32_t corner : corners) {
        const glm::vec3 place = skin.positions_m[corner], n = skin.normals[corner];
        const glm::vec2 way = wayOf(place, nose_m);
        const std::array<std::uint8_t, 2> u = wordOf(skin.uv[corner].x);
        const std::array<std::uint8_t, 2> v = wordOf(skin.uv[corner].y);
        out.vertices.push_back({.position_m = place,
                                .normal = {way.x, way.y, place.x > 0.0f ? 1.0f : -1.0f},
                                .colour = {u[0], u[1], v[0], v[1]},
                                .surface = {biased8(n.x), biased8(n.y), biased8(n.z), 0}});
    }
    return out;
}

} // namespace stipple::render
