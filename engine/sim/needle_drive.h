#pragma once

#include <cstdint>

namespace stipple::sim {

/// One stroke in the unit of the drive's phase: tenths of a hertz times 240 ticks a second.
inline constexpr std::uint32_t kPhasePerStroke = 2400;

/// The strokes of one tick.
struct TickStrokes {
    std::uint32_t count = 0;
    std::uint32_t phaseBefore = 0;
    std::uint32_t rate_dHz = 0;
};

/// What a motor set to a rate still runs at under the press of the plate: all of it up to `free_N`,
/// nothing from `stall_N` on, in a straight line between, in whole tenths of a hertz below it. With
/// a stall of 0 no press slows it.
[[nodiscard]] std::uint16_t loadedRate_dHz(std::uint16_t set_dHz, float press_N, float free_N,
                                           float stall_N);

/// Advances `phase` by one tick at `rate_dHz`. No rounding: 1200 dHz gives 120 strokes a second.
[[nodiscard]] TickStrokes advanceDrive(std::uint32_t& phase, std::uint16_t rate_dHz);

/// When stroke `index` (from 0) of the tick happens, as a share of the tick, above 0 up to 1.
[[nodiscard]] float strokeMoment(const TickStrokes& strokes, std::uint32_t index);

/// A sinusoidal drive of amplitude A = stroke / 2, with needles set to reach `depth_m` below the
/// plate (clinical.md 3.4).
struct StrokeTiming {
    float dwell_s = 0.0f;        ///< in the skin per stroke: acos(1 - d/A) / (pi f)
    float entrySpeed_mps = 0.0f; ///< at the surface: 2 pi f A sqrt(1 - (1 - d/A)^2)
};

/// `depth_m` beyond the stroke counts as the whole stroke: always in the skin, entry speed 0.
/// All 0 with the motor off or no depth.
[[nodiscard]] StrokeTiming strokeTiming(float stroke_m, std::uint16_t rate_dHz, float depth_m);

} // namespace stipple::sim
