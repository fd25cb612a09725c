#pragma once

#include "engine/ui/plot.h"
#include "engine/ui/theme.h"
#include "training/ui/screen_layout.h"

#include <span>
#include <string>

namespace stipple::training_ui {

// Small pieces that all screens are made of, so that they look like one program.

/// Begins a fixed window without decoration over `box`; end with ImGui::End().
/// scrolls  content that is too tall scrolls instead of being cut
void beginPanel(const char* name, const ui::Box& box, ImU32 background, bool scrolls);

/// Text in a font and colour, wrapped at the right edge of the window (or `wrap_px` from here).
void text(ImFont* font, ImU32 paint, const std::string& words, float wrap_px = 0.0f);

/// The same at the cursor on at most `lines` lines of `width_px`, as high whatever it says, so that
/// what follows does not jump. What does not fit ends in an ellipsis and stands in a tool-tip.
void wrappedLines(const ui::Screen& screen, ImFont* font, ImU32 paint, const std::string& words,
                  float width_px, int lines);

/// Without the references to sources, "[S5]", which are for the reader of the data.
[[nodiscard]] std::string withoutSources(const std::string& words);

/// A small quiet heading above a group.
void groupHeading(const ui::Screen& screen, const std::string& words);

/// The button of the one thing that a screen is for: filled with the accent.
[[nodiscard]] bool primaryButton(const char* label, ImVec2 size = ImVec2(0.0f, 0.0f));

/// A row of choices of which one is on, as wide as `width_px`. Returns the new choice or -1.
[[nodiscard]] int segments(const ui::Screen& screen, const char* id,
                           std::span<const char* const> labels, int chosen, float width_px);

/// A rounded label with a state mark: "● good".
void stateLabel(const ui::Screen& screen, ui::State state, const std::string& words);

/// "3:07" for 187 s; rounds up so that 0:00 means over.
[[nodiscard]] std::string clockText(double seconds);

} // namespace stipple::training_ui
