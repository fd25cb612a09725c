#include "training/ui/section_picture.h"

#include "engine/base/result.h"

#include <glm/trigonometric.hpp>

#include <algorithm>
#include <array>
#include <cmath>

namespace stipple::training_ui {

namespace {

constexpr std::array<ImU32, kSectionLayers> kLayerPaint{
    ui::rgb(0xe6d3b3), ui::rgb(0xc98d73), ui::rgb(0xa9565c), ui::rgb(0x84404a), ui::rgb(0xb3873a)};
constexpr ImU32 kHardBase = ui::rgb(0xaab0b8);
constexpr ImU32 kSoftBase = ui::rgb(0x5d6f8a);

/// How far the skin stands above its level under the plate, at a place beside the shaft.
float bulge(const SectionView& view, float x_mm) {
    const float outside = std::abs(x_mm) - view.plateRadius_mm;
    if (outside <= 0.0f) {
        return 0.0f;
    }
    // a smooth shoulder about as wide as the soft tissue is deep
    const float run = std::max(0.4f * baseDepth_mm(view), 0.5f);
    return view.indentation_mm * (1.0f - std::exp(-outside / run));
}

/// How far the low side of a tilted plate pushes the skin down beside the shaft.
float push(const SectionView& view, float x_mm) {
    if (view.gap_mm > 0.0f) {
        return 0.0f;
    }
    const float lean = glm::radians(view.tilt_deg);
    const float rim = view.plateRadius_mm * std::cos(lean);
    const float under = std::clamp(x_mm, -rim, rim) * std::tan(lean);
    const float run = std::max(0.25f * baseDepth_mm(view), 0.3f);
    const float away = std::max(std::abs(x_mm) - rim, 0.0f);
    return std::max(under, 0.0f) * std::exp(-away / run);
}

} // namespace

float baseDepth_mm(const SectionView& view) {
    float depth = 0.0f;
    for (const float layer : view.layer_mm) {
        depth += layer;
    }
    return depth;
}

float layerDepth_mm(const SectionView& view, float depth_mm, float x_mm) {
    const float base = std::max(baseDepth_mm(view), 1e-3f);
    const float follows = std::max(0.0f, 1.0f - depth_mm / base);
    return depth_mm + (push(view, x_mm) - bulge(view, x_mm)) * follows;
}

namespace {

void drawLayer(ImDrawList& list, const SectionScale& scale, const SectionView& view, float top_mm,
               float bottom_mm, ImU32 paint) {
    constexpr int kStrips = 64;
    // smoothed edges of neighbouring strips would show as stripes
    const ImDrawListFlags smooth = list.Flags;
    list.Flags &= ~ImDrawListFlags_AntiAliasedFill;
    const float left = scale.left_mm();
    const float width = scale.width_mm();
    for (int i = 0; i < kStrips; ++i) {
        const float a = left + width * static_cast<float>(i) / kStrips;
        const float b = left + width * static_cast<float>(i + 1) / kStrips;
        // layers thinner than a pixel stay visible
        const float least = 1.0f / scale.perMm;
        const float topA = layerDepth_mm(view, top_mm, a);
        const float topB = layerDepth_mm(view, top_mm, b);
        const float lowA = std::max(layerDepth_mm(view, bottom_mm, a), topA + least);
        const float lowB = std::max(layerDepth_mm(view, bottom_mm, b), topB + least);
        list.AddQuadFilled(scale.at(a, topA), scale.at(b, topB), scale.at(b, lowB),
                           scale.at(a, lowA), paint);
    }
    list.Flags = smooth;
}

/// Bone in diagonal strokes under a bright edge, muscle in fibres along the skin.
void drawBase(ImDrawList& list, const SectionScale& scale, const SectionView& view, float from) {
    const float left = scale.tissue.x;
    const float right = left + scale.tissue.width;
    const float bottom = scale.tissue.y + scale.tissue.height;
    list.AddRectFilled(ImVec2(left, from), ImVec2(right, bottom),
                       view.baseIsHard ? kHardBase : kSoftBase);
    if (view.baseIsHard) {
        ui::drawHatch(list, {left, from, right - left, bottom - from}, ui::Hatch::Diagonal, 7.0f,
                      1.0f, IM_COL32(60, 66, 76, 90));
        list.AddLine(ImVec2(left, from), ImVec2(right, from), IM_COL32(240, 243, 247, 230), 2.0f);
        return;
    }
    for (float y = from + 4.0f; y < bottom; y += 5.0f) {
        list.AddLine(ImVec2(left, y), ImVec2(right, y), IM_COL32(255, 255, 255, 36), 1.0f);
    }
}

void drawLayers(ImDrawList& list, const SectionScale& scale, const SectionView& view) {
    if (!scale.broken) {
        drawBase(list, scale, view, scale.y(baseDepth_mm(view)));
    }
    float top = 0.0f;
    for (std::size_t i = 0; i < kSectionLayers; ++i) {
        drawLayer(list, scale, view, top, top + view.layer_mm.at(i), kLayerPaint.at(i));
        top += view.layer_mm.at(i);
    }
}

/// Collagen in the reticular dermis and lobules in the fat, so that layers differ by more than
/// their colour. Places come from the golden angle: even, and the same every time.
void drawStructure(ImDrawList& list, const SectionScale& scale, const SectionView& view) {
    const float dermisTop = view.layer_mm[0] + view.layer_mm[1] + view.layer_mm[2];
    const float fatTop = dermisTop + view.layer_mm[3];
    const float left = scale.left_mm();
    const float width = scale.width_mm();
    constexpr int kMarks = 90;
    for (int i = 0; i < kMarks; ++i) {
        const auto number = static_cast<float>(i);
        const float x = left + width * std::fmod(number * 0.618034f, 1.0f);
        const float deep = (number + 0.5f) / kMarks;
        const float fibre = layerDepth_mm(view, dermisTop + view.layer_mm[3] * deep, x);
        const float lean = 0.05f * std::sin(number * 2.4f);
        list.AddBezierCubic(scale.at(x - 0.22f, fibre - lean), scale.at(x - 0.07f, fibre + lean),
                            scale.at(x + 0.07f, fibre - lean), scale.at(x + 0.22f, fibre + lean),
                            IM_COL32(255, 214, 205, 26), std::max(1.0f, 0.02f * scale.perMm));
        const float lobule = layerDepth_mm(view, fatTop + view.layer_mm[4] * deep, x);
        if (deep * view.layer_mm[4] > 0.16f && (1.0f - deep) * view.layer_mm[4] > 0.16f) {
            list.AddCircle(scale.at(x, lobule), 0.15f * scale.perMm, IM_COL32(255, 236, 170, 46),
                           18, std::max(1.0f, 0.015f * scale.perMm));
        }
    }
}

} // namespace

void drawSectionTissue(ImDrawList& list, const SectionScale& scale, const SectionView& view) {
    drawLayers(list, scale, view);
    drawStructure(list, scale, view);
}

namespace {

/// A jagged edge across the picture: paper torn off.
void drawTear(ImDrawList& list, const SectionScale& scale, float y, float tooth, ImU32 paint) {
    bool up = false;
    ImVec2 last(scale.tissue.x, y);
    for (float x = scale.tissue.x; x < scale.tissue.x + scale.tissue.width; x += tooth) {
        const ImVec2 next(x + tooth, up ? y : y + tooth * 0.5f);
        list.AddLine(last, next, paint, 1.5f);
        last = next;
        up = !up;
    }
}

} // namespace

void drawSectionBreak(ImDrawList& list, const ui::Screen& screen, const SectionScale& scale,
                      const SectionView& view) {
    if (!scale.broken) {
        return;
    }
    const float right = scale.tissue.x + scale.tissue.width;
    list.AddRectFilled(ImVec2(scale.tissue.x, scale.breakY), ImVec2(right, scale.baseY),
                       ui::colour::kBackground);
    const float tooth = screen.px(8.0f);
    drawTear(list, scale, scale.breakY, tooth, ui::colour::kText);
    drawTear(list, scale, scale.baseY - tooth * 0.5f, tooth, ui::colour::kText);
    drawBase(list, scale, view, scale.baseY);
    const float shown = (scale.breakY - scale.surfaceY) / scale.perMm;
    const std::string words =
        fmt::format("{:.1f} mm not drawn", std::max(baseDepth_mm(view) - shown, 0.0f));
    ImFont* small = screen.fonts.small;
    const float room = scale.tissue.width - screen.px(8.0f);
    const float width = std::min(ui::textSize(small, words).x, room);
    const float y = (scale.breakY + scale.baseY - small->FontSize) * 0.5f;
    ui::drawFittedText(list, small, ImVec2(scale.tissue.x + (scale.tissue.width - width) * 0.5f, y),
                       ui::colour::kQuiet, room, words);
}

void drawSectionChannels(ImDrawList& list, const SectionScale& scale, const SectionView& view) {
    for (const SectionChannel& channel : view.channels) {
        const float lean = glm::radians(channel.tilt_deg);
        const float top = layerDepth_mm(view, 0.0f, channel.offset_mm);
        const ImVec2 end = scale.at(channel.offset_mm - std::sin(lean) * channel.depth_mm,
                                    top + std::cos(lean) * channel.depth_mm);
        const float fresh = std::clamp(1.0f - channel.age_s / 4.0f, 0.35f, 1.0f);
        const ImU32 paint = ui::faded(IM_COL32(34, 8, 12, 255), fresh);
        // the channel closes behind the needle: half as wide, to a point
        const float half = std::max(1.0f, view.needleDiameter_mm * 0.25f * scale.perMm);
        const ImVec2 mouth = scale.at(channel.offset_mm, top);
        list.AddTriangleFilled(ImVec2(mouth.x - half, mouth.y), ImVec2(mouth.x + half, mouth.y),
                               end, paint);
        list.AddLine(mouth, end, paint, std::max(1.0f, half * 0.5f));
        if (channel.bleeds) {
            list.AddCircleFilled(mouth, half * 1.3f, IM_COL32(190, 20, 30, 255));
        }
    }
}

} // namespace stipple::training_ui
