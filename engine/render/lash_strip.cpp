#include "engine/render/lash_strip.h"

#include <glm/common.hpp>
#include <glm/geometric.hpp>

#include <algorithm>
#include <map>
#include <numeric>
#include <utility>

namespace stipple::render {
namespace {

using Line = std::vector<glm::vec3>;

/// The two long edges of one strip, both from the same end.
struct Edges {
    Line root, tip;
};

std::uint32_t pieceOf(std::vector<std::uint32_t>& parent, std::uint32_t i) {
    while (parent[i] != i) {
        parent[i] = parent[parent[i]];
        i = parent[i];
    }
    return i;
}

/// Number of the strip of each corner: what hangs together.
std::vector<std::uint32_t> piecesOf(const sim::SkinMesh& mesh) {
    std::vector<std::uint32_t> parent(mesh.positions_m.size());
    std::iota(parent.begin(), parent.end(), 0U);
    for (const std::array<std::uint32_t, 3>& t : mesh.triangles) {
        parent[pieceOf(parent, t[1])] = pieceOf(parent, t[0]);
        parent[pieceOf(parent, t[2])] = pieceOf(parent, t[0]);
    }
    for (std::uint32_t i = 0; i < parent.size(); ++i) {
        parent[i] = pieceOf(parent, i);
    }
    return parent;
}

/// Follows the border of each strip once around. Key: the strip's number.
std::map<std::uint32_t, std::vector<std::uint32_t>>
bordersOf(const sim::SkinMesh& mesh, const std::vector<std::uint32_t>& piece) {
    std::map<std::pair<std::uint32_t, std::uint32_t>, bool> sides;
    for (const std::array<std::uint32_t, 3>& t : mesh.triangles) {
        for (std::size_t i = 0; i < 3; ++i) {
            sides[{t[i], t[(i + 1) % 3]}] = true;
        }
    }
    std::map<std::uint32_t, std::uint32_t> next;
    for (const auto& [side, there] : sides) {
        if (!sides.contains({side.second, side.first})) {
            next[side.first] = side.second;
        }
    }
    std::map<std::uint32_t, std::vector<std::uint32_t>> out;
    for (const auto& [first, second] : next) {
        std::vector<std::uint32_t>& loop = out[piece[first]];
        if (!loop.empty()) {
            continue;
        }
        loop.push_back(first);
        for (std::uint32_t at = second; at != first && loop.size() <= next.size();) {
            loop.push_back(at);
            const auto found = next.find(at);
            at = found == next.end() ? first : found->second;
        }
    }
    return out;
}

/// The four sharpest bends of a closed line, in its order.
std::vector<std::size_t> cornersOf(const Line& loop) {
    const std::size_t count = loop.size();
    std::vector<std::pair<float, std::size_t>> bends;
    for (std::size_t i = 0; i < count; ++i) {
        const glm::vec3 in = loop[i] - loop[(i + count - 1) % count];
        const glm::vec3 on = loop[(i + 1) % count] - loop[i];
        const float lengths = glm::length(in) * glm::length(on);
        bends.emplace_back(lengths > 0.0f ? glm::dot(in, on) / lengths : 1.0f, i);
    }
    std::sort(bends.begin(), bends.end());
    std::vector<std::size_t> out;
    for (const auto& bend : bends) {
        const std::size_t i = bend.second;
        const bool apart = std::all_of(out.begin(), out.end(), [&](std::size_t other) {
            const std::size_t ahead = (i + count - other) % count;
            return std::min(ahead, count - ahead) >= 4;
        });
        if (apart && out.size() < 4) {
            out.push_back(i);
        }
    }
    std::sort(out.begin(), out.end());
    return out;
}

float lengthOf(const Line& line) {
    float length = 0.0f;
    for (std::size_t i = 1; i < line.size(); ++i) {
        length += glm::distance(line[i - 1], line[i]);
    }
    return length;
}

float meanHeight(const Line& line) {
    float sum = 0.0f;
    for (const glm::vec3& place : line) {
        sum += place.y;
    }
    return sum / static_cast<float>(line.size());
}

Edges edgesOf(const Line& loop) {
    const std::vector<std::size_t> corners = cornersOf(loop);
    if (corners.size() < 4) {
        return {loop, loop};
    }
    std::array<Line, 4> side;
    for (std::size_t i = 0; i < 4; ++i) {
        const std::size_t end = corners[(i + 1) % 4];
        for (std::size_t at = corners[i];; at = (at + 1) % loop.size()) {
            side[i].push_back(loop[at]);
            if (at == end) {
                break;
            }
        }
    }
    const bool even = lengthOf(side[0]) + lengthOf(side[2]) > lengthOf(side[1]) + lengthOf(side[3]);
    Edges out{side[even ? 0 : 1], side[even ? 2 : 3]};
    std::reverse(out.tip.begin(), out.tip.end());
    if (meanHeight(out.root) > meanHeight(out.tip)) {
        std::swap(out.root, out.tip);
    }
    return out;
}

/// How far a place is from a line, and the share of the line's length up to the nearest place.
struct Nearest {
    float away_m = 1e9f, share = 0.0f;
};

Nearest nearestOn(const Line& line, const glm::vec3& place) {
    Nearest out;
    float run = 0.0f;
    for (std::size_t i = 1; i < line.size(); ++i) {
        const glm::vec3 way = line[i] - line[i - 1];
        const float square = std::max(glm::dot(way, way), 1e-12f);
        const float at = std::clamp(glm::dot(place - line[i - 1], way) / square, 0.0f, 1.0f);
        const float away = glm::distance(place, line[i - 1] + way * at);
        if (away < out.away_m) {
            out = {away, run + at * std::sqrt(square)};
        }
        run += std::sqrt(square);
    }
    out.share /= std::max(run, 1e-6f);
    return out;
}

float width_m(const Edges& edges) {
    float sum = 0.0f;
    for (const glm::vec3& place : edges.tip) {
        sum += nearestOn(edges.root, place).away_m;
    }
    return sum / static_cast<float>(edges.tip.size());
}

} // namespace

SolidMesh lashStrips(const sim::SkinMesh& mesh, std::uint8_t melanin) {
    const std::vector<std::uint32_t> piece = piecesOf(mesh);
    std::map<std::uint32_t, Edges> strips;
    std::array<float, 2> widest{}; // of the right eye and the left
    for (const auto& [number, border] : bordersOf(mesh, piece)) {
        Line loop;
        for (const std::uint32_t corner : border) {
            loop.push_back(mesh.positions_m[corner]);
        }
        const Edges& edges = strips[number] = edgesOf(loop);
        float& most = widest[edges.root.front().x > 0.0f ? 1 : 0];
        most = std::max(most, width_m(edges));
    }
    SolidMesh out;
    for (std::size_t i = 0; i < mesh.positions_m.size(); ++i) {
        const glm::vec3 place = mesh.positions_m[i];
        glm::vec3 hair(0.0f);
        if (const auto strip = strips.find(piece[i]); strip != strips.end()) {
            const Edges& edges = strip->second;
            const Nearest root = nearestOn(edges.root, place), tip = nearestOn(edges.tip, place);
            const float up = root.away_m / std::max(root.away_m + tip.away_m, 1e-6f);
            const float most = widest[edges.root.front().x > 0.0f ? 1 : 0];
            hair = {glm::mix(root.share, tip.share, up) * lengthOf(edges.root) * 1000.0f, up,
                    width_m(edges) >= most ? 1.0f : 0.0f};
        }
        out.vertices.push_back(
            {.position_m = place, .normal = hair, .colour = {melanin, 0, 0, 0}, .surface = {}});
    }
    for (const std::array<std::uint32_t, 3>& t : mesh.triangles) {
        out.indices.insert(out.indices.end(), t.begin(), t.end());
    }
    return out;
}

std::uint8_t meanMelanin(std::span<const std::uint8_t> pigment) {
    std::uint64_t sum = 0, count = 0;
    for (std::size_t i = 0; i < pigment.size(); i += 4) {
        sum += pigment[i];
        count += pigment[i] > 0 ? 1U : 0U;
    }
    return static_cast<std::uint8_t>(count > 0 ? sum / count : 0);
}

} // namespace stipple::render
