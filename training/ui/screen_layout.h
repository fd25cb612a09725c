#pragma once

#include "engine/ui/plot.h"

namespace stipple::training_ui {

/// Where the parts of the live screen stand. Fixed by the window's size and the scale: nothing
/// docks, nothing is remembered. All boxes lie inside the window.
struct LiveLayout {
    ui::Box picture; ///< the 3D view
    ui::Box panel;   ///< at the right: pen, zone, meters, progress
    ui::Box section; ///< cross-section inset, in the picture's left bottom corner
    ui::Box map;     ///< coverage inset, beside it; empty (width 0) when there is no room
    ui::Box hint;    ///< one line at the top of the picture
};

[[nodiscard]] LiveLayout liveLayout(const ui::Screen& screen);

/// A full-window column of text at most `most_units` wide, in the middle.
[[nodiscard]] ui::Box centredColumn(const ui::Screen& screen, float most_units);

} // namespace stipple::training_ui
