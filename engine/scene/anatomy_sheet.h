#pragma once

#include "engine/base/result.h"
#include "engine/scene/anatomy.h"

#include <glm/vec2.hpp>
#include <glm/vec3.hpp>

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace stipple::scene {

// How landmarks come onto the body's unfolding and become closed curves there. Only + - * / and
// sqrt: zones are part of what an attempt is scored on.

/// Twice the area of the triangle that two sides span, positive when b lies to the left of a.
[[nodiscard]] inline double crossOf(const glm::dvec2& a, const glm::dvec2& b) {
    return a.x * b.y - a.y * b.x;
}

/// The neutral body, on which landmarks are read.
struct NeutralBody {
    const BodyPart* part = nullptr;
    std::vector<glm::vec3> points_m;
    std::vector<std::array<glm::vec3, 3>> corners_m; ///< of every triangle of the skin
};
[[nodiscard]] NeutralBody neutralBody(const BodyPart& part);

/// All landmarks of an anatomy on a body.
struct PlacedLandmarks {
    struct Sides {
        PlaceOnPart left, right; ///< the same twice for one in the middle
    };
    const Anatomy* anatomy = nullptr;
    std::vector<Sides> places; ///< in the anatomy's order
};
/// Fails when the line of sight of a landmark meets no skin.
[[nodiscard]] Result<PlacedLandmarks> placeLandmarks(const Anatomy& anatomy,
                                                     const NeutralBody& body);

/// The place of a landmark as rings name it: "subnasale", "gonion_l", or "gonion" in a ring that is
/// drawn on both sides; `otherSide` exchanges left and right.
[[nodiscard]] Result<PlaceOnPart> placeNamed(const PlacedLandmarks& landmarks,
                                             std::string_view name, bool otherSide);

/// Finds the triangle of a sheet at a sheet coordinate.
class SheetFinder {
public:
    explicit SheetFinder(const BodySurface& skin);
    /// Whether the sheet has skin there.
    [[nodiscard]] bool covers(std::uint8_t sheet, const glm::dvec2& at) const;

private:
    const BodySurface* skin_;
    std::vector<std::uint32_t> first_, triangles_; ///< per box of a grid over 0..1
};

/// A closed curve on a sheet, cut into slabs so that "inside" looks at few edges.
struct SheetRing {
    std::uint8_t sheet = 0;
    bool hole = false;
    glm::dvec2 low{0.0}, high{0.0};   ///< bounding box
    std::vector<glm::dvec2> points;   ///< of the closed polygon
    std::vector<std::uint32_t> slabs; ///< offsets into `edges`, one more than slabs
    std::vector<std::uint32_t> edges; ///< edge k runs from point k to the next
};
[[nodiscard]] bool inside(const SheetRing& ring, const glm::dvec2& at);

/// All rings of a region as curves, in the order of the file, mirrored ones twice.
[[nodiscard]] Result<std::vector<SheetRing>> drawRings(const AnatomyRegion& region,
                                                       const PlacedLandmarks& landmarks,
                                                       const NeutralBody& body,
                                                       const SheetFinder& finder);

} // namespace stipple::scene
