#pragma once

#include <imgui.h>

#include <cstdint>

namespace stipple::ui {

/// An opaque sRGB colour from 0xRRGGBB.
[[nodiscard]] constexpr ImU32 rgb(std::uint32_t hex) {
    return IM_COL32((hex >> 16U) & 0xffU, (hex >> 8U) & 0xffU, hex & 0xffU, 255);
}
/// The same colour with an opacity of 0..1.
[[nodiscard]] ImU32 faded(ImU32 colour, float alpha);

// A calm dark theme: one neutral family, one accent. Every text colour reaches a contrast of 4.5:1
// on every surface it is used on; tests/ui/theme_test.cpp computes it.
namespace colour {
inline constexpr ImU32 kBackground = rgb(0x14171c); ///< behind full-window screens
inline constexpr ImU32 kPanel = rgb(0x1b1f26);
inline constexpr ImU32 kRaised = rgb(0x252a33); ///< cards, fields, bar troughs
inline constexpr ImU32 kHovered = rgb(0x303743);
inline constexpr ImU32 kLine = rgb(0x3a424f);
inline constexpr ImU32 kText = rgb(0xe8ebf0);
inline constexpr ImU32 kQuiet = rgb(0xa5aebb);      ///< labels, units, secondary text
inline constexpr ImU32 kAccent = rgb(0x7db4ff);     ///< the one accent: what can be acted on
inline constexpr ImU32 kAccentDeep = rgb(0x2a5fae); ///< filled buttons, under kText
inline constexpr ImU32 kAccentHover = rgb(0x3269bb);

// States, apart by lightness and hue for red-green blind eyes, and always shown with a shape.
inline constexpr ImU32 kGood = rgb(0x5fd0b5);    ///< circle
inline constexpr ImU32 kFair = rgb(0xf0c75e);    ///< triangle
inline constexpr ImU32 kPoor = rgb(0xff8a5c);    ///< square with a cross
inline constexpr ImU32 kUnknown = rgb(0xa5aebb); ///< ring with a question mark
inline constexpr ImU32 kAlarm = rgb(0x8f2f17);   ///< banner behind kText
} // namespace colour

enum class State : std::uint8_t { Good, Fair, Poor, Unknown };

[[nodiscard]] ImU32 stateColour(State state);

/// The shape of a state (circle, triangle, crossed square, ring) in a box of `side_px`.
void drawStateMark(ImDrawList& list, ImVec2 leftTop, float side_px, State state);

/// The contrast of two opaque colours as WCAG 2 defines it, 1..21.
[[nodiscard]] double contrast(ImU32 a, ImU32 b);

/// Spacing, rounding and colours of all widgets at a scale.
void applyTheme(ImGuiStyle& style, float scale);

} // namespace stipple::ui
