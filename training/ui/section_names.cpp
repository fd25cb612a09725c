#include "training/ui/section_picture.h"

#include "engine/base/result.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

namespace stipple::training_ui {

namespace {

namespace colour = ui::colour;

constexpr std::array<const char*, kSectionLayers> kLayerNames{
    "Stratum corneum", "Viable epidermis", "Papillary dermis", "Reticular dermis", "Hypodermis"};
constexpr std::array<const char*, kSectionLayers> kShortNames{"Corneum", "Epidermis", "Papillary",
                                                              "Reticular", "Fat"};

/// A name in the gutter, and the depth it belongs to.
struct Tag {
    float y;    ///< middle of the words
    float ownY; ///< middle of what they name
    ImU32 paint;
    bool strong;
    std::string words;
};

/// Moves tags apart so that none covers the next; keeps them inside. Sorted by height.
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

void addLayers(const SectionScale& scale, const SectionView& view, bool narrow, float height,
               std::vector<Tag>& tags) {
    const float bottom = scale.breakY;
    float top = 0.0f;
    for (std::size_t i = 0; i < kSectionLayers; ++i) {
        const float low = std::min(scale.y(top + view.layer_mm.at(i)), bottom);
        if (scale.y(top) < bottom && view.layer_mm.at(i) > 0.0f) {
            const float own = (scale.y(top) + low) * 0.5f;
            // the two thin layers of the epidermis are named above the skin, where there is room
            const float up = i < 2 ? (2.0f - static_cast<float>(i)) * height : 0.0f;
            tags.push_back({own - up, own, colour::kQuiet, false,
                            narrow ? kShortNames.at(i) : kLayerNames.at(i)});
        }
        top += view.layer_mm.at(i);
    }
    const float from = scale.broken ? scale.baseY : std::min(scale.y(top), bottom);
    const float own = (from + scale.tissue.y + scale.tissue.height) * 0.5f;
    const std::string name = fmt::format("{} at {:.1f}", view.baseLabel, top);
    tags.push_back(
        {own, own, colour::kText, false, narrow || name.size() > 14 ? name : name + " mm"});
}

void addDepths(const SectionScale& scale, const SectionView& view, bool narrow,
               std::vector<Tag>& tags) {
    const auto add = [&](float depth_mm, ImU32 paint, std::string words) {
        tags.push_back({scale.y(depth_mm), scale.y(depth_mm), paint, true, std::move(words)});
    };
    if (view.showTarget && view.targetHigh_mm > view.targetLow_mm) {
        add((view.targetLow_mm + view.targetHigh_mm) * 0.5f, colour::kGood,
            fmt::format("{}{:.2f}–{:.2f}", narrow ? "" : "target ", view.targetLow_mm,
                        view.targetHigh_mm));
    }
    if (view.showTarget && view.limit_mm > 0.0f) {
        add(view.limit_mm, colour::kPoor, fmt::format("limit {:.2f}", view.limit_mm));
    }
    if (view.reached_mm > 0.0f) {
        add(view.reached_mm, colour::kText,
            fmt::format("{}{:.2f}{}{:.2f}", narrow ? "" : "now ", view.reached_mm,
                        narrow ? "±" : " ± ", 2.0f * view.reachedSigma_mm));
    }
}

/// A mark that can be read over any layer: a white line across with a dark rim, an arrow at the
/// left edge, and the doubt as a bracket.
void drawReached(ImDrawList& list, const ui::Screen& screen, const SectionScale& scale,
                 const SectionView& view) {
    const float y = scale.y(view.reached_mm);
    const float left = scale.tissue.x;
    const float right = left + scale.tissue.width;
    const float thick = std::max(1.5f, screen.px(2.0f));
    list.AddLine(ImVec2(left, y), ImVec2(right, y), IM_COL32(0, 0, 0, 130),
                 thick + screen.px(2.0f));
    list.AddLine(ImVec2(left, y), ImVec2(right, y), colour::kText, thick);
    const float side = screen.px(6.0f);
    list.AddTriangleFilled(ImVec2(left, y - side), ImVec2(left + 1.6f * side, y),
                           ImVec2(left, y + side), colour::kText);
    const float doubt = 2.0f * view.reachedSigma_mm * scale.perMm;
    const float x = left + 2.4f * side;
    for (const float end : {y - doubt, y + doubt}) {
        list.AddLine(ImVec2(x - side * 0.5f, end), ImVec2(x + side * 0.5f, end), colour::kText,
                     thick * 0.8f);
    }
    list.AddLine(ImVec2(x, y - doubt), ImVec2(x, y + doubt), colour::kText, thick * 0.8f);
}

} // namespace

void drawDashes(ImDrawList& list, float fromX, float toX, float y, ImU32 paint, float dash,
                float line_px) {
    for (float x = fromX; x < toX; x += dash * 1.7f) {
        list.AddLine(ImVec2(x, y), ImVec2(std::min(x + dash, toX), y), paint, line_px);
    }
}

void drawSectionBands(ImDrawList& list, const ui::Screen& screen, const SectionScale& scale,
                      const SectionView& view) {
    const float left = scale.tissue.x;
    const float right = left + scale.tissue.width;
    if (view.showTarget && view.targetHigh_mm > view.targetLow_mm) {
        const float top = scale.y(view.targetLow_mm);
        const float low = scale.y(view.targetHigh_mm);
        list.AddRectFilled(ImVec2(left, top), ImVec2(right, low), ui::faded(colour::kGood, 0.26f));
        list.AddLine(ImVec2(left, top), ImVec2(right, top), colour::kGood, screen.px(1.2f));
        list.AddLine(ImVec2(left, low), ImVec2(right, low), colour::kGood, screen.px(1.2f));
        list.AddRectFilled(ImVec2(right - screen.px(5.0f), top), ImVec2(right, low), colour::kGood);
    }
    if (view.showTarget && view.limit_mm > 0.0f) {
        drawDashes(list, left, right, scale.y(view.limit_mm), colour::kPoor, screen.px(7.0f),
                   std::max(1.5f, screen.px(1.8f)));
    }
}

void drawSectionNames(ImDrawList& list, const ui::Screen& screen, const SectionScale& scale,
                      const SectionView& view) {
    if (view.reached_mm > 0.0f) {
        drawReached(list, screen, scale, view);
    }
    ImFont* font = screen.fonts.small;
    const float height = font->FontSize + screen.px(2.0f);
    const float gap = screen.px(12.0f);
    const float room = scale.gutter.width - gap - screen.px(4.0f);
    const bool narrow = ui::textSize(font, "Stratum corneum").x > room;
    std::vector<Tag> tags;
    addDepths(scale, view, narrow, tags);
    addLayers(scale, view, narrow, height, tags);
    spread(tags, height, scale.gutter.y, scale.gutter.y + scale.gutter.height);
    for (const Tag& tag : tags) {
        list.AddLine(
            ImVec2(scale.gutter.x, tag.ownY), ImVec2(scale.gutter.x + gap - screen.px(2.0f), tag.y),
            ui::faded(tag.paint, 0.8f), std::max(1.0f, screen.px(tag.strong ? 1.5f : 1.0f)));
        ui::drawFittedText(list, font, ImVec2(scale.gutter.x + gap, tag.y - font->FontSize * 0.5f),
                           tag.paint, room, tag.words);
    }
}

} // namespace stipple::training_ui
