#pragma once

#include "engine/sim/pen_sample.h"

#include <cstdint>

namespace stipple::input {

/// Anything that can hold the pen: a hand with a mouse, a script, a recording, a tracker.
class PenSource {
public:
    virtual ~PenSource() = default;

    /// The sample of one tick. Called once per tick, with rising numbers from 0.
    [[nodiscard]] virtual sim::PenSample sample(std::uint32_t tick) = 0;

    [[nodiscard]] virtual sim::InputTraits traits() const = 0;

    /// True when there is nothing more to do (a script or recording has ended).
    [[nodiscard]] virtual bool finished() const { return false; }
};

} // namespace stipple::input
