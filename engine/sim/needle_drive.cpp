#include "engine/sim/needle_drive.h"

#include "engine/base/fixed_math.h"

#include <algorithm>

namespace stipple::sim {

std::uint16_t loadedRate_dHz(std::uint16_t set_dHz, float press_N, float free_N, float stall_N) {
    if (!(stall_N > 0.0f) || !(press_N > free_N)) {
        return set_dHz;
    }
    if (!(press_N < stall_N)) {
        return 0;
    }
    const float share = (stall_N - press_N) / (stall_N - free_N);
    return static_cast<std::uint16_t>(static_cast<float>(set_dHz) * share);
}

TickStrokes advanceDrive(std::uint32_t& phase, std::uint16_t rate_dHz) {
    TickStrokes strokes{0, phase % kPhasePerStroke, rate_dHz};
    const std::uint32_t sum = strokes.phaseBefore + rate_dHz;
    strokes.count = sum / kPhasePerStroke;
    phase = sum % kPhasePerStroke;
    return strokes;
}

float strokeMoment(const TickStrokes& strokes, std::uint32_t index) {
    const std::uint32_t ahead = kPhasePerStroke * (index + 1) - strokes.phaseBefore;
    return static_cast<float>(ahead) / static_cast<float>(strokes.rate_dHz);
}

StrokeTiming strokeTiming(float stroke_m, std::uint16_t rate_dHz, float depth_m) {
    if (rate_dHz == 0 || !(depth_m > 0.0f) || !(stroke_m > 0.0f)) {
        return {};
    }
    const double amplitude_m = 0.5 * static_cast<double>(stroke_m);
    const double rate_Hz = 0.1 * static_cast<double>(rate_dHz);
    const double place = std::max(-1.0, 1.0 - static_cast<double>(depth_m) / amplitude_m);
    const double speed = 2.0 * kPi * rate_Hz * amplitude_m * fixedSqrt(1.0 - place * place);
    return {static_cast<float>(fixedAcos(place) / (kPi * rate_Hz)), static_cast<float>(speed)};
}

} // namespace stipple::sim
