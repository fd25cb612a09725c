#pragma once

#include "engine/ui/imgui_context.h"
#include "training/ui/healing_view.h"
#include "training/ui/review_view.h"
#include "training/ui/ui_action.h"

#include <string>
#include <vector>

namespace stipple::training_ui {

/// Why an attempt did not pass (or is not assessable), most serious first; empty when it passed.
[[nodiscard]] std::vector<std::string> failReasons(const ReviewView& view);

/// What a metric wants: "at least 95 %", "at most 0.15 mm".
[[nodiscard]] std::string targetText(const scoring::MetricScore& metric);

/// The first tab: domains and every metric.
void drawResultTab(const ui::Screen& screen, const ReviewView& view);

/// The second tab: traces, the place on the pad, the scrub bar; boxes as in reviewLayout.
void drawTraceTab(const ui::Screen& screen, const ReviewView& view, UiActions& actions);

/// The third tab: what becomes of the skin over a year; boxes as in reviewLayout, the picture in
/// reviewPicture.
void drawHealingTab(const ui::Screen& screen, const HealingView& view, HealingChoices& choices);

/// The depth of a stroke and what made it: "0.36 mm = 0.98 speed × 0.92 stretch × ...". Empty
/// without a stroke.
[[nodiscard]] std::string depthReason(const sim::DepthTerms& terms);

} // namespace stipple::training_ui
