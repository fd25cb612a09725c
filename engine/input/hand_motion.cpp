#include "engine/input/hand_motion.h"

#include "engine/base/fixed_clock.h"

namespace stipple::input {

namespace {

struct Band {
    float low_Hz, high_Hz;
};
// physiological tremor, and the slow wandering of a resting arm
constexpr Band kTremorBand{8.0f, 12.0f};
constexpr Band kDriftBand{0.3f, 0.9f};
constexpr Band kSwayBand{0.3f, 0.8f};
constexpr Band kForceBand{0.6f, 2.0f};

} // namespace

float reachShare(float timeShare) {
    const float x = timeShare < 0.0f ? 0.0f : (timeShare > 1.0f ? 1.0f : timeShare);
    return x * x * x * (10.0f + x * (6.0f * x - 15.0f));
}

float strokeShare(float time_s, float duration_s, float ramp_s) {
    if (time_s <= 0.0f || duration_s <= 0.0f) {
        return time_s > 0.0f ? 1.0f : 0.0f;
    }
    if (time_s >= duration_s) {
        return 1.0f;
    }
    const float ramp = ramp_s < 0.5f * duration_s ? ramp_s : 0.5f * duration_s;
    // the speed rises as 3x^2 - 2x^3; a ramp covers half of what steady speed would
    const auto rampWay = [ramp](float t) {
        const float x = t / ramp;
        return ramp * (x * x * x - 0.5f * x * x * x * x);
    };
    const float whole = duration_s - ramp;
    if (time_s < ramp) {
        return rampWay(time_s) / whole;
    }
    if (time_s > duration_s - ramp) {
        return 1.0f - rampWay(duration_s - time_s) / whole;
    }
    return (0.5f * ramp + time_s - ramp) / whole;
}

HandMotion::HandMotion(const HandSteadiness& steadiness, Pcg32 random) : steadiness_(steadiness) {
    constexpr std::array<Band, kChannels> kBands{kTremorBand, kTremorBand, kTremorBand, kDriftBand,
                                                 kDriftBand,  kSwayBand,   kSwayBand,   kForceBand};
    for (std::size_t i = 0; i < waves_.size(); ++i) {
        const Band band = kBands[i / kWaves];
        const double begin = 2.0 * kPi * static_cast<double>(nextUniform(random));
        const float rate_Hz = band.low_Hz + (band.high_Hz - band.low_Hz) * nextUniform(random);
        const double turn = 2.0 * kPi * static_cast<double>(rate_Hz) / kTickRate_Hz;
        waves_[i] = {fixedCos(begin), fixedSin(begin), fixedCos(turn), fixedSin(turn)};
    }
}

float HandMotion::channel(Channel which) {
    double sum = 0.0;
    for (std::size_t i = which * kWaves; i < (which + 1) * kWaves; ++i) {
        Wave& wave = waves_[i];
        sum += wave.sine;
        const double cosine = wave.cosine * wave.turnCosine - wave.sine * wave.turnSine;
        wave.sine = wave.sine * wave.turnCosine + wave.cosine * wave.turnSine;
        wave.cosine = cosine;
    }
    // two unit sines have a root mean square of 1 together
    return static_cast<float>(sum);
}

HandError HandMotion::next() {
    HandError error;
    const glm::vec2 tremor{channel(kTremorX), channel(kTremorY)};
    const glm::vec2 drift{channel(kDriftX), channel(kDriftY)};
    error.offset_m = steadiness_.tremor_m * tremor + steadiness_.drift_m * drift;
    // along the shaft the skin damps the tremor
    error.height_m = 0.3f * steadiness_.tremor_m * channel(kTremorZ);
    error.sway_rad = steadiness_.sway_rad * glm::vec2{channel(kSwayX), channel(kSwayY)};
    error.forceFactor = 1.0f + steadiness_.forceShare * channel(kForce);
    return error;
}

} // namespace stipple::input
