#pragma once

#include "engine/base/random.h"
#include "engine/base/state_hash.h"
#include "engine/sim/cartridge.h"
#include "engine/sim/pen_pose.h"
#include "engine/sim/plate_relaxation.h"
#include "engine/sim/sim_model.h"
#include "engine/sim/skin_drag.h"
#include "engine/sim/skin_state.h"

#include <array>
#include <span>
#include <vector>

namespace stipple::sim {

/// Tip positions kept to tell the glide speed: 5 tick lengths, 21 ms.
inline constexpr std::size_t kTrailTicks = 6;

/// The drum of a roller, and its needles in the skin.
struct RollerState {
    std::int64_t rolled_nm = 0; ///< way rolled since the attempt began; backwards counts less
    std::uint64_t rowsCut = 0;  ///< bit per row: it has made its holes and not left them yet
    float side_m = 0.0f;        ///< travel along the axis of the needles in the skin; signed
    std::uint32_t inSkin = 0;   ///< 1 while needles reach the skin
};

/// Everything that changes during an attempt. A copy of this struct is a save point.
struct SimState {
    Tick tick = 0;
    PenPose pen;
    std::uint32_t strokePhase = 0; ///< 1/2400 stroke; a stroke happens when it passes 2400
    std::uint32_t atlasWidth = 0;  ///< texels in a row of the skin's fields
    std::uint32_t walkStart = 0;   ///< triangle under the tip last tick, where the search begins
    std::uint16_t lastButtons = 0;
    std::uint64_t cartridgeStrokes = 0;           ///< since the cartridge was fitted
    std::uint64_t cartridgeBoneStrokes = 0;       ///< of these, the ones that met bone
    CartridgeState cartridge;                     ///< what else there is to know of it
    std::array<glm::vec3, kTrailTicks> trail_m{}; ///< tip of the last tracked ticks, newest first
    std::uint32_t trailLength = 0;                ///< how many of them are valid
    float restTravel_m = 0.0f;   ///< glided with resting needles in the skin, since seated
    PlateMemory plateMemory;     ///< what the skin under the plate has yielded
    double elasticForce_N = 0.0; ///< under the plate in the last tick, had nothing yielded
    DrawnSkin drawn;             ///< of a pen; untouched while rollers are in hand
    RollerState roll;            ///< untouched while the attempt is made with pens
    SkinState skin;
    std::vector<std::uint8_t> tileAwake;   ///< per tile: 1 while erythema or blood still change
    std::vector<std::uint32_t> tileWorked; ///< per tile: changes of cells but by redness alone
    /// Per tile that is awake: seconds since its redness moved on, and until it is worth doing so.
    std::vector<std::uint8_t> tileSince_s, tileWait_s;
    StateHash logHash; ///< of skin.log, kept while it grows
    // what follows from the fields, kept until they change; no part of the hash
    std::vector<float> reddening;          ///< erythema that each cell's surroundings lead to
    std::vector<std::uint8_t> tileDosed;   ///< per tile: 1 while `reddening` is not up to date
    std::vector<std::uint8_t> tileWelling; ///< per tile: 0 when bloodPoints equal bleeding
    Pcg32 random;
};

/// An untouched skin, and a cartridge for the first pen of the model.
[[nodiscard]] SimState startState(const SimModel& model, std::uint64_t seed,
                                  const CartridgeStart& cartridge = {});

/// Hashes of the tiles as they were at some time, so that the next hash of the same attempt reads
/// only what has changed since. Empty: nothing is known yet.
struct TileHashes {
    std::vector<std::uint32_t> revision, worked; ///< the tiles' counters at that time
    /// Of what changes most, erythema, and of everything else.
    std::vector<std::uint64_t> evolvedHash, workedHash;
};

/// Hash of everything in `state`. The cells count tile by tile; the log counts through `logHash`
/// and its length, so its cost does not grow with the attempt.
[[nodiscard]] std::uint64_t stateHash(const SimState& state);

/// The same number, reading only what of the tiles has changed by their counters since `known`,
/// which is renewed: every change of a cell must have raised its tile's. `known` belongs to one
/// attempt.
[[nodiscard]] std::uint64_t stateHash(const SimState& state, TileHashes& known);

/// Appends to the log and keeps its hash.
void appendPuncture(SimState& state, const Puncture& puncture);

/// What SimState::logHash must be for a log.
[[nodiscard]] StateHash hashOfLog(std::span<const Puncture> log);

} // namespace stipple::sim
