#include "training/ui/hint.h"

#include "engine/base/result.h"

#include <algorithm>

namespace stipple::training_ui {

namespace {

// below this share of a fresh film the tip runs nearly dry
constexpr float kDryGel = 0.2f;

Hint warn(HintKind kind, std::string text) {
    return {kind, true, std::move(text)};
}
Hint advise(HintKind kind, std::string text) {
    return {kind, false, std::move(text)};
}

/// Below this share of the rate that is set a motor is slowed so that it can be heard.
constexpr float kSlowed = 0.95f;

/// A cartridge that must not come near the skin; who is examined has to see it alone.
Hint cartridgeHint(const LiveView& view) {
    if (view.cartridgeFresh || view.mode == lesson::Mode::Graded) {
        return {};
    }
    return warn(HintKind::Cartridge,
                fmt::format("{} {}: {}fit a new one (C)", view.roller ? "Roller" : "Cartridge",
                            view.cartridge, view.touching ? "lift, and " : ""));
}

/// What is wrong whatever the needles do: where the pen is and what it is set to.
Hint placeHint(const LiveView& view) {
    if (!view.tracked) {
        return warn(HintKind::NotTracked,
                    view.onPerson ? "The pen is not seen: move the pointer onto the skin"
                                  : "The pen is not seen: move the pointer onto the pad");
    }
    if (Hint hint = cartridgeHint(view); hint.kind != HintKind::None) {
        return hint;
    }
    const bool working = view.touching && (view.motor || view.roller);
    if (view.overSkin && view.zone && view.zone->noGo) {
        return warn(HintKind::WrongZone,
                    fmt::format("{}: no needles here{}", view.zone->label,
                                view.zone->caution.empty() ? "" : " (" + view.zone->caution + ")"));
    }
    if (working && (!view.zone || !view.zone->inLesson)) {
        return warn(HintKind::WrongZone, view.onPerson ? "Outside the lesson's zones: lift the pen"
                                                       : "Outside the marked patch: lift the pen");
    }
    if (view.overSkin && !view.noGoNear.empty()) {
        return warn(HintKind::NoGoNear,
                    fmt::format("Keep clear of {}{}", view.noGoNear,
                                view.noGoWhy.empty() ? "" : ": " + view.noGoWhy));
    }
    if (view.zone && view.zone->inLesson && view.dial_mm > view.zone->max_mm + 1e-4f) {
        if (view.roller) {
            return warn(HintKind::OverMaximum,
                        fmt::format("Needles of {:.2f} mm are over the maximum of {:.2f} mm here "
                                    "({}): take a shorter roller",
                                    view.dial_mm, view.zone->max_mm, view.zone->maxBecause));
        }
        return warn(HintKind::OverMaximum,
                    fmt::format("Dial {:.2f} mm is over the maximum of {:.2f} mm here ({}): turn "
                                "it down",
                                view.dial_mm, view.zone->max_mm, view.zone->maxBecause));
    }
    return {};
}

/// How the pen is handled while it touches.
Hint handlingHint(const LiveView& view) {
    if (!view.touching) {
        return {};
    }
    const HandlingLimits& limits = view.limits;
    if (!view.motor && !view.roller) {
        return warn(HintKind::MotorOff, "Motor is off: start it before the tip touches (M)");
    }
    if (view.slowed_Hz && *view.slowed_Hz <= 0.0f) {
        return warn(
            HintKind::Stalled,
            fmt::format("Motor stands still under {:.1f} N: lift, and press less", view.force_N));
    }
    if (view.slipIndex > limits.slipIndexMax) {
        return warn(HintKind::Drag,
                    view.roller ? "Pushed sideways, it tears: lift, and turn the drum to the way"
                                : "Needles drag: glide slower or raise the stroke rate");
    }
    if (view.zone && (view.dial_mm < view.zone->dialMin_mm - 1e-4f ||
                      view.dial_mm > view.zone->dialMax_mm + 1e-4f)) {
        return warn(HintKind::DialOutside,
                    fmt::format("{} {:.2f} mm: this zone wants {:.2f} to {:.2f} mm",
                                view.roller ? "Needles of" : "Dial", view.dial_mm,
                                view.zone->dialMin_mm, view.zone->dialMax_mm));
    }
    if (view.tilt_deg > limits.tilt_deg) {
        return warn(HintKind::Tilt,
                    fmt::format("Tilted {:.0f}°, up to {:.0f}° is fine: {}", view.tilt_deg,
                                limits.tilt_deg,
                                view.roller ? "lay the whole drum on" : "hold it upright"));
    }
    if (view.gel < kDryGel) {
        return warn(HintKind::Dry, "Skin is dry: spread gel here (G)");
    }
    if (view.stretch_pct < limits.stretchMin_pct) {
        return advise(HintKind::Slack, "Skin is slack: stretch it with the support hand (S)");
    }
    if (view.slowed_Hz && *view.slowed_Hz < kSlowed * view.strokeRate_Hz) {
        return warn(HintKind::Slowed, fmt::format("Motor slows to {:.0f} of {:.0f} Hz: press less",
                                                  *view.slowed_Hz, view.strokeRate_Hz));
    }
    if (view.force_N > limits.forceMax_N) {
        return warn(HintKind::Force, fmt::format("Pressing {:.1f} N, up to {:.1f} N is enough",
                                                 view.force_N, limits.forceMax_N));
    }
    if (view.roller || (view.zone && view.zone->stamping)) {
        return {}; // how fast is not judged
    }
    if (view.glide_mmps > limits.glideMax_mmps) {
        return advise(HintKind::TooFast,
                      fmt::format("Gliding {:.0f} mm/s: slow down to {:.0f} to {:.0f}",
                                  view.glide_mmps, limits.glideMin_mmps, limits.glideMax_mmps));
    }
    if (view.glide_mmps < limits.glideMin_mmps) {
        return advise(HintKind::TooSlow, "Keep gliding, or lift: standing still piles up passes");
    }
    return {};
}

/// What to do next.
Hint workHint(const LiveView& view) {
    const auto isDone = [](const ZoneProgress& zone) { return zone.done_pct >= kZoneDone_pct; };
    const bool allDone =
        !view.zones.empty() && std::all_of(view.zones.begin(), view.zones.end(), isDone);
    if (allDone) {
        return advise(HintKind::Done, view.onPerson
                                          ? "All zones are covered: end the attempt (Enter)"
                                          : "All patches are covered: end the attempt (Enter)");
    }
    const auto active = std::find_if(view.zones.begin(), view.zones.end(),
                                     [](const ZoneProgress& zone) { return zone.active; });
    const bool here = active != view.zones.end();
    if (here && isDone(*active) && !view.nextZone.empty()) {
        return advise(HintKind::NextZone,
                      fmt::format("{} is covered: {}{}, then go on", active->label,
                                  view.roller ? "lift the roller over to " : "set the dial for ",
                                  view.nextZone));
    }
    if (view.roller && !view.touching && view.overSkin && view.zone && view.zone->inLesson) {
        return advise(HintKind::NotSeated,
                      "Move along the lane, the drum turns to it; then hold the left button");
    }
    if (!view.touching && view.overSkin && view.zone && view.zone->inLesson) {
        return advise(HintKind::NotSeated, view.motor
                                               ? "Hold the left button to seat the pen"
                                               : "Start the motor (M), then hold the left button");
    }
    // worth saying once most of the patch is done: then what is left is a gap, not the rest
    if (here && active->done_pct >= 70.0f && active->done_pct < kZoneDone_pct) {
        return advise(HintKind::MissedArea,
                      fmt::format("{}: {:.0f} % done, fill the thin squares of the map",
                                  active->label, active->done_pct));
    }
    if (!view.nextZone.empty() && !here) {
        return advise(HintKind::NextZone,
                      fmt::format("Next {}: {}", view.onPerson ? "zone" : "patch", view.nextZone));
    }
    return {};
}

/// The start that is nearest to `wished` of a stretch `length` inside [from, from + room].
float inside(float wished, float length, float from, float room) {
    return std::max(from, std::min(wished, from + room - length));
}

} // namespace

Hint hintFor(const LiveView& view) {
    // nobody follows advice on the mouse while a script works
    if (view.assistance != lesson::Assistance::Full || view.paused || !view.performer.empty()) {
        return {};
    }
    for (const auto& look : {placeHint, handlingHint, workHint}) {
        if (Hint hint = look(view); hint.kind != HintKind::None) {
            return hint;
        }
    }
    return {};
}

void holdHint(HeldHint& held, const Hint& now, double now_s) {
    const bool same = now.kind == held.hint.kind;
    const bool first = held.hint.kind == HintKind::None;
    const bool warnsFirst = now.urgent && !held.hint.urgent;
    const bool readable = now_s - held.since_s >= kHintHold_s || now_s < held.since_s;
    if (!same && !first && !warnsFirst && !readable) {
        return;
    }
    if (!same) {
        held.since_s = now_s;
        held.placed = held.placed && !first;
    }
    held.hint = now;
}

ui::Box hintBox(const ui::Box& area, ImVec2 tip, ImVec2 size, float away_px) {
    const float areaRight = area.x + area.width;
    const float y = inside(tip.y - away_px - size.y, size.y, area.y, area.height);
    if (tip.x + away_px + size.x <= areaRight) {
        return {inside(tip.x + away_px, size.x, area.x, area.width), y, size.x, size.y};
    }
    if (tip.x - away_px - size.x >= area.x) {
        return {tip.x - away_px - size.x, y, size.x, size.y};
    }
    // too wide for either side: above the tip, or below it
    const float x = inside(tip.x - size.x * 0.5f, size.x, area.x, area.width);
    const float above = tip.y - away_px - size.y;
    return {x, above >= area.y ? above : inside(tip.y + away_px, size.y, area.y, area.height),
            size.x, size.y};
}

} // namespace stipple::training_ui
