#pragma once

#include "training/lesson/lesson.h"

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

namespace stipple::training_ui {

/// What the coverage map shows.
enum class MapMode : std::uint8_t { Off, Passes, Density, Depth };
enum class QualityChoice : std::uint8_t { Low, Full, Auto };

// What a panel or a key asks for. The app applies them at one place, before the next tick.

struct StartAttempt {
    std::string lessonPath; ///< from the data root
    lesson::Mode mode = lesson::Mode::Formative;
    lesson::Assistance assistance = lesson::Assistance::Full;
    std::string trainee; ///< as typed; may be empty
};
struct CancelStart {}; ///< the lesson that is being got ready is not begun
struct EndAttempt {};
struct PauseAttempt {};
struct ResumeAttempt {};
struct AbandonAttempt {}; ///< without a score, back to the start screen
struct BackToStart {};
struct OpenReview {
    std::string path; ///< of a recorded attempt
};
struct SeekReplay {
    std::uint32_t tick = 0;
};
struct TogglePlayReplay {};
struct SetReplaySpeed {
    float speed = 1.0f; ///< times real time
};
struct SetDial {
    int steps = 0; ///< of the device's dial, up is deeper
};
struct SetPen {
    std::uint8_t index = 0; ///< into the lesson's pens
};
struct ToggleMotor {};
struct SetStrokeRate {
    int steps = 0; ///< along the device's speed switch
};
struct SetUiScale {
    float scale = 1.0f; ///< 0.8 .. 2.5
};
struct SetQuality {
    QualityChoice quality = QualityChoice::Auto;
};
struct SetMap {
    MapMode map = MapMode::Off;
};
struct ToggleKeyCard {};
struct OpenSettings {};
struct CloseSettings {};
struct WriteReport {};
struct Quit {};

using UiAction =
    std::variant<StartAttempt, CancelStart, EndAttempt, PauseAttempt, ResumeAttempt, AbandonAttempt,
                 BackToStart, OpenReview, SeekReplay, TogglePlayReplay, SetReplaySpeed, SetDial,
                 SetPen, ToggleMotor, SetStrokeRate, SetUiScale, SetQuality, SetMap, ToggleKeyCard,
                 OpenSettings, CloseSettings, WriteReport, Quit>;
using UiActions = std::vector<UiAction>;

} // namespace stipple::training_ui
