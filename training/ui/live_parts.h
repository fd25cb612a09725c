#pragma once

#include "engine/ui/imgui_context.h"
#include "training/ui/live_choices.h"
#include "training/ui/live_view.h"
#include "training/ui/ui_action.h"

namespace stipple::training_ui {

// The groups of the live panel, from the top down. Each draws at the cursor of the current window.

void drawClock(const ui::Screen& screen, const LiveView& view);
/// Dial, motor, stroke rate, pen, cartridge.
void drawPenSwitches(const ui::Screen& screen, const LiveView& view, UiActions& actions);
/// What the protocol wants of the zone under the pen; nothing without assistance.
void drawZoneBand(const ui::Screen& screen, const LiveView& view);
/// Depth, tilt, glide, force, stretch, gel.
void drawMeters(const ui::Screen& screen, const LiveView& view);
/// Passes and share done per zone.
void drawProgress(const ui::Screen& screen, const LiveView& view);
void drawLiveButtons(const ui::Screen& screen, const LiveView& view, LiveChoices& choices,
                     UiActions& actions);

} // namespace stipple::training_ui
