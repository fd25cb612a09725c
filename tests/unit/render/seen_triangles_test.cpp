#include "engine/render/seen_triangles.h"

#include <glm/geometric.hpp>
#include <glm/vec4.hpp>
#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <set>

namespace stipple::render {
namespace {

constexpr std::uint32_t kAround = 64, kDown = 32;
constexpr float kRadius_m = 0.1f;

/// A ball around the origin, row by row: 4096 triangles, counter-clockwise from outside.
struct Ball {
    std::vector<glm::vec3> places_m;
    std::vector<std::uint32_t> indices;
    Ball() {
        for (std::uint32_t row = 0; row <= kDown; ++row) {
            const float down = 3.14159265f * static_cast<float>(row) / float{kDown};
            for (std::uint32_t i = 0; i < kAround; ++i) {
                const float turn = 6.2831853f * static_cast<float>(i) / float{kAround};
                places_m.push_back(kRadius_m * glm::vec3(std::sin(down) * std::cos(turn),
                                                         std::cos(down),
                                                         -std::sin(down) * std::sin(turn)));
            }
        }
        for (std::uint32_t row = 0; row < kDown; ++row) {
            for (std::uint32_t i = 0; i < kAround; ++i) {
                const std::uint32_t a = row * kAround + i, b = row * kAround + (i + 1) % kAround;
                indices.insert(indices.end(), {a, a + kAround, b, b, a + kAround, b + kAround});
            }
        }
    }
    [[nodiscard]] std::array<glm::vec3, 3> corners(std::size_t first) const {
        return {places_m[indices[first]], places_m[indices[first + 1]],
                places_m[indices[first + 2]]};
    }
};

RenderView viewAt(const glm::vec3& target_m, float distance_m) {
    return viewOf({.target_m = target_m,
                   .distance_m = distance_m,
                   .azimuth_rad = 0.4f,
                   .elevation_rad = 0.7f,
                   .fieldOfView_rad = 0.5f},
                  1.5f);
}

/// Faces the eye, and a corner of it lies in the picture.
bool isSeen(const RenderView& view, const std::array<glm::vec3, 3>& corners) {
    const glm::vec3 normal = glm::cross(corners[1] - corners[0], corners[2] - corners[0]);
    if (!(glm::dot(normal, view.eye_m - corners[0]) > 0.0f)) {
        return false;
    }
    for (const glm::vec3& corner : corners) {
        const glm::vec4 clip = view.projection * view.view * glm::vec4(corner, 1.0f);
        if (clip.w > 0.0f && clip.z > 0.0f && std::abs(clip.x) < clip.w &&
            std::abs(clip.y) < clip.w) {
            return true;
        }
    }
    return false;
}

// Nothing that can be seen is left out, from afar and from so near that little is in the picture;
// and of a ball at most the half that turns away stays, with runs that only partly do.
TEST(SeenTriangles, LeavesOutOnlyWhatNobodySees) {
    const Ball ball;
    const SeenTriangles seen(ball.places_m, ball.indices, false, 0.0f);
    ASSERT_FALSE(seen.empty());
    for (const float distance_m : {0.12f, 0.2f, 0.6f}) {
        const RenderView view = viewAt({0.02f, 0.03f, 0.01f}, distance_m);
        const std::vector<std::uint16_t> order = seen.from(view);
        std::set<std::array<std::uint32_t, 3>> kept;
        for (std::size_t i = 0; i < order.size(); i += 3) {
            kept.insert({order[i], order[i + 1], order[i + 2]});
        }
        for (std::size_t i = 0; i < ball.indices.size(); i += 3) {
            if (isSeen(view, ball.corners(i))) {
                EXPECT_TRUE(
                    kept.count({ball.indices[i], ball.indices[i + 1], ball.indices[i + 2]}) == 1)
                    << distance_m << " m, triangle " << i / 3;
            }
        }
        EXPECT_LT(order.size(), ball.indices.size() * 3 / 4) << distance_m;
    }
}

// A sheet has two sides: only the picture's edge counts. Looked at from inside, all of a ball's
// triangles turn away; runs near the eye may stay.
TEST(SeenTriangles, DrawsBothSidesWhereAsked) {
    const Ball ball;
    const RenderView view = viewAt({0.0f, 0.0f, 0.0f}, 0.01f);
    const std::size_t both =
        SeenTriangles(ball.places_m, ball.indices, true, 0.0f).from(view).size();
    const std::size_t one =
        SeenTriangles(ball.places_m, ball.indices, false, 0.0f).from(view).size();
    EXPECT_GT(both, 0U);
    EXPECT_LT(2 * one, both);
}

// More corners than 16 bits can name: the mesh is drawn whole.
TEST(SeenTriangles, LeavesLargeMeshesAlone) {
    const std::vector<glm::vec3> places_m(70000, glm::vec3(0.0f));
    EXPECT_TRUE(
        SeenTriangles(places_m, std::array<std::uint32_t, 3>{0, 1, 69999}, false, 0.0f).empty());
}

} // namespace
} // namespace stipple::render
