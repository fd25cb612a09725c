#pragma once

#include "engine/ui/theme.h"

#include <span>
#include <string>
#include <vector>

namespace stipple::training_ui {

/// One quantity over time with its band, all curves at the same times.
struct HealingCurve {
    std::string label, unit;
    std::vector<float> low, likely, high; ///< in `unit`
    float most = 1.0f;                    ///< of the axis, which begins at 0
    int decimals = 0;
    float nowLow = 0.0f, nowLikely = 0.0f, nowHigh = 0.0f; ///< at the chosen time
};

/// Something that can go wrong: a chance with its band, or a level where nobody has counted.
struct HealingRisk {
    std::string label, words;
    ui::State state = ui::State::Good;
};

/// What became of the treatment in one zone at one time.
struct HealingView {
    std::span<const float> days; ///< of the curves' points, rising from 0
    std::span<const HealingCurve> curves;
    std::span<const HealingRisk> risks;
    std::span<const std::string> zones; ///< treated ones; empty: nothing was needled
    std::string dose;                   ///< what was done there, in words
    std::string phase;                  ///< "Proliferation"
    std::string client;                 ///< "Woman, 46, type IV"
};

/// Kept by the app between frames.
struct HealingChoices {
    float day = 0.0f; ///< 0..365 after the treatment
    int zone = 0;     ///< into HealingView::zones
    // before, at and after the treatment: true is what clients and operators are told to do
    bool sunAvoided = true, activesStopped = true, thinnersStopped = true, antiviral = true;
    bool primed = false; ///< true is more than most are told
    bool cleanHands = true, newCartridge = true, sterileSerum = true;
    bool sunProtected = true, leftAlone = true, gentleOnly = true, uncovered = true, rested = true;
    bool serumMap = false; ///< how much serum comes in, laid over the skin
    // what if
    float depthFactor = 1.0f; ///< of the depth that was delivered
    float passFactor = 1.0f;  ///< of the punctures
    int sessions = 1;
    float interval_weeks = 4.0f;

    bool operator==(const HealingChoices&) const = default;
};

inline constexpr float kHealingDays = 365.0f;

/// Where a day stands on the axis of the curves, 0..1: hours at first, months at the end.
[[nodiscard]] float healingAxis(float day);
/// The inverse of healingAxis.
[[nodiscard]] float healingDay(float place);
/// "5 h", "3 days", "4 months".
[[nodiscard]] std::string healingTime(float day);

} // namespace stipple::training_ui
