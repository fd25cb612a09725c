#pragma once

#include "engine/ui/imgui_context.h"
#include "engine/ui/plot.h"
#include "engine/ui/theme.h"
#include "training/ui/section_view.h"

namespace stipple::training_ui {

// The parts of the cross-section's picture. drawSection in panels.h puts them together.

/// Millimetres of the skin to pixels, the same in both directions. Depth 0 is the skin's surface
/// under the plate, so that the rule stands still while the plate presses the skin down.
struct SectionScale {
    ui::Box tissue; ///< where skin and pen are drawn
    ui::Box gutter; ///< at its right, for the names
    float perMm = 1.0f, middleX = 0.0f, surfaceY = 0.0f;
    /// What lies under the skin is too deep for this scale: from `breakY` on a stretch is left out,
    /// and the base begins at `baseY`. Both are the end of `tissue` when nothing is left out.
    bool broken = false;
    float breakY = 0.0f, baseY = 0.0f;
    [[nodiscard]] float x(float mm) const { return middleX + mm * perMm; }
    [[nodiscard]] float y(float depth_mm) const { return surfaceY + depth_mm * perMm; }
    [[nodiscard]] ImVec2 at(float x_mm, float depth_mm) const { return {x(x_mm), y(depth_mm)}; }
    [[nodiscard]] float left_mm() const { return (tissue.x - middleX) / perMm; }
    [[nodiscard]] float width_mm() const { return tissue.width / perMm; }
};

/// Where everything stands in `box`: the skin takes 72 % of the height and shows half as much again
/// as the limit or the dial, whichever is deeper; across there is room from the shaft to the
/// outermost needle. Bone and the like a little deeper than that are still drawn to scale; where
/// they are far, the picture is broken off and goes on with them.
[[nodiscard]] SectionScale sectionScale(const ui::Screen& screen, const ui::Box& box,
                                        const SectionView& view);

/// Of all layers down to the base.
[[nodiscard]] float baseDepth_mm(const SectionView& view);

/// Where a surface that lay at `depth_mm` lies now, `x_mm` beside the shaft: the plate moves deep
/// ones less.
[[nodiscard]] float layerDepth_mm(const SectionView& view, float depth_mm, float x_mm);

/// How far below the plate the tips are to be drawn that stand out by `out_mm`: in the air as they
/// are, in the skin as deep as they deliver, for skin gives way before them. Tips of a running
/// motor that open no skin end at its surface.
[[nodiscard]] float drawnOut_mm(const SectionView& view, float out_mm);

void drawSectionTissue(ImDrawList& list, const SectionScale& scale, const SectionView& view);
/// Over tissue and pen: the stretch that is left out, with its length, and the base below it.
void drawSectionBreak(ImDrawList& list, const ui::Screen& screen, const SectionScale& scale,
                      const SectionView& view);
void drawSectionChannels(ImDrawList& list, const SectionScale& scale, const SectionView& view);
void drawSectionPen(ImDrawList& list, const SectionScale& scale, const SectionView& view);
/// In one line what plate and needles do to the skin besides their depth: the fold before the
/// plate; or else the stretch beside its rim; or else how far the skin comes up with the needles.
void tellSectionSkin(ImDrawList& list, const ui::Screen& screen, const ui::Box& box,
                     const SectionView& view);
/// The whole plate on the skin, small, so that its rim can be seen when it is tilted.
void drawSectionTilt(ImDrawList& list, const ui::Screen& screen, const ui::Box& box,
                     const SectionView& view);

/// Target band and limit, behind the pen.
void drawSectionBands(ImDrawList& list, const ui::Screen& screen, const SectionScale& scale,
                      const SectionView& view);
/// The depth reached, over everything, and the names in the gutter.
void drawSectionNames(ImDrawList& list, const ui::Screen& screen, const SectionScale& scale,
                      const SectionView& view);

void drawDashes(ImDrawList& list, float fromX, float toX, float y, ImU32 paint, float dash,
                float line_px);

} // namespace stipple::training_ui
