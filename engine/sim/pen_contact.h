#pragma once

#include "engine/sim/skin_mesh.h"

#include <glm/vec3.hpp>

#include <cstdint>

namespace stipple::sim {

/// How the tip plate meets the skin in one tick.
struct PenContact {
    bool touching = false;
    bool nearSkin = false;          ///< skin within a few millimetres: the fields below are valid
    SkinPoint point;                ///< on the undeformed skin under the plate's centre
    glm::vec3 point_m{0.0f};
    glm::vec3 normal{0.0f, 1.0f, 0.0f}; ///< mean outward normal under the plate, unit
    std::uint32_t cell = 0;
    std::uint8_t zone = 0xffU;      ///< kNoZone off the zones
    float gap_m = 0.0f;             ///< plate centre above the undeformed skin; negative in contact
    float indentation_m = 0.0f;     ///< not negative
    float force_N = 0.0f;           ///< along the normal, not negative
    float tilt_rad = 0.0f;          ///< shaft against the normal, 0..pi
    float contactRadius_m = 0.0f;
    glm::vec3 glide_mps{0.0f};      ///< velocity of the tip along the skin
};

} // namespace stipple::sim
