#pragma once

namespace stipple::app {

/// The resolution of the 3D picture against the window, 1 = all pixels, chosen so that the frame
/// keeps its time. Panels and text are never scaled.
struct AutoScale {
    float scale = 1.0f;   ///< kLeast..1, in steps of 1/16; below a half the panels cost most
    float frame_s = 0.0f; ///< smoothed time of a frame; 0 before the first
    int calmFrames = 0;   ///< frames in a row that left room for more pixels

    static constexpr float kLeast = 0.5f;
    static constexpr float kFrame_s = 0.040f; ///< 25 frames a second
};

/// Takes one frame's time. Goes down at once when frames are late, up only after two calm seconds,
/// so that the picture does not breathe.
void adapt(AutoScale& scale, float frame_s);

} // namespace stipple::app
