#pragma once

#include <cstdint>

namespace stipple {

/// Ticks per second of the simulation.
inline constexpr std::uint32_t kTickRate_Hz = 240;
inline constexpr float kTick_s = 1.0f / 240.0f;

using Tick = std::uint32_t;

/// Turns wall time into whole ticks. The caller owns time: nothing here reads a clock.
class FixedClock {
public:
    /// Starts (or starts again after a pause) counting from `now_s` without owing any tick.
    void start(double now_s) {
        begin_s_ = now_s;
        taken_ = 0;
        due_ = 0;
    }

    /// Tells the time. At most kMostPerFrame ticks become due; the rest is counted as lost.
    void advanceTo(double now_s) {
        const auto whole = static_cast<std::int64_t>((now_s - begin_s_) * kTickRate_Hz);
        std::int64_t owed = whole - taken_;
        if (owed > kMostPerFrame) {
            lost_ += owed - kMostPerFrame;
            taken_ += owed - kMostPerFrame;
            owed = kMostPerFrame;
        }
        due_ = owed > 0 ? owed : 0;
    }

    /// True, and one tick less due, while ticks are due.
    [[nodiscard]] bool takeTick() {
        if (due_ == 0) {
            return false;
        }
        --due_;
        ++taken_;
        return true;
    }

    /// Ticks dropped because frames took too long; above 1 % an attempt is not assessable.
    [[nodiscard]] std::int64_t lostTicks() const { return lost_; }

    static constexpr std::int64_t kMostPerFrame = 24;

private:
    double begin_s_ = 0.0;
    std::int64_t taken_ = 0;
    std::int64_t due_ = 0;
    std::int64_t lost_ = 0;
};

} // namespace stipple
