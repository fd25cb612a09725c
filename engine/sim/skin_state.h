#pragma once

#include "engine/base/fixed_clock.h"
#include "engine/sim/skin_mesh.h"

#include <glm/vec2.hpp>

#include <cstdint>
#include <type_traits>
#include <vector>

namespace stipple::sim {

/// One needle channel. Never changed once written.
struct Puncture {
    Tick tick = 0;
    std::uint32_t triangle = kNone;
    glm::vec2 barycentric{0.0f};
    float depth_m = 0.0f;     ///< delivered, from the skin surface
    float tilt_rad = 0.0f;    ///< of the shaft against the local normal
    float drag_m = 0.0f;      ///< lateral travel of the needle while in the skin
    std::uint32_t cell = 0;   ///< skin cell that it lies in
    std::uint16_t needle = 0; ///< number of the needle in the cartridge
    std::uint8_t layer = 0;   ///< Layer that the tip reached
    std::uint8_t bleeds = 0;  ///< 1: a blood point
};
static_assert(sizeof(Puncture) == 36);
static_assert(std::is_trivially_copyable_v<Puncture>);

/// Everything a device can change on the skin. One entry per SkinCells cell, but for the log.
struct SkinState {
    std::vector<float> deepest_m;   ///< deepest channel so far
    std::vector<float> dose;        ///< trauma dose: sum over punctures, drives erythema
    std::vector<float> erythema;    ///< 0 untouched .. 1 clinical end point; above 1 overdone
    std::vector<float> bloodPoints; ///< points that have welled up and were not wiped
    std::vector<float> bleeding;    ///< points opened since the last wipe; bloodPoints follows
    std::vector<float> gel;         ///< glide film, 1 = fresh, 0 = dry
    std::vector<float> scratch_m;   ///< longest superficial scratch through the cell
    std::vector<std::uint16_t> punctures;    ///< saturates at 65535
    std::vector<Puncture> log;               ///< append-only, in the order of events
    std::vector<std::uint32_t> tileRevision; ///< per tile of kTileTexels; grows when a cell changes
};

} // namespace stipple::sim
