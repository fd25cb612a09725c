#include "engine/base/result.h"
#include "training/ui/panels.h"
#include "training/ui/parts.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace stipple::training_ui {

namespace {

namespace colour = ui::colour;

constexpr float kDegree = 3.14159265f / 180.0f;
constexpr std::array<const char*, kSectionLayers> kLayerNames{
    "Stratum corneum", "Viable epidermis", "Papillary dermis", "Reticular dermis", "Hypodermis"};
constexpr std::array<ImU32, kSectionLayers> kLayerPaint{
    ui::rgb(0xe6d3b3), ui::rgb(0xc98d73), ui::rgb(0xa9565c), ui::rgb(0x84404a), ui::rgb(0xb3873a)};
constexpr ImU32 kHardBase = ui::rgb(0xaab0b8);
constexpr ImU32 kSoftBase = ui::rgb(0x5d6f8a);
constexpr ImU32 kSteel = ui::rgb(0xdfe5ec);
constexpr ImU32 kPlate = ui::rgb(0x515c6b);
constexpr ImU32 kShell = ui::rgb(0x8fa3b8);

/// Millimetres of the skin to pixels. Depth 0 is the skin's surface under the plate, so that the
/// rule stands still while the plate presses the skin down.
struct Scale {
    ui::Box tissue;
    float perMm = 1.0f, middleX = 0.0f, surfaceY = 0.0f;
    [[nodiscard]] float x(float mm) const { return middleX + mm * perMm; }
    [[nodiscard]] float y(float depth_mm) const { return surfaceY + depth_mm * perMm; }
    [[nodiscard]] ImVec2 at(float x_mm, float depth_mm) const { return {x(x_mm), y(depth_mm)}; }
};

float baseDepth(const SectionView& view) {
    float depth = 0.0f;
    for (const float layer : view.layer_mm) {
        depth += layer;
    }
    return depth;
}

/// How deep the picture must reach to show what matters.
float shownDepth(const SectionView& view) {
    const float matters =
        std::max({view.limit_mm, view.targetHigh_mm, view.needleSet_mm, view.reached_mm});
    return std::clamp(matters * 1.7f, 2.2f, 4.5f);
}

Scale scaleFor(const ui::Screen& screen, const ui::Box& box, const SectionView& view) {
    Scale scale;
    const float rule = screen.px(30.0f);
    const float head = screen.fonts.strong->FontSize + screen.px(14.0f);
    scale.tissue = {box.x + rule, box.y + head, box.width - rule, box.height - head};
    constexpr float kAbove_mm = 1.5f;
    const float deep = shownDepth(view);
    scale.perMm = scale.tissue.height / (kAbove_mm + deep);
    scale.surfaceY = scale.tissue.y + kAbove_mm * scale.perMm;
    // needles a little left of the middle: the names stand at the right
    scale.middleX = scale.tissue.x + scale.tissue.width * 0.42f;
    return scale;
}

/// How far the skin stands above its level under the plate, at a place beside the shaft.
float bulge(const SectionView& view, float x_mm) {
    const float outside = std::abs(x_mm) - view.plateRadius_mm;
    if (outside <= 0.0f) {
        return 0.0f;
    }
    // a smooth shoulder about as wide as the soft tissue is deep
    const float run = std::max(0.4f * baseDepth(view), 0.5f);
    return view.indentation_mm * (1.0f - std::exp(-outside / run));
}

/// How far the low side of a tilted plate pushes the skin down beside the shaft.
float push(const SectionView& view, float x_mm) {
    if (view.gap_mm > 0.0f) {
        return 0.0f;
    }
    const float lean = view.tilt_deg * kDegree;
    const float rim = view.plateRadius_mm * std::cos(lean);
    const float under = std::clamp(x_mm, -rim, rim) * std::tan(lean);
    const float run = std::max(0.25f * baseDepth(view), 0.3f);
    const float away = std::max(std::abs(x_mm) - rim, 0.0f);
    return std::max(under, 0.0f) * std::exp(-away / run);
}

/// A surface that was at `depth_mm`: the deeper, the less the plate moves it.
float layerDepth(const SectionView& view, float depth_mm, float x_mm) {
    const float base = std::max(baseDepth(view), 1e-3f);
    const float follows = std::max(0.0f, 1.0f - depth_mm / base);
    return depth_mm + (push(view, x_mm) - bulge(view, x_mm)) * follows;
}

void drawLayer(ImDrawList& list, const Scale& scale, const SectionView& view, float top_mm,
               float bottom_mm, ImU32 paint) {
    constexpr int kStrips = 64;
    // smoothed edges of neighbouring strips would show as stripes
    const ImDrawListFlags smooth = list.Flags;
    list.Flags &= ~ImDrawListFlags_AntiAliasedFill;
    const float left = (scale.tissue.x - scale.middleX) / scale.perMm;
    const float width = scale.tissue.width / scale.perMm;
    for (int i = 0; i < kStrips; ++i) {
        const float a = left + width * static_cast<float>(i) / kStrips;
        const float b = left + width * static_cast<float>(i + 1) / kStrips;
        // layers thinner than a pixel stay visible
        const float least = 1.0f / scale.perMm;
        const float topA = layerDepth(view, top_mm, a);
        const float topB = layerDepth(view, top_mm, b);
        const float lowA = std::max(layerDepth(view, bottom_mm, a), topA + least);
        const float lowB = std::max(layerDepth(view, bottom_mm, b), topB + least);
        list.AddQuadFilled(scale.at(a, topA), scale.at(b, topB), scale.at(b, lowB),
                           scale.at(a, lowA), paint);
    }
    list.Flags = smooth;
}

void drawTissue(ImDrawList& list, const Scale& scale, const SectionView& view) {
    const float bottom = (scale.tissue.y + scale.tissue.height - scale.surfaceY) / scale.perMm;
    drawLayer(list, scale, view, baseDepth(view), std::max(bottom, baseDepth(view)) + 1.0f,
              view.baseIsHard ? kHardBase : kSoftBase);
    float top = 0.0f;
    for (std::size_t i = 0; i < kSectionLayers; ++i) {
        drawLayer(list, scale, view, top, top + view.layer_mm.at(i), kLayerPaint.at(i));
        top += view.layer_mm.at(i);
    }
}

/// Collagen in the reticular dermis and lobules in the fat, so that layers differ by more than
/// their colour. Places come from the golden angle: even, and the same every time.
void drawStructure(ImDrawList& list, const Scale& scale, const SectionView& view) {
    const float dermisTop = view.layer_mm[0] + view.layer_mm[1] + view.layer_mm[2];
    const float fatTop = dermisTop + view.layer_mm[3];
    const float left = (scale.tissue.x - scale.middleX) / scale.perMm;
    const float width = scale.tissue.width / scale.perMm;
    constexpr int kMarks = 90;
    for (int i = 0; i < kMarks; ++i) {
        const auto number = static_cast<float>(i);
        const float x = left + width * std::fmod(number * 0.618034f, 1.0f);
        const float deep = (number + 0.5f) / kMarks;
        const float fibre = layerDepth(view, dermisTop + view.layer_mm[3] * deep, x);
        const float lean = 0.05f * std::sin(number * 2.4f);
        list.AddBezierCubic(scale.at(x - 0.22f, fibre - lean), scale.at(x - 0.07f, fibre + lean),
                            scale.at(x + 0.07f, fibre - lean), scale.at(x + 0.22f, fibre + lean),
                            IM_COL32(255, 214, 205, 26), std::max(1.0f, 0.02f * scale.perMm));
        const float lobule = layerDepth(view, fatTop + view.layer_mm[4] * deep, x);
        if (deep * view.layer_mm[4] > 0.16f && (1.0f - deep) * view.layer_mm[4] > 0.16f) {
            list.AddCircle(scale.at(x, lobule), 0.15f * scale.perMm, IM_COL32(255, 236, 170, 46),
                           18, std::max(1.0f, 0.015f * scale.perMm));
        }
    }
}

void drawChannels(ImDrawList& list, const Scale& scale, const SectionView& view) {
    for (const SectionChannel& channel : view.channels) {
        const float lean = channel.tilt_deg * kDegree;
        const float top = layerDepth(view, 0.0f, channel.offset_mm);
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

/// A point of the pen frame (across, up the shaft) in pixels.
ImVec2 penPoint(const Scale& scale, const SectionView& view, float across_mm, float up_mm) {
    const float lean = view.tilt_deg * kDegree;
    const float x = across_mm * std::cos(lean) + up_mm * std::sin(lean);
    const float up = up_mm * std::cos(lean) - across_mm * std::sin(lean);
    // in contact the plate lies on the surface, which is depth 0
    return scale.at(x, -up - std::max(view.gap_mm, 0.0f));
}

void drawPen(ImDrawList& list, const Scale& scale, const SectionView& view) {
    const float radius = view.plateRadius_mm;
    // the skin gives way ahead of the needles: what goes in is less than what stands out, and the
    // part that goes in is what is drawn
    const bool inSkin = view.gap_mm <= 0.0f && view.reached_mm > 0.0f && view.needleSet_mm > 0.0f;
    const float out = inSkin ? std::min(view.needleOut_mm,
                                        view.needleOut_mm / view.needleSet_mm * view.reached_mm)
                             : view.needleOut_mm;
    const float half = view.needleDiameter_mm * 0.5f;
    const float cone = std::min(out, 3.0f * view.needleDiameter_mm);
    for (const float across : view.needles_mm) {
        if (out <= 0.01f) {
            continue;
        }
        list.AddQuadFilled(penPoint(scale, view, across - half, 0.0f),
                           penPoint(scale, view, across + half, 0.0f),
                           penPoint(scale, view, across + half, -(out - cone)),
                           penPoint(scale, view, across - half, -(out - cone)), kSteel);
        list.AddTriangleFilled(penPoint(scale, view, across - half, -(out - cone)),
                               penPoint(scale, view, across + half, -(out - cone)),
                               penPoint(scale, view, across, -out), kSteel);
    }
    // shell first, the solid plate over it
    list.AddQuadFilled(penPoint(scale, view, -radius * 0.92f, 0.3f),
                       penPoint(scale, view, radius * 0.92f, 0.3f),
                       penPoint(scale, view, radius * 0.85f, 6.0f),
                       penPoint(scale, view, -radius * 0.85f, 6.0f), ui::faded(kShell, 0.28f));
    for (const float across : view.needles_mm) {
        list.AddLine(penPoint(scale, view, across, 0.3f), penPoint(scale, view, across, 6.0f),
                     ui::faded(kSteel, 0.7f), std::max(1.0f, half * scale.perMm));
    }
    list.AddQuadFilled(penPoint(scale, view, -radius, 0.0f), penPoint(scale, view, radius, 0.0f),
                       penPoint(scale, view, radius, 0.35f), penPoint(scale, view, -radius, 0.35f),
                       kPlate);
    list.AddLine(penPoint(scale, view, -radius, 0.35f), penPoint(scale, view, radius, 0.35f),
                 ui::faded(kShell, 0.8f));
}

void drawDashes(ImDrawList& list, float fromX, float toX, float y, ImU32 paint, float dash,
                float line_px) {
    for (float x = fromX; x < toX; x += dash * 1.7f) {
        list.AddLine(ImVec2(x, y), ImVec2(std::min(x + dash, toX), y), paint, line_px);
    }
}

/// A word on its own dark tag, so that it can be read over any layer.
void drawTag(ImDrawList& list, const ui::Screen& screen, ImVec2 leftMiddle, ImU32 paint,
             const std::string& words) {
    const ImVec2 size = ui::textSize(screen.fonts.small, words);
    const float pad = screen.px(4.0f);
    const float top = leftMiddle.y - size.y * 0.5f - pad * 0.4f;
    list.AddRectFilled(ImVec2(leftMiddle.x, top),
                       ImVec2(leftMiddle.x + size.x + 2.0f * pad, top + size.y + pad * 0.8f),
                       ui::faded(colour::kBackground, 0.82f), screen.px(3.0f));
    list.AddText(screen.fonts.small, screen.fonts.small->FontSize,
                 ImVec2(leftMiddle.x + pad, top + pad * 0.4f), paint, words.c_str());
}

/// Too little room for every name: the two layers of the epidermis share one, numbers stand alone.
bool isNarrow(const ui::Screen& screen, const Scale& scale) {
    return scale.tissue.width < screen.px(330.0f);
}

struct Tag {
    float y;
    ImU32 paint;
    std::string words;
};

/// Moves tags apart so that none covers the next; keeps them inside the box. Sorted by height.
void spread(std::vector<Tag>& tags, float height, float top, float bottom) {
    std::stable_sort(tags.begin(), tags.end(),
                     [](const Tag& a, const Tag& b) { return a.y < b.y; });
    for (std::size_t i = 0; i < tags.size(); ++i) {
        const float least = i == 0 ? top + height * 0.5f : tags[i - 1].y + height;
        tags[i].y = std::max(tags[i].y, least);
    }
    float most = bottom - height * 0.5f;
    for (std::size_t i = tags.size(); i-- > 0;) {
        tags[i].y = std::min(tags[i].y, most);
        most = tags[i].y - height;
    }
}

void drawTarget(ImDrawList& list, const ui::Screen& screen, const Scale& scale,
                const SectionView& view, std::vector<Tag>& tags) {
    const bool narrow = isNarrow(screen, scale);
    const float left = scale.tissue.x;
    const float right = scale.tissue.x + scale.tissue.width;
    if (view.showTarget && view.targetHigh_mm > view.targetLow_mm) {
        const float top = scale.y(view.targetLow_mm);
        const float low = scale.y(view.targetHigh_mm);
        list.AddRectFilled(ImVec2(left, top), ImVec2(right, low), ui::faded(colour::kGood, 0.26f));
        list.AddLine(ImVec2(left, top), ImVec2(right, top), colour::kGood, screen.px(1.2f));
        list.AddLine(ImVec2(left, low), ImVec2(right, low), colour::kGood, screen.px(1.2f));
        list.AddRectFilled(ImVec2(left, top), ImVec2(left + screen.px(5.0f), low), colour::kGood);
        tags.push_back({(top + low) * 0.5f, colour::kGood,
                        fmt::format("{}{:.2f}–{:.2f}", narrow ? "" : "target ", view.targetLow_mm,
                                    view.targetHigh_mm)});
    }
    if (view.showTarget && view.limit_mm > 0.0f) {
        const float y = scale.y(view.limit_mm);
        drawDashes(list, left, right, y, colour::kPoor, screen.px(7.0f),
                   std::max(1.5f, screen.px(1.8f)));
        tags.push_back({y, colour::kPoor, fmt::format("limit {:.2f}", view.limit_mm)});
    }
    if (view.reached_mm > 0.0f) {
        const float y = scale.y(view.reached_mm);
        const float half = 2.0f * view.reachedSigma_mm * scale.perMm;
        const float x =
            scale.x(-3.0f) > left + screen.px(8.0f) ? scale.x(-3.0f) : left + screen.px(8.0f);
        list.AddLine(ImVec2(x, y - half), ImVec2(x, y + half), colour::kText, screen.px(2.0f));
        list.AddTriangleFilled(ImVec2(x + screen.px(9.0f), y), ImVec2(x, y - screen.px(5.0f)),
                               ImVec2(x, y + screen.px(5.0f)), colour::kText);
        drawDashes(list, x + screen.px(9.0f), right, y, ui::faded(colour::kText, 0.7f),
                   screen.px(3.0f), 1.0f);
        tags.push_back({y, colour::kText,
                        fmt::format("{}{:.2f} ± {:.2f}", narrow ? "" : "reached ", view.reached_mm,
                                    2.0f * view.reachedSigma_mm)});
    }
}

void drawRule(ImDrawList& list, const ui::Screen& screen, const ui::Box& box, const Scale& scale) {
    ImFont* small = screen.fonts.small;
    const float right = scale.tissue.x;
    list.AddRectFilled(ImVec2(box.x, scale.tissue.y), ImVec2(right, box.y + box.height),
                       colour::kPanel);
    const float bottom = box.y + box.height;
    const float step = scale.perMm >= screen.px(70.0f) ? 0.1f : 0.5f;
    for (int i = 0; scale.y(static_cast<float>(i) * step) < bottom; ++i) {
        const float depth = static_cast<float>(i) * step;
        const float y = scale.y(depth);
        const float toWhole = std::abs(depth - std::round(depth));
        const bool whole = toWhole < 0.01f;
        const bool half = std::abs(toWhole - 0.5f) < 0.01f;
        const float length = screen.px(whole ? 9.0f : (half ? 6.0f : 3.5f));
        list.AddLine(ImVec2(right - length, y), ImVec2(right, y), colour::kQuiet, 1.0f);
        if (whole && y + small->FontSize * 0.5f < bottom) {
            const std::string words = fmt::format("{:.0f}", depth);
            list.AddText(small, small->FontSize,
                         ImVec2(right - screen.px(13.0f) - ui::textSize(small, words).x,
                                y - small->FontSize * 0.5f),
                         colour::kQuiet, words.c_str());
        }
    }
    list.AddText(small, small->FontSize, ImVec2(box.x + screen.px(5.0f), scale.tissue.y),
                 colour::kQuiet, "mm");
}

void addLayerTags(const Scale& scale, const SectionView& view, bool narrow,
                  std::vector<Tag>& tags) {
    const float bottom = scale.tissue.y + scale.tissue.height;
    float top = 0.0f;
    for (std::size_t i = 0; i < kSectionLayers; ++i) {
        const float shownLow = std::min(scale.y(top + view.layer_mm.at(i)), bottom);
        const float y = (scale.y(top) + shownLow) * 0.5f;
        if (scale.y(top) < bottom && view.layer_mm.at(i) > 0.0f) {
            if (i > 0 || !narrow) {
                tags.push_back(
                    {y, colour::kText, narrow && i == 1 ? "Epidermis" : kLayerNames.at(i)});
            }
        }
        top += view.layer_mm.at(i);
    }
    const bool seen = scale.y(top) < bottom;
    tags.push_back({seen ? (scale.y(top) + bottom) * 0.5f : bottom, colour::kText,
                    seen ? view.baseLabel : fmt::format("{} at {:.1f} ↓", view.baseLabel, top)});
}

void drawTags(ImDrawList& list, const ui::Screen& screen, const Scale& scale,
              const SectionView& view, std::vector<Tag> depths) {
    const float height = screen.fonts.small->FontSize + screen.px(3.0f);
    const float bottom = scale.tissue.y + scale.tissue.height;
    std::vector<Tag> layers;
    addLayerTags(scale, view, isNarrow(screen, scale), layers);
    spread(layers, height, scale.tissue.y, bottom);
    float widest = 0.0f;
    for (const Tag& tag : layers) {
        widest = std::max(widest, ui::textSize(screen.fonts.small, tag.words).x);
    }
    const float x = scale.tissue.x + scale.tissue.width - widest - screen.px(12.0f);
    for (const Tag& tag : layers) {
        drawTag(list, screen, ImVec2(x, tag.y), tag.paint, tag.words);
    }
    spread(depths, height, scale.surfaceY, bottom);
    for (const Tag& tag : depths) {
        drawTag(list, screen, ImVec2(scale.tissue.x + screen.px(20.0f), tag.y), tag.paint,
                tag.words);
    }
}

} // namespace

void drawSection(ImDrawList& list, const ui::Screen& screen, const ui::Box& box,
                 const SectionView& view) {
    const Scale scale = scaleFor(screen, box, view);
    list.AddRectFilled(box.low(), box.high(), ui::faded(colour::kPanel, 0.96f), screen.px(8.0f));
    const ImVec2 head(box.x + screen.px(10.0f), box.y + screen.px(7.0f));
    const std::string title = view.overSkin && !view.zoneLabel.empty()
                                  ? "Under the tip: " + view.zoneLabel
                                  : std::string("Under the tip");
    ui::drawFittedText(list, screen.fonts.strong, head, colour::kText, box.width - screen.px(20.0f),
                       title);
    if (!view.overSkin) {
        ui::drawFittedText(list, screen.fonts.body, ImVec2(head.x, box.y + box.height * 0.5f),
                           colour::kQuiet, box.width - screen.px(20.0f), "The pen is off the skin");
        return;
    }
    list.PushClipRect(scale.tissue.low(), scale.tissue.high(), true);
    list.AddRectFilled(scale.tissue.low(), scale.tissue.high(), colour::kBackground);
    drawTissue(list, scale, view);
    drawStructure(list, scale, view);
    std::vector<Tag> depths;
    drawTarget(list, screen, scale, view, depths);
    drawChannels(list, scale, view);
    if (view.indentation_mm > 0.02f) {
        // where the skin was before the plate pressed on it
        drawDashes(list, scale.tissue.x, scale.tissue.x + scale.tissue.width,
                   scale.y(-view.indentation_mm), ui::faded(colour::kText, 0.45f), screen.px(4.0f),
                   1.0f);
    }
    drawPen(list, scale, view);
    drawTags(list, screen, scale, view, std::move(depths));
    list.PopClipRect();
    drawRule(list, screen, box, scale);
}

} // namespace stipple::training_ui
