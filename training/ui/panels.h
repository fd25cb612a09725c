#pragma once

#include "engine/ui/imgui_context.h"
#include "engine/ui/plot.h"
#include "training/ui/coverage_view.h"
#include "training/ui/live_choices.h"
#include "training/ui/live_view.h"
#include "training/ui/loading_view.h"
#include "training/ui/review_view.h"
#include "training/ui/section_view.h"
#include "training/ui/settings.h"
#include "training/ui/start_view.h"

namespace stipple::training_ui {

// Panels read a view and append what was asked for. They hold no pointers to a simulation and
// keep nothing themselves: what a trainee has chosen so far is in the ...Choices struct.
// All of them draw between ImguiContext::beginFrame and endFrame.

/// The start screen: lessons, choices, pre-flight, recent attempts.
void drawStart(const ui::Screen& screen, const StartView& view, StartChoices& choices,
               UiActions& actions);

/// The live screen around the 3D picture (boxes: screen_layout.h): panel, hint line, insets, pause
/// card, "end the attempt?".
void drawLive(const ui::Screen& screen, const LiveView& view, const SectionView& section,
              const CoverageView& coverage, LiveChoices& choices, UiActions& actions);

/// The result, its reasons, traces and replay; fills the window.
void drawReview(const ui::Screen& screen, const ReviewView& view, ReviewChoices& choices,
                UiActions& actions);

/// The settings card, over whatever is shown.
void drawSettings(const ui::Screen& screen, const Settings& settings, UiActions& actions);

/// The card that says what is being got ready, over the start screen. Esc or its button leaves.
void drawLoading(const ui::Screen& screen, const LoadingView& view, UiActions& actions);

/// The card of all keys, over whatever is shown.
void drawKeyCard(const ui::Screen& screen, UiActions& actions);

/// The cross-section, to scale, into any box from 320 x 240 pixels on.
void drawSection(ImDrawList& list, const ui::Screen& screen, const ui::Box& box,
                 const SectionView& view);

/// The coverage map with legend into any box from 240 x 160 pixels on. Reads numbers out under
/// `mouse`.
void drawCoverage(ImDrawList& list, const ui::Screen& screen, const ui::Box& box,
                  const CoverageView& view, ImVec2 mouse);

} // namespace stipple::training_ui
