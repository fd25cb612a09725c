#include "training/scoring/depth_doubts.h"

#include "engine/base/fixed_math.h"

#include <algorithm>

namespace stipple::scoring {

namespace {

float rootOf(float square) {
    return static_cast<float>(fixedSqrt(static_cast<double>(square)));
}

/// Root mean square of two changes.
float together(float one, float other) {
    return rootOf(0.5f * (one * one + other * other));
}

} // namespace

DepthParts depthParts(const sim::SimModel& model, const sim::HeldPen& held,
                      const DepthInputs& inputs) {
    const float plain_m = sim::heldStroke(model, held).delivered_m;
    const auto change_m = [&](float sim::HeldPen::*field, float by, float least) {
        const auto moved = [&](float to) {
            sim::HeldPen other = held;
            other.*field = std::max(to, least);
            return sim::heldStroke(model, other).delivered_m - plain_m;
        };
        return by > 0.0f ? together(moved(held.*field + by), moved(held.*field - by)) : 0.0f;
    };
    constexpr float kAny = -1e9f, kLeastScale = 0.1f;
    DepthParts parts;
    parts.dial_m = change_m(&sim::HeldPen::dialError_m, inputs.dial_m, kAny);
    parts.force_m = change_m(&sim::HeldPen::force_N, inputs.force_N, 0.0f);
    parts.skin_m = change_m(&sim::HeldPen::skinScale, inputs.skinScale, kLeastScale);
    // a shaft that leans to the other side leans as much
    if (inputs.tilt_rad > 0.0f) {
        sim::HeldPen more = held, less = held;
        more.tilt_rad = held.tilt_rad + inputs.tilt_rad;
        less.tilt_rad = held.tilt_rad > inputs.tilt_rad ? held.tilt_rad - inputs.tilt_rad
                                                        : inputs.tilt_rad - held.tilt_rad;
        parts.tilt_m = together(sim::heldStroke(model, more).delivered_m - plain_m,
                                sim::heldStroke(model, less).delivered_m - plain_m);
    }
    return parts;
}

DepthParts rollerParts(const sim::SimModel& model, std::size_t roller, std::size_t zone,
                       float shortfall_m, const DepthInputs& inputs) {
    const auto give_mpN = [&](float skinScale) {
        return sim::readGives(model.gives, roller, {.zone = zone, .skinScale = skinScale})
            .alone_mpN;
    };
    const float change = 0.5f * (give_mpN(1.0f + inputs.skinScale) -
                                 give_mpN(std::max(0.1f, 1.0f - inputs.skinScale)));
    const float share = change / give_mpN(1.0f);
    DepthParts parts;
    parts.dial_m = inputs.dial_m;
    parts.skin_m = std::max(0.0f, shortfall_m) * (share < 0.0f ? -share : share);
    return parts;
}

float depthUncertainty_m(const DepthParts& parts) {
    return kHalfWidth95 * rootOf(parts.dial_m * parts.dial_m + parts.force_m * parts.force_m +
                                 parts.tilt_m * parts.tilt_m + parts.skin_m * parts.skin_m);
}

DepthInputs depthInputs(const sim::PenDevice& pen, const sim::TissueStack& tissue,
                        const sim::InputTraits& input) {
    // a normal quantity that is cut at two standard deviations spreads this much less
    constexpr float kCut = 0.959446f;
    const float skin_m = sim::skinThickness_m(tissue);
    return {.dial_m = 0.5f * kCut * pen.dialTolerance_m,
            .force_N = input.forceSigma_N,
            .tilt_rad = input.tiltSigma_rad,
            .skinScale = skin_m > 0.0f ? tissue.skinSigma_m / skin_m : 0.0f};
}

sim::HeldPen heldOnAverage(const DepthUse& use, std::size_t zone) {
    const double ticks = std::max<std::uint32_t>(use.ticks, 1);
    sim::HeldPen held;
    held.pen = use.pen;
    held.zone = zone;
    held.set_m = static_cast<float>(use.set_m / ticks);
    held.force_N = static_cast<float>(use.force_N / ticks);
    held.tilt_rad = static_cast<float>(use.tilt_rad / ticks);
    held.strain = static_cast<float>(use.strain / ticks);
    held.rate_dHz = static_cast<std::uint16_t>(use.rate_dHz / ticks + 0.5);
    return held;
}

} // namespace stipple::scoring
