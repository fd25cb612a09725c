#pragma once

#include "engine/base/random.h"
#include "engine/base/state_hash.h"
#include "engine/sim/pen_pose.h"
#include "engine/sim/sim_model.h"
#include "engine/sim/skin_state.h"

namespace stipple::sim {

/// Everything that changes during an attempt. A copy of this struct is a save point.
struct SimState {
    Tick tick = 0;
    PenPose pen;
    std::uint32_t strokePhase = 0;   ///< 1/2400 stroke; a stroke happens when it passes 2400
    std::uint32_t walkStart = 0;     ///< triangle under the tip last tick, where the search begins
    std::uint16_t lastButtons = 0;
    std::uint64_t cartridgeStrokes = 0; ///< since the cartridge was fitted
    SkinState skin;
    Pcg32 random;
};

/// An untouched skin.
[[nodiscard]] SimState startState(const SimModel& model, std::uint64_t seed);

/// Hash of everything in `state`: the whole of it, so cost grows with the skin.
[[nodiscard]] std::uint64_t stateHash(const SimState& state);

} // namespace stipple::sim
