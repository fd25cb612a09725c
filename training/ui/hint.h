#pragma once

#include "engine/ui/plot.h"
#include "training/ui/live_view.h"

#include <cstdint>
#include <string>

namespace stipple::training_ui {

/// Most urgent first: the first that holds is shown.
enum class HintKind : std::uint8_t {
    None,
    NotTracked,
    Cartridge,
    WrongZone,
    NoGoNear,
    OverMaximum,
    MotorOff,
    Stalled,
    Drag,
    DialOutside,
    Tilt,
    Dry,
    Slack,
    Slowed,
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

/// The one thing worth saying now. Pure; empty unless assistance is Full and the trainee has the
/// pen.
[[nodiscard]] Hint hintFor(const LiveView& view);

/// How long a hint stays at least, so that it can be read: a few short words take most of a second.
inline constexpr double kHintHold_s = 0.8;

/// The hint that is on the screen, and where.
struct HeldHint {
    Hint hint;
    double since_s = 0.0;
    bool placed = false;
    float x_px = 0.0f, y_px = 0.0f; ///< left top of its box
};

/// Takes over what is worth saying now, but not before the last hint was there for kHintHold_s. A
/// warning does not wait for advice. The words of the same kind may change at once (a number
/// moves). now_s  any clock that runs with the frames
void holdHint(HeldHint& held, const Hint& now, double now_s);

/// A box of `size` beside the tip and inside `area`: at the right and above, where the pen's shaft
/// is not, at the left when there is no room. Never over the tip, unless `area` is too small.
[[nodiscard]] ui::Box hintBox(const ui::Box& area, ImVec2 tip, ImVec2 size, float away_px);

} // namespace stipple::training_ui
