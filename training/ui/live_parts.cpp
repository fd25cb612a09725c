#include "training/ui/live_parts.h"

#include "engine/base/result.h"
#include "engine/ui/meter.h"
#include "training/ui/parts.h"

#include <imgui.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <span>

namespace stipple::training_ui {

namespace {

namespace colour = ui::colour;

constexpr float kPi = std::numbers::pi_v<float>;
constexpr float kDialFrom = 0.75f * kPi; ///< where the dial's scale begins, clockwise from +x
constexpr float kDialSweep = 1.5f * kPi;

float dialAngle(const LiveView& view, float depth_mm) {
    const float range = std::max(view.dialMax_mm - view.dialMin_mm, 1e-3f);
    return kDialFrom + kDialSweep * std::clamp((depth_mm - view.dialMin_mm) / range, 0.0f, 1.0f);
}

ImVec2 around(ImVec2 middle, float radius, float angle) {
    return {middle.x + radius * std::cos(angle), middle.y + radius * std::sin(angle)};
}

void drawArc(ImDrawList& list, ImVec2 middle, float radius, float from, float to, ImU32 paint,
             float line_px) {
    list.PathArcTo(middle, radius, from, to, 40);
    list.PathStroke(paint, ImDrawFlags_None, line_px);
}

/// The device's dial: one tick per step, the protocol's range, the maximum, the pointer.
void drawDial(const ui::Screen& screen, const LiveView& view, ImVec2 middle, float radius) {
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const float ring = radius - screen.px(4.0f);
    drawArc(list, middle, ring, kDialFrom, kDialFrom + kDialSweep, colour::kRaised,
            screen.px(7.0f));
    if (showsBands(view) && view.zone && view.zone->inLesson) {
        drawArc(list, middle, ring, dialAngle(view, view.zone->dialMin_mm),
                dialAngle(view, view.zone->dialMax_mm), ui::faded(colour::kGood, 0.8f),
                screen.px(7.0f));
        const float stop = dialAngle(view, view.zone->max_mm);
        list.AddLine(around(middle, ring - screen.px(6.0f), stop),
                     around(middle, ring + screen.px(6.0f), stop), colour::kPoor, screen.px(2.5f));
    }
    const int steps = static_cast<int>(
        std::lround((view.dialMax_mm - view.dialMin_mm) / std::max(view.dialStep_mm, 0.01f)));
    for (int i = 0; i <= std::min(steps, 60); ++i) {
        const float angle =
            kDialFrom + kDialSweep * static_cast<float>(i) / static_cast<float>(std::max(steps, 1));
        list.AddLine(around(middle, ring - screen.px(9.0f), angle),
                     around(middle, ring - screen.px(6.0f), angle), colour::kQuiet, 1.0f);
    }
    const float now = dialAngle(view, view.dial_mm);
    list.AddLine(around(middle, ring - screen.px(16.0f), now),
                 around(middle, ring + screen.px(4.0f), now), colour::kText, screen.px(3.0f));
    const std::string value = fmt::format("{:.2f}", view.dial_mm);
    const ImVec2 size = ui::textSize(screen.fonts.number, value);
    list.AddText(screen.fonts.number, screen.fonts.number->FontSize,
                 ImVec2(middle.x - size.x * 0.5f, middle.y - size.y * 0.58f), colour::kText,
                 value.c_str());
    const std::string unit = fmt::format("mm ± {:.2f}", view.dialTolerance_mm);
    const ImVec2 unitSize = ui::textSize(screen.fonts.small, unit);
    list.AddText(screen.fonts.small, screen.fonts.small->FontSize,
                 ImVec2(middle.x - unitSize.x * 0.5f, middle.y + size.y * 0.38f), colour::kQuiet,
                 unit.c_str());
}

std::string dialState(const LiveView& view) {
    if (!view.zone || !view.zone->inLesson) {
        return {};
    }
    if (view.dial_mm > view.zone->max_mm + 1e-4f) {
        return "over the maximum";
    }
    const bool inside = view.dial_mm >= view.zone->dialMin_mm - 1e-4f &&
                        view.dial_mm <= view.zone->dialMax_mm + 1e-4f;
    return inside ? "right for this zone"
                  : (view.dial_mm < view.zone->dialMin_mm ? "too shallow here" : "too deep here");
}

ui::Meter depthMeter(const LiveView& view) {
    ui::Meter meter{.label = "Depth delivered", .unit = "mm"};
    meter.value = view.delivered_mm;
    meter.sigma = view.deliveredSigma_mm;
    meter.decimals = 2;
    meter.live = view.touching && view.delivered_mm > 0.0f;
    meter.most = 1.5f;
    if (view.zone && view.zone->inLesson) {
        const ZoneBand& zone = *view.zone;
        meter.most = std::max(zone.max_mm * 1.6f, 0.8f);
        // half to all of the target is what the rubric calls neither too shallow nor too deep
        meter.bandLow = zone.target_mm * 0.5f;
        meter.bandHigh = std::min(zone.dialMax_mm, zone.max_mm);
        meter.limit = zone.max_mm;
    }
    return meter;
}

/// With the direction of the pull against the lines of tension, where both are known.
std::string stretchUnit(const LiveView& view) {
    if (!(view.stretch_pct > 0.0f) || !view.pullFromLines_deg) {
        return "%";
    }
    const int between_deg = *view.pullFromLines_deg;
    return between_deg <= 30 ? "% along" : between_deg >= 60 ? "% across" : "% aslant";
}

std::array<ui::Meter, 6> handlingMeters(const LiveView& view) {
    const HandlingLimits& limits = view.limits;
    const bool glides = !view.zone || !view.zone->stamping;
    const std::string unit = stretchUnit(view);
    return {ui::Meter{.label = "Tilt",
                      .unit = "°",
                      .value = view.tilt_deg,
                      .most = 30.0f,
                      .bandHigh = limits.tilt_deg,
                      .decimals = 0,
                      .live = view.overSkin,
                      .assessed = view.tiltAssessed},
            ui::Meter{.label = view.roller ? "Rolling" : "Glide",
                      .unit = "mm/s",
                      .value = view.glide_mmps,
                      .most = 60.0f,
                      .bandLow = limits.glideMin_mmps,
                      .bandHigh = limits.glideMax_mmps,
                      .decimals = 0,
                      .live = view.touching && glides},
            ui::Meter{.label = "Force",
                      .unit = "N",
                      .value = view.force_N,
                      .most = 4.0f,
                      .bandLow = limits.forceMin_N,
                      .bandHigh = limits.forceMax_N,
                      .live = view.touching,
                      .assessed = view.forceAssessed},
            ui::Meter{.label = "Drag",
                      .unit = "",
                      .value = view.slipIndex,
                      .most = 2.5f,
                      .bandHigh = limits.slipIndexMax,
                      .live = view.touching},
            // the shorter word leaves room for the direction
            ui::Meter{.label = unit == "%" ? "Stretch" : "Pull",
                      .unit = unit,
                      .value = view.stretch_pct,
                      .most = 30.0f,
                      .bandLow = limits.stretchMin_pct,
                      .decimals = 0,
                      .live = view.overSkin},
            ui::Meter{.label = "Gel",
                      .unit = "%",
                      .value = view.gel * 100.0f,
                      .most = 100.0f,
                      .bandLow = 20.0f,
                      .decimals = 0,
                      .live = view.overSkin}};
}

/// "12 needles" for each pen of the lesson; the number alone where it is too narrow for more.
void drawPenChoice(const ui::Screen& screen, const LiveView& view, UiActions& actions) {
    if (view.pens.size() < 2) {
        return;
    }
    const float width = ImGui::GetContentRegionAvail().x;
    const float room = width / static_cast<float>(view.pens.size()) - screen.px(12.0f);
    const bool told = view.penNeedles.size() == view.pens.size();
    const bool narrow = told && ui::textSize(screen.fonts.body, "36 needles").x > room;
    std::vector<std::string> words;
    for (std::size_t pen = 0; pen < view.pens.size(); ++pen) {
        words.push_back(!told
                            ? fmt::format("Pen {}", pen + 1)
                            : fmt::format("{}{}", view.penNeedles[pen], narrow ? "" : " needles"));
    }
    std::vector<const char*> names;
    names.reserve(words.size());
    for (const std::string& word : words) {
        names.push_back(word.c_str());
    }
    if (const int pen = segments(screen, "pens", names, view.pen, width); pen >= 0) {
        actions.emplace_back(SetPen{static_cast<std::uint8_t>(pen)});
    }
}

} // namespace

bool showsBands(const LiveView& view) {
    return view.assistance == lesson::Assistance::Full;
}

bool showsStates(const LiveView& view) {
    return view.assistance != lesson::Assistance::None;
}

void drawClock(const ui::Screen& screen, const LiveView& view) {
    const float width = ImGui::GetContentRegionAvail().x;
    const ImVec2 at = ImGui::GetCursorScreenPos();
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const bool limited = view.timeLimit_s > 0.0;
    const double left_s = limited ? view.timeLimit_s - view.elapsed_s : view.elapsed_s;
    const std::string clock = clockText(left_s);
    const float clockWidth = ui::textSize(screen.fonts.heading, clock).x;
    ui::drawFittedText(list, screen.fonts.strong, at, colour::kText,
                       width - clockWidth - screen.px(10.0f), view.lessonTitle);
    const bool nearlyOver = limited && left_s < 30.0;
    list.AddText(screen.fonts.heading, screen.fonts.heading->FontSize,
                 ImVec2(at.x + width - clockWidth, at.y - screen.px(2.0f)),
                 nearlyOver ? colour::kFair : colour::kText, clock.c_str());
    const std::string mode =
        view.mode == lesson::Mode::Graded ? std::string("Graded") : std::string("Formative");
    std::string second = view.trainee.empty() ? mode : mode + "   " + view.trainee;
    second += view.performer.empty() ? std::string() : "   " + view.performer;
    const float secondY = at.y + screen.fonts.strong->FontSize + screen.px(4.0f);
    const std::string word = limited ? "left" : "so far";
    const float wordWidth = ui::textSize(screen.fonts.small, word).x;
    ui::drawFittedText(list, screen.fonts.small, ImVec2(at.x, secondY), colour::kQuiet,
                       width - wordWidth - screen.px(10.0f), second);
    list.AddText(screen.fonts.small, screen.fonts.small->FontSize,
                 ImVec2(at.x + width - wordWidth, secondY), colour::kQuiet, word.c_str());
    ImGui::Dummy(ImVec2(width, screen.fonts.strong->FontSize + screen.fonts.small->FontSize +
                                   screen.px(6.0f)));
}

namespace {

/// In place of dial, motor and rate, and as high: a roller has none of them.
void drawRollerFacts(const ui::Screen& screen, const LiveView& view, UiActions& actions) {
    const float width = ImGui::GetContentRegionAvail().x;
    const float top = ImGui::GetCursorPosY();
    text(screen.fonts.small, colour::kQuiet, "NEEDLES, OF FIXED LENGTH");
    text(screen.fonts.number, colour::kText, fmt::format("{:.2f} mm", view.dial_mm));
    text(screen.fonts.body, colour::kText,
         fmt::format("{} on the drum, turned by your hand", view.needleCount));
    text(screen.fonts.body, colour::kQuiet, "It rolls straight only: lift it to turn");
    ImGui::SetCursorPosY(top + screen.px(114.0f));
    ImGui::BeginDisabled(!view.performer.empty());
    drawPenChoice(screen, view, actions);
    ImGui::EndDisabled();
    const std::string roller =
        view.pen < view.pens.size() ? view.pens[view.pen] : std::string("no roller");
    ui::drawFittedText(*ImGui::GetWindowDrawList(), screen.fonts.small, ImGui::GetCursorScreenPos(),
                       colour::kQuiet, width,
                       fmt::format("{}, {} rows rolled in", roller, view.cartridgeStrokes));
    ImGui::Dummy(ImVec2(width, screen.fonts.small->FontSize));
    drawCartridge(screen, view);
}

} // namespace

void drawPenSwitches(const ui::Screen& screen, const LiveView& view, UiActions& actions) {
    if (view.roller) {
        drawRollerFacts(screen, view, actions);
        return;
    }
    const float width = ImGui::GetContentRegionAvail().x;
    const float radius = screen.px(62.0f);
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float localY = ImGui::GetCursorPosY();
    const float localX = ImGui::GetCursorPosX();
    drawDial(screen, view, ImVec2(at.x + radius, at.y + radius), radius);

    // a script turns its own dial
    ImGui::BeginDisabled(!view.performer.empty());
    const float rightX = localX + 2.0f * radius + screen.px(16.0f);
    const float rightWidth = width - 2.0f * radius - screen.px(16.0f);
    ImGui::SetCursorPos(ImVec2(rightX, localY));
    ImGui::BeginGroup();
    const float half = (rightWidth - screen.px(6.0f)) * 0.5f;
    if (ImGui::Button("−##dial", ImVec2(half, 0.0f))) {
        actions.emplace_back(SetDial{-1});
    }
    ImGui::SameLine(0.0f, screen.px(6.0f));
    if (ImGui::Button("+##dial", ImVec2(half, 0.0f))) {
        actions.emplace_back(SetDial{+1});
    }
    if (view.motor ? primaryButton("Motor on", ImVec2(rightWidth, 0.0f))
                   : ImGui::Button("Motor off", ImVec2(rightWidth, 0.0f))) {
        actions.emplace_back(ToggleMotor{});
    }
    const float key = ImGui::GetFrameHeight();
    if (ImGui::Button("−##rate", ImVec2(key, 0.0f))) {
        actions.emplace_back(SetStrokeRate{-1});
    }
    ImGui::SameLine(0.0f, screen.px(4.0f));
    const float rateWidth = rightWidth - 2.0f * key - screen.px(8.0f);
    const bool unit = ui::textSize(screen.fonts.strong, rateText(view, true)).x < rateWidth;
    const std::string rate = rateText(view, unit);
    const float rateX = ImGui::GetCursorPosX();
    ImGui::SetCursorPosX(rateX + (rateWidth - ui::textSize(screen.fonts.strong, rate).x) * 0.5f);
    ImGui::AlignTextToFramePadding();
    text(screen.fonts.strong, view.slowed_Hz ? colour::kFair : colour::kText, rate);
    ImGui::SameLine();
    ImGui::SetCursorPosX(rateX + rateWidth + screen.px(4.0f));
    if (ImGui::Button("+##rate", ImVec2(key, 0.0f))) {
        actions.emplace_back(SetStrokeRate{+1});
    }
    ImGui::EndGroup();
    ImGui::SetCursorPos(ImVec2(localX, localY + 2.0f * radius - screen.px(10.0f)));
    drawPenChoice(screen, view, actions);
    ImGui::EndDisabled();
    const std::string pen =
        view.pen < view.pens.size() ? view.pens[view.pen] : std::string("no pen");
    const ImVec2 line = ImGui::GetCursorScreenPos();
    ui::drawFittedText(*ImGui::GetWindowDrawList(), screen.fonts.small, line, colour::kQuiet, width,
                       fmt::format("{}, {} strokes used", pen, view.cartridgeStrokes));
    ImGui::Dummy(ImVec2(width, screen.fonts.small->FontSize));
    drawCartridge(screen, view);
}

void drawZoneBand(const ui::Screen& screen, const LiveView& view) {
    groupHeading(screen, "ZONE UNDER THE PEN");
    const bool inLesson = view.zone && view.zone->inLesson;
    if (!view.zone) {
        text(screen.fonts.strong, colour::kQuiet,
             !view.overSkin  ? "The pen is off the skin"
             : view.onPerson ? "Outside all zones"
                             : "Outside the marked patches");
    } else if (!inLesson) {
        text(screen.fonts.strong, colour::kText, view.zone->label + ", not part of this lesson");
    } else {
        text(screen.fonts.strong, colour::kText, view.zone->label);
        if (const std::string state = dialState(view); showsStates(view)) {
            ImGui::SameLine();
            stateLabel(screen,
                       state == "right for this zone" ? ui::State::Good
                       : state == "over the maximum"  ? ui::State::Poor
                                                      : ui::State::Fair,
                       state);
        }
    }
    if (!showsBands(view)) {
        return;
    }
    // always as many lines: the panel must not jump while the pen crosses a border
    std::array<std::string, 2> lines{" ", " "};
    std::string caution;
    if (inLesson) {
        const ZoneBand& zone = *view.zone;
        caution = withoutSources(zone.caution);
        lines = {fmt::format("{} {:.2f}–{:.2f} mm, at most {:.2f} ({})",
                             view.roller ? "Needle length" : "Dial", zone.dialMin_mm,
                             zone.dialMax_mm, zone.max_mm, zone.maxBecause),
                 view.roller ? fmt::format("Delivered {:.2f} mm, rolled by hand", zone.target_mm)
                             : fmt::format("Delivered {:.2f} mm, {:.0f}–{:.0f} Hz, {}–{} needles",
                                           zone.target_mm, zone.rateMin_Hz, zone.rateMax_Hz,
                                           zone.needlesMin, zone.needlesMax)};
    }
    const float width = ImGui::GetContentRegionAvail().x;
    for (const std::string& line : lines) {
        ui::drawFittedText(*ImGui::GetWindowDrawList(), screen.fonts.small,
                           ImGui::GetCursorScreenPos(), colour::kQuiet, width, line);
        ImGui::Dummy(ImVec2(width, screen.fonts.small->FontSize));
        if (line.size() > 1 && ImGui::IsItemHovered()) {
            ImGui::SetTooltip("%s", line.c_str());
        }
    }
    // a pad's panel lists its patches below
    const int lineCount = view.onPerson ? 3 : 2;
    wrappedLines(screen, screen.fonts.small, colour::kFair, caution, width, lineCount);
}

void drawMeters(const ui::Screen& screen, const LiveView& view) {
    const bool all = view.tiltAssessed && view.forceAssessed;
    groupHeading(screen, all ? "NOW" : "NOW   (* not assessed with this device)");
    const float width = ImGui::GetContentRegionAvail().x;
    const float gap = screen.px(20.0f);
    const float half = (width - gap) * 0.5f;
    const auto show = [&](ui::Meter meter, float meterWidth) {
        meter.showBand = showsBands(view);
        meter.showState = showsStates(view);
        ui::drawMeter(screen, meter, meterWidth);
    };
    show(depthMeter(view), width);
    const std::array<ui::Meter, 6> meters = handlingMeters(view);
    for (std::size_t i = 0; i < meters.size(); i += 2) {
        show(meters.at(i), half);
        ImGui::SameLine(0.0f, gap);
        show(meters.at(i + 1), half);
    }
}

} // namespace stipple::training_ui
