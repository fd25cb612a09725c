#pragma once

#include "engine/base/result.h"
#include "training/app/attempt_files.h"
#include "training/app/healing_preview.h"
#include "training/app/view_builder.h"
#include "training/ui/review_view.h"

#include <memory>
#include <string>
#include <vector>

namespace stipple::app {

/// A recorded attempt that somebody looks at: the outcome, and a moment that can be moved.
struct ReviewSession {
    std::string path;
    CheckedAttempt checked;
    std::unique_ptr<attempt::Attempt> moment; ///< the attempt at the scrubbed tick
    std::vector<training_ui::TraceTarget> targets;
    double wanted_tick = 0.0; ///< where the slider is; `moment` follows
    bool playing = false;
    bool anew = false; ///< `moment` was begun anew: what was drawn of its skin is not true any more
    float speed = 1.0f;
    std::unique_ptr<HealingPreview> healing; ///< made when somebody asks what becomes of the skin
    std::string reportPath, notice;
};

/// Reads and re-simulates the record; takes about a second for four minutes on a pad.
[[nodiscard]] Result<std::unique_ptr<ReviewSession>> openReview(const std::string& path,
                                                                const LoadWatch& watch = {});

/// Moves the replay on. Simulates for at most about 25 ms, so that scrubbing stays smooth and a far
/// jump catches up over a few frames.
void advance(ReviewSession& review, double delta_s);

/// What is shown: the replayed attempt at the slider, its needles moving with its own time.
[[nodiscard]] Moment momentOf(const ReviewSession& review);

[[nodiscard]] training_ui::ReviewView reviewView(const ReviewSession& review,
                                                 training_ui::MapMode map);

} // namespace stipple::app
