#pragma once

#include "engine/sim/sim_state.h"

namespace stipple::sim {

/// Probability that a channel of this depth bleeds (clinical.md 7.2): linear between the table's
/// depths, level outside.
[[nodiscard]] float bleedProbability(const NeedlingParameters& needling, float depth_m);

/// Weight of a puncture in the trauma dose: its depth over erythemaDepth_m, at most 1.
[[nodiscard]] float doseWeight(const NeedlingParameters& needling, float depth_m);

/// Writes one puncture into the fields of its cell, and the scratch it came with (0: none).
void markPuncture(const SimModel& model, SimState& state, const Puncture& puncture,
                  float scratch_m);

/// Writes a scratch into a cell; the longest stays.
void markScratch(const SimModel& model, SimState& state, std::uint32_t cell, float scratch_m);

/// Spreads fresh gel around a place on the skin, over what faces the same side as `normal`.
void spreadGel(const SimModel& model, SimState& state, const glm::vec3& centre_m,
               const glm::vec3& normal);

/// Takes blood and gel away around a place on the skin, from what faces the same side.
void wipeSkin(const SimModel& model, SimState& state, const glm::vec3& centre_m,
              const glm::vec3& normal);

/// Lets redness and blood come up in this tick's share of the tiles: each tile at most once a
/// second, less often as its redness gets slow, tiles where nothing changes any more not at all.
void evolveSkin(const SimModel& model, SimState& state);

} // namespace stipple::sim
