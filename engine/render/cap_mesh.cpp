#include "engine/render/cap_mesh.h"

#include "engine/render/clip_mesh.h"
#include "engine/render/detail_texture.h"

#include <glm/common.hpp>
#include <glm/geometric.hpp>

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>
#include <utility>

namespace stipple::render {
namespace {

constexpr std::array<std::uint8_t, 4> kCloth{22, 58, 74, 255}; // linear
constexpr std::uint8_t kDense = 217; // more hair than in any brow or beard
constexpr float kEdge = 0.12f; // smoothed share of hair where the cap ends: outside the hairline
constexpr float kEdgeReach_m = 0.022f, kPatch_m = 0.004f; // of smoothing
constexpr float kLift_m = 0.0012f, kPuff_m = 0.0050f;

/// Skin of a few millimetres.
struct Patch {
    glm::vec3 sum_m{0.0f}; ///< of places, by area
    float area = 0.0f, share = 0.0f;
};

/// Mean of what lies around each place, by its distance on the body and not by triangles: these
/// lie closer on the temples than in the middle of the forehead, and the edge would follow them.
class Smoother {
public:
    Smoother(const sim::SkinMesh& skin, const std::vector<std::uint32_t>& place,
             const std::vector<float>& share) {
        std::map<std::tuple<int, int, int>, std::size_t> known;
        for (const std::array<std::uint32_t, 3>& t : skin.triangles) {
            const glm::vec3 a = skin.positions_m[t[0]], b = skin.positions_m[t[1]];
            const glm::vec3 c = skin.positions_m[t[2]], middle = (a + b + c) / 3.0f;
            const float area = glm::length(glm::cross(b - a, c - a));
            const std::tuple<int, int, int> box{box1(middle.x), box1(middle.y), box1(middle.z)};
            const std::size_t at = known.try_emplace(box, patches_.size()).first->second;
            patches_.resize(std::max(patches_.size(), at + 1));
            patches_[at].sum_m += middle * area;
            patches_[at].area += area;
            patches_[at].share +=
                area * (share[place[t[0]]] + share[place[t[1]]] + share[place[t[2]]]) / 3.0f;
        }
        for (const Patch& patch : patches_) {
            middles_.position_m.push_back(patch.sum_m / std::max(patch.area, 1e-12f));
            middles_.zone.push_back(0);
        }
        grid_ = sim::buildCellGrid(middles_, kEdgeReach_m);
    }

    [[nodiscard]] float at(const glm::vec3& place_m) {
        near_.clear();
        sim::cellsWithin(middles_, grid_, place_m, kEdgeReach_m, near_);
        float sum = 0.0f, weights = 0.0f;
        for (const std::uint32_t number : near_) {
            const glm::vec3 way = middles_.position_m[number] - place_m;
            const float left = 1.0f - glm::dot(way, way) / (kEdgeReach_m * kEdgeReach_m);
            const float weight = left * left * left;
            sum += weight * patches_[number].share;
            weights += weight * patches_[number].area;
        }
        return weights > 0.0f ? sum / weights : 0.0f;
    }

private:
    static int box1(float at) { return static_cast<int>(std::floor(at / kPatch_m)); }

    std::vector<Patch> patches_;
    sim::SkinCells middles_;
    sim::CellGrid grid_;
    std::vector<std::uint32_t> near_;
};

/// Share of dense hair around each corner; corners of an atlas seam agree.
std::vector<float> hairAround(const sim::SkinMesh& skin, const sim::SkinCells& cells,
                              std::span<const std::uint8_t> pigment) {
    std::map<std::tuple<float, float, float>, std::uint32_t> known;
    std::vector<std::uint32_t> place;
    std::vector<float> share;
    for (std::size_t i = 0; i < skin.positions_m.size(); ++i) {
        const glm::vec3 p = skin.positions_m[i];
        const auto next = static_cast<std::uint32_t>(known.size());
        place.push_back(known.try_emplace({p.x, p.y, p.z}, next).first->second);
        if (place.back() == next) {
            const std::size_t texel = std::size_t{sim::cellAt(cells, skin.uv[i])} * 4;
            share.push_back(glm::smoothstep(0.35f * float{kDense}, 1.1f * float{kDense},
                                            static_cast<float>(pigment[texel + 3])));
        }
    }
    Smoother smoother(skin, place, share);
    for (std::size_t i = 0; i < place.size(); ++i) {
        share[place[i]] = smoother.at(skin.positions_m[i]);
    }
    // brows may be as dense, but are nowhere as wide
    std::vector<std::uint8_t> scalp(share.size(), 0);
    for (std::size_t i = 0; i < share.size(); ++i) {
        scalp[i] = share[i] > 0.97f ? 1 : 0;
    }
    for (bool grew = true; grew;) {
        grew = false;
        for (const std::array<std::uint32_t, 3>& t : skin.triangles) {
            const bool any = scalp[place[t[0]]] + scalp[place[t[1]]] + scalp[place[t[2]]] > 0;
            for (const std::uint32_t corner : t) {
                const std::uint32_t at = place[corner];
                if (any && scalp[at] == 0 && share[at] >= kEdge) {
                    scalp[at] = 1;
                    grew = true;
                }
            }
        }
    }
    // the edge runs between the last corners of the scalp and the next ones, which keep their share
    std::vector<std::uint8_t> kept = scalp;
    for (const std::array<std::uint32_t, 3>& t : skin.triangles) {
        if (scalp[place[t[0]]] + scalp[place[t[1]]] + scalp[place[t[2]]] > 0) {
            kept[place[t[0]]] = kept[place[t[1]]] = kept[place[t[2]]] = 1;
        }
    }
    std::vector<float> out;
    out.reserve(place.size());
    for (const std::uint32_t at : place) {
        out.push_back(kept[at] != 0 ? share[at] : std::min(share[at], 0.5f * kEdge));
    }
    return out;
}

/// A band that closes the gap between the cap's edge and the skin.
void addBand(SolidMesh& mesh, const std::vector<std::array<std::uint32_t, 2>>& edge) {
    for (const std::array<std::uint32_t, 2>& step : edge) {
        const auto first = static_cast<std::uint32_t>(mesh.vertices.size());
        for (const std::uint32_t corner : step) {
            SolidVertex low = mesh.vertices[corner];
            low.position_m -= low.normal * (kLift_m + 0.0012f);
            mesh.vertices.push_back(low);
        }
        mesh.indices.insert(mesh.indices.end(),
                            {step[0], first, step[1], step[1], first, first + 1});
    }
}

/// Most corners of the skin are not of the cap; lighting each costs 40 rays.
void dropUnused(SolidMesh& mesh) {
    constexpr std::uint32_t kUnused = 0xffffffff;
    std::vector<std::uint32_t> number(mesh.vertices.size(), kUnused);
    std::vector<SolidVertex> used;
    for (std::uint32_t& corner : mesh.indices) {
        if (number[corner] == kUnused) {
            number[corner] = static_cast<std::uint32_t>(used.size());
            used.push_back(mesh.vertices[corner]);
        }
        corner = number[corner];
    }
    mesh.vertices = std::move(used);
}

} // namespace

HeadCap capOver(const sim::SkinMesh& skin, const sim::SkinCells& cells,
                std::span<const std::uint8_t> pigment) {
    const std::vector<float> hair = hairAround(skin, cells, pigment);
    HeadCap out;
    std::vector<float> level;
    for (std::size_t i = 0; i < skin.positions_m.size(); ++i) {
        const glm::vec3 p = skin.positions_m[i], n = skin.normals[i];
        // gathered along the band, fuller above it
        const float full = glm::smoothstep(kEdge, 0.95f, hair[i]);
        const float pleat = tilingNoise(p.x * 60.0f + 9.0f, (p.y + p.z) * 45.0f, 64) *
                            std::clamp(4.0f * full * (1.2f - full), 0.0f, 1.0f);
        const float lift_m = kLift_m + kPuff_m * full + 0.0011f * pleat;
        out.mesh.vertices.push_back({.position_m = p + n * lift_m,
                                     .normal = n,
                                     .colour = kCloth,
                                     .surface = {255, 255, 255, 255}});
        level.push_back(hair[i] - kEdge);
    }
    for (const std::array<std::uint32_t, 3>& t : skin.triangles) {
        out.mesh.indices.insert(out.mesh.indices.end(), t.begin(), t.end());
        const float least = std::min({hair[t[0]], hair[t[1]], hair[t[2]]});
        out.hidden.push_back(least > kEdge + 0.15f ? 1 : 0);
    }
    addBand(out.mesh, clipMesh(out.mesh, std::move(level)));
    dropUnused(out.mesh);
    return out;
}

} // namespace stipple::render
