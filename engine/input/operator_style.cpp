#include "engine/input/operator_style.h"

#include <algorithm>
#include <array>
#include <string>

namespace stipple::input {

namespace {

constexpr std::array<std::string_view, 13> kNames{
    "expert",         "novice",          "one-pass",     "too-deep",       "too-shallow",
    "tilted",         "dragger",         "heavy-handed", "wrong-settings", "careless",
    "orbit-intruder", "orbit-respecter", "reuser"};

OperatorStyle novice() {
    OperatorStyle style;
    style.speed_mps = 0.026f;
    style.speedSpread = 0.4f;
    style.keepsTime = false;
    style.force_N = 1.3f;
    style.forceSpread = 0.3f;
    style.tilt_rad = 0.075f;
    style.lineSpacing = 1.06f;
    style.spacingSpread = 0.3f;
    style.skippedLines = 0.15f;
    style.unliftedTurns = 0.7f;
    style.stretch_pct = 6.0f;
    style.pullsAnyhow = true;
    style.gelBetween = false;
    style.askew_rad = 0.05f;
    style.hand = {.tremor_m = 60e-6f, .drift_m = 400e-6f, .sway_rad = 0.04f, .forceShare = 0.2f};
    return style;
}

OperatorStyle dragger() {
    OperatorStyle style;
    style.rate = OperatorStyle::Rate::Lowest;
    style.speed_mps = 0.09f;
    style.keepsTime = false;
    style.gelFirst = false;
    style.gelBetween = false;
    style.askew_rad = 0.6f; // 34 degrees
    return style;
}

OperatorStyle tooShallow() {
    // hovers: the smallest dial, hardly seated, on slack skin
    OperatorStyle style;
    style.dial = OperatorStyle::Dial::Smallest;
    style.force_N = 0.15f;
    style.stretch_pct = 0.0f;
    return style;
}

OperatorStyle wrongSettings() {
    OperatorStyle style;
    style.dial = OperatorStyle::Dial::OneStepOutside;
    style.rate = OperatorStyle::Rate::OneStepOutside;
    style.wrongPen = true;
    return style;
}

} // namespace

std::span<const std::string_view> operatorNames() {
    return kNames;
}

std::optional<OperatorStyle> operatorStyle(std::string_view given) {
    // an underscore is as good as a hyphen
    std::string name(given);
    std::replace(name.begin(), name.end(), '_', '-');
    OperatorStyle style;
    if (name == "expert") {
        return style;
    }
    if (name == "novice") {
        return novice();
    }
    if (name == "dragger") {
        return dragger();
    }
    if (name == "too-shallow") {
        return tooShallow();
    }
    if (name == "wrong-settings") {
        return wrongSettings();
    }
    if (name == "one-pass") {
        style.passesMost = 1;
    } else if (name == "too-deep") {
        style.dial = OperatorStyle::Dial::FarTooDeep;
    } else if (name == "tilted") {
        style.tilt_rad = 0.35f; // 20 degrees
    } else if (name == "heavy-handed") {
        style.force_N = 3.5f;
        style.lightOverBone = false;
    } else if (name == "careless") {
        style.overruns = 2;
    } else if (name == "orbit-intruder") {
        style.rim = OperatorStyle::Rim::Crosses;
    } else if (name == "orbit-respecter") {
        style.rim = OperatorStyle::Rim::Follows;
    } else if (name == "reuser") {
        style.changesCartridge = false;
    } else {
        return std::nullopt;
    }
    return style;
}

} // namespace stipple::input
