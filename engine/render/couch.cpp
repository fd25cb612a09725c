#include "engine/render/couch.h"

#include "engine/render/detail_texture.h"
#include "engine/render/person_mesh.h"

#include <glm/common.hpp>
#include <glm/geometric.hpp>

#include <algorithm>
#include <cmath>
#include <functional>

namespace stipple::render {
namespace {

constexpr std::array<std::uint8_t, 4> kSheet{148, 158, 160, 255}; // linear: pale grey-green cotton
constexpr std::array<std::uint8_t, 4> kDrape{38, 92, 98, 255};    // surgical green
constexpr std::array<std::uint8_t, 4> kCouch{46, 54, 58, 255};

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

using Keep = std::function<bool(std::uint32_t, std::uint32_t)>;

/// The squares of a grid whose corners are all kept, as triangles that face up.
void addSheet(SolidMesh& mesh, const Grid& grid, const Heights& heights,
              const std::array<std::uint8_t, 4>& colour, const Keep& keep) {
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
            if (!keep(column, row) || !keep(column + 1, row) || !keep(column, row + 1) ||
                !keep(column + 1, row + 1)) {
                continue;
            }
            const std::uint32_t a = first + row * grid.columns + column, b = a + 1,
                                c = a + grid.columns, d = c + 1;
            mesh.indices.insert(mesh.indices.end(), {a, c, b, b, c, d});
        }
    }
}

bool everywhere(std::uint32_t /*column*/, std::uint32_t /*row*/) {
    return true;
}

void addCouch(SolidMesh& mesh, float height_m) {
    const Grid grid{{-0.40f, -0.55f}, {0.40f, 1.2f}, 9, 15};
    addSheet(mesh, grid, Heights(grid.count(), height_m), kCouch, everywhere);
}

void addPillow(SolidMesh& mesh, const sim::SkinMesh& skin, float crown_m, float couch_m) {
    const glm::vec2 middle(0.0f, crown_m + 0.075f), half(0.27f, 0.19f);
    const Grid grid{middle - half, middle + half, 57, 41};
    Heights under = skinHeights(grid, skin, false, 9.0f);
    widen(grid, under, false);
    float back_m = 9.0f;
    for (const float height : under) {
        back_m = std::min(back_m, height);
    }
    const float top_m = back_m + 0.055f;
    Heights heights(grid.count());
    for (std::uint32_t row = 0; row < grid.rows; ++row) {
        for (std::uint32_t column = 0; column < grid.columns; ++column) {
            const glm::vec2 at = (grid.at(column, row) - middle) / half;
            const glm::vec2 square = at * at;
            const float inside =
                1.0f - square.x * square.x * square.x - square.y * square.y * square.y;
            const float crease = tilingNoise(at.x * 3.0f, at.y * 4.0f, 64);
            const float puffed =
                couch_m + (top_m - couch_m) * std::sqrt(std::max(inside, 0.0f)) + 0.0025f * crease;
            const std::size_t here = std::size_t{row} * grid.columns + column;
            heights[here] = std::min(puffed, under[here] - 0.001f);
        }
    }
    relax(grid, heights, Heights(grid.count(), -9.0f), 6);
    for (std::size_t i = 0; i < heights.size(); ++i) {
        heights[i] = std::min(heights[i], under[i] - 0.0005f);
    }
    addSheet(mesh, grid, heights, kSheet, everywhere);
}

/// The highest skin, then down to the couch beside it; begins where the mesh's rim is near.
void addDrape(SolidMesh& mesh, const sim::SkinMesh& skin, float rim_m, float couch_m) {
    const Grid grid{{-0.46f, rim_m - 0.09f}, {0.46f, rim_m + 0.55f}, 116, 81};
    Heights floor = skinHeights(grid, skin, true, -9.0f);
    widen(grid, floor, true);
    widen(grid, floor, true);
    for (float& height : floor) {
        height = std::max(height + 0.003f, couch_m + 0.004f);
    }
    // below the rim the body goes on
    for (std::uint32_t row = 1; row < grid.rows; ++row) {
        for (std::uint32_t column = 0; column < grid.columns; ++column) {
            const std::size_t at = std::size_t{row} * grid.columns + column;
            if (grid.at(column, row).y > rim_m - 0.03f) {
                floor[at] = std::max(floor[at], floor[at - grid.columns] - 0.0008f);
            }
        }
    }
    Heights heights = floor;
    relax(grid, heights, floor, 30);
    for (std::uint32_t row = 0; row < grid.rows; ++row) {
        for (std::uint32_t column = 0; column < grid.columns; ++column) {
            const glm::vec2 at = grid.at(column, row);
            const float fold = tilingNoise(at.x * 22.0f + at.y * 5.0f, at.y * 9.0f, 64);
            heights[std::size_t{row} * grid.columns + column] += 0.003f * (1.0f + fold);
        }
    }
    addSheet(mesh, grid, heights, kDrape, [&](std::uint32_t column, std::uint32_t row) {
        const glm::vec2 at = grid.at(column, row);
        return at.y > rim_m - 0.045f + 0.02f * std::cos(at.x * 9.0f);
    });
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
    addCouch(out, couch_m);
    if (head) {
        addPillow(out, mesh, low.z, couch_m);
    }
    addDrape(out, mesh, high.z, couch_m);
    return out;
}

void addToTree(RayTree& tree, const SolidMesh& mesh) {
    std::vector<glm::vec3> places;
    std::vector<std::array<std::uint32_t, 3>> triangles;
    for (const SolidVertex& vertex : mesh.vertices) {
        places.push_back(vertex.position_m);
    }
    for (std::size_t i = 0; i + 2 < mesh.indices.size(); i += 3) {
        triangles.push_back({mesh.indices[i], mesh.indices[i + 1], mesh.indices[i + 2]});
    }
    tree.add(places, triangles);
}

void lightCloth(SolidMesh& mesh, const RayTree& tree, const StaticScene& lights) {
    std::vector<glm::vec3> places, normals;
    for (const SolidVertex& vertex : mesh.vertices) {
        places.push_back(vertex.position_m + vertex.normal * 0.001f);
        normals.push_back(vertex.normal);
    }
    const std::vector<SeenLight> light = seenLight(tree, places, normals, lights);
    const auto byte = [](float share) {
        return static_cast<std::uint8_t>(std::clamp(share, 0.0f, 1.0f) * 255.0f + 0.5f);
    };
    for (std::size_t i = 0; i < mesh.vertices.size(); ++i) {
        mesh.vertices[i].surface = {byte(light[i].room), byte(light[i].key), byte(light[i].fill),
                                    255};
    }
}

} // namespace stipple::render
