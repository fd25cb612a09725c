#pragma once

#include "engine/sim/needling_parameters.h"
#include "engine/sim/tissue_layers.h"

#include <glm/vec3.hpp>

#include <cstdint>

namespace stipple::sim {

// Skin sticks to the plate that glides over it, is drawn along as far as friction holds it, and
// slips back: while it sticks the needles meet the same skin again, and where it slips they leave
// some out. Static but for the jump: what skin weighs does not count.

/// Sideways stiffness of skin under a round plate that grips it, newtons per metre: 8 G a / (2 -
/// nu), which is exact on a half-space (Mindlin 1949). G is that of the dermis and of the fat
/// below, each with the share of the yielding that lies in it: 1 - exp(-t / L) above the dermis's
/// thickness t, with L = pi (2 - nu) a / 8, the thickness of a layer on a rigid base that would
/// yield as much in plain shear. Fat of a thickness h over its base holds by 1 / (1 - exp(-h / L))
/// harder, which is exact for a thin layer too. Horny layer and epidermis count for nothing: their
/// folds open first. `lineHold` is the dermis's stiffness in the direction that it is drawn in over
/// its mean, holdAlong: its fibres have a direction, the fat below has none. So the mean over all
/// directions is the stiffness without one.
[[nodiscard]] double lateralStiffness_NpM(const TissueStack& tissue, double radius_m,
                                          float lineHold = 1.0f);

/// How much more taut skin holds sideways, as its fibres are drawn straight: in a straight line
/// from 1 to `tautHold` at the strain of taut skin. `strain` is PlateSite's.
[[nodiscard]] double tautHolding(const NeedlingParameters& needling, float strain);

/// How far skin goes along with a plate.
struct SkinGrip {
    float sticks_m = 0.0f; ///< up to here it sticks
    float slides_m = 0.0f; ///< to here it slips back, and slides on
};

/// `force_N` presses the plate on skin under a film of `gel`, 0 to 1, that holds sideways with
/// `stiffness_NpM`. Friction over stiffness; the coefficient at rest is above that of sliding.
[[nodiscard]] SkinGrip skinGrip(const NeedlingParameters& needling, float force_N, float gel,
                                double stiffness_NpM);

/// The skin under a plate, drawn sideways from where it lies at rest.
struct DrawnSkin {
    std::uint32_t held = 0;                ///< 1 while a plate lies on it
    glm::vec3 now_m{0.0f}, before_m{0.0f}; ///< at the end of this tick and of the last
    float film = 0.0f; ///< of gel, mean over the way of the last plate's radius, 0 to 1
};

/// Takes the film of the cell under the plate into its mean: needles dry the skin cell by cell, but
/// a plate slides on all that lies under it.
void mixFilm(float gel, float moved_m, float radius_m, DrawnSkin& drawn);

/// A plate that lies on the skin moves by `moved_m`. Returns how far the skin slipped back along
/// it, 0 while it sticks.
float drawSkin(const SkinGrip& grip, const glm::vec3& moved_m, const glm::vec3& normal,
               DrawnSkin& drawn);

} // namespace stipple::sim
