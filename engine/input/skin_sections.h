#pragma once

#include "engine/sim/sim_model.h"

#include <glm/vec3.hpp>

#include <cstdint>
#include <span>
#include <vector>

namespace stipple::input {

/// A part of a zone that is worked in one go.
struct SkinSection {
    std::uint8_t zone = 0;            ///< index into SimModel::zones
    std::vector<std::uint32_t> cells; ///< rising
    glm::vec3 middle_m{0.0f};         ///< mean of the cells
    float area_m2 = 0.0f;
};

/// Zones cut into sections: first into the pieces that do not hang together (left and right), then
/// pieces longer than `most_m` along x, y or z into equal parts about `wanted_m` long. Zones in the
/// order given, sections along x, y and z. Slivers below `least_m2` are left out.
struct SectionSizes {
    float most_m = 0.062f, wanted_m = 0.048f; ///< clinical.md 5: 4 x 4 to 5 x 5 cm, grade P
    float least_m2 = 0.3e-4f;
};
[[nodiscard]] std::vector<SkinSection> sectionsOf(const sim::SimModel& model,
                                                  std::span<const std::uint8_t> zones,
                                                  const SectionSizes& sizes = {});

/// No section: cells that nobody treats.
inline constexpr std::uint16_t kNoSection = 0xffffU;
/// Section of every cell, as an index into `sections`.
[[nodiscard]] std::vector<std::uint16_t> sectionOfCells(const sim::SimModel& model,
                                                        const std::vector<SkinSection>& sections);

/// The cell at a place on the mesh; across a seam where the place lies in a chart's gutter.
[[nodiscard]] std::uint32_t cellUnder(const sim::SimModel& model, const sim::SkinPoint& point);

} // namespace stipple::input
