#pragma once

#include "engine/sim/pen_sample.h"
#include "engine/sim/sim_model.h"

#include <glm/vec2.hpp>
#include <glm/vec3.hpp>

#include <memory>
#include <vector>

namespace stipple::test {

/// A rectangle of the pad with one tissue; x and z from `low_m` to `high_m`.
struct FlatPatch {
    sim::SkinZone zone;
    glm::vec2 low_m{-1.0f}, high_m{1.0f};
};

/// A small pad without files. Later patches lie over earlier ones.
struct FlatPad {
    glm::vec2 size_m{0.04f, 0.04f};
    float height_m = 0.01f; ///< of the rim above the tray
    float dome_m = 0.0f;    ///< height of the middle above the rim
    float cellSpacing_m = 0.0005f;
    float meshSpacing_m = 0.002f;
    std::vector<FlatPatch> patches;   ///< empty: forehead all over
    std::vector<sim::PenDevice> pens; ///< empty: pen12, pen16
};

// Tissue of clinical.md 2.3 and 3.1 (grade P).
[[nodiscard]] sim::SkinZone foreheadZone();
[[nodiscard]] sim::SkinZone medialCheekZone();
[[nodiscard]] sim::SkinZone lowerLidZone();

/// Numbers of clinical.md 3.3 to 3.5 and 7.2, where it has them.
[[nodiscard]] sim::NeedlingParameters defaultNeedling();

/// 9 mm plate, 5 mm needle circle, needles of 0.25 mm on a ring and one in the middle.
[[nodiscard]] sim::PenDevice ringPen(std::size_t needles);

/// The finished model.
[[nodiscard]] std::unique_ptr<sim::SimModel> flatModel(const FlatPad& pad = {});

/// Height of the pad's surface; y of the skin frame.
[[nodiscard]] float padSurface_m(const FlatPad& pad, float x_m, float z_m);

/// A tracked sample with the tip at a place and the shaft along a direction (unit).
[[nodiscard]] sim::PenSample sampleAt(const glm::vec3& tip_m, std::uint16_t needle_um,
                                      std::uint16_t strokeRate_dHz,
                                      const glm::vec3& shaft = {0.0f, 1.0f, 0.0f});

/// The same, upright on the pad's surface and pressed in by `indentation_m` (negative: hovering).
[[nodiscard]] sim::PenSample pressedSample(const FlatPad& pad, float x_m, float z_m,
                                           float indentation_m, std::uint16_t needle_um,
                                           std::uint16_t strokeRate_dHz);

/// Indentation that gives `force_N` under a pen's plate on a tissue.
[[nodiscard]] float pressFor_m(const sim::SkinZone& zone, const sim::PenDevice& pen, float force_N);

} // namespace stipple::test
