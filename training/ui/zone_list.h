#pragma once

#include "engine/ui/plot.h"

#include <cstddef>
#include <string>
#include <vector>

namespace stipple::training_ui {

/// A zone of a person beside the coverage map.
struct ZoneRow {
    std::string label;
    float share = 0.0f;  ///< of its squares with enough passes, 0..1
    bool active = false; ///< under the pen
};

/// Where the rows stand. No two rows overlap, and none leaves the box.
struct ZoneListLayout {
    struct Place {
        std::size_t row = 0; ///< index into the rows
        ui::Box box;
    };
    std::vector<Place> places;
    std::size_t hidden = 0; ///< rows that had no room
    ui::Box more;           ///< where their number stands; empty when all are shown
};

/// Shares `box` among the rows, in columns where one is too short. Where not all fit, the active
/// one and those with work left come first; what is shown keeps its order.
/// line_px  height of the text
[[nodiscard]] ZoneListLayout zoneListLayout(const ui::Screen& screen, const ui::Box& box,
                                            float line_px, const std::vector<ZoneRow>& rows);

/// Each zone's name on a bar as long as its share, and the percentage.
void drawZoneList(ImDrawList& list, const ui::Screen& screen, const ui::Box& box,
                  const std::vector<ZoneRow>& rows);

} // namespace stipple::training_ui
