#include "engine/render/ray_tree.h"

#include <glm/common.hpp>
#include <glm/geometric.hpp>

#include <algorithm>

namespace stipple::render {
namespace {

constexpr std::uint32_t kLeaf = 4; // triangles
constexpr std::size_t kDeepest = 64;
constexpr std::uint32_t kFairDepth = 32; // below, halves keep the tree shallow
constexpr std::size_t kSlices = 16;

/// A box that grows.
struct Box {
    glm::vec3 low{1e9f}, high{-1e9f};
    std::uint32_t count = 0;
    void add(const Box& other) {
        low = glm::min(low, other.low);
        high = glm::max(high, other.high);
        count += other.count;
    }
    /// What its surface and its triangles let a ray pay.
    [[nodiscard]] float cost() const {
        const glm::vec3 d = high - low;
        return count == 0 ? 0.0f : (d.x * d.y + d.y * d.z + d.z * d.x) * static_cast<float>(count);
    }
};

/// The first slice of the cheaper right half (surface heuristic of Goldsmith and Salmon 1987).
std::size_t bestCut(const std::array<Box, kSlices>& slices) {
    std::array<float, kSlices> right{};
    Box box;
    for (std::size_t i = kSlices - 1; i > 0; --i) {
        box.add(slices[i]);
        right[i] = box.cost();
    }
    box = {};
    std::size_t best = kSlices / 2;
    float least = 1e30f;
    for (std::size_t i = 1; i < kSlices; ++i) {
        box.add(slices[i - 1]);
        if (box.cost() + right[i] < least) {
            least = box.cost() + right[i];
            best = i;
        }
    }
    return best;
}

float reciprocal(float value) {
    constexpr float kTiny = 1e-12f;
    return 1.0f / (std::abs(value) > kTiny ? value : kTiny);
}

} // namespace

void RayTree::add(std::span<const glm::vec3> positions_m,
                  std::span<const std::array<std::uint32_t, 3>> triangles) {
    triangles_.reserve(triangles_.size() + triangles.size());
    for (const std::array<std::uint32_t, 3>& t : triangles) {
        const glm::vec3 corner = positions_m[t[0]];
        triangles_.push_back({corner, positions_m[t[1]] - corner, positions_m[t[2]] - corner});
    }
}

void RayTree::build() {
    nodes_.clear();
    nodes_.reserve(triangles_.size());
    nodes_.emplace_back();
    split(0, 0, static_cast<std::uint32_t>(triangles_.size()), 0);
}

void RayTree::split(std::uint32_t node, std::uint32_t first, std::uint32_t count,
                    std::uint32_t depth) {
    glm::vec3 low(1e9f), high(-1e9f), middleLow(1e9f), middleHigh(-1e9f);
    const auto middle = [](const Triangle& t) {
        return t.corner + (t.edge1 + t.edge2) * (1.0f / 3.0f);
    };
    for (std::uint32_t i = first; i < first + count; ++i) {
        const Triangle& t = triangles_[i];
        for (const glm::vec3& corner : {t.corner, t.corner + t.edge1, t.corner + t.edge2}) {
            low = glm::min(low, corner);
            high = glm::max(high, corner);
        }
        middleLow = glm::min(middleLow, middle(t));
        middleHigh = glm::max(middleHigh, middle(t));
    }
    nodes_[node].low = low;
    nodes_[node].high = high;
    if (count <= kLeaf) {
        nodes_[node].first = first;
        nodes_[node].count = count;
        return;
    }
    const glm::vec3 size = middleHigh - middleLow;
    const int axis = size.x > size.y ? (size.x > size.z ? 0 : 2) : (size.y > size.z ? 1 : 2);
    const auto begin = triangles_.begin() + first;
    const float start = middleLow[axis];
    const float scale = static_cast<float>(kSlices) / std::max(size[axis], 1e-9f);
    const auto sliceOf = [&](const Triangle& t) {
        return std::min(static_cast<std::size_t>((middle(t)[axis] - start) * scale), kSlices - 1);
    };
    std::array<Box, kSlices> slices;
    for (std::uint32_t i = first; i < first + count; ++i) {
        const Triangle& t = triangles_[i];
        const glm::vec3 b = t.corner + t.edge1, c = t.corner + t.edge2;
        slices[sliceOf(t)].add(
            {glm::min(t.corner, glm::min(b, c)), glm::max(t.corner, glm::max(b, c)), 1});
    }
    const std::size_t cut = bestCut(slices);
    const auto parted =
        std::partition(begin, begin + count, [&](const Triangle& t) { return sliceOf(t) < cut; });
    auto half = static_cast<std::uint32_t>(parted - begin);
    if (half == 0 || half == count || depth > kFairDepth) {
        half = count / 2;
        std::nth_element(begin, begin + half, begin + count,
                         [&](const Triangle& one, const Triangle& other) {
                             return middle(one)[axis] < middle(other)[axis];
                         });
    }
    const auto left = static_cast<std::uint32_t>(nodes_.size());
    nodes_.emplace_back();
    nodes_.emplace_back();
    nodes_[node].first = left;
    nodes_[node].axis = static_cast<std::uint32_t>(axis);
    split(left, first, half, depth + 1);
    split(left + 1, first + half, count - half, depth + 1);
}

bool RayTree::blocked(const glm::vec3& from_m, const glm::vec3& direction, float least_m,
                      float most_m) const {
    if (triangles_.empty()) {
        return false;
    }
    const glm::vec3 inverse(reciprocal(direction.x), reciprocal(direction.y),
                            reciprocal(direction.z));
    std::array<std::uint32_t, kDeepest> open{};
    std::size_t waiting = 1;
    while (waiting > 0) {
        const Node& node = nodes_[open[--waiting]];
        const glm::vec3 a = (node.low - from_m) * inverse, b = (node.high - from_m) * inverse;
        const glm::vec3 near = glm::min(a, b), far = glm::max(a, b);
        const float enter = std::max(std::max(near.x, near.y), std::max(near.z, least_m));
        if (enter > std::min(std::min(far.x, far.y), std::min(far.z, most_m))) {
            continue;
        }
        if (node.count == 0) {
            // the nearer child last, to be looked at first
            const std::uint32_t nearer = direction[static_cast<int>(node.axis)] > 0.0f ? 0 : 1;
            open[waiting++] = node.first + 1 - nearer;
            open[waiting++] = node.first + nearer;
            continue;
        }
        for (std::uint32_t i = node.first; i < node.first + node.count; ++i) {
            const Triangle& t = triangles_[i]; // Moeller and Trumbore 1997
            const glm::vec3 p = glm::cross(direction, t.edge2);
            const float scale = reciprocal(glm::dot(t.edge1, p));
            const glm::vec3 to = from_m - t.corner;
            const float u = glm::dot(to, p) * scale;
            const glm::vec3 q = glm::cross(to, t.edge1);
            const float v = glm::dot(direction, q) * scale;
            const float away = glm::dot(t.edge2, q) * scale;
            if (u >= 0.0f && v >= 0.0f && u + v <= 1.0f && away > least_m && away < most_m) {
                return true;
            }
        }
    }
    return false;
}

} // namespace stipple::render
