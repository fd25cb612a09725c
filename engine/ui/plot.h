#pragma once

#include "engine/ui/imgui_context.h"

#include <optional>
#include <span>
#include <string>

namespace stipple::ui {

/// A rectangle of the screen, in pixels.
struct Box {
    float x = 0.0f, y = 0.0f, width = 0.0f, height = 0.0f;
    [[nodiscard]] ImVec2 low() const { return {x, y}; }
    [[nodiscard]] ImVec2 high() const { return {x + width, y + height}; }
    [[nodiscard]] bool holds(ImVec2 point) const {
        return point.x >= x && point.x < x + width && point.y >= y && point.y < y + height;
    }
};

/// Perceptually even ramp from dark blue to yellow that red-green blind eyes read the same way
/// (control points of cividis: Nunez, Anderton, Renslow 2018, doi 10.1371/journal.pone.0199239).
/// share  0..1, clamped
[[nodiscard]] ImU32 cividis(float share);

enum class Hatch { None, Diagonal, Cross };

/// Lines `spacing_px` apart over a box: diagonal for too little, crossed for too much.
void drawHatch(ImDrawList& list, const Box& box, Hatch hatch, float spacing_px, float line_px,
               ImU32 paint);

/// Text that stays inside `width_px`: cut with an ellipsis where it must be. Returns its width.
float drawFittedText(ImDrawList& list, ImFont* font, ImVec2 at, ImU32 paint, float width_px,
                     const std::string& text);
[[nodiscard]] ImVec2 textSize(ImFont* font, const std::string& text);

/// A line over time. Values and limits share one unit; NaN leaves a hole.
struct PlotLine {
    std::string label, unit;
    std::span<const float> time_s{};              ///< rising
    std::span<const float> value{};               ///< as many as times
    std::span<const float> bandLow{}, bandHigh{}; ///< target band per time, or empty
    std::span<const float> limit{};               ///< upper limit per time, or empty
    std::span<const float> events_s{};            ///< times marked on the axis
    float least = 0.0f, most = 1.0f;              ///< of the axis
    int decimals = 1;
    bool assessed = true; ///< false: drawn quietly, and said so
};

/// What the mouse asked of a plot.
struct PlotAnswer {
    std::optional<float> clicked_s; ///< a click or drag chose this time
    std::optional<float> hovered_s;
};

/// Draws one line plot into `box` with its label, axis, band, limit and a marker at `now_s`, and
/// reads the value out under the mouse. `id` must be unique in the window.
[[nodiscard]] PlotAnswer drawPlot(const Screen& screen, const char* id, const Box& box,
                                  const PlotLine& line, float from_s, float to_s, float now_s);

} // namespace stipple::ui
