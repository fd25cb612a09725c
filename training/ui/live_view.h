#pragma once

#include "training/lesson/lesson.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace stipple::training_ui {

/// What the protocol wants of the zone under the pen.
struct ZoneBand {
    std::string label;
    bool stamping = false; ///< set down and lifted: no glide is wanted
    bool inLesson = true;  ///< false: this zone is not to be treated
    bool noGo = false;     ///< needles here are a fault by themselves; `caution` says why
    float dialMin_mm = 0.0f, dialMax_mm = 0.0f;
    float target_mm = 0.0f; ///< delivered
    float max_mm = 0.0f;    ///< effective maximum
    std::string maxBecause; ///< "zone", "device" or "jurisdiction"
    float rateMin_Hz = 0.0f, rateMax_Hz = 0.0f;
    std::uint32_t needlesMin = 0, needlesMax = 0;
    std::string endpoint, caution;
};

/// From here on a zone counts as covered.
inline constexpr float kZoneDone_pct = 95.0f;

struct ZoneProgress {
    std::string label;
    float passesMedian = 0.0f;
    std::uint32_t passesMin = 0, passesMax = 0;
    float done_pct = 0.0f; ///< of the zone's blocks with enough passes
    bool active = false;   ///< under the pen now
};

/// Limits of good handling, from the rubric and the contact geometry.
struct HandlingLimits {
    float tilt_deg = 15.0f; ///< for the depth set now
    float glideMin_mmps = 10.0f, glideMax_mmps = 30.0f;
    float forceMin_N = 0.5f, forceMax_N = 2.0f;
    float stretchMin_pct = 5.0f;
    float slipIndexMax = 1.0f;
};

/// What the live panel shows. Copies, filled by the app once a frame.
struct LiveView {
    std::string lessonTitle, trainee;
    std::string performer; ///< "scripted pen: expert"; empty: the trainee has the pen
    lesson::Mode mode = lesson::Mode::Formative;
    lesson::Assistance assistance = lesson::Assistance::Full;
    double elapsed_s = 0.0, timeLimit_s = 0.0; ///< 0: no limit
    bool paused = false;

    // the pen and its switches
    std::vector<std::string> pens;
    std::vector<std::uint32_t> penNeedles; ///< of each pen; empty: not told
    std::uint8_t pen = 0;
    std::uint32_t needleCount = 0;
    bool roller = false; ///< no dial, no motor: dial_mm is the length of its needles
    float dial_mm = 0.0f, dialStep_mm = 0.25f, dialMin_mm = 0.0f, dialMax_mm = 3.0f;
    float dialTolerance_mm = 0.0f;
    bool motor = false;
    float strokeRate_Hz = 0.0f; ///< of the switch, also when the motor is off
    /// What it really runs at where the press of the plate slows the motor; 0: it stands still.
    std::optional<float> slowed_Hz;
    std::uint64_t cartridgeStrokes = 0;
    /// What is to be said of the cartridge that is fitted; empty: it is no part of the exercise.
    std::string cartridge;
    bool cartridgeFresh = true; ///< nothing is wrong with it

    // contact now
    std::optional<ZoneBand> zone; ///< none: the pen is not over a marked zone
    bool onPerson = false;        ///< false: a pad with patches
    /// The nearest no-go area within a few millimetres of the pen; empty: none.
    std::string noGoNear, noGoWhy;
    bool tipInPicture = false;
    float tipX_px = 0.0f, tipY_px = 0.0f; ///< where the tip is on the screen
    bool overSkin = false, seated = false, touching = false, tracked = true;
    float delivered_mm = 0.0f, deliveredSigma_mm = 0.0f; ///< of the newest punctures; 0 without
    float tilt_deg = 0.0f, glide_mmps = 0.0f, force_N = 0.0f, stretch_pct = 0.0f;
    /// Between the support hand's pull and the skin's lines of tension, 0 to 90; empty where one of
    /// them is not known.
    std::optional<int> pullFromLines_deg;
    float gel = 0.0f, slipIndex = 0.0f;
    bool forceAssessed = true, tiltAssessed = true;
    HandlingLimits limits;

    // the work
    std::vector<ZoneProgress> zones; ///< in the lesson's order
    std::string nextZone;            ///< the zone to go to when this one is done
    std::vector<std::string> criticalFails;
    std::string device; ///< "12 fps at 60 % resolution, llvmpipe"; may be empty
    bool showMap = true, showSection = true;
};

} // namespace stipple::training_ui
