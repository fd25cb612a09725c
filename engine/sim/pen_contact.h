#pragma once

#include "engine/sim/pen_pose.h"
#include "engine/sim/plate_table.h"
#include "engine/sim/sim_model.h"
#include "engine/sim/skin_pull.h"

#include <glm/vec3.hpp>

#include <cstdint>

namespace stipple::sim {

/// How the tip plate meets the skin in one tick.
struct PenContact {
    bool touching = false;
    bool nearSkin = false; ///< skin within a few millimetres: the fields below are valid
    SkinPoint point;       ///< on the undeformed skin under the plate's centre
    glm::vec3 point_m{0.0f};
    glm::vec3 normal{0.0f, 1.0f, 0.0f}; ///< mean outward normal under the plate, unit
    std::uint32_t cell = 0;
    std::uint8_t zone = 0xffU; ///< kNoZone off the zones
    float gap_m = 0.0f;        ///< plate centre above the undeformed skin; negative in contact
    /// Press of an upright plate on flat skin with the same force; not negative.
    float indentation_m = 0.0f;
    float force_N = 0.0f;         ///< along the normal, not negative
    float tilt_rad = 0.0f;        ///< shaft against the normal, 0..pi
    float contactRadius_m = 0.0f; ///< of the outermost ring of the plate that touches
    float curvature_perM = 0.0f;  ///< mean curvature of the skin under the plate; convex above 0
    glm::vec3 glide_mps{0.0f};    ///< velocity of the tip along the skin
    PlateReading plate; ///< pressures, touched share and the skin's surface under the plate
};

/// Skin farther from the plate than this is not near.
inline constexpr float kNearSkin_m = 0.02f;

/// How much farther from the plate curved skin lies `away_m` from its centre than under it, less
/// what skin follows a rim by itself. Negative: hollow skin, nearer.
[[nodiscard]] float skinFall_m(const NeedlingParameters& needling, float curvature_perM,
                               float away_m);

/// The contact of one pose, but for the glide. `start` is the triangle where the search begins:
/// the skin there is followed while the pen stays on it, else the nearest skin that faces the pen
/// counts. Skin outside every zone presses back as the first zone does. `pull`: of the support
/// hand. The force is the elastic one: what the skin has yielded is a matter of step.
/// Pure.
[[nodiscard]] PenContact contactOf(const SimModel& model, const PenDevice& pen, const PenPose& pose,
                                   std::uint32_t start, const SkinPull& pull = {});

/// Tissue under a zone number; the first zone's for skin outside every zone.
[[nodiscard]] const TissueStack& tissueOf(const SimModel& model, std::uint8_t zone);

} // namespace stipple::sim
