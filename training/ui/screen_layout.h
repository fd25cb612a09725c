#pragma once

#include "engine/ui/plot.h"

namespace stipple::training_ui {

/// Where the parts of the live screen stand. Fixed by the window's size and the scale: nothing
/// docks, nothing is remembered. All boxes lie inside the window.
struct LiveLayout {
    ui::Box picture;  ///< the 3D view
    ui::Box panel;    ///< at the right: pen, zone, meters, progress
    ui::Box section;  ///< cross-section inset, in the picture's left bottom corner
    ui::Box map;      ///< coverage inset, beside it; empty (width 0) when there is no room
    ui::Box hint;     ///< one line at the top of the picture
    ui::Box hintArea; ///< where a hint beside the tip may stand: the picture above the insets
};

/// `person`: the map of a face is as high as wide, that of a pad is low.
[[nodiscard]] LiveLayout liveLayout(const ui::Screen& screen, bool person = false);

/// Height of title, total and reasons above the tabs of the review screen.
inline constexpr float kReviewHeadUnits = 146.0f;

/// Where the parts of "Traces and replay" stand. What has no room is empty (width 0).
struct ReviewLayout {
    ui::Box panel;    ///< the column of text; all of the window where that is wide enough
    ui::Box traces;   ///< curves; empty in a narrow window, where they scroll with the text
    ui::Box picture;  ///< the replayed moment in 3D
    ui::Box section;  ///< its cross-section
    ui::Box mapModes; ///< what the map shows
    ui::Box map;
    ui::Box bar; ///< play, scrub, speed; empty in a narrow window
};

[[nodiscard]] ReviewLayout reviewLayout(const ui::Screen& screen);

/// Where a tab of the review shows the skin: none, the replay's place, or for healing all of the
/// right column.
[[nodiscard]] ui::Box reviewPicture(const ui::Screen& screen, int tab);

/// A window so small, or text so large, that everything stands in one scrolling column.
[[nodiscard]] bool isNarrow(const ui::Screen& screen);

/// A full-window column of text at most `most_units` wide, in the middle.
[[nodiscard]] ui::Box centredColumn(const ui::Screen& screen, float most_units);

} // namespace stipple::training_ui
