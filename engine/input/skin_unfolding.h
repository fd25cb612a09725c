#pragma once

#include "engine/input/flat_relaxation.h"
#include "engine/input/skin_topology.h"

#include <glm/vec2.hpp>
#include <glm/vec3.hpp>

#include <cstdint>
#include <span>
#include <vector>

namespace stipple::input {

/// A piece of skin laid flat with as little change of lengths as its curvature allows: the
/// as-rigid-as-possible parameterisation of Liu, Zhang, Xu, Gotsman and Gortler (2008), begun from
/// a discrete exponential map (Schmidt, Grimm and Wyvill 2006). Straight lines in the plane follow
/// the skin nearly as geodesics do, and keep their distance from each other better.
///
/// u and v in metres; v runs as `down` does where the piece is centred, u to the right of it when
/// seen from outside. Computes with + - * / and square roots alone.
class SkinUnfolding {
public:
    /// The triangles of `region` and those within `ring_m` around it, as long as they hang
    /// together. The topology is read while this is made, not later.
    SkinUnfolding(const SkinTopology& topology, std::span<const std::uint32_t> region, float ring_m,
                  const glm::vec3& down);

    struct Place {
        sim::SkinPoint point; ///< nearest of the piece
        bool inside = false;  ///< false: the plane has no skin there
    };
    [[nodiscard]] Place placeAt(glm::vec2 uv_m) const;

    /// The box that holds the region.
    [[nodiscard]] glm::vec2 low_m() const { return low_m_; }
    [[nodiscard]] glm::vec2 high_m() const { return high_m_; }
    /// Root mean square of how much the region's triangles are stretched or squeezed, as a share.
    [[nodiscard]] float distortion() const { return distortion_; }

private:
    void gather(std::span<const std::uint32_t> region, float ring_m);
    void number(const std::vector<std::uint8_t>& taken, std::uint32_t centre);
    void layOut(const glm::vec3& down);
    void relax();
    void turnUpright(const glm::vec3& down);
    void measure();
    void sortIntoBoxes();
    void tryTriangle(std::uint32_t local, glm::vec2 uv_m, float& best_m2, Place& place) const;

    const SkinTopology* topology_;                      ///< while it is made
    std::vector<std::uint32_t> triangles_;              ///< numbers in the topology
    std::vector<std::array<std::uint32_t, 3>> corners_; ///< into points_
    std::vector<std::uint8_t> inRegion_;                ///< per triangle
    std::vector<std::uint32_t> points_;                 ///< numbers in the topology
    std::vector<FlatPoint> uv_m_;                       ///< per point
    std::uint32_t centre_ = 0;                          ///< index into points_
    glm::vec2 low_m_{0.0f}, high_m_{0.0f};
    float distortion_ = 0.0f;
    // a grid of boxes over the plane, each with the triangles that touch it
    glm::vec2 boxOrigin_m_{0.0f};
    int boxesAcross_ = 0, boxesDown_ = 0;
    std::vector<std::uint32_t> firstInBox_, inBox_;
};

/// Unit vectors of u and v in the skin's plane: v along `down` where the skin allows, else u along
/// x; u = normal x v.
struct SkinAxes {
    glm::vec3 u{1.0f, 0.0f, 0.0f}, v{0.0f, 0.0f, 1.0f};
};
[[nodiscard]] SkinAxes axesOn(const glm::vec3& normal, const glm::vec3& down);

} // namespace stipple::input
