#include "engine/sim/sim_state.h"

#include <array>

namespace stipple::sim {

namespace {

/// Enough for several minutes of work without growing.
constexpr std::size_t kLogStart = std::size_t{1} << 16U;

/// Four independent lanes, because the fields are megabytes and one chain of multiplications would
/// wait for itself. Each lane's step is a bijection of its word, so one changed byte always shows.
template <class T> void mixWide(StateHash& hash, const std::vector<T>& values) {
    const auto* bytes = reinterpret_cast<const unsigned char*>(values.data());
    const std::size_t size = values.size() * sizeof(T);
    std::array<std::uint64_t, 4> lane{0x243f6a8885a308d3ULL, 0x13198a2e03707344ULL,
                                      0xa4093822299f31d0ULL, 0x082efa98ec4e6c89ULL};
    std::size_t at = 0;
    for (; at + 32 <= size; at += 32) {
        std::array<std::uint64_t, 4> word;
        std::memcpy(word.data(), bytes + at, 32);
        for (std::size_t k = 0; k < 4; ++k) {
            lane[k] = (lane[k] ^ word[k]) * 0xbf58476d1ce4e5b9ULL;
            lane[k] ^= lane[k] >> 29U;
        }
    }
    for (const std::uint64_t word : lane) {
        mix(hash, word);
    }
    mixAll(hash, std::span<const unsigned char>(bytes + at, size - at));
    mix(hash, std::uint64_t{size});
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

void mixSkin(StateHash& hash, const SkinState& skin) {
    mixWide(hash, skin.deepest_m);
    mixWide(hash, skin.dose);
    mixWide(hash, skin.erythema);
    mixWide(hash, skin.bloodPoints);
    mixWide(hash, skin.bleeding);
    mixWide(hash, skin.gel);
    mixWide(hash, skin.scratch_m);
    mixWide(hash, skin.punctures);
    mixWide(hash, skin.tileRevision);
    mix(hash, std::uint64_t{skin.log.size()});
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

SimState startState(const SimModel& model, std::uint64_t seed) {
    const std::size_t cells = cellCount(model.cells);
    const std::size_t tiles = std::size_t{tilesAcross(model.cells)} * tilesDown(model.cells);
    SimState state;
    state.skin.deepest_m.assign(cells, 0.0f);
    state.skin.dose.assign(cells, 0.0f);
    state.skin.erythema.assign(cells, 0.0f);
    state.skin.bloodPoints.assign(cells, 0.0f);
    state.skin.bleeding.assign(cells, 0.0f);
    state.skin.gel.assign(cells, 0.0f);
    state.skin.scratch_m.assign(cells, 0.0f);
    state.skin.punctures.assign(cells, 0);
    state.skin.log.reserve(kLogStart);
    state.skin.tileRevision.assign(tiles, 0);
    state.tileAwake.assign(tiles, 0);
    state.random = seededRandom(seed);
    return state;
}

std::uint64_t stateHash(const SimState& state) {
    StateHash hash;
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
    mixSkin(hash, state.skin);
    mixWide(hash, state.tileAwake);
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
