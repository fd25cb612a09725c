#include "engine/render/draw_order.h"

#include <glm/common.hpp>

#include <algorithm>
#include <numeric>

namespace stipple::render {
namespace {

/// Every third bit of the result is one of the ten of `x`.
std::uint32_t spread(std::uint32_t x) {
    x = (x | (x << 16U)) & 0x030000ffU;
    x = (x | (x << 8U)) & 0x0300f00fU;
    x = (x | (x << 4U)) & 0x030c30c3U;
    return (x | (x << 2U)) & 0x09249249U;
}

/// Place along a curve through space that stays near where it was (Morton 1966).
std::uint32_t curvePlace(const glm::vec3& share) {
    const auto bits = [](float value) {
        return spread(static_cast<std::uint32_t>(std::clamp(value, 0.0f, 1.0f) * 1023.0f));
    };
    return bits(share.x) | (bits(share.y) << 1U) | (bits(share.z) << 2U);
}

template <class T>
std::vector<T> chosen(const std::vector<T>& from, const std::vector<std::uint32_t>& order) {
    std::vector<T> out;
    out.reserve(order.size());
    for (const std::uint32_t i : order) {
        out.push_back(from[i]);
    }
    return out;
}

} // namespace

void orderForDrawing(sim::SkinMesh& mesh) {
    if (mesh.triangles.empty()) {
        return;
    }
    glm::vec3 low(1e9f), high(-1e9f);
    for (const glm::vec3& place : mesh.positions_m) {
        low = glm::min(low, place);
        high = glm::max(high, place);
    }
    const glm::vec3 size = glm::max(high - low, glm::vec3(1e-6f));
    std::vector<std::uint32_t> key;
    for (const std::array<std::uint32_t, 3>& t : mesh.triangles) {
        const glm::vec3 middle =
            (mesh.positions_m[t[0]] + mesh.positions_m[t[1]] + mesh.positions_m[t[2]]) / 3.0f;
        key.push_back(curvePlace((middle - low) / size));
    }
    std::vector<std::uint32_t> order(mesh.triangles.size());
    std::iota(order.begin(), order.end(), 0U);
    std::stable_sort(order.begin(), order.end(),
                     [&key](std::uint32_t a, std::uint32_t b) { return key[a] < key[b]; });
    mesh.triangles = chosen(mesh.triangles, order);

    std::vector<std::uint32_t> number(mesh.positions_m.size(), sim::kNone), corners;
    for (std::array<std::uint32_t, 3>& t : mesh.triangles) {
        for (std::uint32_t& corner : t) {
            if (number[corner] == sim::kNone) {
                number[corner] = static_cast<std::uint32_t>(corners.size());
                corners.push_back(corner);
            }
            corner = number[corner];
        }
    }
    mesh.positions_m = chosen(mesh.positions_m, corners);
    mesh.normals = chosen(mesh.normals, corners);
    mesh.uv = chosen(mesh.uv, corners);
    mesh.neighbours.clear();
}

} // namespace stipple::render
