#include "training/ui/section_picture.h"

#include "engine/base/result.h"

#include <glm/trigonometric.hpp>

#include <algorithm>
#include <cmath>

namespace stipple::training_ui {

namespace {

namespace colour = ui::colour;

constexpr ImU32 kSteel = ui::rgb(0xdfe5ec);
constexpr ImU32 kPlate = ui::rgb(0x515c6b);
constexpr ImU32 kShell = ui::rgb(0x8fa3b8);
constexpr ImU32 kFold = ui::rgb(0xc98d73);
/// Lower folds cannot be seen.
constexpr float kToldFold_mm = 0.1f;
constexpr float kToldLift_mm = 0.02f;
constexpr ImU32 kChannel = IM_COL32(34, 8, 12, 235);

/// A point of the pen frame (across, up the shaft) in pixels.
ImVec2 penPoint(const SectionScale& scale, const SectionView& view, float across_mm, float up_mm) {
    const float lean = glm::radians(view.tilt_deg);
    const float x = across_mm * std::cos(lean) + up_mm * std::sin(lean);
    const float up = up_mm * std::cos(lean) - across_mm * std::sin(lean);
    // in contact the plate lies on the surface, which is depth 0
    return scale.at(x, -up - std::max(view.gap_mm, 0.0f));
}

/// A spike from `top_mm` below the plate down to `deep_mm`, in its true width.
void drawSpike(ImDrawList& list, const SectionScale& scale, const SectionView& view,
               float across_mm, float top_mm, float deep_mm, ImU32 paint) {
    const float half = view.needleDiameter_mm * 0.5f;
    const float cone = std::min(deep_mm - top_mm, 3.0f * view.needleDiameter_mm);
    const auto point = [&](float across, float deep) {
        return penPoint(scale, view, across, -deep);
    };
    list.AddQuadFilled(point(across_mm - half, top_mm), point(across_mm + half, top_mm),
                       point(across_mm + half, deep_mm - cone),
                       point(across_mm - half, deep_mm - cone), paint);
    list.AddTriangleFilled(point(across_mm - half, deep_mm - cone),
                           point(across_mm + half, deep_mm - cone), point(across_mm, deep_mm),
                           paint);
}

void drawPlate(ImDrawList& list, const SectionScale& scale, const SectionView& view) {
    constexpr float kThick_mm = 0.2f;
    const float radius = view.plateRadius_mm;
    // shell first, the solid plate over it
    list.AddQuadFilled(penPoint(scale, view, -radius * 0.92f, kThick_mm),
                       penPoint(scale, view, radius * 0.92f, kThick_mm),
                       penPoint(scale, view, radius * 0.85f, 6.0f),
                       penPoint(scale, view, -radius * 0.85f, 6.0f), ui::faded(kShell, 0.22f));
    for (const float across : view.needles_mm) {
        list.AddLine(penPoint(scale, view, across, kThick_mm), penPoint(scale, view, across, 6.0f),
                     ui::faded(kSteel, 0.7f), std::max(1.0f, view.needleDiameter_mm * scale.perMm));
    }
    list.AddQuadFilled(penPoint(scale, view, -radius, 0.0f), penPoint(scale, view, radius, 0.0f),
                       penPoint(scale, view, radius, kThick_mm),
                       penPoint(scale, view, -radius, kThick_mm), kPlate);
    list.AddLine(penPoint(scale, view, -radius, kThick_mm),
                 penPoint(scale, view, radius, kThick_mm), ui::faded(kShell, 0.8f));
}

} // namespace

float drawnOut_mm(const SectionView& view, float out_mm) {
    const float air = std::max(view.gap_mm, 0.0f);
    const float reach = view.needleSet_mm - air;
    if (!(out_mm > air) || !(reach > 0.0f)) {
        return out_mm;
    }
    if (view.reached_mm > 0.0f) {
        const float in = out_mm - air;
        return air + std::min(in, in / reach * view.reached_mm);
    }
    const bool running = view.motor && view.rate_Hz > 0.0f;
    return running ? air : out_mm;
}

void drawSectionPen(ImDrawList& list, const SectionScale& scale, const SectionView& view) {
    const float air = std::max(view.gap_mm, 0.0f);
    const float out = drawnOut_mm(view, view.needleOut_mm);
    for (const float across : view.needles_mm) {
        if (view.reached_mm > 0.0f && view.needleSet_mm > air && view.motor) {
            // the channel of this stroke stays while the needle comes and goes
            drawSpike(list, scale, view, across, air, air + view.reached_mm, kChannel);
        }
        if (out > 0.01f) {
            drawSpike(list, scale, view, across, 0.0f, out, kSteel);
        }
    }
    drawPlate(list, scale, view);
}

namespace {

/// A fold of skin that stands beside the plate of the small picture, to its scale.
void drawFold(ImDrawList& list, const ui::Screen& screen, const SectionView& view,
              const ImVec2& rim, float perMm) {
    const float high = std::min(view.fold_mm * perMm, screen.px(18.0f));
    const float wide = (view.foldRight ? 1.0f : -1.0f) * std::max(screen.px(7.0f), high);
    list.AddBezierCubic(rim, ImVec2(rim.x + 0.35f * wide, rim.y),
                        ImVec2(rim.x + 0.15f * wide, rim.y - high),
                        ImVec2(rim.x + 0.5f * wide, rim.y - high), kFold, screen.px(2.5f));
    list.AddBezierCubic(
        ImVec2(rim.x + 0.5f * wide, rim.y - high), ImVec2(rim.x + 0.85f * wide, rim.y - high),
        ImVec2(rim.x + 0.65f * wide, rim.y), ImVec2(rim.x + wide, rim.y), kFold, screen.px(2.5f));
}

} // namespace

void tellSectionSkin(ImDrawList& list, const ui::Screen& screen, const ui::Box& box,
                     const SectionView& view) {
    const bool folds = view.fold_mm >= kToldFold_mm;
    std::string words;
    if (folds) {
        words = fmt::format("fold {:.1f} mm", view.fold_mm);
    } else if (view.rimStretch_pct > view.lockingStretch_pct) {
        words = fmt::format("skin at rim > +{:.0f} %", view.lockingStretch_pct);
    } else if (view.rimStretch_pct >= 0.5f) {
        words = fmt::format("skin at rim +{:.0f} %", view.rimStretch_pct);
    } else if (view.lift_mm >= kToldLift_mm) {
        words = fmt::format("skin up {:.2f} mm", view.lift_mm);
    }
    ui::drawFittedText(list, screen.fonts.small, box.low(), folds ? colour::kFair : colour::kQuiet,
                       box.width, words);
}

void drawSectionTilt(ImDrawList& list, const ui::Screen& screen, const ui::Box& box,
                     const SectionView& view) {
    const float lean = glm::radians(view.tilt_deg);
    const float middle = box.x + box.width * 0.5f;
    const float skin = box.y + box.height * 0.72f;
    list.AddLine(ImVec2(box.x, skin), ImVec2(box.x + box.width, skin), kFold,
                 std::max(1.5f, screen.px(2.0f)));
    // the low rim stands on the skin: the middle is as far above as the lean lifts it
    const float half = box.width * 0.38f;
    const ImVec2 low(middle + half * std::cos(lean), skin);
    const ImVec2 high(middle - half * std::cos(lean), skin - 2.0f * half * std::sin(lean));
    list.AddLine(high, low, kSteel, std::max(2.0f, screen.px(3.0f)));
    const ImVec2 foot((low.x + high.x) * 0.5f, (low.y + high.y) * 0.5f);
    const float shaft = box.height * 0.55f;
    list.AddLine(foot, ImVec2(foot.x + shaft * std::sin(lean), foot.y - shaft * std::cos(lean)),
                 ui::faded(kShell, 0.8f), std::max(3.0f, screen.px(5.0f)));
    if (view.fold_mm >= kToldFold_mm) {
        const float rim = view.foldRight ? low.x : high.x;
        drawFold(list, screen, view, ImVec2(rim, skin), half / view.plateRadius_mm);
    }
    const std::string words = fmt::format("{:.0f}°", view.tilt_deg);
    list.AddText(screen.fonts.small, screen.fonts.small->FontSize, ImVec2(box.x, box.y),
                 colour::kQuiet, words.c_str());
}

} // namespace stipple::training_ui
