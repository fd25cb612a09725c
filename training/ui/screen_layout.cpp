#include "training/ui/screen_layout.h"

#include <algorithm>

namespace stipple::training_ui {

LiveLayout liveLayout(const ui::Screen& screen) {
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
        const float mapHeight = std::min(mapWidth * 0.4f + screen.px(70.0f), sectionHeight);
        layout.map = {layout.picture.width - margin - mapWidth, bottom - mapHeight, mapWidth,
                      mapHeight};
    }
    layout.hint = {margin, margin, free, screen.px(38.0f)};
    return layout;
}

ui::Box centredColumn(const ui::Screen& screen, float most_units) {
    const float width = std::min(screen.px(most_units), screen.width_px);
    return {(screen.width_px - width) * 0.5f, 0.0f, width, screen.height_px};
}

} // namespace stipple::training_ui
