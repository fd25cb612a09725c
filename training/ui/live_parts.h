#pragma once

#include "engine/ui/imgui_context.h"
#include "training/ui/live_choices.h"
#include "training/ui/live_view.h"
#include "training/ui/ui_action.h"

#include <string>

namespace stipple::training_ui {

/// Whether targets and limits are shown, and whether good is told from poor.
[[nodiscard]] bool showsBands(const LiveView& view);
[[nodiscard]] bool showsStates(const LiveView& view);

// The groups of the live panel, from the top down. Each draws at the cursor of the current window.

void drawClock(const ui::Screen& screen, const LiveView& view);
/// Dial, motor, stroke rate, pen, cartridge.
void drawPenSwitches(const ui::Screen& screen, const LiveView& view, UiActions& actions);
/// The rate set, with or without its unit; before it what the motor makes where a press slows it.
[[nodiscard]] std::string rateText(const LiveView& view, bool unit);
/// What is to be seen of the cartridge, where that is part of the exercise.
void drawCartridge(const ui::Screen& screen, const LiveView& view);
/// What the protocol wants of the zone under the pen; nothing without assistance.
void drawZoneBand(const ui::Screen& screen, const LiveView& view);
/// Depth, tilt, glide, force, stretch, gel.
void drawMeters(const ui::Screen& screen, const LiveView& view);
/// Passes and share done per zone. Of many zones that are `listedElsewhere` only the one under the
/// pen, the next one and how many are done.
void drawProgress(const ui::Screen& screen, const LiveView& view, bool listedElsewhere);
/// Height of drawLiveButtons.
[[nodiscard]] float liveButtonsHeight(const ui::Screen& screen);
void drawLiveButtons(const ui::Screen& screen, const LiveView& view, LiveChoices& choices,
                     UiActions& actions);

} // namespace stipple::training_ui
