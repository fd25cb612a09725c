#pragma once

#include "engine/base/result.h"

#include <atomic>
#include <cstdint>
#include <functional>

namespace stipple::app {

/// What getting an exercise ready consists of, in the order in which it happens.
enum class LoadStep : std::uint8_t { Files, Body, Model, Replay, Skin, Light, Picture };

/// Told when a step begins. False: nobody waits for it any more, leave off.
using LoadWatch = std::function<bool(LoadStep)>;

/// Why a step gave nothing that nobody waits for.
[[nodiscard]] inline Error leftOff() {
    return fail("left off before its end");
}

[[nodiscard]] inline bool goesOn(const LoadWatch& watch, LoadStep step) {
    return !watch || watch(step);
}

/// How far a load on another thread is, and whether it is still wanted.
class LoadProgress {
public:
    /// On the loading thread.
    [[nodiscard]] bool begin(LoadStep step) {
        step_.store(step);
        return !cancelled_.load();
    }

    [[nodiscard]] LoadStep step() const { return step_.load(); }
    void cancel() { cancelled_.store(true); }

private:
    std::atomic<LoadStep> step_{LoadStep::Files};
    std::atomic<bool> cancelled_{false};
};

} // namespace stipple::app
