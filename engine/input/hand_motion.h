#pragma once

#include "engine/base/random.h"

#include <glm/vec2.hpp>
#include <glm/vec3.hpp>

#include <array>
#include <cstdint>

namespace stipple::input {

/// Way done at a share of the time, 0..1 for 0..1: the minimum-jerk reach of a human arm
/// (Flash and Hogan 1985).
[[nodiscard]] float reachShare(float timeShare);

/// Way done after `time_s` of a stroke that takes `duration_s`, speeds up and slows down over
/// `ramp_s` each and is steady between. 0..1.
[[nodiscard]] float strokeShare(float time_s, float duration_s, float ramp_s);

/// How unsteady a hand is. Amplitudes are root mean squares.
struct HandSteadiness {
    float tremor_m = 30e-6f;  ///< 8 to 12 Hz, physiological
    float drift_m = 150e-6f;  ///< slow wandering off the line
    float sway_rad = 0.017f;  ///< slow rocking of the shaft, each of two ways
    float forceShare = 0.07f; ///< slow ripple of the force, as a share of it
};

/// What the hand adds to the planned motion in one tick.
struct HandError {
    glm::vec2 offset_m{0.0f}; ///< along the skin: tremor and drift
    float height_m = 0.0f;    ///< tremor along the shaft
    glm::vec2 sway_rad{0.0f};
    float forceFactor = 1.0f;
};

/// The errors of a hand, tick by tick: sums of seeded sine waves. The waves are turned by complex
/// products, so that a tick needs no sine.
class HandMotion {
public:
    HandMotion(const HandSteadiness& steadiness, Pcg32 random);

    /// The error of the next tick.
    [[nodiscard]] HandError next();

private:
    struct Wave {
        double cosine = 1.0, sine = 0.0;         ///< now
        double turnCosine = 1.0, turnSine = 0.0; ///< per tick
    };
    static constexpr std::size_t kWaves = 2; ///< per channel
    enum Channel : std::size_t {
        kTremorX,
        kTremorY,
        kTremorZ,
        kDriftX,
        kDriftY,
        kSwayX,
        kSwayY,
        kForce,
        kChannels
    };
    [[nodiscard]] float channel(Channel which);

    HandSteadiness steadiness_;
    std::array<Wave, kWaves * kChannels> waves_;
};

} // namespace stipple::input
