#include "engine/render/couch.h"

#include "engine/render/clip_mesh.h"
#include "engine/render/detail_texture.h"
#include "engine/render/opening_drape.h"
#include "engine/render/person_mesh.h"

#include <glm/common.hpp>
#include <glm/geometric.hpp>

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>

namespace stipple::render {
namespace {

// linear
constexpr std::array<std::uint8_t, 4> kSheet{98, 106, 110, 255}; // cotton
constexpr std::array<std::uint8_t, 4> kDrape{9, 33, 37, 255};    // surgical green
constexpr std::array<std::uint8_t, 4> kCouch{14, 17, 19, 255};
constexpr std::array<std::uint8_t, 4> kSlit{9, 3, 2, 255};
constexpr float kSlit_m = 0.16f; // rims wider than mouth or eyes are where the body was cut

struct Grid {
    glm::vec2 low_m{0.0f}, high_m{0.0f}; ///< x and z
    std::uint32_t columns = 0, rows = 0;
    [[nodiscard]] glm::vec2 at(std::uint32_t column, std::uint32_t row) const {
        return glm::mix(low_m, high_m,
                        glm::vec2(static_cast<float>(column) / static_cast<float>(columns - 1),
                                  static_cast<float>(row) / static_cast<float>(rows - 1)));
    }
    [[nodiscard]] std::size_t count() const { return std::size_t{columns} * rows; }
};

using Heights = std::vector<float>;

/// The highest (or lowest) skin over each place of the grid; `none` where there is no skin.
Heights skinHeights(const Grid& grid, const sim::SkinMesh& mesh, bool highest, float none) {
    Heights out(grid.count(), none);
    const glm::vec2 scale =
        glm::vec2(static_cast<float>(grid.columns - 1), static_cast<float>(grid.rows - 1)) /
        (grid.high_m - grid.low_m);
    for (const glm::vec3& p : mesh.positions_m) {
        const glm::vec2 at = (glm::vec2(p.x, p.z) - grid.low_m) * scale + 0.5f;
        if (at.x < 0.0f || at.y < 0.0f || at.x >= static_cast<float>(grid.columns) ||
            at.y >= static_cast<float>(grid.rows)) {
            continue;
        }
        float& here =
            out[static_cast<std::size_t>(at.y) * grid.columns + static_cast<std::size_t>(at.x)];
        here = here == none ? p.y : (highest ? std::max(here, p.y) : std::min(here, p.y));
    }
    return out;
}

/// Each place takes the best of its neighbours.
void widen(const Grid& grid, Heights& heights, bool highest) {
    const Heights before = heights;
    for (std::uint32_t row = 0; row < grid.rows; ++row) {
        for (std::uint32_t column = 0; column < grid.columns; ++column) {
            float& here = heights[std::size_t{row} * grid.columns + column];
            for (std::uint32_t y = row > 0 ? row - 1 : 0; y <= std::min(row + 1, grid.rows - 1);
                 ++y) {
                for (std::uint32_t x = column > 0 ? column - 1 : 0;
                     x <= std::min(column + 1, grid.columns - 1); ++x) {
                    const float there = before[std::size_t{y} * grid.columns + x];
                    here = highest ? std::max(here, there) : std::min(here, there);
                }
            }
        }
    }
}

/// Cloth evens out; it never falls below `floor`.
void relax(const Grid& grid, Heights& heights, const Heights& floor, int rounds) {
    for (int round = 0; round < rounds; ++round) {
        const Heights before = heights;
        for (std::uint32_t row = 1; row + 1 < grid.rows; ++row) {
            for (std::uint32_t column = 1; column + 1 < grid.columns; ++column) {
                const std::size_t at = std::size_t{row} * grid.columns + column;
                const float mean = 0.25f * (before[at - 1] + before[at + 1] +
                                            before[at - grid.columns] + before[at + grid.columns]);
                heights[at] = std::max(mean, floor[at]);
            }
        }
    }
}

/// A grid as triangles that face up.
void addSheet(SolidMesh& mesh, const Grid& grid, const Heights& heights,
              const std::array<std::uint8_t, 4>& colour) {
    const auto first = static_cast<std::uint32_t>(mesh.vertices.size());
    for (std::uint32_t row = 0; row < grid.rows; ++row) {
        for (std::uint32_t column = 0; column < grid.columns; ++column) {
            const auto height = [&](std::uint32_t x, std::uint32_t y) {
                return heights[std::size_t{y} * grid.columns + x];
            };
            const std::uint32_t left = column > 0 ? column - 1 : 0;
            const std::uint32_t right = std::min(column + 1, grid.columns - 1);
            const std::uint32_t far = row > 0 ? row - 1 : 0,
                                near = std::min(row + 1, grid.rows - 1);
            const glm::vec2 at = grid.at(column, row);
            const float dx = grid.at(right, row).x - grid.at(left, row).x;
            const float dz = grid.at(column, near).y - grid.at(column, far).y;
            const glm::vec3 normal =
                glm::normalize(glm::vec3(-(height(right, row) - height(left, row)) / dx, 1.0f,
                                         -(height(column, near) - height(column, far)) / dz));
            mesh.vertices.push_back({.position_m = {at.x, height(column, row), at.y},
                                     .normal = normal,
                                     .colour = colour,
                                     .surface = {255, 255, 255, 255}});
        }
    }
    for (std::uint32_t row = 0; row + 1 < grid.rows; ++row) {
        for (std::uint32_t column = 0; column + 1 < grid.columns; ++column) {
            const std::uint32_t a = first + row * grid.columns + column, b = a + 1,
                                c = a + grid.columns, d = c + 1;
            mesh.indices.insert(mesh.indices.end(), {a, c, b, b, c, d});
        }
    }
}

/// An edge of the skin with nothing beyond, once around.
struct SkinRim {
    std::vector<glm::vec3> places_m;
    glm::vec3 outward{0.0f}; ///< mean normal of the skin around it, unit
    float width_m = 0.0f;
};

using Place = std::tuple<float, float, float>;

Place placeOf(const glm::vec3& p) {
    return {p.x, p.y, p.z};
}

/// Corners along the rim, each with the next one; corners of an atlas seam count as one.
std::map<Place, std::pair<std::uint32_t, Place>> rimSteps(const sim::SkinMesh& mesh) {
    std::map<Place, std::pair<std::uint32_t, Place>> next;
    const std::size_t count = std::min(mesh.neighbours.size(), mesh.triangles.size());
    for (std::size_t t = 0; t < count; ++t) {
        for (std::size_t e = 0; e < 3; ++e) {
            if (mesh.neighbours[t][e] == sim::kNone) {
                const std::uint32_t a = mesh.triangles[t][e], b = mesh.triangles[t][(e + 1) % 3];
                next.insert({placeOf(mesh.positions_m[a]), {a, placeOf(mesh.positions_m[b])}});
            }
        }
    }
    return next;
}

std::vector<SkinRim> rimsOf(const sim::SkinMesh& mesh) {
    std::map<Place, std::pair<std::uint32_t, Place>> next = rimSteps(mesh);
    std::vector<SkinRim> rims;
    while (!next.empty()) {
        SkinRim rim;
        glm::vec3 low(1e9f), high(-1e9f);
        for (auto step = next.begin(); step != next.end();) {
            const glm::vec3 place = mesh.positions_m[step->second.first];
            low = glm::min(low, place);
            high = glm::max(high, place);
            rim.places_m.push_back(place);
            rim.outward += mesh.normals[step->second.first];
            const Place to = step->second.second;
            next.erase(step);
            step = next.find(to);
        }
        rim.outward = glm::normalize(rim.outward + glm::vec3(0.0f, 1e-6f, 0.0f));
        rim.width_m = glm::length(high - low);
        rims.push_back(std::move(rim));
    }
    return rims;
}

void addCouch(SolidMesh& mesh, float height_m) {
    const Grid grid{{-0.40f, -0.55f}, {0.40f, 1.2f}, 9, 15};
    addSheet(mesh, grid, Heights(grid.count(), height_m), kCouch);
}

void addPillow(SolidMesh& mesh, const sim::SkinMesh& skin, float crown_m, float couch_m) {
    const glm::vec2 middle(0.0f, crown_m + 0.065f), half(0.26f, 0.165f);
    const Grid grid{middle - half, middle + half, 45, 31};
    Heights under = skinHeights(grid, skin, false, 9.0f);
    widen(grid, under, false);
    const float back_m = *std::min_element(under.begin(), under.end());
    const float top_m = back_m + 0.050f;
    Heights heights(grid.count());
    for (std::uint32_t row = 0; row < grid.rows; ++row) {
        for (std::uint32_t column = 0; column < grid.columns; ++column) {
            const glm::vec2 at = (grid.at(column, row) - middle) / half;
            const glm::vec2 fourth = at * at * at * at;
            const float inside = (1.0f - fourth.x) * (1.0f - fourth.y), edge = 1.0f - inside;
            const float crease = tilingNoise(at.x * 3.0f + 7.0f, at.y * 4.0f, 64);
            const float puffed =
                (top_m - couch_m) * (1.0f - edge * edge * edge) + 0.003f * crease * inside;
            const std::size_t here = std::size_t{row} * grid.columns + column;
            heights[here] = std::min(couch_m - 0.004f + puffed, under[here] - 0.001f);
        }
    }
    relax(grid, heights, Heights(grid.count(), -9.0f), 5);
    for (std::size_t i = 0; i < heights.size(); ++i) {
        heights[i] = std::min(heights[i], under[i] - 0.0005f);
    }
    addSheet(mesh, grid, heights, kSheet);
}

/// Where the drape's edge runs, as z over x: a hand's breadth of skin short of the mesh's rim.
class DrapeEdge {
public:
    DrapeEdge(const std::vector<glm::vec3>& rim, float back_m) {
        z_m_.fill(9.0f);
        for (const glm::vec3& place : rim) {
            if (place.y > back_m + 0.07f) { // the front and the shoulders, not the back
                float& z = z_m_[slotOf(place.x)];
                z = std::min(z, place.z);
                least_m_ = std::min(least_m_, place.z);
            }
        }
        for (float& z : z_m_) {
            z = std::min(z, z == 9.0f ? least_m_ : z) - kShow_m;
        }
        // up to here, so that the rim stays hidden; cloth hangs in one sweep
        const std::array<float, kSlots> most_m = z_m_;
        for (int round = 0; round < 24; ++round) {
            const std::array<float, kSlots> before = z_m_;
            for (std::size_t i = 1; i + 1 < kSlots; ++i) {
                const float even = 0.25f * (before[i - 1] + 2.0f * before[i] + before[i + 1]);
                z_m_[i] = round < 12 ? std::min(before[i], even) : even;
            }
        }
        float over_m = 0.0f;
        for (std::size_t i = 0; i < kSlots; ++i) {
            over_m = std::max(over_m, z_m_[i] - most_m[i]);
        }
        for (float& z : z_m_) {
            z -= over_m;
        }
    }
    [[nodiscard]] float at(float x_m) const {
        const float place = (x_m + kHalf_m) / (2.0f * kHalf_m) * float{kSlots} - 0.5f;
        const float slot = std::clamp(place, 0.0f, float{kSlots} - 1.001f);
        const auto left = static_cast<std::size_t>(slot);
        return glm::mix(z_m_[left], z_m_[left + 1], slot - static_cast<float>(left));
    }

private:
    static constexpr std::size_t kSlots = 96;
    static constexpr float kHalf_m = 0.48f, kShow_m = 0.022f;
    static std::size_t slotOf(float x_m) {
        const float share = std::clamp((x_m + kHalf_m) / (2.0f * kHalf_m), 0.0f, 0.9999f);
        return static_cast<std::size_t>(share * float{kSlots});
    }
    std::array<float, kSlots> z_m_{};
    float least_m_ = 9.0f;
};

/// The highest skin, then down to the couch beside it, over the mesh's rim and on to the feet.
void addDrape(SolidMesh& mesh, const sim::SkinMesh& skin, const std::vector<glm::vec3>& rim,
              float couch_m) {
    const DrapeEdge edge(rim, couch_m);
    const float first_m = edge.at(0.46f) - 0.03f;
    const Grid grid{{-0.46f, first_m}, {0.46f, first_m + 0.62f}, 71, 47};
    Heights floor = skinHeights(grid, skin, true, -9.0f);
    widen(grid, floor, true);
    for (float& height : floor) {
        height = std::max(height + 0.002f, couch_m + 0.004f);
    }
    for (std::uint32_t row = 1; row < grid.rows; ++row) {
        for (std::uint32_t column = 0; column < grid.columns; ++column) {
            const std::size_t at = std::size_t{row} * grid.columns + column;
            const glm::vec2 place = grid.at(column, row);
            if (place.y > edge.at(place.x) + 0.02f) { // below the rim the body goes on
                floor[at] = std::max(floor[at], floor[at - grid.columns] - 0.0006f);
            }
        }
    }
    Heights heights = floor;
    relax(grid, heights, floor, 24);
    SolidMesh sheet;
    std::vector<float> level;
    for (std::uint32_t row = 0; row < grid.rows; ++row) {
        for (std::uint32_t column = 0; column < grid.columns; ++column) {
            const glm::vec2 at = grid.at(column, row);
            const float inside = at.y - edge.at(at.x);
            const float fold = tilingNoise(at.x * 17.0f + at.y * 6.0f, at.y * 8.0f, 64) +
                               0.4f * tilingNoise(at.x * 41.0f, at.y * 33.0f, 64);
            // a rolled hem along the edge
            const float hem = std::clamp(1.0f - std::abs(inside - 0.006f) / 0.008f, 0.0f, 1.0f);
            heights[std::size_t{row} * grid.columns + column] +=
                0.0022f * (1.4f + fold) + 0.0015f * hem;
            level.push_back(inside + 0.003f * tilingNoise(at.x * 30.0f, 3.0f, 64));
        }
    }
    addSheet(sheet, grid, heights, kDrape);
    clipMesh(sheet, std::move(level));
    append(mesh, sheet);
}

/// Closes the slits of mouth and eyes a little below the skin, dark as they are in life.
void addPlug(SolidMesh& mesh, const std::vector<glm::vec3>& rim, const glm::vec3& outward) {
    glm::vec3 middle(0.0f);
    for (const glm::vec3& place : rim) {
        middle += place / static_cast<float>(rim.size());
    }
    SolidMesh plug;
    const auto add = [&](const glm::vec3& place) {
        plug.vertices.push_back({.position_m = place - outward * 0.0008f,
                                 .normal = outward,
                                 .colour = kSlit,
                                 .surface = {255, 255, 255, 255}});
    };
    add(middle - outward * 0.002f);
    for (const glm::vec3& place : rim) {
        add(place);
    }
    const auto count = static_cast<std::uint32_t>(rim.size());
    for (std::uint32_t i = 0; i < count; ++i) {
        plug.indices.insert(plug.indices.end(), {0, 1 + i, 1 + (i + 1) % count});
    }
    append(mesh, plug);
}

std::vector<std::array<std::uint32_t, 3>> trianglesOf(const SolidMesh& mesh) {
    std::vector<std::array<std::uint32_t, 3>> triangles;
    for (std::size_t i = 0; i + 2 < mesh.indices.size(); i += 3) {
        triangles.push_back({mesh.indices[i], mesh.indices[i + 1], mesh.indices[i + 2]});
    }
    return triangles;
}

} // namespace

SolidMesh clothAround(const sim::SkinMesh& mesh, bool head) {
    glm::vec3 low(1e9f), high(-1e9f);
    for (const glm::vec3& p : mesh.positions_m) {
        low = glm::min(low, p);
        high = glm::max(high, p);
    }
    SolidMesh out;
    const float couch_m = low.y - 0.002f;
    // what lies on top comes first, so that what it hides is not shaded
    for (const SkinRim& rim : rimsOf(mesh)) {
        if (!head && runsAround(rim.places_m, mesh)) {
            append(out, openingDrape(rim.places_m, mesh, couch_m, kDrape));
        } else if (rim.width_m > kSlit_m) {
            addDrape(out, mesh, rim.places_m, couch_m);
        } else {
            addPlug(out, rim.places_m, rim.outward);
        }
    }
    if (head) {
        addPillow(out, mesh, low.z, couch_m);
    }
    addCouch(out, couch_m);
    return out;
}

void addToTree(RayTree& tree, const SolidMesh& mesh) {
    std::vector<glm::vec3> places;
    for (const SolidVertex& vertex : mesh.vertices) {
        places.push_back(vertex.position_m);
    }
    tree.add(places, trianglesOf(mesh));
}

void lightCloth(SolidMesh& mesh, const RayTree& tree, const StaticScene& lights) {
    std::vector<glm::vec3> places, normals;
    for (const SolidVertex& vertex : mesh.vertices) {
        places.push_back(vertex.position_m + vertex.normal * 0.001f);
        normals.push_back(vertex.normal);
    }
    std::vector<SeenLight> light = seenLight(tree, places, normals, lights);
    for (int round = 0; round < 2; ++round) {
        smoothSeenLight(places, trianglesOf(mesh), light);
    }
    const auto byte = [](float share) {
        return static_cast<std::uint8_t>(std::clamp(share, 0.0f, 1.0f) * 255.0f + 0.5f);
    };
    for (std::size_t i = 0; i < mesh.vertices.size(); ++i) {
        mesh.vertices[i].surface = {byte(light[i].room), byte(light[i].key), byte(light[i].fill),
                                    255};
    }
}

} // namespace stipple::render
