#pragma once

#include "engine/sim/step.h"

#include <cstdint>
#include <vector>

namespace stipple::scoring {

/// One line of the debrief's traces, ten times a second.
struct TracePoint {
    std::uint32_t tick = 0;
    std::uint8_t zone = sim::kNoZone;
    bool touching = false;
    bool motor = false;
    float rate_Hz = 0.0f; ///< that the motor really ran at; 0 of a roller
    sim::CartridgeOrigin cartridge = sim::CartridgeOrigin::Sealed; ///< of the one that is fitted
    float dial_mm = 0.0f;
    float delivered_mm = 0.0f; ///< mean of the fresh punctures since the last point; 0 without
    float deepest_mm = 0.0f;
    float tilt_deg = 0.0f, force_N = 0.0f, glide_mmps = 0.0f, slipIndex = 0.0f;
    float stretch_pct = 0.0f, gel = 0.0f;
    glm::vec3 tip_m{0.0f};
    sim::DepthTerms terms; ///< of the last stroke since the last point; set_m = 0 without one
};

inline constexpr std::uint32_t kTraceEvery = 24; ///< ticks

/// Collects TracePoints from ticks.
class TraceRecorder {
public:
    void add(const sim::SimState& state, const sim::PenSample& sample,
             const sim::StepReport& report);
    [[nodiscard]] const std::vector<TracePoint>& points() const { return points_; }
    void clear();

private:
    std::vector<TracePoint> points_;
    double depthSum_m_ = 0.0;
    std::uint32_t depthCount_ = 0;
    float deepest_m_ = 0.0f;
    sim::DepthTerms lastTerms_;
};

} // namespace stipple::scoring
