#include "training/ui/screen_layout.h"

#include <algorithm>
#include <cmath>

namespace stipple::training_ui {

LiveLayout liveLayout(const ui::Screen& screen, bool person) {
    const float margin = screen.px(12.0f);
    LiveLayout layout;
    // a third of a narrow window; never so wide that the skin is lost
    const float panelWidth = std::min(screen.px(352.0f), screen.width_px * 0.44f);
    layout.panel = {screen.width_px - panelWidth, 0.0f, panelWidth, screen.height_px};
    layout.picture = {0.0f, 0.0f, screen.width_px - panelWidth, screen.height_px};

    const float free = layout.picture.width - 2.0f * margin;
    const float bottom = screen.height_px - margin;
    const float sectionHeight =
        std::min({screen.px(270.0f), screen.height_px * 0.44f, free * 0.7f});
    const float sectionWidth = std::min(sectionHeight * 1.55f, free);
    layout.section = {margin, bottom - sectionHeight, sectionWidth, sectionHeight};
    const float left = margin + sectionWidth + margin;
    const float mapWidth = std::min(screen.px(400.0f), layout.picture.width - margin - left);
    if (mapWidth >= screen.px(240.0f)) {
        // three patches side by side: less than half as high as wide, and the legend
        const float mapHeight = person
                                    ? std::min(screen.px(300.0f), screen.height_px * 0.44f)
                                    : std::min(mapWidth * 0.4f + screen.px(70.0f), sectionHeight);
        layout.map = {layout.picture.width - margin - mapWidth, bottom - mapHeight, mapWidth,
                      mapHeight};
    }
    layout.hint = {margin, margin, free, screen.px(38.0f)};
    const float top = margin + layout.hint.height;
    layout.hintArea = {margin, top, free, 0.0f};
    const float insets =
        layout.map.width > 0.0f ? std::min(layout.section.y, layout.map.y) : layout.section.y;
    layout.hintArea.height = std::max(insets - margin - top, 0.0f);
    return layout;
}

namespace {

/// One column of text at the left, picture and map at the right.
ReviewLayout narrowReview(const ui::Screen& screen) {
    ReviewLayout layout;
    layout.panel = {0.0f, 0.0f, screen.width_px, screen.height_px};
    if (screen.width_px < screen.px(560.0f)) {
        return layout;
    }
    const float margin = screen.px(10.0f);
    layout.panel.width = std::round(screen.width_px * 0.56f);
    const float left = layout.panel.width + margin;
    const float width = screen.width_px - margin - left;
    const float height = screen.height_px - 3.0f * margin;
    layout.picture = {left, margin, width, height * 0.6f};
    layout.map = {left, 2.0f * margin + height * 0.6f, width, height * 0.4f};
    return layout;
}

} // namespace

ReviewLayout reviewLayout(const ui::Screen& screen) {
    if (isNarrow(screen)) {
        return narrowReview(screen);
    }
    const float margin = screen.px(16.0f);
    const float gap = screen.px(10.0f);
    const float row = screen.px(34.0f);
    const float room = screen.width_px - 2.0f * margin;
    ReviewLayout layout;
    layout.panel = {0.0f, 0.0f, screen.width_px, screen.height_px};
    layout.bar = {margin, screen.height_px - margin - row, room, row};
    const float top = margin + screen.px(kReviewHeadUnits) + row + 2.0f * gap;
    const float height = layout.bar.y - gap - top;
    const float width = std::clamp(room * 0.45f, screen.px(240.0f), screen.px(900.0f));
    const float left = screen.width_px - margin - width;
    layout.traces = {margin, top, left - margin - 1.5f * gap, height};
    // low windows keep picture and map only
    const bool low = height < screen.px(400.0f);
    const float picture = std::min(height * (low ? 0.52f : 0.56f), width * 0.75f);
    layout.picture = {left, top, width, picture};
    const float below = top + picture + gap;
    const float rest = top + height - below;
    if (low) {
        layout.map = {left, below, width, rest};
        return layout;
    }
    const float half = (width - gap) * 0.5f;
    layout.section = {left, below, half, rest};
    layout.mapModes = {left + half + gap, below, half, row};
    layout.map = {left + half + gap, below + row + gap * 0.5f, half, rest - row - gap * 0.5f};
    return layout;
}

ui::Box reviewPicture(const ui::Screen& screen, int tab) {
    if (tab == 0) {
        return {};
    }
    const ReviewLayout layout = reviewLayout(screen);
    const ui::Box& top = layout.picture;
    if (tab == 1 || isNarrow(screen)) {
        return top;
    }
    return {top.x, top.y, top.width, layout.bar.y + layout.bar.height - top.y};
}

bool isNarrow(const ui::Screen& screen) {
    return screen.width_px < screen.px(900.0f) || screen.height_px < screen.px(560.0f);
}

ui::Box centredColumn(const ui::Screen& screen, float most_units) {
    const float width = std::min(screen.px(most_units), screen.width_px);
    return {(screen.width_px - width) * 0.5f, 0.0f, width, screen.height_px};
}

} // namespace stipple::training_ui
