#pragma once

#include "engine/base/fixed_clock.h"
#include "engine/input/mouse_pen.h"
#include "engine/render/render_view.h"
#include "engine/ui/plot.h"
#include "training/app/exercise_loader.h"
#include "training/app/pen_spec.h"
#include "training/attempt/attempt.h"
#include "training/ui/live_view.h"

#include <memory>
#include <optional>
#include <string>

namespace stipple::app {

/// How a live attempt begins.
struct LiveStart {
    std::string lessonPath; ///< from the data root
    std::string recordPath; ///< file to write
    PenSpec pen;
    std::string trainee;
    std::optional<lesson::Mode> mode; ///< none: as the lesson says
    std::optional<lesson::Assistance> assistance;
    ui::Box picture{0.0f, 0.0f, 928.0f, 720.0f}; ///< the 3D picture: how finely a mouse can point
    ui::Box free{};                              ///< what of it no panel covers; empty: not told
    double speed = 1.0; ///< of a scripted or recorded pen against the clock
};

/// An attempt that somebody is making: the exercise, the pen in the hand and the clock.
struct LiveSession {
    std::unique_ptr<Exercise> exercise;
    scoring::ScoreRules rules;                 ///< until the attempt takes them
    std::unique_ptr<attempt::Attempt> attempt; ///< none before openRecord
    std::unique_ptr<input::PenSource> script;  ///< empty: the mouse
    input::MousePen mouse;
    input::PenControls controls;
    FixedClock clock;
    LiveStart start;
    bool paused = false;
    bool clockRuns = false;
    double lastAdvance_s = 0.0; ///< of a script
    double owedTicks = 0.0;     ///< of a script: the part of a tick that is left over
    bool over = false;          ///< the time is up or the script has ended
    scoring::Score score;       ///< renewed four times a second
    std::uint32_t scoredTick = 0;
};

/// Loads the exercise and chooses the pen. Writes nothing: what is given up leaves no record.
[[nodiscard]] Result<std::unique_ptr<LiveSession>>
prepareLive(const std::string& root, const LiveStart& start, const LoadWatch& watch = {});

/// Opens the record at LiveStart::recordPath and begins. Fails when it cannot be written.
[[nodiscard]] Status openRecord(LiveSession& live);

/// Where the pointer's ray meets the skin, and how far to press there.
[[nodiscard]] input::PointerTarget pointerTarget(const LiveSession& live,
                                                 const render::RenderView& view, float x, float y);

/// Size of one pixel of the picture on the skin at the middle of the pad, seen as at the start:
/// along the view's depth, where a slanting view makes it longest.
[[nodiscard]] float pixelOnSkin_m(const render::OrbitCamera& camera, float pictureHeight_px);

/// Where the tip is on the screen, so that a hint can stand beside it.
void tellTip(const LiveSession& live, const render::RenderView& view, const ui::Box& picture,
             training_ui::LiveView& panel);

/// Runs the ticks that are due. Fails when the record cannot be kept or the simulation broke.
[[nodiscard]] Status advance(LiveSession& live, double now_s);

void setPaused(LiveSession& live, bool paused);

/// Turns the dial by steps of the device, stops at its ends.
void turnDial(LiveSession& live, int steps);
/// Turns the direction in which the support hand pulls, 15 degrees a step.
void turnPull(LiveSession& live, int steps);
void turnStrokeRate(LiveSession& live, int steps);
void choosePen(LiveSession& live, std::size_t index);

/// The live panel's view, switches included.
[[nodiscard]] training_ui::LiveView liveView(const LiveSession& live, double wall_s);

} // namespace stipple::app
