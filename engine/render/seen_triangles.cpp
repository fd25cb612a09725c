#include "engine/render/seen_triangles.h"

#include <glm/common.hpp>
#include <glm/geometric.hpp>
#include <glm/matrix.hpp>
#include <glm/vec4.hpp>

#include <algorithm>
#include <array>
#include <cmath>

namespace stipple::render {
namespace {

constexpr std::uint32_t kRunIndices = 3 * 16;
constexpr std::size_t kMostCorners = 65536;
// swelling, dents and folds between corners turn triangles by less than this, radians
constexpr float kTurned_rad = 0.35f;

/// Left, right, lower, upper and near side of what the picture shows: a place is inside while the
/// product with each is positive. Scaled so that products are metres.
std::array<glm::vec4, 5> sidesOf(const RenderView& view) {
    const glm::mat4 rows = glm::transpose(view.projection * view.view);
    std::array<glm::vec4, 5> sides{rows[3] + rows[0], rows[3] - rows[0], rows[3] + rows[1],
                                   rows[3] - rows[1], rows[2]};
    for (glm::vec4& side : sides) {
        side /= std::max(glm::length(glm::vec3(side)), 1e-9f);
    }
    return sides;
}

} // namespace

SeenTriangles::SeenTriangles(std::span<const glm::vec3> positions_m,
                             std::span<const std::uint32_t> indices, bool bothSides,
                             float moved_m) {
    if (positions_m.size() > kMostCorners) {
        return;
    }
    indices_.reserve(indices.size());
    for (const std::uint32_t index : indices) {
        indices_.push_back(static_cast<std::uint16_t>(index));
    }
    const auto all = static_cast<std::uint32_t>(indices.size());
    for (std::uint32_t first = 0; first < all; first += kRunIndices) {
        runs_.push_back(
            runOf(positions_m, first, std::min(kRunIndices, all - first), bothSides, moved_m));
    }
}

SeenTriangles::Run SeenTriangles::runOf(std::span<const glm::vec3> positions_m, std::uint32_t first,
                                        std::uint32_t count, bool bothSides, float moved_m) const {
    Run run{.first = first, .count = count};
    glm::vec3 low(1e9f), high(-1e9f), facing(0.0f);
    std::vector<glm::vec3> normals;
    for (std::uint32_t i = first; i < first + count; i += 3) {
        const glm::vec3 a = positions_m[indices_[i]], b = positions_m[indices_[i + 1]],
                        c = positions_m[indices_[i + 2]];
        low = glm::min(low, glm::min(a, glm::min(b, c)));
        high = glm::max(high, glm::max(a, glm::max(b, c)));
        const glm::vec3 normal = glm::cross(b - a, c - a);
        const float size = glm::length(normal);
        if (size > 0.0f) {
            normals.push_back(normal / size);
            facing += normals.back();
        }
    }
    run.middle_m = 0.5f * (low + high);
    run.radius_m = 0.5f * glm::length(high - low) + moved_m;
    const float length = glm::length(facing);
    if (bothSides || length < 1e-3f) {
        return run;
    }
    facing /= length;
    float least = 1.0f;
    for (const glm::vec3& normal : normals) {
        least = std::min(least, glm::dot(normal, facing));
    }
    const float away_rad = std::acos(std::clamp(least, -1.0f, 1.0f)) + kTurned_rad;
    if (away_rad < 1.5f) { // else one of them may face any eye
        run.facing = facing;
        run.away = std::sin(away_rad);
    }
    return run;
}

std::vector<std::uint16_t> SeenTriangles::from(const RenderView& view) const {
    const std::array<glm::vec4, 5> sides = sidesOf(view);
    std::vector<std::uint16_t> out;
    out.reserve(indices_.size());
    for (const Run& run : runs_) {
        const bool outside = std::any_of(sides.begin(), sides.end(), [&](const glm::vec4& side) {
            return glm::dot(side, glm::vec4(run.middle_m, 1.0f)) < -run.radius_m;
        });
        // every triangle of the run turns its back on the eye
        const glm::vec3 to = run.middle_m - view.eye_m;
        const bool turned = glm::dot(to, run.facing) > run.away * glm::length(to) + run.radius_m;
        if (!outside && !turned) {
            out.insert(out.end(), indices_.begin() + run.first,
                       indices_.begin() + run.first + run.count);
        }
    }
    return out;
}

} // namespace stipple::render
