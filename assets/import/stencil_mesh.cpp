#include "assets/import/stencil_mesh.h"

#include "engine/base/assert.h"

#include <algorithm>
#include <map>
#include <utility>

namespace stipple::importer {

namespace {

constexpr std::uint32_t kNoQuad = 0xffffffffU;
using Ends = std::pair<std::uint32_t, std::uint32_t>;

struct Edge {
    Ends ends;
    std::array<std::uint32_t, 2> quads{kNoQuad, kNoQuad};
};

// the edges in the order in which the quads meet them, and what lies around each point
struct Topology {
    std::vector<Edge> edges;
    std::vector<std::array<std::uint32_t, 4>> edgesOfQuad; ///< k: between corners k and k+1
    std::vector<std::vector<std::uint32_t>> edgesOfPoint;
    std::vector<std::vector<std::uint32_t>> quadsOfPoint;
};

Topology topologyOf(const StencilMesh& mesh) {
    Topology t;
    t.edgesOfPoint.resize(mesh.points.size());
    t.quadsOfPoint.resize(mesh.points.size());
    std::map<Ends, std::uint32_t> known;
    for (std::uint32_t q = 0; q < mesh.quads.size(); ++q) {
        std::array<std::uint32_t, 4> of{};
        for (std::size_t k = 0; k < 4; ++k) {
            const std::uint32_t a = mesh.quads[q][k];
            const std::uint32_t b = mesh.quads[q][(k + 1) % 4];
            const Ends ends = std::minmax(a, b);
            const auto [at, fresh] =
                known.emplace(ends, static_cast<std::uint32_t>(t.edges.size()));
            if (fresh) {
                t.edges.push_back({.ends = ends, .quads = {q, kNoQuad}});
                t.edgesOfPoint[a].push_back(at->second);
                t.edgesOfPoint[b].push_back(at->second);
            } else {
                STIPPLE_ASSERT(t.edges[at->second].quads[1] == kNoQuad,
                               "an edge of the cage belongs to three quads");
                t.edges[at->second].quads[1] = q;
            }
            of[k] = at->second;
            t.quadsOfPoint[a].push_back(q);
        }
        t.edgesOfQuad.push_back(of);
    }
    return t;
}

bool onRim(const Edge& edge) {
    return edge.quads[1] == kNoQuad;
}

std::uint32_t otherEnd(const Edge& edge, std::uint32_t point) {
    return edge.ends.first == point ? edge.ends.second : edge.ends.first;
}

// the far ends of the rim edges at a point; empty inside
std::vector<std::uint32_t> rimNeighbours(const Topology& t, std::uint32_t point) {
    std::vector<std::uint32_t> out;
    for (const std::uint32_t e : t.edgesOfPoint[point]) {
        if (onRim(t.edges[e])) {
            out.push_back(otherEnd(t.edges[e], point));
        }
    }
    return out;
}

using Parts = std::vector<std::pair<const Stencil*, double>>;

// weights of a point, its two neighbours on the rim
Stencil rimPoint(const StencilMesh& mesh, std::uint32_t point,
                 const std::vector<std::uint32_t>& neighbours, double own) {
    const double side = (1.0 - own) / 2.0;
    return blend({{&mesh.points[point], own},
                  {&mesh.points[neighbours[0]], side},
                  {&mesh.points[neighbours[1]], side}});
}

bool staysPut(const Topology& t, std::uint32_t point,
              const std::vector<std::uint32_t>& rimNeighbourPoints) {
    return t.quadsOfPoint[point].size() < 2 ||
           (!rimNeighbourPoints.empty() && rimNeighbourPoints.size() != 2);
}

Stencil movedPoint(const StencilMesh& mesh, const Topology& t, const std::vector<Stencil>& middles,
                   std::uint32_t point) {
    const std::vector<std::uint32_t> rim = rimNeighbours(t, point);
    if (staysPut(t, point, rim)) {
        return mesh.points[point];
    }
    if (!rim.empty()) {
        return rimPoint(mesh, point, rim, 0.75);
    }
    // (F + 2 R + (n - 3) P) / n: means of the quads' and of the edges' middles
    const double n = static_cast<double>(t.quadsOfPoint[point].size());
    Parts parts{{&mesh.points[point], (n - 3.0) / n + 1.0 / n}};
    for (const std::uint32_t e : t.edgesOfPoint[point]) {
        parts.emplace_back(&mesh.points[otherEnd(t.edges[e], point)], 1.0 / (n * n));
    }
    for (const std::uint32_t q : t.quadsOfPoint[point]) {
        parts.emplace_back(&middles[q], 1.0 / (n * n));
    }
    return blend(parts);
}

Stencil edgePoint(const StencilMesh& mesh, const Edge& edge, const std::vector<Stencil>& middles) {
    const Stencil* a = &mesh.points[edge.ends.first];
    const Stencil* b = &mesh.points[edge.ends.second];
    if (onRim(edge)) {
        return blend({{a, 0.5}, {b, 0.5}});
    }
    return blend(
        {{a, 0.25}, {b, 0.25}, {&middles[edge.quads[0]], 0.25}, {&middles[edge.quads[1]], 0.25}});
}

} // namespace

Stencil blend(const std::vector<std::pair<const Stencil*, double>>& parts) {
    Stencil all;
    for (const auto& [stencil, weight] : parts) {
        for (const StencilTerm& term : *stencil) {
            all.push_back({.cage = term.cage, .weight = term.weight * weight});
        }
    }
    // stable: equal cage points are summed in the order of the parts
    std::stable_sort(all.begin(), all.end(),
                     [](const StencilTerm& a, const StencilTerm& b) { return a.cage < b.cage; });
    Stencil out;
    for (const StencilTerm& term : all) {
        if (!out.empty() && out.back().cage == term.cage) {
            out.back().weight += term.weight;
        } else {
            out.push_back(term);
        }
    }
    return out;
}

StencilMesh cageMesh(std::size_t points, std::vector<std::array<std::uint32_t, 4>> quads) {
    StencilMesh mesh;
    mesh.quads = std::move(quads);
    for (std::uint32_t p = 0; p < points; ++p) {
        mesh.points.push_back({{.cage = p, .weight = 1.0}});
    }
    return mesh;
}

StencilMesh refined(const StencilMesh& mesh) {
    const Topology t = topologyOf(mesh);
    std::vector<Stencil> middles;
    for (const auto& quad : mesh.quads) {
        Parts parts;
        for (const std::uint32_t corner : quad) {
            parts.emplace_back(&mesh.points[corner], 0.25);
        }
        middles.push_back(blend(parts));
    }
    StencilMesh out;
    for (std::uint32_t p = 0; p < mesh.points.size(); ++p) {
        out.points.push_back(movedPoint(mesh, t, middles, p));
    }
    const auto firstEdge = static_cast<std::uint32_t>(out.points.size());
    for (const Edge& edge : t.edges) {
        out.points.push_back(edgePoint(mesh, edge, middles));
    }
    const auto firstMiddle = static_cast<std::uint32_t>(out.points.size());
    for (Stencil& middle : middles) {
        out.points.push_back(std::move(middle));
    }
    for (std::uint32_t q = 0; q < mesh.quads.size(); ++q) {
        for (std::size_t k = 0; k < 4; ++k) {
            out.quads.push_back({mesh.quads[q][k], firstEdge + t.edgesOfQuad[q][k], firstMiddle + q,
                                 firstEdge + t.edgesOfQuad[q][(k + 3) % 4]});
        }
    }
    return out;
}

std::vector<Stencil> limitPoints(const StencilMesh& mesh) {
    const Topology t = topologyOf(mesh);
    std::vector<Stencil> out;
    for (std::uint32_t p = 0; p < mesh.points.size(); ++p) {
        const std::vector<std::uint32_t> rim = rimNeighbours(t, p);
        if (staysPut(t, p, rim)) {
            out.push_back(mesh.points[p]);
            continue;
        }
        if (!rim.empty()) {
            out.push_back(rimPoint(mesh, p, rim, 2.0 / 3.0));
            continue;
        }
        // (n n P + 4 sum of edge neighbours + sum of opposite corners) / (n (n + 5))
        const double n = static_cast<double>(t.quadsOfPoint[p].size());
        const double unit = 1.0 / (n * (n + 5.0));
        Parts parts{{&mesh.points[p], n * n * unit}};
        for (const std::uint32_t e : t.edgesOfPoint[p]) {
            parts.emplace_back(&mesh.points[otherEnd(t.edges[e], p)], 4.0 * unit);
        }
        for (const std::uint32_t q : t.quadsOfPoint[p]) {
            const auto& quad = mesh.quads[q];
            const auto own =
                static_cast<std::size_t>(std::find(quad.begin(), quad.end(), p) - quad.begin());
            parts.emplace_back(&mesh.points[quad[(own + 2) % 4]], unit);
        }
        out.push_back(blend(parts));
    }
    return out;
}

glm::dvec3 evaluate(const Stencil& stencil, const std::vector<glm::dvec3>& cage) {
    glm::dvec3 sum(0.0);
    for (const StencilTerm& term : stencil) {
        sum += term.weight * cage[term.cage];
    }
    return sum;
}

} // namespace stipple::importer
