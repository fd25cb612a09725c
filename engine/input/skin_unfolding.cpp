#include "engine/input/skin_unfolding.h"

#include "engine/base/assert.h"
#include "engine/base/fixed_math.h"

#include <glm/geometric.hpp>

#include <algorithm>
#include <functional>
#include <queue>

namespace stipple::input {

namespace {

/// Number of the entry in column x and row y of rows `across` long.
std::size_t boxEntry(int x, int y, int across) {
    return static_cast<std::size_t>(y) * static_cast<std::size_t>(across) +
           static_cast<std::size_t>(x);
}

constexpr float kBox_m = 0.002f;
// triangles round the region follow it and hardly pull at it
constexpr double kRingWeight = 0.05;

/// Distances over the edges from some points, in rising order.
struct Unrolled {
    float distance_m = 0.0f;
    std::uint32_t point = 0, from = sim::kNone;
    bool operator>(const Unrolled& other) const {
        return distance_m != other.distance_m ? distance_m > other.distance_m : point > other.point;
    }
};
using UnrollFront = std::priority_queue<Unrolled, std::vector<Unrolled>, std::greater<>>;

} // namespace

SkinAxes axesOn(const glm::vec3& normal, const glm::vec3& down) {
    const glm::vec3 v = down - normal * glm::dot(down, normal);
    if (glm::dot(v, v) > 0.1f) {
        const glm::vec3 unit = glm::normalize(v);
        return {glm::cross(normal, unit), unit};
    }
    const glm::vec3 x{1.0f, 0.0f, 0.0f};
    const glm::vec3 u = glm::normalize(x - normal * glm::dot(x, normal));
    return {u, glm::cross(u, normal)};
}

SkinUnfolding::SkinUnfolding(const SkinTopology& topology, std::span<const std::uint32_t> region,
                             float ring_m, const glm::vec3& down)
    : topology_(&topology) {
    STIPPLE_ASSERT(!region.empty(), "there is skin to unfold");
    gather(region, ring_m);
    layOut(down);
    relax();
    turnUpright(down);
    measure();
    sortIntoBoxes();
}

/// Collects the triangles, and keeps those that hang together with the middle of the region.
void SkinUnfolding::gather(std::span<const std::uint32_t> region, float ring_m) {
    const SkinTopology& skin = *topology_;
    const std::uint32_t centre = middleOf(skin, region);
    const std::vector<float> distance_m = waysFrom(skin, region, ring_m);
    // from the middle outwards over triangles whose corners were all reached
    std::vector<std::uint8_t> taken(skin.triangles.size(), 0);
    std::vector<std::uint32_t> open;
    const auto take = [&](std::uint32_t t) {
        if (t == sim::kNone || taken[t] != 0) {
            return;
        }
        for (const std::uint32_t point : skin.triangles[t]) {
            if (distance_m[point] < 0.0f) {
                return;
            }
        }
        taken[t] = 1;
        open.push_back(t);
    };
    for (std::uint32_t k = skin.firstAround[centre]; k < skin.firstAround[centre + 1]; ++k) {
        take(skin.around[k]);
    }
    for (std::size_t i = 0; i < open.size(); ++i) {
        for (const std::uint32_t t : skin.neighbours[open[i]]) {
            take(t);
        }
    }
    for (const std::uint32_t t : region) {
        taken[t] = taken[t] != 0 ? 2 : 0;
    }
    number(taken, centre);
}

/// Numbers the triangles taken (2: of the region) and their points.
void SkinUnfolding::number(const std::vector<std::uint8_t>& taken, std::uint32_t centre) {
    const SkinTopology& skin = *topology_;
    std::vector<std::uint32_t> localOf(skin.positions_m.size(), sim::kNone);
    for (std::uint32_t t = 0; t < taken.size(); ++t) {
        if (taken[t] == 0) {
            continue;
        }
        std::array<std::uint32_t, 3> corners{};
        for (std::size_t k = 0; k < 3; ++k) {
            const std::uint32_t point = skin.triangles[t][k];
            if (localOf[point] == sim::kNone) {
                localOf[point] = static_cast<std::uint32_t>(points_.size());
                points_.push_back(point);
            }
            corners[k] = localOf[point];
        }
        triangles_.push_back(t);
        corners_.push_back(corners);
        inRegion_.push_back(taken[t] == 2 ? 1 : 0);
    }
    centre_ = localOf[centre];
}

/// The discrete exponential map: every point is laid beside the one from which it was reached, with
/// the skin's axes carried along.
void SkinUnfolding::layOut(const glm::vec3& down) {
    const SkinTopology& skin = *topology_;
    std::vector<std::vector<std::uint32_t>> around(points_.size());
    for (const auto& corners : corners_) {
        for (std::size_t k = 0; k < 3; ++k) {
            around[corners[k]].push_back(corners[(k + 1) % 3]);
            around[corners[k]].push_back(corners[(k + 2) % 3]);
        }
    }
    std::vector<std::uint8_t> done(points_.size(), 0);
    std::vector<SkinAxes> axes(points_.size());
    uv_m_.assign(points_.size(), {});
    UnrollFront front;
    front.push({.distance_m = 0.0f, .point = centre_});
    while (!front.empty()) {
        const Unrolled next = front.top();
        front.pop();
        if (done[next.point] != 0) {
            continue;
        }
        done[next.point] = 1;
        const glm::vec3 normal = skin.normals[points_[next.point]];
        const glm::vec3 at_m = skin.positions_m[points_[next.point]];
        if (next.from == sim::kNone) {
            axes[next.point] = axesOn(normal, down);
        } else {
            const SkinAxes& before = axes[next.from];
            const glm::vec3 way = at_m - skin.positions_m[points_[next.from]];
            const double along = static_cast<double>(glm::dot(way, before.u));
            const double across = static_cast<double>(glm::dot(way, before.v));
            const double flat = fixedSqrt(along * along + across * across);
            const double scale = flat > 0.0 ? static_cast<double>(glm::length(way)) / flat : 0.0;
            uv_m_[next.point] = {uv_m_[next.from].u + scale * along,
                                 uv_m_[next.from].v + scale * across};
            const glm::vec3 u = before.u - normal * glm::dot(before.u, normal);
            if (glm::dot(u, u) > 1e-6f) {
                axes[next.point].u = glm::normalize(u);
                axes[next.point].v = glm::cross(axes[next.point].u, normal);
            } else {
                axes[next.point] = axesOn(normal, before.v);
            }
        }
        for (const std::uint32_t other : around[next.point]) {
            if (done[other] == 0) {
                front.push({.distance_m = next.distance_m +
                                          glm::distance(at_m, skin.positions_m[points_[other]]),
                            .point = other,
                            .from = next.point});
            }
        }
    }
}

/// Hands the pieces to the solver, and takes its places back.
void SkinUnfolding::relax() {
    std::vector<glm::vec3> at_m;
    for (const std::uint32_t point : points_) {
        at_m.push_back(topology_->positions_m[point]);
    }
    std::vector<double> weights;
    for (const std::uint8_t inside : inRegion_) {
        weights.push_back(inside != 0 ? 1.0 : kRingWeight);
    }
    relaxFlat(at_m, corners_, weights, uv_m_);
}

/// Turns the plane so that v is `down` at the centre.
void SkinUnfolding::turnUpright(const glm::vec3& down) {
    const SkinTopology& skin = *topology_;
    const glm::vec3 middle_m = skin.positions_m[points_[centre_]];
    const SkinAxes axes = axesOn(skin.normals[points_[centre_]], down);
    double a = 0.0;
    double b = 0.0;
    for (std::size_t t = 0; t < corners_.size(); ++t) {
        for (const std::uint32_t i : corners_[t]) {
            const glm::vec3 way = skin.positions_m[points_[i]] - middle_m;
            if (inRegion_[t] == 0 || glm::dot(way, way) > 1e-4f) {
                continue; // beyond a centimetre
            }
            const double u = static_cast<double>(glm::dot(way, axes.u));
            const double v = static_cast<double>(glm::dot(way, axes.v));
            const double du = uv_m_[i].u - uv_m_[centre_].u;
            const double dv = uv_m_[i].v - uv_m_[centre_].v;
            a += du * u + dv * v;
            b += du * v - dv * u;
        }
    }
    const double size = fixedSqrt(a * a + b * b);
    const double cosine = size > 0.0 ? a / size : 1.0;
    const double sine = size > 0.0 ? b / size : 0.0;
    for (FlatPoint& at : uv_m_) {
        at = {cosine * at.u - sine * at.v, sine * at.u + cosine * at.v};
    }
}

/// Puts the origin in the middle of the region's box, and tells how well lengths were kept.
void SkinUnfolding::measure() {
    FlatPoint low{1e3, 1e3};
    FlatPoint high{-1e3, -1e3};
    double squares = 0.0;
    double edges = 0.0;
    for (std::size_t t = 0; t < corners_.size(); ++t) {
        for (std::size_t k = 0; k < 3 && inRegion_[t] != 0; ++k) {
            const FlatPoint& at = uv_m_[corners_[t][k]];
            const FlatPoint& to = uv_m_[corners_[t][(k + 1) % 3]];
            low = {std::min(low.u, at.u), std::min(low.v, at.v)};
            high = {std::max(high.u, at.u), std::max(high.v, at.v)};
            const double flat =
                fixedSqrt((to.u - at.u) * (to.u - at.u) + (to.v - at.v) * (to.v - at.v));
            const double real = static_cast<double>(
                glm::distance(topology_->positions_m[points_[corners_[t][k]]],
                              topology_->positions_m[points_[corners_[t][(k + 1) % 3]]]));
            if (real > 0.0) {
                squares += (flat / real - 1.0) * (flat / real - 1.0);
                edges += 1.0;
            }
        }
    }
    distortion_ = edges > 0.0 ? static_cast<float>(fixedSqrt(squares / edges)) : 0.0f;
    for (FlatPoint& at : uv_m_) {
        at = {at.u - 0.5 * (low.u + high.u), at.v - 0.5 * (low.v + high.v)};
    }
    high_m_ = glm::vec2{0.5f * static_cast<float>(high.u - low.u),
                        0.5f * static_cast<float>(high.v - low.v)};
    low_m_ = -high_m_;
}

void SkinUnfolding::sortIntoBoxes() {
    glm::vec2 low{1e3f};
    glm::vec2 high{-1e3f};
    const auto at = [this](std::uint32_t point) {
        return glm::vec2{static_cast<float>(uv_m_[point].u), static_cast<float>(uv_m_[point].v)};
    };
    for (std::uint32_t i = 0; i < uv_m_.size(); ++i) {
        low = {std::min(low.x, at(i).x), std::min(low.y, at(i).y)};
        high = {std::max(high.x, at(i).x), std::max(high.y, at(i).y)};
    }
    boxOrigin_m_ = low;
    boxesAcross_ = static_cast<int>((high.x - low.x) / kBox_m) + 1;
    boxesDown_ = static_cast<int>((high.y - low.y) / kBox_m) + 1;
    const auto count =
        static_cast<std::size_t>(boxesAcross_) * static_cast<std::size_t>(boxesDown_);
    std::vector<std::vector<std::uint32_t>> boxes(count);
    for (std::uint32_t t = 0; t < corners_.size(); ++t) {
        glm::vec2 least = at(corners_[t][0]);
        glm::vec2 most = least;
        for (const std::uint32_t i : corners_[t]) {
            least = {std::min(least.x, at(i).x), std::min(least.y, at(i).y)};
            most = {std::max(most.x, at(i).x), std::max(most.y, at(i).y)};
        }
        const glm::vec2 from = (least - low) / kBox_m;
        const glm::vec2 to = (most - low) / kBox_m;
        for (int y = static_cast<int>(from.y); y <= static_cast<int>(to.y); ++y) {
            for (int x = static_cast<int>(from.x); x <= static_cast<int>(to.x); ++x) {
                boxes[boxEntry(x, y, boxesAcross_)].push_back(t);
            }
        }
    }
    firstInBox_.assign(1, 0);
    for (const auto& box : boxes) {
        inBox_.insert(inBox_.end(), box.begin(), box.end());
        firstInBox_.push_back(static_cast<std::uint32_t>(inBox_.size()));
    }
}

/// Takes the triangle when it holds the place or comes nearer than the best one so far.
void SkinUnfolding::tryTriangle(std::uint32_t local, glm::vec2 uv_m, float& best_m2,
                                Place& place) const {
    std::array<glm::vec2, 3> at{};
    for (std::size_t k = 0; k < 3; ++k) {
        const FlatPoint& corner = uv_m_[corners_[local][k]];
        at[k] = {static_cast<float>(corner.u), static_cast<float>(corner.v)};
    }
    const auto cross = [](glm::vec2 a, glm::vec2 b) { return a.x * b.y - a.y * b.x; };
    const float area = cross(at[1] - at[0], at[2] - at[0]);
    if (area >= -1e-14f) {
        return; // turned over, or a line
    }
    const float b = cross(uv_m - at[0], at[2] - at[0]) / area;
    const float c = cross(at[1] - at[0], uv_m - at[0]) / area;
    if (b >= -1e-4f && c >= -1e-4f && b + c <= 1.0001f) {
        const float preference = inRegion_[local] != 0 ? -2.0f : -1.0f;
        if (preference < best_m2) {
            best_m2 = preference;
            place = {.point = {triangles_[local],
                               {std::clamp(b, 0.0f, 1.0f), std::clamp(c, 0.0f, 1.0f)}},
                     .inside = true};
        }
        return;
    }
    for (std::size_t k = 0; k < 3; ++k) {
        const glm::vec2 edge = at[(k + 1) % 3] - at[k];
        const float length2 = glm::dot(edge, edge);
        const float share =
            length2 > 0.0f ? std::clamp(glm::dot(uv_m - at[k], edge) / length2, 0.0f, 1.0f) : 0.0f;
        const glm::vec2 away = uv_m - at[k] - edge * share;
        const float away2 = glm::dot(away, away);
        if (away2 < best_m2) {
            best_m2 = away2;
            std::array<float, 3> weight{};
            weight[k] = 1.0f - share;
            weight[(k + 1) % 3] = share;
            place = {.point = {triangles_[local], {weight[1], weight[2]}}, .inside = false};
        }
    }
}

SkinUnfolding::Place SkinUnfolding::placeAt(glm::vec2 uv_m) const {
    Place place{.point = {triangles_.front(), glm::vec2{0.0f}}, .inside = false};
    float best_m2 = 1e6f;
    const glm::vec2 box = (uv_m - boxOrigin_m_) / kBox_m;
    const int boxX = std::clamp(static_cast<int>(box.x), 0, boxesAcross_ - 1);
    const int boxY = std::clamp(static_cast<int>(box.y), 0, boxesDown_ - 1);
    const int most = std::max(boxesAcross_, boxesDown_);
    int enough = most;
    for (int ring = 0; ring <= enough; ++ring) {
        for (int y = boxY - ring; y <= boxY + ring; ++y) {
            for (int x = boxX - ring; x <= boxX + ring; ++x) {
                const bool edge =
                    y == boxY - ring || y == boxY + ring || x == boxX - ring || x == boxX + ring;
                if (!edge || x < 0 || y < 0 || x >= boxesAcross_ || y >= boxesDown_) {
                    continue;
                }
                const auto at = boxEntry(x, y, boxesAcross_);
                for (std::uint32_t k = firstInBox_[at]; k < firstInBox_[at + 1]; ++k) {
                    tryTriangle(inBox_[k], uv_m, best_m2, place);
                }
            }
        }
        if (place.inside) {
            break;
        }
        if (best_m2 < 1e5f && enough == most) {
            enough = std::min(most, ring + 1); // a nearer one may lie in the next ring
        }
    }
    return place;
}

} // namespace stipple::input
