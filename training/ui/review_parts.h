#pragma once

#include "engine/ui/imgui_context.h"
#include "training/ui/review_view.h"
#include "training/ui/ui_action.h"

#include <string>
#include <vector>

namespace stipple::training_ui {

/// Why an attempt did not pass (or is not assessable), most serious first; empty when it passed.
[[nodiscard]] std::vector<std::string> failReasons(const ReviewView& view);

/// The first tab: domains and every metric.
void drawResultTab(const ui::Screen& screen, const ReviewView& view);

/// The second tab: traces, the place on the pad, the scrub bar.
void drawTraceTab(const ui::Screen& screen, const ReviewView& view, UiActions& actions);

} // namespace stipple::training_ui
