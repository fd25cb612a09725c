#include "engine/render/skin_triangles.h"

#include <glm/common.hpp>
#include <glm/geometric.hpp>

#include <algorithm>
#include <cmath>
#include <map>

namespace stipple::render {
namespace {

constexpr float kBlock_m = 0.010f; // flat enough: the dome rises 0.1 mm over it

/// One block of a grid: its first and last column and row.
struct Block {
    std::uint32_t left, top, right, bottom;
};

/// Blocks of a grid and which of them are fine.
struct Blocks {
    const SkinGrid& grid;
    std::uint32_t across, down;
    std::vector<std::uint8_t> fine;

    explicit Blocks(const SkinGrid& of)
        : grid(of), across((of.columns - 2) / of.block + 1), down((of.rows - 2) / of.block + 1),
          fine(std::size_t{across} * down, 0) {}

    [[nodiscard]] Block at(std::uint32_t x, std::uint32_t y) const {
        return {x * grid.block, y * grid.block, std::min((x + 1) * grid.block, grid.columns - 1),
                std::min((y + 1) * grid.block, grid.rows - 1)};
    }
    /// Wraps below zero to a number that is outside.
    [[nodiscard]] bool isFine(std::uint32_t x, std::uint32_t y) const {
        return x < across && y < down && fine[std::size_t{y} * across + x] != 0;
    }
};

class TriangleList {
public:
    explicit TriangleList(const SkinGrid& grid) : grid_(grid) {}

    void addFine(const Block& block) {
        for (std::uint32_t y = block.top; y < block.bottom; ++y) {
            for (std::uint32_t x = block.left; x < block.right; ++x) {
                add(corner(x, y), corner(x, y + 1), corner(x + 1, y));
                add(corner(x + 1, y), corner(x, y + 1), corner(x + 1, y + 1));
            }
        }
    }

    /// Two triangles; next to a fine block a fan with all the corners of that side.
    void addCoarse(const Blocks& blocks, std::uint32_t bx, std::uint32_t by) {
        const Block b = blocks.at(bx, by);
        std::vector<std::uint16_t> around;
        const auto side = [&](std::uint32_t from, std::uint32_t to, bool every, auto cornerAt) {
            const std::uint32_t length = from < to ? to - from : from - to;
            for (std::uint32_t i = 0; i < (every ? length : 1U); ++i) {
                around.push_back(cornerAt(from < to ? from + i : from - i));
            }
        };
        side(b.top, b.bottom, blocks.isFine(bx - 1, by),
             [&](std::uint32_t y) { return corner(b.left, y); });
        side(b.left, b.right, blocks.isFine(bx, by + 1),
             [&](std::uint32_t x) { return corner(x, b.bottom); });
        side(b.bottom, b.top, blocks.isFine(bx + 1, by),
             [&](std::uint32_t y) { return corner(b.right, y); });
        side(b.right, b.left, blocks.isFine(bx, by - 1),
             [&](std::uint32_t x) { return corner(x, b.top); });
        if (around.size() == 4) {
            add(around[0], around[1], around[3]);
            add(around[3], around[1], around[2]);
            return;
        }
        const std::uint16_t middle = corner((b.left + b.right) / 2, (b.top + b.bottom) / 2);
        for (std::size_t i = 0; i < around.size(); ++i) {
            add(middle, around[i], around[(i + 1) % around.size()]);
        }
    }

    std::vector<std::uint16_t> take() { return std::move(out_); }

private:
    [[nodiscard]] std::uint16_t corner(std::uint32_t column, std::uint32_t row) const {
        return static_cast<std::uint16_t>(row * grid_.columns + column);
    }
    void add(std::uint16_t a, std::uint16_t b, std::uint16_t c) {
        out_.insert(out_.end(), {a, b, c});
    }
    const SkinGrid& grid_;
    std::vector<std::uint16_t> out_;
};

glm::vec2 flat(const glm::vec3& place) {
    return {place.x, place.z};
}

std::vector<std::uint16_t> wholeMesh(const sim::SkinMesh& mesh) {
    std::vector<std::uint16_t> out;
    for (const auto& triangle : mesh.triangles) {
        for (const std::uint32_t corner : triangle) {
            out.push_back(static_cast<std::uint16_t>(corner));
        }
    }
    return out;
}

/// The rim of any mesh, corner by corner.
std::vector<std::uint32_t> walkRim(const sim::SkinMesh& mesh) {
    std::map<std::uint32_t, std::uint32_t> next;
    for (std::size_t t = 0; t < mesh.triangles.size(); ++t) {
        for (std::size_t side = 0; side < 3; ++side) {
            if (mesh.neighbours[t][side] == sim::kNone) {
                next[mesh.triangles[t][side]] = mesh.triangles[t][(side + 1) % 3];
            }
        }
    }
    std::vector<std::uint32_t> rim;
    while (!next.empty() && rim.size() < next.size()) {
        const auto found = next.find(rim.empty() ? next.begin()->first : next[rim.back()]);
        if (found == next.end() || (!rim.empty() && found->first == rim.front())) {
            break;
        }
        rim.push_back(found->first);
    }
    return rim;
}

} // namespace

SkinGrid gridOf(const sim::SkinMesh& mesh) {
    const std::size_t count = mesh.positions_m.size();
    std::size_t columns = 1;
    while (columns < count && mesh.uv[columns].y == mesh.uv[0].y) {
        ++columns;
    }
    if (columns < 3 || count % columns != 0 || count / columns < 3) {
        return {};
    }
    for (std::size_t i = 1; i < count; ++i) {
        const bool sameRow = i % columns != 0;
        const bool right = mesh.uv[i].y == mesh.uv[i - 1].y && mesh.uv[i].x > mesh.uv[i - 1].x;
        const bool near = mesh.uv[i].y > mesh.uv[i - 1].y;
        if (sameRow ? !right : !near) {
            return {};
        }
    }
    const std::size_t rows = count / columns;
    if (mesh.triangles.size() != 2 * (columns - 1) * (rows - 1)) {
        return {};
    }
    const float spacing_m =
        glm::length(flat(mesh.positions_m[columns - 1]) - flat(mesh.positions_m[0])) /
        static_cast<float>(columns - 1);
    const float squares = std::round(kBlock_m / std::max(spacing_m, 1e-5f));
    return {static_cast<std::uint32_t>(columns), static_cast<std::uint32_t>(rows),
            static_cast<std::uint32_t>(std::clamp(squares, 2.0f, 64.0f))};
}

std::vector<std::uint16_t> skinTriangles(const sim::SkinMesh& mesh, const SkinGrid& grid,
                                         glm::vec2 centre, float radius_m) {
    if (mesh.positions_m.size() > 0xffffU) {
        return {};
    }
    if (!grid) {
        return wholeMesh(mesh);
    }
    Blocks blocks(grid);
    for (std::uint32_t y = 0; y < blocks.down; ++y) {
        for (std::uint32_t x = 0; x < blocks.across; ++x) {
            const Block b = blocks.at(x, y);
            const glm::vec2 low =
                flat(mesh.positions_m[std::size_t{b.top} * grid.columns + b.left]);
            const glm::vec2 high =
                flat(mesh.positions_m[std::size_t{b.bottom} * grid.columns + b.right]);
            const glm::vec2 off = centre - glm::clamp(centre, low, high);
            // a block too narrow for a middle is drawn as it is
            const bool narrow = b.right - b.left < 2 || b.bottom - b.top < 2;
            blocks.fine[std::size_t{y} * blocks.across + x] =
                narrow || glm::dot(off, off) < radius_m * radius_m ? 1 : 0;
        }
    }
    TriangleList out(grid);
    for (std::uint32_t y = 0; y < blocks.down; ++y) {
        for (std::uint32_t x = 0; x < blocks.across; ++x) {
            blocks.isFine(x, y) ? out.addFine(blocks.at(x, y)) : out.addCoarse(blocks, x, y);
        }
    }
    return out.take();
}

std::vector<std::uint32_t> skinRim(const sim::SkinMesh& mesh, const SkinGrid& grid) {
    if (!grid) {
        return walkRim(mesh);
    }
    std::vector<std::uint32_t> rim;
    const std::uint32_t lastColumn = grid.columns - 1, lastRow = grid.rows - 1;
    const auto add = [&](std::uint32_t column, std::uint32_t row) {
        rim.push_back(row * grid.columns + column);
    };
    // down the left side, along the near one, up the right one, back along the far one
    const auto stepsOf = [&](std::uint32_t last) { return (last - 1) / grid.block + 1; };
    for (std::uint32_t i = 0; i < stepsOf(lastRow); ++i) {
        add(0, i * grid.block);
    }
    for (std::uint32_t i = 0; i < stepsOf(lastColumn); ++i) {
        add(i * grid.block, lastRow);
    }
    for (std::uint32_t i = stepsOf(lastRow); i > 0; --i) {
        add(lastColumn, std::min(i * grid.block, lastRow));
    }
    for (std::uint32_t i = stepsOf(lastColumn); i > 0; --i) {
        add(std::min(i * grid.block, lastColumn), 0);
    }
    return rim;
}

} // namespace stipple::render
