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
constexpr ImU32 kChannel = IM_COL32(34, 8, 12, 235);

/// A point of the pen frame (across, up the shaft) in pixels.
ImVec2 penPoint(const SectionScale& scale, const SectionView& view, float across_mm, float up_mm) {
    const float lean = glm::radians(view.tilt_deg);
    const float x = across_mm * std::cos(lean) + up_mm * std::sin(lean);
    const float up = up_mm * std::cos(lean) - across_mm * std::sin(lean);
    // in contact the plate lies on the surface, which is depth 0
    return scale.at(x, -up - std::max(view.gap_mm, 0.0f));
}

/// A spike from the plate down to `deep_mm`, in its true width.
void drawSpike(ImDrawList& list, const SectionScale& scale, const SectionView& view,
               float across_mm, float deep_mm, ImU32 paint) {
    const float half = view.needleDiameter_mm * 0.5f;
    const float cone = std::min(deep_mm, 3.0f * view.needleDiameter_mm);
    const auto point = [&](float across, float deep) {
        return penPoint(scale, view, across, -deep);
    };
    list.AddQuadFilled(point(across_mm - half, 0.0f), point(across_mm + half, 0.0f),
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

void drawSectionPen(ImDrawList& list, const SectionScale& scale, const SectionView& view) {
    // the skin gives way ahead of the needles: what goes in is less than what stands out, and the
    // part that goes in is what is drawn
    const bool inSkin = view.gap_mm <= 0.0f && view.reached_mm > 0.0f && view.needleSet_mm > 0.0f;
    const float out = inSkin ? std::min(view.needleOut_mm,
                                        view.needleOut_mm / view.needleSet_mm * view.reached_mm)
                             : view.needleOut_mm;
    for (const float across : view.needles_mm) {
        if (inSkin && view.motor) {
            // the channel of this stroke stays while the needle comes and goes
            drawSpike(list, scale, view, across, view.reached_mm, kChannel);
        }
        if (out > 0.01f) {
            drawSpike(list, scale, view, across, out, kSteel);
        }
    }
    drawPlate(list, scale, view);
}

void drawSectionTilt(ImDrawList& list, const ui::Screen& screen, const ui::Box& box,
                     const SectionView& view) {
    const float lean = glm::radians(view.tilt_deg);
    const float middle = box.x + box.width * 0.5f;
    const float skin = box.y + box.height * 0.72f;
    list.AddLine(ImVec2(box.x, skin), ImVec2(box.x + box.width, skin), ui::rgb(0xc98d73),
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
    const std::string words = fmt::format("{:.0f}°", view.tilt_deg);
    list.AddText(screen.fonts.small, screen.fonts.small->FontSize, ImVec2(box.x, box.y),
                 colour::kQuiet, words.c_str());
}

} // namespace stipple::training_ui
