#pragma once

#include "training/ui/live_view.h"

#include <cstdint>
#include <string>

namespace stipple::training_ui {

/// Most urgent first: the first that holds is shown.
enum class HintKind : std::uint8_t {
    None,
    NotTracked,
    WrongZone,
    OverMaximum,
    MotorOff,
    Drag,
    DialOutside,
    Tilt,
    Dry,
    Slack,
    Force,
    TooFast,
    TooSlow,
    NotSeated,
    MissedArea,
    NextZone,
    Done,
};

struct Hint {
    HintKind kind = HintKind::None;
    bool urgent = false; ///< shown as a warning rather than as advice
    std::string text;    ///< one line
};

/// The one thing worth saying now. Pure; empty unless assistance is Full.
[[nodiscard]] Hint hintFor(const LiveView& view);

} // namespace stipple::training_ui
