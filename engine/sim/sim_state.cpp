#include "engine/sim/sim_state.h"

#include "engine/base/large_pages.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>

namespace stipple::sim {

namespace {

/// Enough for several minutes of work without growing.
constexpr std::size_t kLogStart = std::size_t{1} << 16U;

/// Four independent lanes, because the fields are megabytes and one chain of multiplications would
/// wait for itself. Each lane's step is a bijection of its word, so one changed byte always shows.
using Lanes = std::array<std::uint64_t, 4>;
constexpr Lanes kLanes{0x243f6a8885a308d3ULL, 0x13198a2e03707344ULL, 0xa4093822299f31d0ULL,
                       0x082efa98ec4e6c89ULL};

/// Mixes whole blocks of 32 bytes into the lanes, and what is left over into `rest`.
void mixLanes(Lanes& lanes, StateHash& rest, std::span<const std::byte> bytes) {
    std::size_t at = 0;
    for (; at + 32 <= bytes.size(); at += 32) {
        Lanes word;
        std::memcpy(word.data(), bytes.data() + at, 32);
        for (std::size_t k = 0; k < 4; ++k) {
            lanes[k] = (lanes[k] ^ word[k]) * 0xbf58476d1ce4e5b9ULL;
            lanes[k] ^= lanes[k] >> 29U;
        }
    }
    if (at < bytes.size()) {
        mixAll(rest, bytes.subspan(at));
    }
}

template <class T> void mixWide(StateHash& hash, const std::vector<T>& values) {
    Lanes lanes = kLanes;
    StateHash rest;
    mixLanes(lanes, rest, std::as_bytes(std::span<const T>(values)));
    for (const std::uint64_t word : lanes) {
        mix(hash, word);
    }
    mix(hash, rest.value);
    mix(hash, std::uint64_t{values.size()});
}

void mixVector(StateHash& hash, const glm::vec3& v) {
    mix(hash, v.x);
    mix(hash, v.y);
    mix(hash, v.z);
}

void mixPose(StateHash& hash, const PenPose& pose) {
    mixVector(hash, pose.tip_m);
    mix(hash, pose.orientation.x);
    mix(hash, pose.orientation.y);
    mix(hash, pose.orientation.z);
    mix(hash, pose.orientation.w);
    mixVector(hash, pose.shaft);
    mix(hash, std::uint64_t{pose.tracked});
}

/// Only of one that is not plainly a sealed one, so that attempts with such keep their hash.
void mixCartridge(StateHash& hash, const CartridgeState& cartridge) {
    if (!isFresh(cartridge) || cartridge.bentNeedle != kNone) {
        mix(hash, std::uint64_t{static_cast<std::uint8_t>(cartridge.origin)});
        mix(hash, std::uint64_t{cartridge.bentNeedle});
        mix(hash, cartridge.bendSine);
        mix(hash, cartridge.bendCosine);
        mix(hash, cartridge.bendWay.x);
        mix(hash, cartridge.bendWay.y);
    }
}

/// Only where a roller was in hand, so that attempts with pens keep their hash.
void mixRoller(StateHash& hash, const RollerState& roll) {
    if (roll.rolled_nm != 0 || roll.inSkin != 0) {
        mix(hash, static_cast<std::uint64_t>(roll.rolled_nm));
        mix(hash, roll.rowsCut);
        mix(hash, roll.side_m);
        mix(hash, std::uint64_t{roll.inSkin});
    }
}

/// Tiles are fetched so many before they are hashed.
constexpr std::size_t kFetchAhead = 2;

/// Texels of one tile within rows of `width`.
struct TileRows {
    std::size_t first, width, columns, rows;
};

TileRows rowsOf(std::size_t tile, std::size_t width, std::size_t texels) {
    const std::size_t across = (width + kTileTexels - 1) / kTileTexels;
    const std::size_t left = tile % across * kTileTexels, top = tile / across * kTileTexels;
    return {top * width + left, width, std::min<std::size_t>(kTileTexels, width - left),
            std::min<std::size_t>(kTileTexels, texels / width - top)};
}

template <class T>
void mixTile(Lanes& lanes, StateHash& rest, const std::vector<T>& field, const TileRows& rows) {
    for (std::size_t row = 0; row < rows.rows; ++row) {
        const auto line =
            std::span<const T>(field).subspan(rows.first + row * rows.width, rows.columns);
        mixLanes(lanes, rest, std::as_bytes(line));
    }
}

template <class... Fields> std::uint64_t tileHash(const TileRows& rows, const Fields&... fields) {
    Lanes lanes = kLanes;
    StateHash hash;
    (mixTile(lanes, hash, fields, rows), ...);
    for (const std::uint64_t word : lanes) {
        mix(hash, word);
    }
    return hash.value;
}

/// Asks the processor to fetch a tile of a field: its rows lie pages apart, and waiting for each in
/// turn takes longer than the work on them.
void fetchTile(const std::vector<float>& field, const TileRows& rows) {
    for (std::size_t row = 0; row < rows.rows; ++row) {
        __builtin_prefetch(field.data() + rows.first + row * rows.width);
    }
}

void renewTiles(const SimState& state, TileHashes& known) {
    const SkinState& skin = state.skin;
    const std::size_t tiles = skin.tileRevision.size();
    const bool fresh = known.evolvedHash.size() != tiles;
    known.revision.resize(tiles);
    known.worked.resize(tiles);
    known.evolvedHash.resize(tiles);
    known.workedHash.resize(tiles);
    for (std::size_t tile = 0; tile < tiles; ++tile) {
        const TileRows rows = rowsOf(tile, state.atlasWidth, skin.deepest_m.size());
        const std::size_t soon = tile + kFetchAhead;
        if (soon < tiles && known.revision[soon] != skin.tileRevision[soon]) {
            const TileRows ahead = rowsOf(soon, state.atlasWidth, skin.deepest_m.size());
            fetchTile(skin.erythema, ahead);
        }
        if (fresh || known.revision[tile] != skin.tileRevision[tile]) {
            known.evolvedHash[tile] = tileHash(rows, skin.erythema);
            known.revision[tile] = skin.tileRevision[tile];
        }
        if (fresh || known.worked[tile] != state.tileWorked[tile]) {
            known.workedHash[tile] =
                tileHash(rows, skin.deepest_m, skin.dose, skin.bleeding, skin.bloodPoints, skin.gel,
                         skin.scratch_m, skin.punctures);
            known.worked[tile] = state.tileWorked[tile];
        }
    }
}

void mixSkin(StateHash& hash, const SimState& state, TileHashes& known) {
    renewTiles(state, known);
    mixWide(hash, known.evolvedHash);
    mixWide(hash, known.workedHash);
    mixWide(hash, state.skin.tileRevision);
    mix(hash, std::uint64_t{state.skin.deepest_m.size()});
    mix(hash, std::uint64_t{state.skin.log.size()});
}

void mixPuncture(StateHash& hash, const Puncture& puncture) {
    // 36 bytes without padding: four words and a half
    std::array<std::uint64_t, 5> word{};
    std::memcpy(word.data(), &puncture, sizeof puncture);
    for (const std::uint64_t part : word) {
        mix(hash, part);
    }
}

} // namespace

SimState startState(const SimModel& model, std::uint64_t seed, const CartridgeStart& cartridge) {
    const std::size_t cells = cellCount(model.cells);
    const std::size_t tiles = std::size_t{tilesAcross(model.cells)} * tilesDown(model.cells);
    SimState state;
    state.atlasWidth = model.cells.width;
    fillLarge(state.skin.deepest_m, cells, 0.0f);
    fillLarge(state.skin.dose, cells, 0.0f);
    fillLarge(state.skin.erythema, cells, 0.0f);
    fillLarge(state.skin.bloodPoints, cells, 0.0f);
    fillLarge(state.skin.bleeding, cells, 0.0f);
    fillLarge(state.skin.gel, cells, 0.0f);
    fillLarge(state.skin.scratch_m, cells, 0.0f);
    fillLarge(state.skin.punctures, cells, std::uint16_t{0});
    state.skin.log.reserve(kLogStart);
    state.skin.tileRevision.assign(tiles, 0);
    state.tileAwake.assign(tiles, 0);
    state.tileWorked.assign(tiles, 0);
    state.tileSince_s.assign(tiles, 0);
    state.tileWait_s.assign(tiles, 0);
    fillLarge(state.reddening, cells, 0.0f);
    state.tileDosed.assign(tiles, 1);
    state.tileWelling.assign(tiles, 1);
    state.random = seededRandom(seed);
    state.cartridge = fittedCartridge(cartridge, model.pens.front().needles_m.size(), seed);
    return state;
}

std::uint64_t stateHash(const SimState& state) {
    TileHashes unknown;
    return stateHash(state, unknown);
}

std::uint64_t stateHash(const SimState& state, TileHashes& known) {
    StateHash hash;
    mix(hash, std::uint64_t{state.atlasWidth});
    mix(hash, std::uint64_t{state.tick});
    mixPose(hash, state.pen);
    mix(hash, std::uint64_t{state.strokePhase});
    mix(hash, std::uint64_t{state.walkStart});
    mix(hash, std::uint64_t{state.lastButtons});
    mix(hash, state.cartridgeStrokes);
    for (const glm::vec3& tip_m : state.trail_m) {
        mixVector(hash, tip_m);
    }
    mix(hash, std::uint64_t{state.trailLength});
    mix(hash, state.restTravel_m);
    mix(hash, state.cartridgeBoneStrokes);
    mixAll(hash, std::span<const double>(state.plateMemory.yielded_N));
    mix(hash, std::bit_cast<std::uint64_t>(state.elasticForce_N));
    mix(hash, std::uint64_t{state.drawn.held});
    mixVector(hash, state.drawn.now_m);
    mixVector(hash, state.drawn.before_m);
    mix(hash, state.drawn.film);
    mixRoller(hash, state.roll);
    mixCartridge(hash, state.cartridge);
    mixSkin(hash, state, known);
    mixWide(hash, state.tileAwake);
    mixWide(hash, state.tileWorked);
    mixWide(hash, state.tileSince_s);
    mixWide(hash, state.tileWait_s);
    mix(hash, state.logHash.value);
    mix(hash, state.random.state);
    mix(hash, state.random.increment);
    return hash.value;
}

void appendPuncture(SimState& state, const Puncture& puncture) {
    mixPuncture(state.logHash, puncture);
    state.skin.log.push_back(puncture);
}

StateHash hashOfLog(std::span<const Puncture> log) {
    StateHash hash;
    for (const Puncture& puncture : log) {
        mixPuncture(hash, puncture);
    }
    return hash;
}

} // namespace stipple::sim
