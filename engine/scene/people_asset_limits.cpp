#include "engine/scene/people_asset_limits.h"

#include "engine/sim/skin_mesh.h"

#include <algorithm>
#include <cmath>

namespace stipple::scene {

namespace {

// nobody is so large; a number beyond it is damage
constexpr float kFarthest_m = 5.0f;

bool near(const glm::vec3& p) {
    return std::fabs(p.x) <= kFarthest_m && std::fabs(p.y) <= kFarthest_m &&
           std::fabs(p.z) <= kFarthest_m;
}

bool inUnitSquare(const std::vector<glm::vec2>& places) {
    return std::all_of(places.begin(), places.end(), [](const glm::vec2& p) {
        return p.x >= 0.0f && p.x <= 1.0f && p.y >= 0.0f && p.y <= 1.0f;
    });
}

bool below(const std::vector<std::uint32_t>& values, std::size_t limit) {
    return std::all_of(values.begin(), values.end(),
                       [&](std::uint32_t value) { return value < limit; });
}

Status checkMorphs(const BodyPart& part) {
    const std::string* before = nullptr;
    for (const BodyMorph& morph : part.morphs) {
        if (before != nullptr && !(*before < morph.name)) {
            return fail("morph '{}' is out of order", morph.name);
        }
        before = &morph.name;
        std::uint32_t atLeast = 0;
        for (const MorphDelta& delta : morph.deltas) {
            if (delta.point < atLeast || delta.point >= part.cage_m.size() ||
                !near(delta.delta_m)) {
                return fail("morph '{}' moves a point that is not there", morph.name);
            }
            atLeast = delta.point + 1;
        }
    }
    return Done{};
}

Status checkStencils(const BodySurface& surface, std::size_t cagePoints) {
    const std::vector<std::uint32_t>& first = surface.stencilFirst;
    const bool whole = !first.empty() && first.front() == 0 &&
                       first.back() == surface.stencilCage.size() &&
                       surface.stencilCage.size() == surface.stencilWeight.size() &&
                       std::is_sorted(first.begin(), first.end());
    if (!whole || !below(surface.stencilCage, cagePoints)) {
        return fail("its stencils are damaged");
    }
    for (std::size_t p = 0; p + 1 < first.size(); ++p) {
        double sum = 0.0;
        for (std::uint32_t i = first[p]; i < first[p + 1]; ++i) {
            sum += static_cast<double>(surface.stencilWeight[i]);
        }
        if (!(std::fabs(sum - 1.0) <= 1e-4)) {
            return fail("the weights of its point {} sum to {}, not 1", p, sum);
        }
    }
    return Done{};
}

Status checkSurface(const BodySurface& surface, std::size_t cagePoints) {
    if (surface.triangles.empty() && surface.point.empty() && surface.stencilFirst.empty()) {
        return Done{};
    }
    if (Status good = checkStencils(surface, cagePoints); !good) {
        return good;
    }
    const std::size_t vertices = surface.point.size();
    const auto oneEach = [&](std::size_t count) { return count == 0 || count == vertices; };
    if (!below(surface.point, surface.stencilFirst.size() - 1) || !oneEach(surface.atlas.size()) ||
        !oneEach(surface.sheet.size()) || surface.sheet.size() != surface.sheetOf.size() ||
        !inUnitSquare(surface.atlas) || !inUnitSquare(surface.sheet)) {
        return fail("its vertices are damaged");
    }
    for (const auto& triangle : surface.triangles) {
        if (std::max({triangle[0], triangle[1], triangle[2]}) >= vertices) {
            return fail("a triangle has a corner that is not there");
        }
    }
    return Done{};
}

Status checkCells(const BodyPart& part) {
    const AtlasCells& cells = part.cells;
    const std::uint64_t count = std::uint64_t{cells.width} * cells.height;
    if (cells.triangle.size() != count || cells.barycentric.size() != count ||
        cells.source.size() != count) {
        return fail("its atlas is not {} x {}", cells.width, cells.height);
    }
    for (std::size_t i = 0; i < cells.triangle.size(); ++i) {
        const std::uint32_t triangle = cells.triangle[i];
        const std::uint32_t source = cells.source[i];
        const bool cellFits =
            triangle == sim::kNone || (triangle < part.skin.triangles.size() && source == i &&
                                       cells.barycentric[i][0] + cells.barycentric[i][1] <= 65535);
        const bool sourceFits =
            source == sim::kNone || (source < count && cells.triangle[source] != sim::kNone);
        if (!cellFits || !sourceFits) {
            return fail("texel {} of its atlas is damaged", i);
        }
    }
    return Done{};
}

} // namespace

Status checkPart(const BodyPart& part) {
    if (part.cage_m.empty() || part.skin.triangles.empty() || part.skin.atlas.empty() ||
        part.skin.sheet.empty()) {
        return fail("it has no skin");
    }
    if (!std::all_of(part.cage_m.begin(), part.cage_m.end(), near)) {
        return fail("a cage point lies more than {} m away", kFarthest_m);
    }
    if (Status good = checkMorphs(part); !good) {
        return good;
    }
    for (const BodySurface* surface : {&part.skin, &part.fineSkin, &part.eyes, &part.lashes}) {
        if (Status good = checkSurface(*surface, part.cage_m.size()); !good) {
            return good;
        }
    }
    return checkCells(part);
}

} // namespace stipple::scene
