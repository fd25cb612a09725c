#pragma once

#include "training/scoring/score.h"
#include "training/scoring/trace.h"
#include "training/ui/coverage_view.h"
#include "training/ui/healing_view.h"
#include "training/ui/section_view.h"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace stipple::training_ui {

/// What one moment of the attempt was aiming at, beside its TracePoint.
struct TraceTarget {
    float depthLow_mm = 0.0f, depthHigh_mm = 0.0f; ///< delivered; 0 outside the lesson's zones
    float limit_mm = 0.0f;
    float tiltMax_deg = 15.0f;
};

struct ReviewView {
    std::string title, trainee, when;
    scoring::Score score;
    double passTotal = 75.0, passDomain = 60.0; ///< percent
    std::string integrity; ///< "Re-simulated: the same bits", or what was found
    bool matchesRecord = true;
    std::string signatureText;

    std::span<const scoring::TracePoint> trace; ///< borrowed for the frame
    std::span<const TraceTarget> targets;       ///< one per trace point; may be empty
    float glideMin_mmps = 10.0f, glideMax_mmps = 30.0f;
    float forceMin_N = 0.5f, forceMax_N = 2.0f;
    float stretchMin_pct = 5.0f;
    bool forceAssessed = true, tiltAssessed = true;

    std::uint32_t tick = 0, tickCount = 0;
    bool playing = false;
    float speed = 1.0f;
    bool hasPicture = false; ///< the app draws the moment in 3D behind the panel
    SectionView section;     ///< at `tick`
    CoverageView coverage;   ///< at `tick`, with the pen's place then
    HealingView healing;     ///< filled while its tab is open
    std::string reportPath;  ///< of the last report written; empty: none yet
    std::string notice;
};

/// Kept by the app between frames.
struct ReviewChoices {
    int tab = 0;            ///< 0 result, 1 traces and replay, 2 healing
    std::string openMetric; ///< id of the metric whose evidence is shown
    HealingChoices healing;
};

} // namespace stipple::training_ui
