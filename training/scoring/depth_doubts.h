#pragma once

#include "engine/sim/needle_insertion.h"

#include <cstdint>

namespace stipple::scoring {

/// Half width of a 95 percent interval, in standard uncertainties of a normal quantity.
inline constexpr float kHalfWidth95 = 1.959964f;

/// How a pen was held while it needled one target: sums over ticks.
struct DepthUse {
    std::uint32_t ticks = 0;
    std::uint8_t pen = 0; ///< the last
    double set_m = 0.0, force_N = 0.0, tilt_rad = 0.0, strain = 0.0, rate_dHz = 0.0;
    double delivered_m = 0.0; ///< mean depth of the tick's punctures
};

/// Standard uncertainties of what a delivered depth depends on.
struct DepthInputs {
    float dial_m = 0.0f;
    float force_N = 0.0f;
    float tilt_rad = 0.0f;
    float skinScale = 0.0f; ///< of the skin's thickness over the model's: how people differ
};

/// What each of them does to the depth of a pen that is held so: standard uncertainties again.
struct DepthParts {
    float dial_m = 0.0f, force_m = 0.0f, tilt_m = 0.0f, skin_m = 0.0f;
};

/// Asks the model itself, with each input moved up and down by its uncertainty: root mean square of
/// both changes, so that a bend of the curve counts as well. A roller has no stroke to ask for.
[[nodiscard]] DepthParts depthParts(const sim::SimModel& model, const sim::HeldPen& held,
                                    const DepthInputs& inputs);

/// Of a roller whose needles fall short of their length by `shortfall_m`: what skin gives way grows
/// and shrinks with how much it gives under a needle.
[[nodiscard]] DepthParts rollerParts(const sim::SimModel& model, std::size_t roller,
                                     std::size_t zone, float shortfall_m,
                                     const DepthInputs& inputs);

/// Half width of the 95 percent interval: the parts are independent and add in squares.
[[nodiscard]] float depthUncertainty_m(const DepthParts& parts);

/// The inputs' uncertainties for a pen in a zone: half the dial's tolerance, at which its error
/// is cut, what the input device says of itself, and the spread of skin among people.
[[nodiscard]] DepthInputs depthInputs(const sim::PenDevice& pen, const sim::TissueStack& tissue,
                                      const sim::InputTraits& input);

/// The pen of `use` as it was held on average in `zone`.
[[nodiscard]] sim::HeldPen heldOnAverage(const DepthUse& use, std::size_t zone);

} // namespace stipple::scoring
