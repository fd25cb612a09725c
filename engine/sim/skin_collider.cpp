#include "engine/sim/skin_collider.h"

#include "engine/base/assert.h"

#include <btBulletCollisionCommon.h>
#include <glm/common.hpp>
#include <glm/geometric.hpp>

#include <algorithm>
#include <limits>

// The package `bullet` is built in single precision (no BT_USE_DOUBLE_PRECISION), so the mesh's
// arrays are lent to Bullet as they are. Bullet only proposes triangles; which one is hit, and
// where, is decided here, so that its order of visiting and its own rounding decide nothing.

namespace stipple::sim {

static_assert(sizeof(btScalar) == sizeof(float), "the mesh is lent to Bullet without a copy");
static_assert(sizeof(glm::vec3) == 3 * sizeof(float), "positions must be packed");

struct SkinCollider::Tree {
    explicit Tree(const SkinMesh& source) : mesh(&source) {
        btIndexedMesh part;
        part.m_numTriangles = static_cast<int>(source.triangles.size());
        part.m_triangleIndexBase = reinterpret_cast<const unsigned char*>(source.triangles.data());
        part.m_triangleIndexStride = 3 * sizeof(std::uint32_t);
        part.m_numVertices = static_cast<int>(source.positions_m.size());
        part.m_vertexBase = reinterpret_cast<const unsigned char*>(source.positions_m.data());
        part.m_vertexStride = sizeof(glm::vec3);
        part.m_indexType = PHY_INTEGER;
        part.m_vertexType = PHY_FLOAT;
        arrays.addIndexedMesh(part, PHY_INTEGER);
        shape = std::make_unique<btBvhTriangleMeshShape>(&arrays, true);
    }

    const SkinMesh* mesh;
    btTriangleIndexVertexArray arrays;
    std::unique_ptr<btBvhTriangleMeshShape> shape;
};

namespace {

btVector3 toBullet(const glm::vec3& v) {
    return {v.x, v.y, v.z};
}

struct Nearest {
    double distance_m;
    std::uint32_t triangle = kNone;
    double v = 0.0, w = 0.0;
};

/// Ray against triangle (Moeller and Trumbore), in double, both sides.
void tryTriangle(const SkinMesh& mesh, std::uint32_t triangle, const glm::dvec3& from,
                 const glm::dvec3& direction, Nearest& nearest) {
    const auto& corner = mesh.triangles[triangle];
    const glm::dvec3 a(mesh.positions_m[corner[0]]);
    const glm::dvec3 ab = glm::dvec3(mesh.positions_m[corner[1]]) - a;
    const glm::dvec3 ac = glm::dvec3(mesh.positions_m[corner[2]]) - a;
    const glm::dvec3 across = glm::cross(direction, ac);
    const double area = glm::dot(ab, across);
    if (area == 0.0) {
        return;
    }
    const glm::dvec3 away = from - a;
    const double v = glm::dot(away, across) / area;
    const glm::dvec3 turned = glm::cross(away, ab);
    const double w = glm::dot(direction, turned) / area;
    // A hair of slack, so that no ray slips between two neighbours.
    constexpr double kSlack = 1e-9;
    if (!(v >= -kSlack && w >= -kSlack && v + w <= 1.0 + kSlack)) {
        return;
    }
    const double distance = glm::dot(ac, turned) / area;
    const bool nearer = distance < nearest.distance_m ||
                        (distance == nearest.distance_m && triangle < nearest.triangle);
    if (distance >= 0.0 && nearer) {
        nearest = {distance, triangle, v, w};
    }
}

struct RayVisitor final : btTriangleCallback {
    const SkinMesh* mesh = nullptr;
    glm::dvec3 from{0.0}, direction{0.0};
    Nearest nearest{};

    void processTriangle(btVector3*, int, int index) override {
        tryTriangle(*mesh, static_cast<std::uint32_t>(index), from, direction, nearest);
    }
};

struct BoxVisitor final : btTriangleCallback {
    const SkinMesh* mesh = nullptr;
    glm::vec3 low{0.0f}, high{0.0f};
    std::vector<std::uint32_t>* out = nullptr;

    void processTriangle(btVector3*, int, int index) override {
        // The tree's boxes are rounded outwards: ask the triangle's own box again.
        const auto triangle = static_cast<std::uint32_t>(index);
        const auto& corner = mesh->triangles[triangle];
        const glm::vec3& a = mesh->positions_m[corner[0]];
        const glm::vec3& b = mesh->positions_m[corner[1]];
        const glm::vec3& c = mesh->positions_m[corner[2]];
        const glm::vec3 least = glm::min(a, glm::min(b, c));
        const glm::vec3 most = glm::max(a, glm::max(b, c));
        const bool apart = least.x > high.x || least.y > high.y || least.z > high.z ||
                           most.x < low.x || most.y < low.y || most.z < low.z;
        if (!apart) {
            out->push_back(triangle);
        }
    }
};

} // namespace

SkinCollider::SkinCollider() = default;

SkinCollider::SkinCollider(const SkinMesh& mesh) {
    STIPPLE_ASSERT(!mesh.triangles.empty(), "a collider needs triangles");
    tree_ = std::make_unique<Tree>(mesh);
}

SkinCollider::SkinCollider(SkinCollider&&) noexcept = default;
SkinCollider& SkinCollider::operator=(SkinCollider&&) noexcept = default;
SkinCollider::~SkinCollider() = default;

std::optional<RayHit> SkinCollider::cast(const glm::vec3& from_m, const glm::vec3& direction,
                                         float longest_m) const {
    if (!tree_) {
        return std::nullopt;
    }
    RayVisitor visitor;
    visitor.mesh = tree_->mesh;
    visitor.from = glm::dvec3(from_m);
    visitor.direction = glm::dvec3(direction);
    visitor.nearest.distance_m = std::numeric_limits<double>::max();
    const glm::vec3 to_m = from_m + direction * longest_m;
    tree_->shape->performRaycast(&visitor, toBullet(from_m), toBullet(to_m));
    const Nearest& nearest = visitor.nearest;
    if (nearest.triangle == kNone || nearest.distance_m > static_cast<double>(longest_m)) {
        return std::nullopt;
    }
    RayHit hit;
    hit.point = {nearest.triangle, {static_cast<float>(nearest.v), static_cast<float>(nearest.w)}};
    hit.position_m = glm::vec3(visitor.from + visitor.direction * nearest.distance_m);
    hit.distance_m = static_cast<float>(nearest.distance_m);
    return hit;
}

void SkinCollider::trianglesIn(const glm::vec3& low_m, const glm::vec3& high_m,
                               std::vector<std::uint32_t>& out) const {
    if (!tree_) {
        return;
    }
    const auto begin = static_cast<std::ptrdiff_t>(out.size());
    BoxVisitor visitor;
    visitor.mesh = tree_->mesh;
    visitor.low = low_m;
    visitor.high = high_m;
    visitor.out = &out;
    tree_->shape->processAllTriangles(&visitor, toBullet(low_m), toBullet(high_m));
    std::sort(out.begin() + begin, out.end());
}

} // namespace stipple::sim
