#include "engine/base/result.h"
#include "training/ui/panels.h"
#include "training/ui/section_picture.h"

#include <algorithm>
#include <cmath>

namespace stipple::training_ui {

namespace {

namespace colour = ui::colour;

void drawRule(ImDrawList& list, const ui::Screen& screen, const ui::Box& box,
              const SectionScale& scale, const SectionView& view) {
    ImFont* small = screen.fonts.small;
    const float right = scale.tissue.x;
    list.AddRectFilled(ImVec2(box.x, scale.tissue.y), ImVec2(right, box.y + box.height),
                       colour::kPanel);
    const float bottom = box.y + box.height;
    const float step = scale.perMm >= screen.px(70.0f) ? 0.1f : 0.5f;
    const float toScale = scale.broken ? scale.breakY : bottom;
    for (int i = 0; scale.y(static_cast<float>(i) * step) < toScale; ++i) {
        const float depth = static_cast<float>(i) * step;
        const float y = scale.y(depth);
        const float toWhole = std::abs(depth - std::round(depth));
        const bool whole = toWhole < 0.01f;
        const bool half = std::abs(toWhole - 0.5f) < 0.01f;
        const float length = screen.px(whole ? 9.0f : (half ? 6.0f : 3.5f));
        list.AddLine(ImVec2(right - length, y), ImVec2(right, y), colour::kQuiet, 1.0f);
        if (whole && y + small->FontSize * 0.5f < toScale) {
            const std::string words = fmt::format("{:.0f}", depth);
            list.AddText(small, small->FontSize,
                         ImVec2(right - screen.px(13.0f) - ui::textSize(small, words).x,
                                y - small->FontSize * 0.5f),
                         colour::kQuiet, words.c_str());
        }
    }
    if (scale.broken) {
        const std::string words = fmt::format("{:.1f}", baseDepth_mm(view));
        list.AddLine(ImVec2(right - screen.px(9.0f), scale.baseY), ImVec2(right, scale.baseY),
                     colour::kText, 1.0f);
        list.AddText(
            small, small->FontSize,
            ImVec2(right - screen.px(11.0f) - ui::textSize(small, words).x,
                   std::min(scale.baseY - small->FontSize * 0.5f, bottom - small->FontSize)),
            colour::kText, words.c_str());
    }
    list.AddText(small, small->FontSize, ImVec2(box.x + screen.px(5.0f), scale.tissue.y),
                 colour::kQuiet, "mm");
}

} // namespace

SectionScale sectionScale(const ui::Screen& screen, const ui::Box& box, const SectionView& view) {
    SectionScale scale;
    const float rule = screen.px(30.0f);
    const float head = screen.fonts.strong->FontSize + screen.px(14.0f);
    const float gutter = std::min(screen.px(128.0f), box.width * 0.33f);
    scale.tissue = {box.x + rule, box.y + head, box.width - rule - gutter, box.height - head};
    scale.gutter = {scale.tissue.x + scale.tissue.width, scale.tissue.y, gutter,
                    scale.tissue.height};
    constexpr float kSkinShare = 0.72f;
    const float skin = scale.tissue.height * kSkinShare;
    const float deepest =
        std::max({view.limit_mm, view.targetHigh_mm, view.needleSet_mm, view.reached_mm, 0.7f});
    // from a little left of the shaft to a little beyond the outermost needle: the other half of
    // the pen is the same
    float outermost = 1.0f;
    for (const float needle : view.needles_mm) {
        outermost = std::max(outermost, std::abs(needle));
    }
    constexpr float kBeside_mm = 0.4f;
    const float bottom = scale.tissue.y + scale.tissue.height;
    const float widest = scale.tissue.width / (outermost + 2.0f * kBeside_mm);
    scale.breakY = scale.baseY = bottom;
    scale.perMm = std::min(skin / (1.5f * deepest), widest);
    const float base = screen.px(16.0f); // of the base so much is seen
    constexpr float kStillToScale = 1.6f;
    if (baseDepth_mm(view) * scale.perMm <= kStillToScale * (skin - base)) {
        scale.perMm = std::min(scale.perMm, (skin - base) / baseDepth_mm(view));
    } else {
        const float left = screen.fonts.small->FontSize + screen.px(10.0f);
        scale.broken = true;
        scale.baseY = bottom - base;
        scale.breakY = scale.baseY - left;
        scale.perMm = std::min((skin - base - left) / (1.5f * deepest), widest);
    }
    scale.surfaceY = scale.tissue.y + scale.tissue.height - skin;
    scale.middleX = scale.tissue.x + scale.tissue.width - (outermost + kBeside_mm) * scale.perMm;
    return scale;
}

void drawSection(ImDrawList& list, const ui::Screen& screen, const ui::Box& box,
                 const SectionView& view) {
    const SectionScale scale = sectionScale(screen, box, view);
    list.AddRectFilled(box.low(), box.high(), ui::faded(colour::kPanel, 0.96f), screen.px(8.0f));
    const ImVec2 head(box.x + screen.px(10.0f), box.y + screen.px(7.0f));
    std::string title = view.overSkin && !view.zoneLabel.empty()
                            ? "Under the tip: " + view.zoneLabel
                            : std::string("Under the tip");
    if (view.rate_Hz <= 0.0f && view.setRate_Hz > 0.0f) {
        title += ", motor stalled";
    } else if (view.rate_Hz < view.setRate_Hz - 0.5f) {
        title += fmt::format(", {:.0f} of {:.0f} Hz", view.rate_Hz, view.setRate_Hz);
    }
    ui::drawFittedText(list, screen.fonts.strong, head, colour::kText, box.width - screen.px(20.0f),
                       title);
    if (!view.overSkin) {
        ui::drawFittedText(list, screen.fonts.body, ImVec2(head.x, box.y + box.height * 0.5f),
                           colour::kQuiet, box.width - screen.px(20.0f), "The pen is off the skin");
        return;
    }
    list.PushClipRect(scale.tissue.low(), scale.tissue.high(), true);
    list.AddRectFilled(scale.tissue.low(), scale.tissue.high(), colour::kBackground);
    drawSectionTissue(list, scale, view);
    drawSectionBands(list, screen, scale, view);
    drawSectionChannels(list, scale, view);
    if (view.indentation_mm > 0.02f) {
        // where the skin was before the plate pressed on it
        drawDashes(list, scale.tissue.x, scale.tissue.x + scale.tissue.width,
                   scale.y(-view.indentation_mm), ui::faded(colour::kText, 0.45f), screen.px(4.0f),
                   1.0f);
    }
    drawSectionPen(list, scale, view);
    drawSectionBreak(list, screen, scale, view);
    list.PopClipRect();
    list.PushClipRect(box.low(), box.high(), true);
    drawSectionNames(list, screen, scale, view);
    const float line = screen.fonts.small->FontSize;
    const ui::Box aside{scale.gutter.x + screen.px(8.0f), scale.gutter.y,
                        scale.gutter.width - screen.px(12.0f), line};
    // above the names; the picture of the plate where there is room for it as well
    const float free = scale.surfaceY - scale.tissue.y - 3.0f * line;
    if (free > line) {
        tellSectionSkin(list, screen, aside, view);
    }
    if (free > line + screen.px(26.0f)) {
        drawSectionTilt(list, screen,
                        {scale.gutter.x + screen.px(14.0f), scale.gutter.y + line,
                         scale.gutter.width - screen.px(24.0f), free - line},
                        view);
    }
    list.PopClipRect();
    drawRule(list, screen, box, scale, view);
}

} // namespace stipple::training_ui
