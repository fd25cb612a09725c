#pragma once

#include "engine/sim/skin_mesh.h"

#include <glm/vec3.hpp>

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

namespace stipple::sim {

/// Where a ray meets the skin.
struct RayHit {
    SkinPoint point;
    glm::vec3 position_m{0.0f};
    float distance_m = 0.0f;
};

/// Bullet's triangle tree over a SkinMesh, used for geometry only. Borrows the mesh's arrays: the
/// mesh must outlive it and stay where it is.
class SkinCollider {
public:
    SkinCollider(); ///< hits nothing
    explicit SkinCollider(const SkinMesh& mesh);
    SkinCollider(SkinCollider&&) noexcept;
    SkinCollider& operator=(SkinCollider&&) noexcept;
    ~SkinCollider();

    /// Nearest hit along a unit direction, both sides of the triangles.
    [[nodiscard]] std::optional<RayHit> cast(const glm::vec3& from_m, const glm::vec3& direction,
                                             float longest_m) const;

    /// Triangles that touch the box, rising numbers.
    void trianglesIn(const glm::vec3& low_m, const glm::vec3& high_m,
                     std::vector<std::uint32_t>& out) const;

private:
    struct Tree;
    std::unique_ptr<Tree> tree_;
};

} // namespace stipple::sim
