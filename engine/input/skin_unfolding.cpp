#include "engine/input/skin_unfolding.h"

#include "engine/base/assert.h"
#include "engine/base/fixed_math.h"

#include <glm/geometric.hpp>

#include <algorithm>
#include <functional>
#include <queue>

namespace stipple::input {

namespace {

constexpr float kBox_m = 0.002f;
// triangles round the region follow it and hardly pull at it
constexpr double kRingWeight = 0.05;
constexpr int kRounds = 14, kSolverSteps = 24;
// needle-thin triangles would pull without end, blunt ones would push
constexpr double kCotangentLeast = 0.02, kCotangentMost = 20.0;

/// Distances over the edges from some points, in rising order.
struct Reached {
    float distance_m = 0.0f;
    std::uint32_t point = 0, from = sim::kNone;
    bool operator>(const Reached& other) const {
        return distance_m != other.distance_m ? distance_m > other.distance_m : point > other.point;
    }
};
using Front = std::priority_queue<Reached, std::vector<Reached>, std::greater<>>;

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
    std::vector<float> distance_m(skin.positions_m.size(), -1.0f);
    Front front;
    glm::vec3 sum{0.0f};
    for (const std::uint32_t t : region) {
        for (const std::uint32_t point : skin.triangles[t]) {
            sum += skin.positions_m[point];
            front.push({.distance_m = 0.0f, .point = point});
        }
    }
    const glm::vec3 middle_m = sum / (3.0f * static_cast<float>(region.size()));
    std::uint32_t centre = skin.triangles[region.front()][0];
    const auto apart = [&](std::uint32_t point) {
        const glm::vec3 way = skin.positions_m[point] - middle_m;
        return glm::dot(way, way);
    };
    for (const std::uint32_t t : region) {
        for (const std::uint32_t point : skin.triangles[t]) {
            centre = apart(point) < apart(centre) ? point : centre;
        }
    }
    while (!front.empty()) {
        const Reached next = front.top();
        front.pop();
        if (distance_m[next.point] >= 0.0f) {
            continue;
        }
        distance_m[next.point] = next.distance_m;
        for (std::uint32_t k = skin.firstAround[next.point]; k < skin.firstAround[next.point + 1];
             ++k) {
            for (const std::uint32_t other : skin.triangles[skin.around[k]]) {
                const float there_m = next.distance_m + glm::distance(skin.positions_m[next.point],
                                                                      skin.positions_m[other]);
                if (distance_m[other] < 0.0f && there_m <= ring_m) {
                    front.push({.distance_m = there_m, .point = other});
                }
            }
        }
    }
    // from the middle outwards over triangles whose corners were all reached
    std::vector<std::uint8_t> taken(skin.triangles.size(), 0);
    std::vector<std::uint32_t> localOf(skin.positions_m.size(), sim::kNone);
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
    Front front;
    front.push({.distance_m = 0.0f, .point = centre_});
    while (!front.empty()) {
        const Reached next = front.top();
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

/// The solver's matrices: per triangle its true shape laid flat, and the cotangents of its angles.
struct SkinUnfolding::Shape {
    std::vector<std::array<Corner, 3>> flat; ///< edges 01, 12, 20
    std::vector<std::array<double, 3>> cot;  ///< of the angle opposite to these edges
    std::vector<double> diagonal;            ///< per point
    const std::vector<std::array<std::uint32_t, 3>>& corners;

    [[nodiscard]] std::vector<Corner> apply(const std::vector<Corner>& x) const {
        std::vector<Corner> y(x.size());
        for (std::size_t t = 0; t < corners.size(); ++t) {
            for (std::size_t k = 0; k < 3; ++k) {
                const std::uint32_t a = corners[t][k];
                const std::uint32_t b = corners[t][(k + 1) % 3];
                const double u = cot[t][k] * (x[a].u - x[b].u);
                const double v = cot[t][k] * (x[a].v - x[b].v);
                y[a].u += u;
                y[a].v += v;
                y[b].u -= u;
                y[b].v -= v;
            }
        }
        return y;
    }
};

namespace {

double dot2(double a, double b, double c, double d) {
    return a * c + b * d;
}

} // namespace

/// Liu et al. 2008: turn by turn the best rotation of every triangle, and the places that fit the
/// turned triangles best (conjugate gradients with a diagonal preconditioner).
void SkinUnfolding::relax() {
    const SkinTopology& skin = *topology_;
    Shape shape{.flat = {},
                .cot = {},
                .diagonal = std::vector<double>(points_.size(), 0.0),
                .corners = corners_};
    for (std::size_t t = 0; t < corners_.size(); ++t) {
        std::array<glm::vec3, 3> at{};
        for (std::size_t k = 0; k < 3; ++k) {
            at[k] = skin.positions_m[points_[corners_[t][k]]];
        }
        const glm::vec3 e1 = at[1] - at[0];
        const glm::vec3 e2 = at[2] - at[0];
        const double length = static_cast<double>(glm::length(e1));
        const double x = length > 0.0 ? static_cast<double>(glm::dot(e1, e2)) / length : 0.0;
        const double y =
            length > 0.0 ? static_cast<double>(glm::length(glm::cross(e1, e2))) / length : 0.0;
        // seen from outside, v is to the left of u when u points away: u = normal x v turns the
        // plane over, so that a counter-clockwise triangle has its third corner at -y
        shape.flat.push_back({Corner{length, 0.0}, Corner{x - length, -y}, Corner{-x, y}});
        std::array<double, 3> cot{};
        const double weight = inRegion_[t] != 0 ? 1.0 : kRingWeight;
        for (std::size_t k = 0; k < 3; ++k) {
            const glm::vec3 p = at[k] - at[(k + 2) % 3];
            const glm::vec3 q = at[(k + 1) % 3] - at[(k + 2) % 3];
            const double area = static_cast<double>(glm::length(glm::cross(p, q)));
            const double raw = area > 0.0 ? static_cast<double>(glm::dot(p, q)) / area : 0.0;
            cot[k] = weight * std::clamp(raw, kCotangentLeast, kCotangentMost);
            shape.diagonal[corners_[t][k]] += cot[k];
            shape.diagonal[corners_[t][(k + 1) % 3]] += cot[k];
        }
        shape.cot.push_back(cot);
    }
    for (int round = 0; round < kRounds; ++round) {
        std::vector<Corner> wanted(points_.size());
        for (std::size_t t = 0; t < corners_.size(); ++t) {
            double a = 0.0;
            double b = 0.0;
            for (std::size_t k = 0; k < 3; ++k) {
                const Corner& from = uv_m_[corners_[t][k]];
                const Corner& to = uv_m_[corners_[t][(k + 1) % 3]];
                const double du = to.u - from.u;
                const double dv = to.v - from.v;
                const Corner& x = shape.flat[t][k];
                a += shape.cot[t][k] * (x.u * du + x.v * dv);
                b += shape.cot[t][k] * (x.u * dv - x.v * du);
            }
            const double size = fixedSqrt(a * a + b * b);
            const double cosine = size > 0.0 ? a / size : 1.0;
            const double sine = size > 0.0 ? b / size : 0.0;
            for (std::size_t k = 0; k < 3; ++k) {
                const Corner& x = shape.flat[t][k];
                const double u = shape.cot[t][k] * (cosine * x.u - sine * x.v);
                const double v = shape.cot[t][k] * (sine * x.u + cosine * x.v);
                wanted[corners_[t][k]].u -= u;
                wanted[corners_[t][k]].v -= v;
                wanted[corners_[t][(k + 1) % 3]].u += u;
                wanted[corners_[t][(k + 1) % 3]].v += v;
            }
        }
        std::vector<Corner> rest = shape.apply(uv_m_);
        std::vector<Corner> way(points_.size());
        double fitU = 0.0;
        double fitV = 0.0;
        for (std::size_t i = 0; i < rest.size(); ++i) {
            rest[i] = {wanted[i].u - rest[i].u, wanted[i].v - rest[i].v};
            way[i] = {rest[i].u / shape.diagonal[i], rest[i].v / shape.diagonal[i]};
            fitU += rest[i].u * way[i].u;
            fitV += rest[i].v * way[i].v;
        }
        for (int step = 0; step < kSolverSteps && dot2(fitU, fitV, 1.0, 1.0) > 1e-18; ++step) {
            const std::vector<Corner> image = shape.apply(way);
            double steepU = 0.0;
            double steepV = 0.0;
            for (std::size_t i = 0; i < way.size(); ++i) {
                steepU += way[i].u * image[i].u;
                steepV += way[i].v * image[i].v;
            }
            const double alphaU = steepU > 0.0 ? fitU / steepU : 0.0;
            const double alphaV = steepV > 0.0 ? fitV / steepV : 0.0;
            double nextU = 0.0;
            double nextV = 0.0;
            for (std::size_t i = 0; i < way.size(); ++i) {
                uv_m_[i].u += alphaU * way[i].u;
                uv_m_[i].v += alphaV * way[i].v;
                rest[i].u -= alphaU * image[i].u;
                rest[i].v -= alphaV * image[i].v;
                nextU += rest[i].u * rest[i].u / shape.diagonal[i];
                nextV += rest[i].v * rest[i].v / shape.diagonal[i];
            }
            const double betaU = fitU > 0.0 ? nextU / fitU : 0.0;
            const double betaV = fitV > 0.0 ? nextV / fitV : 0.0;
            for (std::size_t i = 0; i < way.size(); ++i) {
                way[i].u = rest[i].u / shape.diagonal[i] + betaU * way[i].u;
                way[i].v = rest[i].v / shape.diagonal[i] + betaV * way[i].v;
            }
            fitU = nextU;
            fitV = nextV;
        }
    }
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
    for (Corner& at : uv_m_) {
        at = {cosine * at.u - sine * at.v, sine * at.u + cosine * at.v};
    }
}

/// Puts the origin in the middle of the region's box, and tells how well lengths were kept.
void SkinUnfolding::measure() {
    Corner low{1e3, 1e3};
    Corner high{-1e3, -1e3};
    double squares = 0.0;
    double edges = 0.0;
    for (std::size_t t = 0; t < corners_.size(); ++t) {
        for (std::size_t k = 0; k < 3 && inRegion_[t] != 0; ++k) {
            const Corner& at = uv_m_[corners_[t][k]];
            const Corner& to = uv_m_[corners_[t][(k + 1) % 3]];
            low = {std::min(low.u, at.u), std::min(low.v, at.v)};
            high = {std::max(high.u, at.u), std::max(high.v, at.v)};
            const double flat = fixedSqrt(dot2(to.u - at.u, to.v - at.v, to.u - at.u, to.v - at.v));
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
    for (Corner& at : uv_m_) {
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
                boxes[static_cast<std::size_t>(y * boxesAcross_ + x)].push_back(t);
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
        const Corner& corner = uv_m_[corners_[local][k]];
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
                const auto at = static_cast<std::size_t>(y * boxesAcross_ + x);
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
