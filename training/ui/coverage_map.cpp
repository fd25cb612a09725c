#include "engine/base/result.h"
#include "training/ui/panels.h"
#include "training/ui/parts.h"
#include "training/ui/zone_list.h"

#include <algorithm>
#include <array>

namespace stipple::training_ui {

namespace {

namespace colour = ui::colour;

struct Limits {
    float low = 0.0f, high = 0.0f;
};

/// What one mode shows of a block and its zone.
struct Reading {
    float value = 0.0f;
    Limits limits;
};

Reading readingOf(const CoverageView& view, const CoverageBlock& block) {
    const CoverageZone none;
    const CoverageZone& zone = block.zone < view.zones.size() ? view.zones[block.zone] : none;
    switch (view.mode) {
    case MapMode::Density:
        return {block.density_perCm2, {zone.densityLow_perCm2, zone.densityHigh_perCm2}};
    case MapMode::Depth:
        return {block.depth_mm, {zone.depthLow_mm, zone.depthHigh_mm}};
    case MapMode::Off:
    case MapMode::Passes:
        break;
    }
    return {block.passes, {zone.passesLow, zone.passesHigh}};
}

ui::Hatch hatchOf(const Reading& reading) {
    if (reading.limits.high > 0.0f && reading.value > reading.limits.high + 1e-4f) {
        return ui::Hatch::Cross;
    }
    // nothing done yet is not thin: it is empty
    if (reading.value > 0.0f && reading.value < reading.limits.low - 1e-4f) {
        return ui::Hatch::Diagonal;
    }
    return ui::Hatch::None;
}

/// The value at the ramp's bright end: the highest limit, or the most that is there.
float fullScale(const CoverageView& view) {
    float most = 0.0f;
    float limit = 0.0f;
    for (const CoverageBlock& block : view.blocks) {
        const Reading reading = readingOf(view, block);
        most = std::max(most, reading.value);
        limit = std::max(limit, reading.limits.high);
    }
    const float full = limit > 0.0f ? limit * 1.25f : most;
    return full > 0.0f ? full : 1.0f;
}

const char* modeTitle(MapMode mode) {
    switch (mode) {
    case MapMode::Density:
        return "Punctures per cm²";
    case MapMode::Depth:
        return "Delivered depth, mm";
    case MapMode::Off:
    case MapMode::Passes:
        break;
    }
    return "Passes";
}

std::string number(MapMode mode, float value) {
    return mode == MapMode::Depth     ? fmt::format("{:.2f}", value)
           : mode == MapMode::Density ? fmt::format("{:.0f}", value)
                                      : fmt::format("{:.1f}", value);
}

/// Pad millimetres to pixels, as large as the box allows.
struct PadToScreen {
    ImVec2 origin;
    float perMm = 1.0f;
    [[nodiscard]] ImVec2 operator()(float x_mm, float z_mm) const {
        return {origin.x + x_mm * perMm, origin.y + z_mm * perMm};
    }
};

PadToScreen fitPad(const ui::Box& area, const CoverageView& view) {
    PadToScreen map;
    map.perMm = std::min(area.width / view.padWidth_mm, area.height / view.padHeight_mm);
    map.origin = {area.x + area.width * 0.5f, area.y + area.height * 0.5f};
    return map;
}

/// The part of the pad that holds the zones; the whole pad when there is none.
CoverageView cropped(CoverageView view, float& middleX_mm, float& middleZ_mm) {
    middleX_mm = 0.0f;
    middleZ_mm = 0.0f;
    if (view.zones.empty()) {
        return view;
    }
    float left = 1e9f;
    float right = -1e9f;
    float far = 1e9f;
    float near = -1e9f;
    for (const CoverageZone& zone : view.zones) {
        left = std::min(left, zone.x_mm - zone.width_mm * 0.5f);
        right = std::max(right, zone.x_mm + zone.width_mm * 0.5f);
        far = std::min(far, zone.z_mm - zone.height_mm * 0.5f);
        near = std::max(near, zone.z_mm + zone.height_mm * 0.5f);
    }
    constexpr float kRim_mm = 3.0f;
    middleX_mm = (left + right) * 0.5f;
    middleZ_mm = (far + near) * 0.5f;
    view.padWidth_mm = right - left + 2.0f * kRim_mm;
    view.padHeight_mm = near - far + 2.0f * kRim_mm;
    return view;
}

void drawBlock(ImDrawList& list, const ui::Screen& screen, const ui::Box& box,
               const CoverageView& view, const CoverageBlock& block, float full) {
    const Reading reading = readingOf(view, block);
    const float gap = std::max(0.5f, box.width * 0.02f);
    const ui::Box inner{box.x + gap, box.y + gap, box.width - 2.0f * gap, box.height - 2.0f * gap};
    if (reading.value <= 0.0f) {
        list.AddRectFilled(inner.low(), inner.high(), colour::kRaised);
        return;
    }
    const float share = reading.value / full;
    list.AddRectFilled(inner.low(), inner.high(), ui::cividis(share));
    if (view.showLimits) {
        // dark lines on bright squares, bright ones on dark
        const ImU32 paint =
            share > 0.45f ? IM_COL32(10, 14, 22, 210) : IM_COL32(240, 244, 250, 200);
        ui::drawHatch(list, inner, hatchOf(reading), std::max(4.0f, screen.px(5.0f)),
                      std::max(1.0f, screen.px(1.1f)), paint);
    }
}

void drawHover(ImDrawList& list, const ui::Screen& screen, const ui::Box& within, ImVec2 mouse,
               const CoverageView& view, const CoverageBlock& block) {
    const Reading reading = readingOf(view, block);
    std::string words =
        block.zone < view.zones.size() ? view.zones[block.zone].label + ": " : std::string();
    words += number(view.mode, reading.value);
    if (view.showNumbers && reading.limits.high > 0.0f) {
        words += fmt::format("  (wanted {} to {})", number(view.mode, reading.limits.low),
                             number(view.mode, reading.limits.high));
    }
    const ImVec2 size = ui::textSize(screen.fonts.small, words);
    const float pad = screen.px(7.0f);
    const float x = std::clamp(mouse.x + screen.px(14.0f), within.x,
                               std::max(within.x, within.x + within.width - size.x - 2.0f * pad));
    const float y = std::clamp(mouse.y - size.y - 3.0f * pad, within.y,
                               within.y + within.height - size.y - 2.0f * pad);
    list.AddRectFilled(ImVec2(x, y), ImVec2(x + size.x + 2.0f * pad, y + size.y + 2.0f * pad),
                       colour::kPanel, screen.px(4.0f));
    list.AddRect(ImVec2(x, y), ImVec2(x + size.x + 2.0f * pad, y + size.y + 2.0f * pad),
                 colour::kLine, screen.px(4.0f));
    list.AddText(screen.fonts.small, screen.fonts.small->FontSize, ImVec2(x + pad, y + pad),
                 colour::kText, words.c_str());
}

void drawLegend(ImDrawList& list, const ui::Screen& screen, const ui::Box& box,
                const CoverageView& view, float full) {
    ImFont* small = screen.fonts.small;
    const float line = small->FontSize;
    const std::string low = "0";
    const std::string high = number(view.mode, full);
    const float highWidth = ui::textSize(small, high).x;
    const float keyWidth = view.showLimits ? screen.px(118.0f) : 0.0f;
    float x = box.x;
    list.AddText(small, line, ImVec2(x, box.y), colour::kQuiet, low.c_str());
    x += ui::textSize(small, low).x + screen.px(5.0f);
    const float rampWidth = std::max(screen.px(24.0f), box.width - keyWidth - highWidth -
                                                           (x - box.x) - screen.px(12.0f));
    constexpr int kSteps = 24;
    for (int i = 0; i < kSteps; ++i) {
        const float from = x + rampWidth * static_cast<float>(i) / kSteps;
        const float to = x + rampWidth * static_cast<float>(i + 1) / kSteps;
        list.AddRectFilled(ImVec2(from, box.y + line * 0.2f), ImVec2(to, box.y + line * 0.95f),
                           ui::cividis((static_cast<float>(i) + 0.5f) / kSteps));
    }
    x += rampWidth + screen.px(5.0f);
    list.AddText(small, line, ImVec2(x, box.y), colour::kQuiet, high.c_str());
    if (!view.showLimits) {
        return;
    }
    x = box.x + box.width - keyWidth + screen.px(10.0f);
    for (const auto& [hatch, word] :
         std::array{std::pair{ui::Hatch::Diagonal, "thin"}, std::pair{ui::Hatch::Cross, "over"}}) {
        const ui::Box swatch{x, box.y + line * 0.1f, line, line * 0.9f};
        list.AddRectFilled(swatch.low(), swatch.high(), colour::kHovered);
        ui::drawHatch(list, swatch, hatch, line * 0.4f, std::max(1.0f, screen.px(1.0f)),
                      colour::kText);
        x += line + screen.px(4.0f);
        list.AddText(small, line, ImVec2(x, box.y), colour::kQuiet, word);
        x += ui::textSize(small, word).x + screen.px(8.0f);
    }
}

std::vector<ZoneRow> zoneRows(const CoverageView& view) {
    std::vector<float> all(view.zones.size(), 0.0f);
    std::vector<float> done(view.zones.size(), 0.0f);
    for (const CoverageBlock& block : view.blocks) {
        if (block.zone < view.zones.size()) {
            all[block.zone] += 1.0f;
            done[block.zone] += block.passes >= view.zones[block.zone].passesLow ? 1.0f : 0.0f;
        }
    }
    std::vector<ZoneRow> rows;
    for (std::size_t i = 0; i < view.zones.size(); ++i) {
        rows.push_back({.label = view.zones[i].label,
                        .share = all[i] > 0.0f ? done[i] / all[i] : 0.0f,
                        .active = view.active == i});
    }
    return rows;
}

/// Where title, squares, legend and the list of zones stand in a box.
struct MapLayout {
    ui::Box title, area, legend, zones;
};

/// A pad: one below the other. A person's zones stand beside the picture, over the whole height:
/// there can be sixteen of them.
MapLayout mapLayout(const ui::Screen& screen, const ui::Box& box, bool person) {
    const float pad = screen.px(10.0f);
    const float line = screen.fonts.small->FontSize;
    const ui::Box inner{box.x + pad, box.y + pad, box.width - 2.0f * pad, box.height - 2.0f * pad};
    const float head = screen.fonts.strong->FontSize + screen.px(6.0f);
    const float foot = line + screen.px(6.0f);
    MapLayout out;
    out.title = {inner.x, inner.y, inner.width, head};
    out.legend = {inner.x, inner.y + inner.height - line, inner.width, line};
    out.area = {inner.x, inner.y + head, inner.width, inner.height - head - foot};
    if (!person) {
        // room for the names above the patches
        out.area.y += line + screen.px(2.0f);
        out.area.height -= line + screen.px(2.0f);
        return out;
    }
    const float gap = screen.px(10.0f);
    const float width = std::clamp(inner.width * 0.47f, 0.0f, screen.px(300.0f));
    const float left = inner.width - width - gap;
    // ramp and key need so much
    const bool below = left < screen.px(180.0f);
    out.title.width = out.area.width = left;
    out.zones = {inner.x + left + gap, inner.y, width, inner.height - (below ? foot : 0.0f)};
    out.legend.width = below ? inner.width : left;
    return out;
}

void drawPenMark(ImDrawList& list, const ui::Screen& screen, ImVec2 at, bool touching) {
    const float radius = screen.px(6.0f);
    list.AddCircle(at, radius, colour::kPanel, 24, screen.px(4.0f));
    list.AddCircle(at, radius, colour::kText, 24, screen.px(2.0f));
    if (touching) {
        list.AddCircleFilled(at, screen.px(2.5f), colour::kText);
    }
}

/// Outlines of the pad's zones with their names; `place` gives the pixel of a place on the pad.
template <class Place>
void drawZoneFrames(ImDrawList& list, const ui::Screen& screen, const CoverageView& view,
                    Place&& place) {
    const float line = screen.fonts.small->FontSize;
    for (const CoverageZone& zone : view.zones) {
        const float halfX_mm = zone.width_mm * 0.5f, halfZ_mm = zone.height_mm * 0.5f;
        const ImVec2 low = place(zone.x_mm - halfX_mm, zone.z_mm - halfZ_mm);
        const ImVec2 high = place(zone.x_mm + halfX_mm, zone.z_mm + halfZ_mm);
        list.AddRect(low, high, colour::kLine, screen.px(2.0f));
        ui::drawFittedText(list, screen.fonts.small, ImVec2(low.x, low.y - line - screen.px(2.0f)),
                           colour::kQuiet, high.x - low.x, zone.label);
    }
}

} // namespace

void drawCoverage(ImDrawList& list, const ui::Screen& screen, const ui::Box& box,
                  const CoverageView& whole, ImVec2 mouse) {
    list.AddRectFilled(box.low(), box.high(), ui::faded(colour::kPanel, 0.94f), screen.px(8.0f));
    const MapLayout layout = mapLayout(screen, box, whole.person);
    const ui::Box& area = layout.area;
    ui::drawFittedText(list, screen.fonts.strong, layout.title.low(), colour::kText,
                       layout.title.width, modeTitle(whole.mode));
    if (whole.person) {
        drawZoneList(list, screen, layout.zones, zoneRows(whole));
    }
    float middleX = 0.0f;
    float middleZ = 0.0f;
    const CoverageView view = cropped(whole, middleX, middleZ);
    const PadToScreen map = fitPad(area, view);
    const float full = fullScale(view);
    const float side = view.blockSide_mm * map.perMm;

    const CoverageBlock* hovered = nullptr;
    list.PushClipRect(box.low(), box.high(), true);
    for (const CoverageBlock& block : view.blocks) {
        const ImVec2 centre = map(block.x_mm - middleX, block.z_mm - middleZ);
        const ui::Box square{centre.x - side * 0.5f, centre.y - side * 0.5f, side, side};
        drawBlock(list, screen, square, view, block, full);
        if (square.holds(mouse)) {
            hovered = &block;
            list.AddRect(square.low(), square.high(), colour::kText, 0.0f, 0, screen.px(1.5f));
        }
    }
    if (!view.person) {
        drawZoneFrames(list, screen, view,
                       [&](float x_mm, float z_mm) { return map(x_mm - middleX, z_mm - middleZ); });
    }
    if (view.pen) {
        const ImVec2 at = map(view.pen->x_mm - middleX, view.pen->z_mm - middleZ);
        if (area.holds(at)) {
            drawPenMark(list, screen, at, view.pen->touching);
        }
    }
    drawLegend(list, screen, layout.legend, view, full);
    if (hovered != nullptr) {
        drawHover(list, screen, box, mouse, view, *hovered);
    }
    list.PopClipRect();
}

} // namespace stipple::training_ui
