#pragma once

#include "training/scoring/observe.h"

namespace stipple::scoring {

/// Strokes of the slowest setting, 50 Hz, are less than 5 ticks apart: a longer pause is one.
inline constexpr std::uint32_t kBetweenStrokes = 6; // ticks
/// Rows of a roller, 2.6 mm apart, are so far apart at 0.5 cm/s.
inline constexpr std::uint32_t kBetweenRows = 125; // ticks

/// Everything that the observers of one tick read.
struct TickView {
    const ScoreRules& rules;
    const sim::SimModel& model;
    const sim::SimState& state;
    const sim::PenSample& sample;
    const sim::StepReport& report;
    std::uint32_t tick = 0;          ///< number of this tick, from 0
    bool needling = false;           ///< seated with the motor on
    bool piercing = false;           ///< needling, or hovering so low that the needles reach
    std::uint8_t target = kNoTarget; ///< index of the target under the tip
    float glide_mps = 0.0f;          ///< smoothed speed along the skin
    std::uint8_t axis_deg = 0;       ///< of the stroke, 0..179
};

[[nodiscard]] inline const lesson::Rubric& rubricOf(const TickView& view) {
    return view.rules.assignment->rubric;
}

/// Follows the contact: smoothed glide, stays, turns. First in a tick; the others read it.
void followContact(const TickView& view, ScoreState& score);
/// Direction of the smoothed glide in the skin's plane, as an axis of 0..179 degrees.
[[nodiscard]] std::uint8_t strokeAxis_deg(const glm::vec3& glide_mps, const glm::vec3& normal);

/// Whether needles that touch the skin go into it: a motor runs and is not stalled, or a roller has
/// none.
[[nodiscard]] inline bool needlesWork(const TickView& view) {
    return (view.report.notes & sim::kStalled) == 0 &&
           sim::needlesWork(view.model.pens[view.sample.pen], view.sample.strokeRate_dHz);
}

[[nodiscard]] inline bool isRoller(const TickView& view) {
    return view.model.pens[view.sample.pen].kind == sim::DeviceKind::Roller;
}

/// Ticks after which a pause between punctures is one. The rows of a roller lie millimetres apart.
[[nodiscard]] inline std::uint32_t betweenPunctures(const TickView& view) {
    return isRoller(view) ? kBetweenRows : kBetweenStrokes;
}

/// What of the settings in use a target does not permit: bits of SetupFault, gel left aside.
[[nodiscard]] std::uint8_t wrongSettings(const TickView& view, std::uint8_t target);
/// Counts visits and punctures on the coverage grid.
void observeCoverage(const TickView& view, ScoreState& score);
/// Counts the time shares of handling, drag, and the settings at the first landing in a zone.
void observeHandling(const TickView& view, ScoreState& score);
/// Counts cartridges that should have been changed before they came into skin.
void observeCartridge(const TickView& view, ScoreState& score);
/// Watches for intrusion and the rubric's critical events.
void observeSafety(const TickView& view, ScoreState& score);

/// A stroke axis counts for a score block once this share of it was visited that way.
inline constexpr double kAxisShare = 0.25;

/// Median visits of a score block's own fine blocks, taken at `quantile` (0.5: the median).
[[nodiscard]] float passesAt(const CoverageGrid& grid, const std::vector<std::uint16_t>& visits,
                             std::uint32_t score, float quantile);

/// How many directions of an 8-bit axis set lie more than `apart_deg` from each other.
[[nodiscard]] std::uint32_t directionsApart(std::uint8_t axes, double apart_deg);

} // namespace stipple::scoring
