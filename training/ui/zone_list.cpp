#include "training/ui/zone_list.h"

#include "engine/base/result.h"
#include "engine/ui/theme.h"

#include <algorithm>
#include <numeric>

namespace stipple::training_ui {

namespace {

namespace colour = ui::colour;

/// The `room` rows that matter most, in the order of the lesson.
std::vector<std::size_t> chosenRows(const std::vector<ZoneRow>& rows, std::size_t room) {
    std::vector<std::size_t> chosen(rows.size());
    std::iota(chosen.begin(), chosen.end(), std::size_t{0});
    if (chosen.size() <= room) {
        return chosen;
    }
    const auto rank = [&](std::size_t row) {
        return rows[row].active ? 0 : (rows[row].share < 0.95f ? 1 : 2);
    };
    std::stable_sort(chosen.begin(), chosen.end(),
                     [&](std::size_t a, std::size_t b) { return rank(a) < rank(b); });
    chosen.resize(room);
    std::sort(chosen.begin(), chosen.end());
    return chosen;
}

void drawRow(ImDrawList& list, const ui::Screen& screen, const ui::Box& box, const ZoneRow& row) {
    const float size = screen.fonts.small->FontSize;
    const float inset = screen.px(5.0f);
    const float gap = std::max(1.0f, screen.px(1.0f));
    const ImVec2 high(box.x + box.width, box.y + box.height - gap);
    list.AddRectFilled(box.low(), high, colour::kRaised, screen.px(2.0f));
    if (row.share > 0.0f) {
        list.AddRectFilled(box.low(), ImVec2(box.x + box.width * std::min(row.share, 1.0f), high.y),
                           colour::kAccentDeep, screen.px(2.0f));
    }
    if (row.active) {
        list.AddRect(box.low(), high, colour::kText, screen.px(2.0f));
    }
    const std::string percent = fmt::format("{:.0f} %", 100.0f * row.share);
    const float width = ui::textSize(screen.fonts.small, percent).x;
    const float y = box.y + (box.height - gap - size) * 0.5f;
    ui::drawFittedText(list, screen.fonts.small, ImVec2(box.x + inset, y), colour::kText,
                       box.width - width - 3.0f * inset, row.label);
    list.AddText(screen.fonts.small, size, ImVec2(high.x - inset - width, y), colour::kText,
                 percent.c_str());
}

} // namespace

ZoneListLayout zoneListLayout(const ui::Screen& screen, const ui::Box& box, float line_px,
                              const std::vector<ZoneRow>& rows) {
    ZoneListLayout layout;
    const float least = line_px + screen.px(2.0f);
    const float easy = line_px + screen.px(9.0f);
    const auto whole = [](float share) { return static_cast<std::size_t>(std::max(share, 1.0f)); };
    const std::size_t perColumn = whole(box.height / least);
    const std::size_t columnsAtMost = whole(box.width / screen.px(130.0f));
    const std::size_t most = perColumn * columnsAtMost;
    const bool all = rows.size() <= most;
    const std::vector<std::size_t> chosen = chosenRows(rows, all ? rows.size() : most - 1);
    layout.hidden = rows.size() - chosen.size();
    const std::size_t lines = chosen.size() + (all ? 0 : 1);
    const std::size_t columns = std::max<std::size_t>((lines + perColumn - 1) / perColumn, 1);
    const std::size_t deep = std::max<std::size_t>((lines + columns - 1) / columns, 1);
    const float gap = screen.px(6.0f);
    const float width =
        (box.width - gap * static_cast<float>(columns - 1)) / static_cast<float>(columns);
    const float high = std::min(easy, box.height / static_cast<float>(deep));
    const auto place = [&](std::size_t line) {
        const std::size_t column = line / deep;
        return ui::Box{box.x + (width + gap) * static_cast<float>(column),
                       box.y + high * static_cast<float>(line % deep), width, high};
    };
    for (std::size_t line = 0; line < chosen.size(); ++line) {
        layout.places.push_back({chosen[line], place(line)});
    }
    if (!all) {
        layout.more = place(chosen.size());
    }
    return layout;
}

void drawZoneList(ImDrawList& list, const ui::Screen& screen, const ui::Box& box,
                  const std::vector<ZoneRow>& rows) {
    ImFont* small = screen.fonts.small;
    const ZoneListLayout layout = zoneListLayout(screen, box, small->FontSize, rows);
    for (const ZoneListLayout::Place& place : layout.places) {
        drawRow(list, screen, place.box, rows[place.row]);
    }
    if (layout.hidden > 0) {
        ui::drawFittedText(list, small, layout.more.low(), colour::kQuiet, layout.more.width,
                           fmt::format("and {} more", layout.hidden));
    }
}

} // namespace stipple::training_ui
