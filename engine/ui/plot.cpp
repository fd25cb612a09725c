#include "engine/ui/plot.h"

#include "engine/base/result.h"
#include "engine/ui/theme.h"

#include <imgui_internal.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace stipple::ui {

namespace {

// ten even steps of the published cividis map
constexpr std::array<std::uint32_t, 10> kCividis{0x00224e, 0x123570, 0x3b496c, 0x575d6d, 0x707173,
                                                 0x8a8678, 0xa59c74, 0xc3b369, 0xe1cc55, 0xfee838};

std::uint32_t mixChannel(std::uint32_t a, std::uint32_t b, unsigned int shift, float part) {
    const auto low = static_cast<float>((a >> shift) & 0xffU);
    const auto high = static_cast<float>((b >> shift) & 0xffU);
    return static_cast<std::uint32_t>(low + (high - low) * part + 0.5f) << shift;
}

struct Axis {
    Box area;
    float from_s, to_s, least, most;

    [[nodiscard]] float x(float time_s) const {
        return area.x + (time_s - from_s) / std::max(to_s - from_s, 1e-6f) * area.width;
    }
    [[nodiscard]] float y(float value) const {
        const float share = (value - least) / std::max(most - least, 1e-6f);
        return area.y + (1.0f - std::clamp(share, 0.0f, 1.0f)) * area.height;
    }
    [[nodiscard]] float time(float atX) const {
        return std::clamp(from_s + (atX - area.x) / std::max(area.width, 1.0f) * (to_s - from_s),
                          from_s, to_s);
    }
};

/// The index of the last time not after `time_s`.
std::size_t indexAt(std::span<const float> time_s, float at_s) {
    const auto after = std::upper_bound(time_s.begin(), time_s.end(), at_s);
    return after == time_s.begin() ? 0 : static_cast<std::size_t>(after - time_s.begin()) - 1;
}

void drawBand(ImDrawList& list, const Axis& axis, const PlotLine& line) {
    if (line.bandLow.size() != line.time_s.size() || line.bandHigh.size() != line.time_s.size()) {
        return;
    }
    for (std::size_t i = 0; i + 1 < line.time_s.size(); ++i) {
        if (line.bandHigh[i] <= line.bandLow[i]) {
            continue;
        }
        list.AddRectFilled(ImVec2(axis.x(line.time_s[i]), axis.y(line.bandHigh[i])),
                           ImVec2(axis.x(line.time_s[i + 1]), axis.y(line.bandLow[i])),
                           faded(colour::kGood, 0.18f));
    }
}

void drawSteps(ImDrawList& list, const Axis& axis, std::span<const float> time_s,
               std::span<const float> value, ImU32 paint, float line_px, bool zeroIsHole) {
    if (value.size() != time_s.size()) {
        return;
    }
    list.PathClear();
    for (std::size_t i = 0; i < value.size(); ++i) {
        if (std::isnan(value[i]) || (zeroIsHole && value[i] <= 0.0f)) {
            list.PathStroke(paint, ImDrawFlags_None, line_px);
            continue;
        }
        list.PathLineTo(ImVec2(axis.x(time_s[i]), axis.y(value[i])));
    }
    list.PathStroke(paint, ImDrawFlags_None, line_px);
}

void drawCaption(ImDrawList& list, const Screen& screen, const Box& box, const PlotLine& line,
                 const std::string& readOut) {
    const std::string unit = line.unit.empty() ? "" : ", " + line.unit;
    const std::string note = line.assessed ? "" : "  (not assessed with this device)";
    const float readWidth = readOut.empty() ? 0.0f : textSize(screen.fonts.strong, readOut).x;
    drawFittedText(list, screen.fonts.small, box.low(), colour::kQuiet,
                   box.width - readWidth - screen.px(8.0f), line.label + unit + note);
    if (!readOut.empty()) {
        list.AddText(screen.fonts.strong, screen.fonts.strong->FontSize,
                     ImVec2(box.x + box.width - readWidth, box.y - screen.px(1.0f)), colour::kText,
                     readOut.c_str());
    }
}

/// A stroke through the plot with a triangle at its foot, so that it is no mere line of colour.
void drawEvents(ImDrawList& list, const Screen& screen, const Axis& axis,
                std::span<const float> events_s) {
    const float foot = axis.area.y + axis.area.height;
    const float side = screen.px(5.0f);
    for (const float event_s : events_s) {
        const float x = axis.x(event_s);
        list.AddLine(ImVec2(x, axis.area.y), ImVec2(x, foot), faded(colour::kPoor, 0.7f),
                     std::max(1.0f, screen.px(1.0f)));
        list.AddTriangleFilled(ImVec2(x - side, foot), ImVec2(x + side, foot),
                               ImVec2(x, foot - 1.6f * side), colour::kPoor);
    }
}

std::string readOutAt(const PlotLine& line, float at_s) {
    if (line.time_s.empty()) {
        return {};
    }
    const float value = line.value[indexAt(line.time_s, at_s)];
    if (std::isnan(value)) {
        return fmt::format("{:.1f} s: no contact", at_s);
    }
    return fmt::format("{:.1f} s: {:.{}f} {}", at_s, value, line.decimals, line.unit);
}

} // namespace

ImU32 cividis(float share) {
    const float place = std::clamp(share, 0.0f, 1.0f) * static_cast<float>(kCividis.size() - 1);
    const std::size_t index = std::min(static_cast<std::size_t>(place), kCividis.size() - 2);
    const float part = place - static_cast<float>(index);
    const std::uint32_t a = kCividis.at(index);
    const std::uint32_t b = kCividis.at(index + 1);
    return rgb(mixChannel(a, b, 16, part) | mixChannel(a, b, 8, part) | mixChannel(a, b, 0, part));
}

void drawHatch(ImDrawList& list, const Box& box, Hatch hatch, float spacing_px, float line_px,
               ImU32 paint) {
    if (hatch == Hatch::None || spacing_px <= 0.0f) {
        return;
    }
    list.PushClipRect(box.low(), box.high(), true);
    // lines start on a grid of the whole screen, so that neighbouring boxes join
    const float first = std::floor((box.x + box.y) / spacing_px) * spacing_px;
    for (float sum = first; sum <= box.x + box.width + box.y + box.height; sum += spacing_px) {
        list.AddLine(ImVec2(sum - box.y, box.y),
                     ImVec2(sum - box.y - box.height, box.y + box.height), paint, line_px);
    }
    if (hatch == Hatch::Cross) {
        const float start = std::floor((box.x - box.y - box.height) / spacing_px) * spacing_px;
        for (float gap = start; gap <= box.x + box.width - box.y; gap += spacing_px) {
            list.AddLine(ImVec2(gap + box.y, box.y),
                         ImVec2(gap + box.y + box.height, box.y + box.height), paint, line_px);
        }
    }
    list.PopClipRect();
}

ImVec2 textSize(ImFont* font, const std::string& text) {
    return font->CalcTextSizeA(font->FontSize, FLT_MAX, 0.0f, text.c_str());
}

float drawFittedText(ImDrawList& list, ImFont* font, ImVec2 at, ImU32 paint, float width_px,
                     const std::string& text) {
    std::string shown = text;
    float width = textSize(font, shown).x;
    while (width > width_px && !shown.empty()) {
        // take off one whole UTF-8 character before the ellipsis
        shown.resize(shown.size() - (shown.size() > 3 && shown.ends_with("…") ? 3U : 0U));
        while (!shown.empty() && (static_cast<unsigned char>(shown.back()) & 0xC0U) == 0x80U) {
            shown.pop_back();
        }
        if (!shown.empty()) {
            shown.pop_back();
        }
        if (shown.empty()) {
            return 0.0f;
        }
        shown += "…";
        width = textSize(font, shown).x;
    }
    list.AddText(font, font->FontSize, at, paint, shown.c_str());
    return width;
}

PlotAnswer drawPlot(const Screen& screen, const char* id, const Box& box, const PlotLine& line,
                    float from_s, float to_s, float now_s) {
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const float caption = screen.fonts.strong->FontSize + screen.px(4.0f);
    const float scaleWidth = screen.px(34.0f);
    const Axis axis{.area = {box.x + scaleWidth, box.y + caption, box.width - scaleWidth,
                             std::max(box.height - caption, 8.0f)},
                    .from_s = from_s,
                    .to_s = to_s,
                    .least = line.least,
                    .most = line.most};

    PlotAnswer answer;
    ImGui::SetCursorScreenPos(axis.area.low());
    ImGui::InvisibleButton(id, ImVec2(axis.area.width, axis.area.height));
    if (ImGui::IsItemHovered()) {
        answer.hovered_s = axis.time(ImGui::GetIO().MousePos.x);
    }
    if (ImGui::IsItemActive()) {
        answer.clicked_s = axis.time(ImGui::GetIO().MousePos.x);
    }

    list.AddRectFilled(axis.area.low(), axis.area.high(), colour::kRaised, screen.px(4.0f));
    list.PushClipRect(axis.area.low(), axis.area.high(), true);
    drawBand(list, axis, line);
    const float thin = std::max(1.0f, screen.px(1.2f));
    drawSteps(list, axis, line.time_s, line.limit, colour::kPoor, thin, true);
    drawSteps(list, axis, line.time_s, line.value, line.assessed ? colour::kAccent : colour::kQuiet,
              thin * 1.3f, false);
    list.AddLine(ImVec2(axis.x(now_s), axis.area.y),
                 ImVec2(axis.x(now_s), axis.area.y + axis.area.height), colour::kText, thin);
    drawEvents(list, screen, axis, line.events_s);
    if (answer.hovered_s) {
        list.AddLine(ImVec2(axis.x(*answer.hovered_s), axis.area.y),
                     ImVec2(axis.x(*answer.hovered_s), axis.area.y + axis.area.height),
                     faded(colour::kText, 0.4f), thin);
    }
    list.PopClipRect();

    ImFont* small = screen.fonts.small;
    for (const float value : {line.least, line.most}) {
        const std::string label = fmt::format("{:.{}f}", value, line.decimals);
        const float y =
            value == line.least ? axis.area.y + axis.area.height - small->FontSize : axis.area.y;
        list.AddText(small, small->FontSize,
                     ImVec2(axis.area.x - textSize(small, label).x - screen.px(5.0f), y),
                     colour::kQuiet, label.c_str());
    }
    drawCaption(list, screen, box, line, readOutAt(line, answer.hovered_s.value_or(now_s)));
    return answer;
}

} // namespace stipple::ui
