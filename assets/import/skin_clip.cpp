#include "assets/import/skin_surface.h"

#include <map>
#include <tuple>
#include <utility>

namespace stipple::importer {

namespace {

// cuts triangles at the border and makes the points and vertices on it
class Clipper {
public:
    Clipper(const SkinTriangles& skin, LimitGrid& grid, const std::vector<Chart>& charts,
            const Packing& packing, double (*inside)(const glm::dvec3&))
        : skin_(skin), grid_(grid), charts_(charts), packing_(packing) {
        out.vertices = skin.vertices;
        for (const SkinVertex& vertex : skin.vertices) {
            inside_.push_back(inside(grid.neutral_m[vertex.point]));
        }
    }

    void add(const std::array<std::uint32_t, 3>& triangle) {
        // the corners that stay and the crossings between, in order: at most four
        std::vector<std::uint32_t> kept;
        for (std::size_t k = 0; k < 3; ++k) {
            const std::uint32_t a = triangle[k];
            const std::uint32_t b = triangle[(k + 1) % 3];
            if (inside_[a] > 0.0) {
                kept.push_back(a);
            }
            if ((inside_[a] > 0.0) != (inside_[b] > 0.0)) {
                kept.push_back(crossing(a, b));
            }
        }
        for (std::size_t k = 2; k < kept.size(); ++k) {
            out.triangles.push_back({kept[0], kept[k - 1], kept[k]});
        }
    }

    SkinTriangles out;

private:
    // the vertex where an edge meets the border; the same from both sides of the edge
    std::uint32_t crossing(std::uint32_t a, std::uint32_t b) {
        if (skin_.vertices[b].point < skin_.vertices[a].point) {
            std::swap(a, b);
        }
        const SkinVertex& from = skin_.vertices[a];
        const SkinVertex& to = skin_.vertices[b];
        const double share = inside_[a] / (inside_[a] - inside_[b]);
        SkinVertex vertex = from;
        vertex.point = pointBetween(from.point, to.point, share);
        vertex.sheet = from.sheet + share * (to.sheet - from.sheet);
        const AtlasPlace inChart =
            partsInChart(charts_[vertex.chart], grid_.neutral_m[vertex.point]);
        const AtlasPlace corner = packing_.corner[vertex.chart];
        vertex.atlas = {.x = inChart.x + corner.x, .y = inChart.y + corner.y};
        const auto [known, fresh] =
            vertices_.emplace(std::pair(a, b), static_cast<std::uint32_t>(out.vertices.size()));
        if (fresh) {
            out.vertices.push_back(vertex);
        }
        return known->second;
    }

    std::uint32_t pointBetween(std::uint32_t a, std::uint32_t b, double share) {
        const auto [known, fresh] =
            points_.emplace(std::pair(a, b), static_cast<std::uint32_t>(grid_.points.size()));
        if (fresh) {
            grid_.points.push_back(
                blend({{&grid_.points[a], 1.0 - share}, {&grid_.points[b], share}}));
            grid_.neutral_m.push_back(grid_.neutral_m[a] +
                                      share * (grid_.neutral_m[b] - grid_.neutral_m[a]));
        }
        return known->second;
    }

    const SkinTriangles& skin_;
    LimitGrid& grid_;
    const std::vector<Chart>& charts_;
    const Packing& packing_;
    std::vector<double> inside_; ///< per vertex
    std::map<std::pair<std::uint32_t, std::uint32_t>, std::uint32_t> vertices_, points_;
};

} // namespace

SkinTriangles clipped(const SkinTriangles& skin, LimitGrid& grid, const std::vector<Chart>& charts,
                      const Packing& packing, double (*inside)(const glm::dvec3& place_m)) {
    Clipper clipper(skin, grid, charts, packing, inside);
    for (const auto& triangle : skin.triangles) {
        clipper.add(triangle);
    }
    // vertices outside are used no more
    SkinTriangles out;
    constexpr std::uint32_t unset = 0xffffffffU;
    std::vector<std::uint32_t> number(clipper.out.vertices.size(), unset);
    for (auto triangle : clipper.out.triangles) {
        for (std::uint32_t& corner : triangle) {
            if (number[corner] == unset) {
                number[corner] = static_cast<std::uint32_t>(out.vertices.size());
                out.vertices.push_back(clipper.out.vertices[corner]);
            }
            corner = number[corner];
        }
        out.triangles.push_back(triangle);
    }
    return out;
}

} // namespace stipple::importer
