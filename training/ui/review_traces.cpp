#include "engine/base/result.h"
#include "training/ui/panels.h"
#include "training/ui/parts.h"
#include "training/ui/review_parts.h"
#include "training/ui/screen_layout.h"

#include <imgui.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <span>

namespace stipple::training_ui {

namespace {

namespace colour = ui::colour;

constexpr float kHole = std::numeric_limits<float>::quiet_NaN();
constexpr double kTicksPerSecond = 240.0;

/// The traces as columns, made anew each frame: some thousand floats.
struct Columns {
    std::vector<float> time_s, depth, tilt, glide, force, stretch, gel;
    std::vector<float> depthLow, depthHigh, limit, tiltLow, tiltHigh;
};

Columns columnsOf(const ReviewView& view) {
    Columns out;
    for (std::size_t i = 0; i < view.trace.size(); ++i) {
        const scoring::TracePoint& point = view.trace[i];
        const TraceTarget target = i < view.targets.size() ? view.targets[i] : TraceTarget{};
        out.time_s.push_back(static_cast<float>(point.tick / kTicksPerSecond));
        out.depth.push_back(point.touching && point.delivered_mm > 0.0f ? point.delivered_mm
                                                                        : kHole);
        out.tilt.push_back(point.touching ? point.tilt_deg : kHole);
        out.glide.push_back(point.touching ? point.glide_mmps : kHole);
        out.force.push_back(point.touching ? point.force_N : kHole);
        out.stretch.push_back(point.stretch_pct);
        out.gel.push_back(point.gel * 100.0f);
        out.depthLow.push_back(target.depthLow_mm);
        out.depthHigh.push_back(target.depthHigh_mm);
        out.limit.push_back(target.limit_mm);
        out.tiltLow.push_back(0.0f);
        out.tiltHigh.push_back(target.tiltMax_deg);
    }
    return out;
}

std::vector<float> constant(std::size_t count, float value) {
    return std::vector<float>(count, value);
}

/// The top of an axis that holds the values but is not stretched by one wild point.
float axisTop(const std::vector<float>& values, float atLeast) {
    float most = atLeast;
    for (const float value : values) {
        most = std::isnan(value) ? most : std::max(most, value * 1.05f);
    }
    return std::min(most, atLeast * 2.5f);
}

/// Why the depth was what it was at the moment shown: the terms of the last stroke before it.
std::string reasonAt(const ReviewView& view) {
    constexpr std::uint32_t kRecent = 120; // ticks: half a second, longer than any stroke takes
    std::string reason;
    for (const scoring::TracePoint& point : view.trace) {
        if (point.tick > view.tick) {
            break;
        }
        if (point.terms.set_m > 0.0f && point.tick + kRecent >= view.tick) {
            reason = depthReason(point.terms);
        }
    }
    return reason.empty() ? std::string("No needle went into the skin at this moment") : reason;
}

std::vector<float> eventTimes(const ReviewView& view) {
    std::vector<float> times;
    for (const scoring::CriticalFail& fail : view.score.criticalFails) {
        times.push_back(static_cast<float>(fail.tick / kTicksPerSecond));
    }
    return times;
}

/// The plots one below the other in the room that is left; under the first one why the depth was
/// so.
void drawPlots(const ui::Screen& screen, const ReviewView& view,
               std::span<const ui::PlotLine> lines, UiActions& actions) {
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const ImVec2 room = ImGui::GetContentRegionAvail();
    const float gap = screen.px(6.0f);
    const std::string reason = reasonAt(view);
    ImFont* small = screen.fonts.small;
    // always room for two lines: the plots must not jump while scrubbing
    const float words = 2.0f * small->FontSize + screen.px(3.0f);
    const auto count = static_cast<float>(lines.size());
    const float each = std::max(screen.px(52.0f), (room.y - words - gap * (count - 1.0f)) / count);
    const float end_s = std::max(static_cast<float>(view.tickCount / kTicksPerSecond), 1.0f);
    const auto now_s = static_cast<float>(view.tick / kTicksPerSecond);
    float y = at.y;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const ui::Box box{at.x, y, room.x, each};
        const ui::PlotAnswer answer =
            ui::drawPlot(screen, lines[i].label.c_str(), box, lines[i], 0.0f, end_s, now_s);
        if (answer.clicked_s) {
            actions.emplace_back(SeekReplay{
                static_cast<std::uint32_t>(std::lround(*answer.clicked_s * kTicksPerSecond))});
        }
        y += each + gap;
        if (i == 0) {
            const float left = at.x + screen.px(34.0f);
            ImGui::GetWindowDrawList()->AddText(
                small, small->FontSize, ImVec2(left, y - gap + screen.px(2.0f)), colour::kText,
                reason.c_str(), nullptr, room.x - screen.px(34.0f));
            y += words;
        }
    }
}

namespace {

/// The limits that stay the same over the whole attempt, as lines.
struct SteadyBands {
    std::vector<float> glideLow, glideHigh, forceLow, forceHigh, stretchLow, stretchHigh;
};

SteadyBands steadyBands(const ReviewView& view, std::size_t count) {
    return {constant(count, view.glideMin_mmps),  constant(count, view.glideMax_mmps),
            constant(count, view.forceMin_N),     constant(count, view.forceMax_N),
            constant(count, view.stretchMin_pct), constant(count, 100.0f)};
}

std::array<ui::PlotLine, 6> linesOf(const ReviewView& view, const Columns& columns,
                                    const SteadyBands& bands) {
    float deepest = 0.8f;
    for (const float limit : columns.limit) {
        deepest = std::max(deepest, limit * 1.3f);
    }
    return {
        ui::PlotLine{.label = "Delivered depth",
                     .unit = "mm",
                     .time_s = columns.time_s,
                     .value = columns.depth,
                     .bandLow = columns.depthLow,
                     .bandHigh = columns.depthHigh,
                     .limit = columns.limit,
                     .most = axisTop(columns.depth, deepest),
                     .decimals = 2},
        ui::PlotLine{.label = "Tilt",
                     .unit = "°",
                     .time_s = columns.time_s,
                     .value = columns.tilt,
                     .bandLow = columns.tiltLow,
                     .bandHigh = columns.tiltHigh,
                     .most = axisTop(columns.tilt, 30.0f),
                     .decimals = 0,
                     .assessed = view.tiltAssessed},
        ui::PlotLine{.label = "Glide speed",
                     .unit = "mm/s",
                     .time_s = columns.time_s,
                     .value = columns.glide,
                     .bandLow = bands.glideLow,
                     .bandHigh = bands.glideHigh,
                     .most = axisTop(columns.glide, 60.0f),
                     .decimals = 0},
        ui::PlotLine{.label = "Contact force",
                     .unit = "N",
                     .time_s = columns.time_s,
                     .value = columns.force,
                     .bandLow = bands.forceLow,
                     .bandHigh = bands.forceHigh,
                     .most = axisTop(columns.force, 4.0f),
                     .assessed = view.forceAssessed},
        ui::PlotLine{.label = "Skin stretch",
                     .unit = "%",
                     .time_s = columns.time_s,
                     .value = columns.stretch,
                     .bandLow = bands.stretchLow,
                     .bandHigh = bands.stretchHigh,
                     .most = 30.0f,
                     .decimals = 0},
        ui::PlotLine{.label = "Gel film",
                     .unit = "%",
                     .time_s = columns.time_s,
                     .value = columns.gel,
                     .most = 100.0f,
                     .decimals = 0},
    };
}

} // namespace

void drawTraces(const ui::Screen& screen, const ReviewView& view, UiActions& actions) {
    const Columns columns = columnsOf(view);
    const SteadyBands bands = steadyBands(view, columns.time_s.size());
    std::array<ui::PlotLine, 6> lines = linesOf(view, columns, bands);
    const std::vector<float> events = eventTimes(view);
    for (ui::PlotLine& line : lines) {
        line.events_s = events;
    }
    drawPlots(screen, view, lines, actions);
}

void drawMapModes(const ui::Screen& screen, const ReviewView& view, float width_px,
                  UiActions& actions) {
    constexpr std::array kMaps{"Passes", "Density", "Depth"};
    const int chosen =
        view.coverage.mode == MapMode::Off ? 0 : static_cast<int>(view.coverage.mode) - 1;
    if (const int mode = segments(screen, "map", kMaps, chosen, width_px); mode >= 0) {
        actions.emplace_back(SetMap{static_cast<MapMode>(mode + 1)});
    }
}

/// Section and map of the moment; the 3D picture is the app's.
void drawPlace(const ui::Screen& screen, const ReviewView& view, const ReviewLayout& layout,
               UiActions& actions) {
    ImDrawList& list =
        layout.bar.width > 0.0f ? *ImGui::GetWindowDrawList() : *ImGui::GetBackgroundDrawList();
    if (layout.section.width > 0.0f) {
        drawSection(list, screen, layout.section, view.section);
    }
    if (layout.mapModes.width > 0.0f) {
        ImGui::SetCursorScreenPos(layout.mapModes.low());
        drawMapModes(screen, view, layout.mapModes.width, actions);
    }
    if (layout.map.width > 0.0f) {
        drawCoverage(list, screen, layout.map, view.coverage, ImGui::GetIO().MousePos);
    }
    if (layout.picture.width > 0.0f) {
        list.AddRect(layout.picture.low(), layout.picture.high(), colour::kLine);
        const std::string words =
            view.hasPicture ? "Right button: turn   Wheel: nearer" : "No picture of this moment";
        // readable over a bright couch as well
        const ImVec2 size = ui::textSize(screen.fonts.small, words);
        const float pad = screen.px(6.0f);
        const ImVec2 low(layout.picture.x + pad, layout.picture.y + pad);
        list.AddRectFilled(low, ImVec2(low.x + size.x + 2.0f * pad, low.y + size.y + pad),
                           ui::faded(colour::kPanel, 0.85f), screen.px(4.0f));
        list.AddText(screen.fonts.small, screen.fonts.small->FontSize,
                     ImVec2(low.x + pad, low.y + 0.5f * pad), colour::kText, words.c_str());
    }
}

void drawSpeeds(const ui::Screen& screen, const ReviewView& view, float width_px,
                UiActions& actions) {
    constexpr std::array kSpeeds{0.25f, 0.5f, 1.0f, 2.0f, 4.0f};
    constexpr std::array kSpeedNames{"¼×", "½×", "1×", "2×", "4×"};
    int speed = -1;
    for (std::size_t i = 0; i < kSpeeds.size(); ++i) {
        speed = std::abs(kSpeeds.at(i) - view.speed) < 0.01f ? static_cast<int>(i) : speed;
    }
    if (const int chosen = segments(screen, "speed", kSpeedNames, speed, width_px); chosen >= 0) {
        actions.emplace_back(SetReplaySpeed{kSpeeds.at(static_cast<std::size_t>(chosen))});
    }
}

void drawSlider(const ReviewView& view, float width_px, UiActions& actions) {
    ImGui::SetNextItemWidth(width_px);
    int tick = static_cast<int>(view.tick);
    if (ImGui::SliderInt("##scrub", &tick, 0, static_cast<int>(std::max(view.tickCount, 1U)), "",
                         ImGuiSliderFlags_AlwaysClamp | ImGuiSliderFlags_NoInput)) {
        actions.emplace_back(SeekReplay{static_cast<std::uint32_t>(tick)});
    }
}

void drawScrub(const ui::Screen& screen, const ReviewView& view, UiActions& actions) {
    if (primaryButton(view.playing ? "Pause" : "Play", ImVec2(screen.px(80.0f), 0.0f))) {
        actions.emplace_back(TogglePlayReplay{});
    }
    const std::string clock = fmt::format("{:.1f} of {:.1f} s", view.tick / kTicksPerSecond,
                                          view.tickCount / kTicksPerSecond);
    ImGui::SameLine();
    if (isNarrow(screen)) {
        drawSpeeds(screen, view, ImGui::GetContentRegionAvail().x, actions);
        drawSlider(view, ImGui::GetContentRegionAvail().x, actions);
        text(screen.fonts.strong, colour::kText, clock);
        return;
    }
    const float speedWidth = screen.px(220.0f);
    const float clockWidth = ui::textSize(screen.fonts.strong, "000.0 of 000.0 s").x;
    const float spacing = ImGui::GetStyle().ItemSpacing.x;
    drawSlider(view, ImGui::GetContentRegionAvail().x - speedWidth - clockWidth - 2.0f * spacing,
               actions);
    ImGui::SameLine();
    ImGui::AlignTextToFramePadding();
    const float clockX = ImGui::GetCursorPosX();
    text(screen.fonts.strong, colour::kText, clock);
    ImGui::SameLine(clockX + clockWidth + spacing);
    drawSpeeds(screen, view, speedWidth, actions);
}

} // namespace

std::string depthReason(const sim::DepthTerms& terms) {
    if (terms.set_m <= 0.0f) {
        return {};
    }
    constexpr float kMm = 1000.0f;
    const double tilt_deg =
        std::acos(std::clamp(static_cast<double>(terms.cosTilt), 0.0, 1.0)) * 57.29577951;
    const std::string cut =
        terms.cut_m * kMm < 0.005f
            ? std::string()
            : fmt::format(" − {:.2f} {}", terms.cut_m * kMm,
                          terms.stop == sim::NeedleStop::Bone    ? "bone"
                          : terms.stop == sim::NeedleStop::Force ? "stalled"
                                                                 : "out of length");
    const std::string up = terms.lift_m * kMm < 0.005f
                               ? std::string()
                               : fmt::format("; skin came up {:.2f}", terms.lift_m * kMm);
    return fmt::format(
        "Last stroke: {:.2f} mm = ({:.2f} set {} {:.2f} dial) × cos {:.0f}° − {:.2f} lift + {:.2f} "
        "bulge − {:.2f} give{}{}",
        terms.delivered_m * kMm, terms.set_m * kMm, terms.dialError_m < 0.0f ? "−" : "+",
        std::abs(terms.dialError_m) * kMm, tilt_deg, terms.gap_m * kMm, terms.rise_m * kMm,
        terms.dimple_m * kMm, cut, up);
}

void drawTraceTab(const ui::Screen& screen, const ReviewView& view, UiActions& actions) {
    const ReviewLayout layout = reviewLayout(screen);
    if (isNarrow(screen)) {
        drawScrub(screen, view, actions);
        if (layout.map.width > 0.0f) {
            drawMapModes(screen, view, ImGui::GetContentRegionAvail().x, actions);
        }
        drawPlace(screen, view, layout, actions);
        ImGui::BeginChild("traces", ImVec2(0.0f, screen.px(560.0f)));
        drawTraces(screen, view, actions);
        ImGui::EndChild();
        return;
    }
    ImGui::SetCursorScreenPos(layout.traces.low());
    ImGui::BeginChild("traces", ImVec2(layout.traces.width, layout.traces.height));
    drawTraces(screen, view, actions);
    ImGui::EndChild();
    drawPlace(screen, view, layout, actions);
    ImGui::SetCursorScreenPos(layout.bar.low());
    drawScrub(screen, view, actions);
}

} // namespace stipple::training_ui
