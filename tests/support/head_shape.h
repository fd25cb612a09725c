#pragma once

#include "engine/sim/pen_sample.h"
#include "engine/sim/sim_model.h"

#include <glm/vec3.hpp>

#include <functional>
#include <memory>
#include <vector>

namespace stipple::test {

/// A made-up head: an ellipsoid with a nose and a dent below it, lying on its back as a patient
/// does (the face looks along +y), on an atlas of many charts with gutters.
struct HeadShape {
    glm::vec3 half_m{0.075f, 0.095f, 0.11f};
    float nose_m = 0.022f, noseWidth = 0.14f; ///< height; width as a distance of directions
    float dent_m = 0.005f, dentWidth = 0.05f;
    std::uint32_t quads = 48;       ///< of the mesh along each side of the 6 faces
    std::uint32_t charts = 2;       ///< along each side of the 6 faces
    std::uint32_t chartTexels = 48; ///< along each side of a chart
    std::uint32_t gutter = 2;
    std::vector<sim::SkinZone> zones; ///< empty: medial cheek all over
    std::function<std::uint8_t(const glm::vec3& position_m)> zoneAt; ///< empty: zone 0
    float skinScale = 1.0f, fatScale = 1.0f;
};

[[nodiscard]] std::unique_ptr<sim::SimModel> headModel(const HeadShape& shape = {});

/// A place on the skin.
struct HeadPlace {
    sim::SkinPoint point;
    glm::vec3 position_m{0.0f}, normal{0.0f};
};

/// The outermost skin in a direction from the middle of the head.
[[nodiscard]] HeadPlace placeOn(const sim::SimModel& model, const glm::vec3& direction);

/// A tracked sample that stands upright on a place, pressed in by `press_m`.
[[nodiscard]] sim::PenSample standingOn(const HeadPlace& place, float press_m,
                                        std::uint16_t needle_um, std::uint16_t strokeRate_dHz);

/// A strip of skin that runs along a line of points in the x-y plane, 40 mm wide along z: folds,
/// fins and pockets. The skin faces to the left of the line, seen with y up and x to the right.
[[nodiscard]] std::unique_ptr<sim::SimModel> foldedModel(const std::vector<glm::vec2>& corners_m);

} // namespace stipple::test
